import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/lib/result';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { IconButton } from '../../ui/controls/icon-button';
import { Notice } from '../../ui/feedback/notice';
import { NoBackup } from './no-backup';
import { OlderStateNotice } from './older-state-notice';

/**
 * Another program has changed the files. Offers to merge, or to open the version on disk. Nothing
 * is saved before that choice.
 */
function ChangedOnDisk({ path }: { path: string }) {
  const { t } = useTranslation();
  const merge = useCommand(bridge.vault.merge);
  return (
    <>
      <Notice
        tone="care"
        role="status"
        title={t('vaultNotices.changedOnDisk.title')}
        action={
          <>
            <Button size="small" aria-busy={merge.busy} onClick={() => void merge.run()}>
              {t('vaultNotices.changedOnDisk.merge')}
            </Button>
            <Button size="small" onClick={() => void bridge.vault.lock()}>
              {t('vaultNotices.changedOnDisk.reload')}
            </Button>
          </>
        }
      >
        {t('vaultNotices.changedOnDisk.sentence')} <bdi>{path}</bdi>
      </Notice>
      <FailureAlert failure={merge.failure} onDismiss={merge.clear} />
    </>
  );
}

/** A notice about the vault while it is open. */
export function VaultNoticeBanner({ notice }: { notice: VaultNotice }) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState(false);
  if (dismissed) return null;
  switch (notice.kind) {
    case 'torn-activity':
      return (
        <Notice
          tone="calm"
          role="status"
          title={t('vaultNotices.torn.title')}
          action={
            <IconButton
              icon="close"
              label={t('common.dismiss')}
              onClick={() => setDismissed(true)}
            />
          }
        >
          {t('vaultNotices.torn.sentence')}
        </Notice>
      );
    case 'read-only':
      return (
        <Notice
          tone="care"
          role="status"
          title={t('vaultNotices.readOnly.title')}
          action={
            <Button size="small" onClick={() => void bridge.recovery.repair()}>
              {t('backups.repair')}
            </Button>
          }
        >
          {t('vaultNotices.readOnly.sentence')} <bdi>{notice.path}</bdi>
        </Notice>
      );
    case 'changed-on-disk':
      return <ChangedOnDisk path={notice.path} />;
    case 'no-backup':
      return <NoBackup notice={notice} />;
    case 'rolled-back':
    case 'older-ways-in':
    case 'not-remembered':
      return <OlderStateNotice notice={notice} />;
    default:
      return assertNever(notice);
  }
}
