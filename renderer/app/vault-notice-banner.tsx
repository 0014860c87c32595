import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/result';
import type { VaultNotice } from '../../shared/vault-state';
import { bridge } from '../bridge/bridge';
import { IconButton } from '../ui/icon-button';
import { Notice } from '../ui/notice';

/** Something about the vault that a person should know while working. */
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
          title={t('vault.notices.torn.title')}
          action={
            <IconButton
              icon="close"
              label={t('common.dismiss')}
              onClick={() => setDismissed(true)}
            />
          }
        >
          {t('vault.notices.torn.sentence')}
        </Notice>
      );
    case 'read-only':
      return (
        <Notice
          tone="care"
          role="status"
          title={t('vault.notices.readOnly.title')}
          action={
            <Button size="small" onClick={() => void bridge.recovery.repair()}>
              {t('backups.repair')}
            </Button>
          }
        >
          {t('vault.notices.readOnly.sentence')} <bdi>{notice.path}</bdi>
        </Notice>
      );
    default:
      return assertNever(notice);
  }
}
