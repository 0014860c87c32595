import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { PageHeader } from '../../ui/layout/page-header';
import { BackupList } from './backup-list';
import { ExportDialog } from './export-dialog';
import type { KeyChanges } from './key-changes';
import { CardHead, TransferCard } from './transfer-card';

/** The backups, and export and import. */
export function BackupsPage({ canChange, ...changes }: { canChange: boolean } & KeyChanges) {
  const { t } = useTranslation();
  const [isExporting, setExporting] = useState(false);
  const choose = useCommand(bridge.import.choose);
  return (
    <>
      <PageHeader title={t('transfer.title')} subtitle={t('transfer.subtitle')} />
      <BackupList canChange={canChange} {...changes} />
      <TransferCard>
        <CardHead>
          <div>
            <h2>{t('transfer.export.title')}</h2>
            <p>{t('transfer.export.help')}</p>
          </div>
          <Button onClick={() => setExporting(true)}>{t('transfer.export.open')}</Button>
        </CardHead>
      </TransferCard>
      <TransferCard>
        <CardHead>
          <div>
            <h2>{t('transfer.import.title')}</h2>
            <p>{t('transfer.import.help')}</p>
          </div>
          <Button disabled={!canChange} aria-busy={choose.busy} onClick={() => void choose.run()}>
            {t('transfer.import.open')}
          </Button>
        </CardHead>
      </TransferCard>
      <FailureAlert failure={choose.failure} onDismiss={choose.clear} />
      {isExporting && <ExportDialog onClosed={() => setExporting(false)} />}
    </>
  );
}
