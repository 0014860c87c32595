import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import {
  GRACE_PERIODS,
  graceFrom,
  rotationObstacle,
  runningGrace,
} from '../../../../shared/keys/grace-period';
import type { GracePeriod } from '../../../../shared/keys/grace-period';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { ConfirmDialog } from '../../../ui/feedback/confirm-dialog';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { FieldLabel } from '../../../ui/controls/field';
import { useFormats } from '../../../ui/text/formats';
import { Notice } from '../../../ui/feedback/notice';
import { useMinute } from '../../../ui/hooks/now';
import { Segmented } from '../../../ui/controls/segmented';
import { EffectNotice } from './effect-notice';
import { NamedSentence } from './named-sentence';

/**
 * Rotates the secret of a key. The dialog that shows the new secret follows; for an inactive key,
 * its form.
 */
export function RotateDialog({
  apiKey,
  onRotated,
  onEdit,
  onClosed,
}: {
  apiKey: ApiKey;
  onRotated: (apiKey: ApiKey, secret: string | null) => void;
  onEdit: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const { until } = useFormats();
  const id = useId();
  const now = useMinute();
  const [open, setOpen] = useState(true);
  const [grace, setGrace] = useState<GracePeriod>(apiKey.compromised ? 'none' : 'day');
  const [isAsking, setAsking] = useState(false);
  const rotate = useCommand(bridge.keys.rotate);
  const key = { ...apiKey, graceUntil: apiKey.graceUntil ?? null };
  const obstacle = rotationObstacle(key, now);
  const running = runningGrace(key, now);
  // An inactive key can be rotated when its secret was reported: that secret must not work again.
  const offered = apiKey.enabled ? GRACE_PERIODS : (['none'] as const);

  const go = async () => {
    const result = await rotate.run({ id: apiKey.id, grace, cutsShort: running });
    if (result?.ok) onRotated(result.value.apiKey, result.value.secret);
  };
  const leave = () => {
    if (!rotate.busy) setOpen(false);
  };
  if (obstacle !== null) {
    return (
      <DialogFrame
        open={open}
        title={t('dialogs.rotate.title')}
        sentence={
          <NamedSentence sentence={`dialogs.rotate.inactive.${obstacle}`} name={apiKey.name} />
        }
        onClose={leave}
        onExited={onClosed}
        onSubmit={onEdit}
        buttons={
          <>
            <Button onClick={leave}>{t('common.cancel')}</Button>
            <Button type="submit" variant="contained" color="primary" autoFocus>
              {t('dialogs.rotate.edit')}
            </Button>
          </>
        }
      />
    );
  }
  const end = graceFrom(grace, apiKey.expiresAt, now);
  const when = (instant: string) => until(Date.parse(instant), now);
  const foot = () => {
    if (end === null) return t('dialogs.rotate.ends.none');
    const sentence = end === apiKey.expiresAt ? 'withKey' : 'until';
    return t(`dialogs.rotate.ends.${sentence}`, { when: when(end) });
  };
  const { hint } = apiKey;

  return (
    <>
      <DialogFrame
        open={open}
        title={t('dialogs.rotate.title')}
        sentence={<NamedSentence sentence="dialogs.rotate.sentence" name={apiKey.name} />}
        onClose={leave}
        onExited={onClosed}
        onSubmit={() => (running === null ? void go() : setAsking(true))}
        footText={foot()}
        buttons={
          <>
            <Button onClick={leave}>{t('common.cancel')}</Button>
            <Button type="submit" variant="contained" color="primary" aria-busy={rotate.busy}>
              {t(rotate.busy ? 'dialogs.rotate.busy' : 'dialogs.rotate.submit')}
            </Button>
          </>
        }
      >
        {running !== null && (
          <Notice tone="care" role="status">
            {t('dialogs.rotate.running', { hint, when: when(running) })}
          </Notice>
        )}
        <div>
          <FieldLabel as="p" id={id}>
            {t('dialogs.rotate.grace')}
          </FieldLabel>
          <Segmented
            labelledBy={id}
            value={grace}
            choices={offered.map((value) => ({
              value,
              label: t(`dialogs.rotate.periods.${value}`),
            }))}
            onChange={setGrace}
          />
        </div>
        <EffectNotice action="rotate" keyIds={[apiKey.id]} />
        <FailureAlert failure={rotate.failure} />
      </DialogFrame>
      {isAsking && running !== null && (
        <ConfirmDialog
          title={t('dialogs.rotate.cutShort.title')}
          sentence={
            end === null
              ? t('dialogs.rotate.cutShort.none', { hint, when: when(running) })
              : t('dialogs.rotate.cutShort.until', {
                  hint,
                  when: when(running),
                  next: when(end),
                })
          }
          keep={t('dialogs.rotate.cutShort.keep')}
          go={t('dialogs.rotate.cutShort.go')}
          onAnswer={(goOn) => {
            setAsking(false);
            if (goOn) void go();
          }}
        />
      )}
    </>
  );
}
