import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { visibleForm } from '../../../../shared/keys/name-identity';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { Notice } from '../../../ui/feedback/notice';
import { TextField } from '../../../ui/controls/text-field';
import { NAME_PLACEHOLDER, useToast } from '../../../ui/feedback/toasts';
import { useMinute } from '../../../ui/hooks/now';
import type { KeyIndex } from '../store/key-index';
import { useActionEffect } from '../use-action-effect';
import { useUndoAction } from '../use-undo-action';
import { chosenKeys } from './chosen-keys';
import { EffectNotice } from './effect-notice';
import { KeyGoneDialog } from './key-gone-dialog';
import { NamedKeys } from './named-keys';
import { NamedSentence } from './named-sentence';
import { useLastKnown } from './use-last-known';

/**
 * Deletes one key after its name is typed, or several after their number is typed. Keys that were
 * deleted meanwhile are skipped.
 */
export function DeleteDialog({
  chosen,
  index,
  onClosed,
}: {
  /** as they were when the dialog opened */
  chosen: readonly ApiKey[];
  index: KeyIndex;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useActionEffect();
  const [open, setOpen] = useState(true);
  const [typed, setTyped] = useState('');
  const [held, setHeld] = useState<readonly ApiKey[] | null>(null);
  const remove = useCommand(bridge.keys.delete);
  const undoOf = useUndoAction();
  const { keys, gone } = useMemo(() => chosenKeys(chosen, index, held), [chosen, index, held]);
  const now = useMinute();
  const count = keys.length;
  const ids = useMemo(() => keys.map(({ id }) => id), [keys]);
  const about = chosen.length === 1 && chosen[0] ? chosen[0] : null;
  const lastKnown = useLastKnown(about, index, false).apiKey;
  const single = lastKnown?.name ?? null;
  // The visible form of the name: invisible characters and double spaces cannot be typed by sight.
  // A name without visible characters is confirmed by the number.
  const name = single === null ? '' : visibleForm(single);
  const confirmed = visibleForm(typed) === (name || String(count));

  const submit = async () => {
    if (!confirmed) return;
    setHeld(keys);
    const result = await remove.run({ ids });
    if (!result?.ok) return setHeld(null);
    const before = gone + result.value.gone;
    const deleted = t('dialogs.toasts.deletedMany', { count: count - result.value.gone });
    toast({
      ...(single === null
        ? {
            words:
              before > 0 ? t('dialogs.lost.besides', { done: deleted, count: before }) : deleted,
          }
        : { words: t('dialogs.toasts.deleted', { name: NAME_PLACEHOLDER }), name: single }),
      undo: undoOf(result.value.undo),
      below: effectOf('deleted', ids),
    });
    setOpen(false);
  };

  const title =
    single === null
      ? t('dialogs.delete.titleMany', { count: count || chosen.length })
      : t('dialogs.delete.title');
  if (count === 0) return <KeyGoneDialog title={title} name={single} onClosed={onClosed} />;
  return (
    <DialogFrame
      open={open}
      title={title}
      sentence={
        single === null ? (
          t('dialogs.delete.sentenceMany', { count })
        ) : (
          <NamedSentence sentence="dialogs.delete.sentence" name={single} />
        )
      }
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="error"
            disabled={!confirmed}
            aria-busy={remove.busy}
          >
            {remove.busy ? t('dialogs.delete.busy') : t('dialogs.delete.submit')}
          </Button>
        </>
      }
    >
      {gone > 0 && (
        <Notice tone="care" role="status">
          {t('dialogs.lost.some', { count: gone })}
        </Notice>
      )}
      {single === null && <NamedKeys label={t('dialogs.delete.keys')} keys={keys} now={now} />}
      <EffectNotice action="delete" keyIds={ids} />
      <TextField
        label={name ? t('dialogs.delete.confirm') : t('dialogs.delete.confirmMany', { count })}
        help={
          name ? t('dialogs.delete.confirmHelp') : t('dialogs.delete.confirmManyHelp', { count })
        }
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      <FailureAlert failure={remove.failure} />
    </DialogFrame>
  );
}
