import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../shared/lib/result';
import type { SecurityStatus } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { hrefOf } from '../../ui/hooks/page-address';
import { useFormats } from '../../ui/text/formats';
import { Icon } from '../../ui/theme/icons';
import { useMinute } from '../../ui/hooks/now';
import { CheckCard, CheckRow, Mark, RowButton, RowLink } from './check-card';

/** A passphrase slot with less memory was made by an older app or on a slower computer. */
const GOOD_MEMORY_MIB = 64;

/** How the vault is protected: its unlock methods and backups. */
export function VaultCard() {
  const { t } = useTranslation();
  const { past } = useFormats();
  const now = useMinute();
  const id = useId();
  const [answer, setAnswer] = useState<Result<SecurityStatus> | null>(null);
  useEffect(() => {
    let isGone = false;
    void bridge.vault.protection().then((result) => {
      if (!isGone) setAnswer(result);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <CheckCard aria-labelledby={id}>
      <h2 id={id}>{t('check.groups.vault')}</h2>
      {answer?.ok === false && <p role="alert">{t('check.vault.failed')}</p>}
      {answer?.ok === true && <ul>{rows(answer.value)}</ul>}
    </CheckCard>
  );

  function rows(protection: SecurityStatus): ReactNode {
    const { passphrase, hasRecoveryCode, hasKeychain, backups, lastBackupAt } = protection;
    const isStrong = passphrase.memoryMiB >= GOOD_MEMORY_MIB;
    const hasBackup = backups > 0 && lastBackupAt !== null;
    const toPreferences = (
      <RowLink href={hrefOf('preferences')}>{t('check.vault.openPreferences')}</RowLink>
    );
    return (
      <>
        <Row
          title={t('check.vault.passphrase')}
          isFine={isStrong}
          action={!isStrong && toPreferences}
        >
          {t(isStrong ? 'check.vault.passphraseGood' : 'check.vault.passphraseWeak', {
            memory: passphrase.memoryMiB,
            passes: passphrase.passes,
          })}
        </Row>
        <Row
          title={t('check.vault.recovery')}
          isFine={hasRecoveryCode}
          action={!hasRecoveryCode && toPreferences}
        >
          {t(hasRecoveryCode ? 'check.vault.recoveryGood' : 'check.vault.recoveryMissing')}
        </Row>
        <Row title={t('check.vault.keychain')} isFine={!hasKeychain}>
          {t(hasKeychain ? 'check.vault.keychainOn' : 'check.vault.keychainOff')}
        </Row>
        <Row
          title={t('check.vault.backup')}
          isFine={hasBackup}
          action={
            <RowButton type="button" onClick={() => void bridge.vault.showFiles()}>
              {t('check.vault.showFiles')}
            </RowButton>
          }
        >
          {hasBackup
            ? t('check.vault.backupGood', {
                count: backups,
                when: past(Date.parse(lastBackupAt), now),
              })
            : t('check.vault.backupNone')}
        </Row>
        <Row
          title={t('check.vault.activity')}
          isFine
          action={<RowLink href={hrefOf('activity')}>{t('check.vault.activityLink')}</RowLink>}
        >
          {t('check.vault.activityHelp')}
        </Row>
      </>
    );
  }
}

function Row({
  title,
  isFine,
  action,
  children,
}: {
  title: string;
  isFine: boolean;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <CheckRow>
      <Mark data-tone={isFine ? 'good' : 'calm'}>
        <Icon name={isFine ? 'check' : 'info'} size={16} />
      </Mark>
      <div>
        <h3>
          {title}
          <span className="visually-hidden">
            {': '}
            {t(isFine ? 'check.vault.fine' : 'check.vault.look')}
          </span>
        </h3>
        <p>{children}</p>
      </div>
      {action}
    </CheckRow>
  );
}
