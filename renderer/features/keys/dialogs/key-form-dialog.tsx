import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import type { FocusEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { Failure } from '../../../../shared/lib/failure';
import { isLater, reachOf } from '../../../../shared/keys/reach';
import { bridge } from '../../../bridge/bridge';
import { useSync } from '../../../bridge/sync';
import { useUnsaved } from '../../../bridge/use-unsaved';
import { ConfirmDialog } from '../../../ui/feedback/confirm-dialog';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { useFormats } from '../../../ui/text/formats';
import { Notice } from '../../../ui/feedback/notice';
import { KeyFields } from '../form/key-fields';
import { KeyNotices } from '../form/key-notices';
import { scopeSummary } from '../form/scope-summary';
import type { KeyForm } from '../form/use-key-form';
import { EffectNotice } from './effect-notice';
import { NamedSentence } from './named-sentence';
import { useKeepDraft } from './use-keep-draft';

/** The dialog around the key form. Asks before it discards input. */
export function KeyFormDialog({
  words,
  form,
  apiKey,
  asNow,
  endsAccess = false,
  notGranted,
  isGone,
  isKept,
  open,
  busy,
  failure,
  onSave,
  onClose,
  onClosed,
}: {
  words: { title: string; sentence: ReactNode; save: string; busy: string };
  form: KeyForm;
  /** as it was when the dialog opened */
  apiKey: ApiKey | null;
  /** the present key */
  asNow: ApiKey | null;
  /** saving deactivates the key */
  endsAccess?: boolean;
  /** unknown permissions of a key whose settings a new one gets: it does not get these */
  notGranted?: readonly string[] | undefined;
  /** the key was deleted, so nothing can be saved */
  isGone: boolean;
  /** it begins with unsaved input from before a lock or a reload */
  isKept: boolean;
  open: boolean;
  busy: boolean;
  failure: Failure | null;
  onSave: () => void;
  onClose: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState<'close' | 'quit' | null>(null);
  const reach = reachOf(useSync(), apiKey ? [apiKey.id] : [], { endsAccess });
  const lastField = useRef<HTMLElement | null>(null);
  const summary = scopeSummary(form.draft.scopes, t, formats);
  const leave = () => {
    if (busy) return;
    if (form.dirty && !isGone) setAsking('close');
    else onClose();
  };
  const isUnsaved = open && form.dirty && !isGone;
  useKeepDraft(isUnsaved, apiKey, form.typed);
  useUnsaved(isUnsaved, () => {
    // The operating system may end the session without waiting for an answer.
    const kept = { keyId: apiKey?.id ?? null, fields: form.typed };
    void bridge.keys.keepForm({ form: kept, isLeaving: true });
    setAsking('quit');
  });
  const answer = (discard: boolean) => {
    setAsking(null);
    if (!discard) lastField.current?.focus();
    else if (asking === 'quit') {
      // Discarded: do not offer it again.
      void bridge.keys.keepForm({ form: null });
      void bridge.app.quit();
    } else onClose();
  };
  const rememberField = (event: FocusEvent<HTMLElement>) => {
    // React also bubbles events from a dialog opened by a field, although it is elsewhere in the DOM.
    if (event.currentTarget.contains(event.target)) lastField.current = event.target;
  };

  return (
    <>
      <DialogFrame
        open={open}
        width={640}
        title={words.title}
        sentence={words.sentence}
        onClose={leave}
        onExited={onClosed}
        onSubmit={() => !isGone && form.check() && onSave()}
        footText={<span aria-live="polite">{summary}</span>}
        buttons={
          <>
            <Button onClick={leave}>{t(isGone ? 'dialogs.lost.close' : 'common.cancel')}</Button>
            {!isGone && (
              <Button type="submit" variant="contained" color="primary" aria-busy={busy}>
                {busy ? words.busy : words.save}
              </Button>
            )}
          </>
        }
      >
        {isKept && (
          <Notice tone="calm" role="status" title={t('dialogs.kept.title')}>
            {t('dialogs.kept.sentence')}
          </Notice>
        )}
        {asNow && isGone && (
          <Notice tone="care" role="status">
            <NamedSentence sentence="dialogs.lost.form" name={asNow.name} />
          </Notice>
        )}
        {asNow && !isGone && <KeyNotices apiKey={asNow} draft={form.draft} />}
        {asNow && !isGone && asNow.unsent === undefined && isLater(reach) && (
          <EffectNotice action="edit" keyIds={[asNow.id]} endsAccess={endsAccess} />
        )}
        {notGranted && notGranted.length > 0 && (
          <Notice tone="care" title={t('dialogs.create.notGranted')}>
            <bdi>{formats.list(notGranted, 'unit')}</bdi>
          </Notice>
        )}
        {/* Invalid fields show their own errors. */}
        <FailureAlert failure={failure?.code === 'invalid-key' ? null : failure} />
        <div onFocus={rememberField}>
          <KeyFields form={form} apiKey={apiKey} />
        </div>
      </DialogFrame>
      {asking && (
        <ConfirmDialog
          title={t('dialogs.discard.title')}
          sentence={t('dialogs.discard.sentence')}
          keep={t('dialogs.discard.keep')}
          go={t('dialogs.discard.discard')}
          onAnswer={answer}
        />
      )}
    </>
  );
}
