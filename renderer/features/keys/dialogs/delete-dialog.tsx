import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import { asSeen } from '../../../../shared/name-identity';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/dialog-frame';
import { FailureAlert } from '../../../ui/failure-alert';
import { TextField } from '../../../ui/text-field';
import { NAME_HERE, useToast } from '../../../ui/toasts';
import { useEffectWords } from '../use-effect-words';
import { EffectNotice } from './effect-notice';
import { NamedSentence } from './named-sentence';

/** Deletes one key, its name typed, or several, their number typed. */
export function DeleteDialog({
  keys,
  onClosed,
}: {
  keys: readonly ApiKey[];
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useEffectWords();
  const [open, setOpen] = useState(true);
  const [typed, setTyped] = useState('');
  const remove = useCommand(bridge.keys.delete);
  const [first] = keys;
  const count = keys.length;
  const ids = keys.map(({ id }) => id);
  const single = count === 1 && first ? first.name : null;
  // As it is shown: nobody can type what draws nothing, or see that there are two spaces. A name of which nothing
  // is to be seen is confirmed by the number.
  const name = single === null ? '' : asSeen(single);
  const confirmed = asSeen(typed) === (name || String(count));

  const submit = async () => {
    if (!confirmed) return;
    const result = await remove.run({ ids });
    if (!result?.ok) return;
    toast({
      ...(single === null
        ? { words: t('keys.toasts.deletedMany', { count }) }
        : { words: t('keys.toasts.deleted', { name: NAME_HERE }), name: single }),
      below: effectOf('deleted', ids),
    });
    setOpen(false);
  };

  return (
    <DialogFrame
      open={open}
      title={single === null ? t('dialogs.delete.titleMany', { count }) : t('dialogs.delete.title')}
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
