import Button from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract';
import type { CredentialsChanged } from '../../../../shared/contract/unlock-methods';
import { assertNever } from '../../../../shared/lib/result';
import { bridge } from '../../../bridge/bridge';
import { SettingRow } from '../setting-row';
import { ChangedDialog } from './changed-dialog';
import { KeychainDialog } from './keychain-dialog';
import { NewCodeDialog } from './new-code-dialog';
import { PassphraseDialog } from './passphrase-dialog';
import type { SecurityDialogProps } from './security-dialog-props';

type Row = 'passphrase' | 'recovery' | 'keychain' | 'dataKey';

/** The unlock methods and the changes that each allows. */
export function SecurityRows({ canChange }: { canChange: boolean }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<Output<'security:status'> | null>(null);
  const [dialog, setDialog] = useState<Row | null>(null);
  /** the change that is reported when its dialog has closed */
  const [changed, setChanged] = useState<(CredentialsChanged & { row: Row }) | null>(null);
  const opener = useRef<HTMLElement>(null);

  // Read again after each dialog, which may have changed it.
  useEffect(() => {
    if (dialog !== null) return;
    void bridge.security.status().then((answer) => {
      if (answer.ok) setStatus(answer.value);
    });
  }, [dialog]);

  const hasKeychain = status?.hasKeychainSlot ?? false;
  const noKeychain = status !== null && !status.canUseKeychain && !hasKeychain;
  const actionOf = (row: Row): string => {
    if (row !== 'keychain') return t(`security.rows.${row}.action`);
    return t(hasKeychain ? 'security.rows.keychain.remove' : 'security.rows.keychain.add');
  };
  const closed = () => {
    setDialog(null);
    opener.current?.focus();
  };
  const offersDataKey = changed?.row === 'passphrase';

  return (
    <>
      {(['passphrase', 'recovery', 'keychain', 'dataKey'] as const).map((row) => (
        <SettingRow
          key={row}
          title={t(`security.rows.${row}.title`)}
          help={t(
            row === 'keychain' && noKeychain
              ? 'security.rows.keychain.unavailable'
              : `security.rows.${row}.help`,
          )}
        >
          {(ids) => (
            <Button
              aria-describedby={`${ids.labelledBy} ${ids.describedBy}`}
              disabled={!canChange || (row === 'keychain' && (status === null || noKeychain))}
              title={canChange ? undefined : t('vault.readOnlyReason')}
              onClick={(event) => {
                opener.current = event.currentTarget;
                setDialog(row);
              }}
            >
              {actionOf(row)}
            </Button>
          )}
        </SettingRow>
      ))}
      {dialog && (
        <SecurityDialog
          key={dialog}
          row={dialog}
          hasKeychain={hasKeychain}
          onClosed={closed}
          onChanged={(change) => {
            if (dialog === 'passphrase' || change.backupsLeft.length > 0) {
              setChanged({ ...change, row: dialog });
            }
          }}
        />
      )}
      {!dialog && changed && (
        <ChangedDialog
          title={t(doneOf(changed.row, hasKeychain))}
          backupsLeft={changed.backupsLeft}
          onDataKey={
            offersDataKey
              ? () => {
                  setChanged(null);
                  setDialog('dataKey');
                }
              : undefined
          }
          onClosed={() => {
            setChanged(null);
            opener.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** The report on the change, shown when its dialog has closed. */
function doneOf(row: Row, hasKeychain: boolean) {
  if (row !== 'keychain') return `security.${row}.done` as const;
  return hasKeychain ? 'security.keychainOn.done' : 'security.keychainOff.done';
}

function SecurityDialog({
  row,
  hasKeychain,
  ...props
}: SecurityDialogProps & { row: Row; hasKeychain: boolean }) {
  // The row changes with the dialog's action; the dialog keeps the kind with which it was opened.
  const [isWanted] = useState(!hasKeychain);
  switch (row) {
    case 'passphrase':
      return <PassphraseDialog {...props} />;
    case 'recovery':
    case 'dataKey':
      return <NewCodeDialog purpose={row} {...props} />;
    case 'keychain':
      return <KeychainDialog isWanted={isWanted} {...props} />;
    default:
      return assertNever(row);
  }
}
