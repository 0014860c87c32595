import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import { GRACE_PERIODS } from '../../../../shared/grace-period';
import type { GracePeriod } from '../../../../shared/grace-period';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/dialog-frame';
import { FailureAlert } from '../../../ui/failure-alert';
import { FieldLabel } from '../../../ui/field';
import { Segmented } from '../../../ui/segmented';
import { NamedSentence } from './named-sentence';

/** Gives a key a new secret. It goes on to the dialog that shows it. */
export function RotateDialog({
  apiKey,
  onRotated,
  onClosed,
}: {
  apiKey: ApiKey;
  onRotated: (apiKey: ApiKey, secret: string) => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(true);
  const [grace, setGrace] = useState<GracePeriod>('day');
  const rotate = useCommand(bridge.keys.rotate);

  const submit = async () => {
    const result = await rotate.run({ id: apiKey.id, grace });
    if (result?.ok) onRotated(result.value.apiKey, result.value.secret);
  };
  const leave = () => {
    if (!rotate.busy) setOpen(false);
  };

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.rotate.title')}
      sentence={<NamedSentence sentence="dialogs.rotate.sentence" name={apiKey.name} />}
      onClose={leave}
      onExited={onClosed}
      onSubmit={() => void submit()}
      footText={t(`dialogs.rotate.ends.${grace}`)}
      buttons={
        <>
          <Button onClick={leave}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={rotate.busy}>
            {t(rotate.busy ? 'dialogs.rotate.busy' : 'dialogs.rotate.submit')}
          </Button>
        </>
      }
    >
      <div>
        <FieldLabel as="p" id={id}>
          {t('dialogs.rotate.grace')}
        </FieldLabel>
        <Segmented
          labelledBy={id}
          value={grace}
          choices={GRACE_PERIODS.map((value) => ({
            value,
            label: t(`dialogs.rotate.periods.${value}`),
          }))}
          onChange={setGrace}
        />
      </div>
      <FailureAlert failure={rotate.failure} />
    </DialogFrame>
  );
}
