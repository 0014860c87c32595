import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairPreview } from '../../../shared/vault/repair';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { MONO } from '../../ui/theme/fonts';
import { useFormats } from '../../ui/text/formats';
import { Notice } from '../../ui/feedback/notice';
import { useMinute } from '../../ui/hooks/now';
import { UserText } from '../../ui/text/user-text';
import { GateCard, GateForm } from './gate-card';

const List = styled('ul')({
  listStyle: 'none',
  maxHeight: 260,
  margin: 0,
  padding: 0,
  overflowY: 'auto',
  border: border.line,
  borderRadius: radius.box,
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '0 12px',
    alignItems: 'center',
    minHeight: 40,
    padding: '6px 12px',
    borderBottom: border.faint,
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 40px',
  },
  '& li:last-child': { borderBottom: 0 },
  '& code': { fontFamily: MONO, fontSize: textSize.hint, color: role.faint },
  '& small': { gridColumn: 2, fontSize: textSize.hint, color: role.secondary },
});

const Foot = styled('div')({ display: 'flex', gap: 8, '& > :last-child': { flex: 1 } });
const Facts = styled('div')({
  display: 'grid',
  gap: 8,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
});

/** The preview of a repair, shown before any file is changed. */
export function RepairPreviewScreen({
  found,
  onBack,
}: {
  found: RepairPreview;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const { day, time } = useFormats();
  const now = useMinute();
  const use = useCommand(bridge.recovery.use);
  const { keys, backup } = found;
  const at = backup ? Date.parse(backup.savedAt) : null;
  const from =
    at === null
      ? t('backups.preview.fromVault')
      : t('backups.preview.fromBackup', { day: day(at, now), time: time(at) });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void use.run();
  };
  return (
    <GateCard
      icon="vault"
      title={t('backups.preview.title')}
      subtitle={`${from}: ${t('backups.preview.keys', { count: keys.length })}.`}
      width={560}
    >
      <GateForm onSubmit={submit} noValidate>
        {keys.length === 0 ? (
          <p>{t('backups.preview.none')}</p>
        ) : (
          <List aria-label={t('backups.preview.listLabel')} tabIndex={0}>
            {keys.map((key) => (
              <li key={key.id}>
                <UserText>{key.name}</UserText>
                <code>{key.hint}</code>
                <State enabled={key.enabled} expiresAt={key.expiresAt} now={now} />
              </li>
            ))}
          </List>
        )}
        <Facts>
          <ActivityFacts preview={found} />
          <p>{t('backups.preview.kept')}</p>
        </Facts>
        <FailureAlert failure={use.failure} />
        <Foot>
          <Button size="large" onClick={onBack}>
            {t('backups.open.back')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            size="large"
            aria-busy={use.busy}
            autoFocus
          >
            {t(
              use.busy
                ? 'backups.preview.busy'
                : backup
                  ? 'backups.preview.use'
                  : 'backups.preview.useInPlace',
            )}
          </Button>
        </Foot>
      </GateForm>
    </GateCard>
  );
}

function State({
  enabled,
  expiresAt,
  now,
}: {
  enabled: boolean;
  expiresAt: string | null;
  now: number;
}) {
  const { t } = useTranslation();
  if (!enabled) return <small>{t('backups.preview.disabled')}</small>;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now;
  return isExpired ? <small>{t('backups.preview.expired')}</small> : null;
}

/** The changes that the activity adds to the backup, and the number of lost ones. */
function ActivityFacts({
  preview: { activity, outdatedKeyslots },
}: {
  preview: Pick<RepairPreview, 'activity' | 'outdatedKeyslots'>;
}) {
  const { t } = useTranslation();
  const { day, time } = useFormats();
  const now = useMinute();
  const { condition, recovered, lastAt, lost } = activity;
  const at = lastAt === null ? 0 : Date.parse(lastAt);
  const changedAt = outdatedKeyslots ? Date.parse(outdatedKeyslots.at) : null;
  return (
    <>
      {changedAt !== null && (
        <Notice tone="care">
          {t('backups.preview.outdatedKeyslots', {
            day: day(changedAt, now),
            time: time(changedAt),
          })}
        </Notice>
      )}
      {recovered > 0 && (
        <p>
          {t('backups.preview.recovered', { count: recovered, day: day(at, now), time: time(at) })}
        </p>
      )}
      {lost > 0 ? (
        <Notice tone="care">{t('backups.preview.lost', { count: lost })}</Notice>
      ) : condition === 'missing' ? (
        <Notice tone="care">{t('backups.preview.missing')}</Notice>
      ) : condition === 'broken' ? (
        <Notice tone="care">{t('backups.preview.unknownLoss')}</Notice>
      ) : (
        <p>{t('backups.preview.whole')}</p>
      )}
    </>
  );
}
