import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import type { BackupSummary, RepairSources } from '../../../shared/vault/repair';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { failureText } from '../../ui/text/failure-text';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { MONO } from '../../ui/theme/fonts';
import { useFormats } from '../../ui/text/formats';
import { Notice } from '../../ui/feedback/notice';
import { useMinute } from '../../ui/hooks/now';
import { GateCard } from './gate-card';

const Content = styled('div')({ display: 'flex', flexDirection: 'column', gap: 16, marginTop: 20 });

const Known = styled('dl')({
  display: 'grid',
  gap: 12,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '& dt': { fontWeight: 600, marginBottom: 4 },
  '& dd': { color: role.secondary, overflowWrap: 'anywhere' },
  '& dd[data-file]': {
    padding: '8px 12px',
    borderRadius: radius.control,
    border: border.line,
    background: role.ground,
    color: role.text,
    fontFamily: MONO,
    fontSize: textSize.hint,
    userSelect: 'text',
  },
});

const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

/** The damaged file, the sources for a repair, and the available actions. */
export function DamageOverview({
  failure,
  onTryAgain,
  onOpen,
}: {
  failure: Failure;
  onTryAgain: () => Promise<void>;
  onOpen: (isVaultGood: boolean) => void;
}) {
  const { t } = useTranslation();
  const [reading, setReading] = useState(false);
  const { time } = useFormats();
  const [readAgain, setReadAgain] = useState<number | null>(null);
  const [sources, setSources] = useState<RepairSources | null>(null);
  useEffect(() => {
    void lookAround().then(setSources);
  }, []);
  const save = useCommand(bridge.recovery.saveFiles);
  const [saved, setSaved] = useState<string | null>(null);
  const { title, sentence, wayOut } = failureText(failure, t);
  const isActivity = failure.code === 'activity-damaged';
  const canOpen = sources !== null && (sources.isVaultGood || sources.newest !== null);

  const tryAgain = async () => {
    setReadAgain(null);
    setReading(true);
    await onTryAgain();
    // Say that a retry took place: the page looks the same as before.
    setReading(false);
    setReadAgain(Date.now());
    setSources(await lookAround());
  };
  const saveFiles = async () => {
    setSaved(null);
    const result = await save.run();
    if (!result?.ok || result.value === null) return;
    const { folder, saved: count, unreadable } = result.value;
    const names = unreadable.join(', ');
    const rest = unreadable.length > 0 ? ` ${t('backups.damaged.unreadable', { names })}` : '';
    setSaved(t('backups.damaged.saved', { count, folder }) + rest);
  };

  return (
    <GateCard icon="warning" title={t('vault.damaged.title')} subtitle={`${title}.`} width={560}>
      <Content>
        <Known>
          {'path' in failure && (
            <div>
              <dt>{t('backups.damaged.file')}</dt>
              <dd data-file>{failure.path}</dd>
            </div>
          )}
          {!isActivity && (
            <div>
              <dt>{t('backups.damaged.backup')}</dt>
              <dd>
                {sources === null ? (
                  t('backups.damaged.looking')
                ) : (
                  <Newest backup={sources.newest} />
                )}
              </dd>
            </div>
          )}
        </Known>
        <Notice tone="care">
          {sentence} {wayOut}
        </Notice>
        {readAgain !== null && (
          <Notice tone="calm" role="status">
            {t('backups.damaged.readAgain', { time: time(readAgain) })}
          </Notice>
        )}
        {saved !== null && (
          <Notice tone="calm" role="status">
            {saved}
          </Notice>
        )}
        <FailureAlert failure={save.failure} />
        <Buttons>
          {canOpen && (
            <Button
              variant="contained"
              color="primary"
              onClick={() => onOpen(sources.isVaultGood)}
              autoFocus
            >
              {t(sources.isVaultGood ? 'backups.damaged.putInOrder' : 'backups.damaged.openBackup')}
            </Button>
          )}
          <Button onClick={() => void tryAgain()} aria-busy={reading}>
            {t(
              reading
                ? 'backups.damaged.reading'
                : isActivity
                  ? 'backups.damaged.openReadOnly'
                  : 'common.tryAgain',
            )}
          </Button>
          <Button onClick={() => void saveFiles()} aria-busy={save.busy}>
            {t('backups.damaged.saveFiles')}
          </Button>
          <Button onClick={() => void bridge.vault.showFiles()}>
            {t('backups.damaged.showFiles')}
          </Button>
          <Button onClick={() => void bridge.app.quit()}>{t('backups.damaged.quit')}</Button>
        </Buttons>
      </Content>
    </GateCard>
  );
}

function Newest({ backup }: { backup: BackupSummary | null }) {
  const { t } = useTranslation();
  const { day, time, bytes } = useFormats();
  const now = useMinute();
  if (backup === null) return t('backups.damaged.noBackup');
  const at = Date.parse(backup.savedAt);
  return (
    <>
      {t('backups.damaged.backupWhen', {
        day: day(at, now),
        time: time(at),
        size: bytes(backup.bytes),
      })}
      <br />
      {t('backups.damaged.backupMore')}
    </>
  );
}

/** The sources for a repair. One that cannot be read counts as none. */
async function lookAround(): Promise<RepairSources> {
  const found = await bridge.recovery.look();
  return found.ok ? found.value : { newest: null, isVaultGood: false };
}
