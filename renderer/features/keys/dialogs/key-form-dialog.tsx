import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import type { Failure } from '../../../../shared/failure';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { DialogFrame } from '../../../ui/dialog-frame';
import { FailureAlert } from '../../../ui/failure-alert';
import { useFormats } from '../../../ui/formats';
import { KeyFields } from '../form/key-fields';
import { scopeSummary } from '../form/scope-summary';
import type { KeyForm } from '../form/use-key-form';

const Summary = styled('span')({
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
});

/** The dialog around the form. What was entered is not thrown away without asking. */
export function KeyFormDialog({
  words,
  form,
  apiKey,
  open,
  busy,
  failure,
  onSave,
  onClose,
  onClosed,
}: {
  words: { title: string; sentence: string; save: string; busy: string };
  form: KeyForm;
  apiKey: ApiKey | null;
  open: boolean;
  busy: boolean;
  failure: Failure | null;
  onSave: () => void;
  onClose: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const summary = scopeSummary(form.draft.scopes, t, formats);
  const leave = () => {
    if (busy) return;
    if (form.dirty) setAsking(true);
    else onClose();
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
        onSubmit={() => form.check() && onSave()}
        footText={
          <Summary title={summary} aria-live="polite">
            {summary}
          </Summary>
        }
        buttons={
          <>
            <Button onClick={leave}>{t('common.cancel')}</Button>
            <Button type="submit" variant="contained" color="primary" aria-busy={busy}>
              {busy ? words.busy : words.save}
            </Button>
          </>
        }
      >
        {/* Wrong fields say so themselves. */}
        <FailureAlert failure={failure?.code === 'invalid-key' ? null : failure} />
        <KeyFields form={form} apiKey={apiKey} />
      </DialogFrame>
      {asking && (
        <ConfirmDialog
          title={t('dialogs.discard.title')}
          sentence={t('dialogs.discard.sentence')}
          keep={t('dialogs.discard.keep')}
          go={t('dialogs.discard.discard')}
          onAnswer={(discard) => {
            setAsking(false);
            if (discard) onClose();
          }}
        />
      )}
    </>
  );
}
