import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { statusOf } from '../../../../shared/keys/key-status';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { Notice } from '../../../ui/feedback/notice';
import { useMinute } from '../../../ui/hooks/now';
import { useKeyActions } from '../key-actions';
import type { KeyIndex } from '../store/key-index';
import { useSetEnabled } from '../use-set-enabled';
import { chosenKeys } from './chosen-keys';
import { EffectNotice } from './effect-notice';
import { KeyGoneDialog } from './key-gone-dialog';
import { NamedKeys } from './named-keys';

/**
 * Before several keys are deactivated: says which keys stop working, and which changes the endpoint
 * does not have yet.
 */
export function DeactivateDialog({
  chosen,
  index,
  onDone,
  onClosed,
}: {
  /** as they were when the dialog opened */
  chosen: readonly ApiKey[];
  index: KeyIndex;
  onDone: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const { offerShow } = useKeyActions();
  const [open, setOpen] = useState(true);
  const [held, setHeld] = useState<readonly ApiKey[] | null>(null);
  const { setEnabled, busy, failure } = useSetEnabled(offerShow);
  const { keys, gone } = chosenKeys(chosen, index, held);
  const now = useMinute();
  const count = keys.length;
  const working = keys.filter((key) => statusOf(key, now).state === 'active');
  const unsent = { new: 0, changed: 0 };
  for (const key of keys) if (key.unsent) unsent[key.unsent] += 1;

  const submit = async () => {
    setHeld(keys);
    const isDone = await setEnabled(keys, false, gone);
    if (!isDone) return setHeld(null);
    onDone();
    setOpen(false);
  };
  if (count === 0) {
    return (
      <KeyGoneDialog
        title={t('dialogs.deactivate.title', { count: chosen.length })}
        name={null}
        onClosed={onClosed}
      />
    );
  }
  return (
    <DialogFrame
      open={open}
      title={t('dialogs.deactivate.title', { count })}
      sentence={t('dialogs.deactivate.sentence', { count: working.length, all: count })}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={busy}>
            {t(busy ? 'dialogs.deactivate.busy' : 'dialogs.deactivate.submit')}
          </Button>
        </>
      }
    >
      {gone > 0 && (
        <Notice tone="care" role="status">
          {t('dialogs.lost.some', { count: gone })}
        </Notice>
      )}
      <NamedKeys label={t('dialogs.deactivate.stops')} keys={working} now={now} />
      <EffectNotice action="deactivate" keyIds={keys.map(({ id }) => id)} />
      {(unsent.new > 0 || unsent.changed > 0) && (
        <Notice tone="care" title={t('form.states.unsent')}>
          {(['new', 'changed'] as const)
            .filter((kind) => unsent[kind] > 0)
            .map((kind) => t(`dialogs.deactivate.unsent.${kind}`, { count: unsent[kind] }))
            .join(' ')}
        </Notice>
      )}
      <FailureAlert failure={failure} />
    </DialogFrame>
  );
}
