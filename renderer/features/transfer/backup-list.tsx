import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupComparison } from '../../../shared/transfer/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import { backupTimes } from './backup-times';
import { IconButton } from '../../ui/controls/icon-button';
import { Notice } from '../../ui/feedback/notice';
import { useMinute } from '../../ui/hooks/now';
import { useToast } from '../../ui/feedback/toasts';
import { pageTitle, useFocusRescue } from '../../ui/hooks/use-focus-rescue';
import type { KeyChanges } from './key-changes';
import { CardHead, Table, TransferCard } from './transfer-card';
import { RestoreDialog } from './restore-dialog';
import type { KnownBackup } from './use-backups';
import { useBackups } from './use-backups';

/** The backups, the effect of restoring each, and the button that restores it. */
export function BackupList({ canChange, remember, onShow }: { canChange: boolean } & KeyChanges) {
  const { t } = useTranslation();
  const toast = useToast();
  const { backups, readAgain } = useBackups();
  const [chosen, setChosen] = useState<KnownBackup | null>(null);
  const [undo, setUndo] = useState<{ name: string; changed: () => readonly string[] } | null>(null);
  const formats = useFormats();
  const now = useMinute();
  const times = backupTimes(backups ?? [], formats, now, (when, number) =>
    t('transfer.list.numbered', { when, number }),
  );
  const undoing = useCommand(bridge.backups.restore);

  // The notice that offers to undo a restoration disappears with the undo.
  useFocusRescue('main', pageTitle);

  const takeBack = async (name: string) => {
    const result = await undoing.run({ name });
    if (!result?.ok) return;
    setUndo(null);
    readAgain();
    toast(t('transfer.restore.undone'));
  };

  return (
    <>
      {undo !== null && (
        <Notice
          tone="calm"
          role="status"
          title={t('transfer.restore.done')}
          action={
            <>
              <Button size="small" onClick={() => onShow(undo.changed())}>
                {t('keys.toasts.show')}
              </Button>
              <Button
                size="small"
                aria-busy={undoing.busy}
                onClick={() => void takeBack(undo.name)}
              >
                {t('transfer.restore.undo')}
              </Button>
              <IconButton icon="close" label={t('common.dismiss')} onClick={() => setUndo(null)} />
            </>
          }
        >
          {t('transfer.restore.doneSentence')}
        </Notice>
      )}
      <FailureAlert failure={undoing.failure} onDismiss={undoing.clear} />
      <TransferCard>
        <CardHead>
          <div>
            <h2>{t('transfer.list.title')}</h2>
            <p>
              {backups === null
                ? t('transfer.list.loading')
                : t(backups.length === 0 ? 'transfer.list.none' : 'transfer.list.help')}
            </p>
          </div>
        </CardHead>
        {backups !== null && backups.length > 0 && (
          <Table aria-label={t('transfer.list.name')}>
            <thead>
              <tr>
                <th scope="col">{t('transfer.list.when')}</th>
                <th scope="col">{t('transfer.list.keys')}</th>
                <th scope="col">{t('transfer.list.change')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('transfer.list.restore')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <Row
                  key={backup.name}
                  backup={backup}
                  when={times.get(backup.name) ?? ''}
                  canChange={canChange}
                  onRestore={() => setChosen(backup)}
                />
              ))}
            </tbody>
          </Table>
        )}
      </TransferCard>
      {chosen !== null && chosen.comparison !== null && chosen.comparison !== 'damaged' && (
        <RestoreDialog
          backup={chosen}
          when={times.get(chosen.name) ?? ''}
          comparison={chosen.comparison}
          remember={remember}
          onRestored={(name, changed) => {
            setUndo(name === null ? null : { name, changed });
            readAgain();
          }}
          onClosed={() => setChosen(null)}
        />
      )}
    </>
  );
}

function Row({
  backup,
  when,
  canChange,
  onRestore,
}: {
  backup: KnownBackup;
  /** the time of the backup, unique in the list */
  when: string;
  canChange: boolean;
  onRestore: () => void;
}) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { comparison } = backup;
  const isKnown = comparison !== null && comparison !== 'damaged';
  const canRestore = canChange && isKnown && countOf(comparison) > 0;
  return (
    <tr>
      <td>
        {when}
        <small>{bytes(backup.bytes)}</small>
      </td>
      <td>{isKnown ? comparison.keys : '—'}</td>
      <td>
        {comparison === null ? (
          t('transfer.list.comparing')
        ) : comparison === 'damaged' ? (
          t('transfer.list.damaged')
        ) : (
          <Summary comparison={comparison} />
        )}
      </td>
      <td>
        <Button
          size="small"
          disabled={!canRestore}
          aria-label={t('transfer.list.restoreOf', { when })}
          onClick={onRestore}
        >
          {t('transfer.list.restore')}
        </Button>
      </td>
    </tr>
  );
}

const countOf = ({ added, changed, removed }: BackupComparison): number =>
  added.length + changed.length + removed.length;

function Summary({ comparison }: { comparison: BackupComparison }) {
  const { t } = useTranslation();
  const { list } = useFormats();
  if (countOf(comparison) === 0) return t('transfer.list.nothing');
  const parts = (['added', 'changed', 'removed'] as const)
    .filter((part) => comparison[part].length > 0)
    .map((part) => t(`transfer.list.${part}`, { count: comparison[part].length }));
  return list(parts, 'unit');
}
