import { useState } from 'react';
import { CreateVaultScreen } from './create-vault-screen';
import { RecoveryCodeScreen } from './recovery-code-screen';

/**
 * First run. The main process writes the vault only when the code is confirmed, and then sends
 * `vault:changed`, which replaces this screen.
 */
export function FirstRun({ canUseKeychain }: { canUseKeychain: boolean }) {
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  return recoveryCode === null ? (
    <CreateVaultScreen canUseKeychain={canUseKeychain} onPrepared={setRecoveryCode} />
  ) : (
    <RecoveryCodeScreen code={recoveryCode} onExpired={() => setRecoveryCode(null)} />
  );
}
