import { useState } from 'react';
import { CreateVaultScreen } from './create-vault-screen';
import { RecoveryCodeScreen } from './recovery-code-screen';

/**
 * From no vault to a vault. The main process writes it only when the code is confirmed; then it says so with
 * `vault:changed`, and this is left.
 */
export function FirstRun({ canUseKeychain }: { canUseKeychain: boolean }) {
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  return recoveryCode === null ? (
    <CreateVaultScreen canUseKeychain={canUseKeychain} onPrepared={setRecoveryCode} />
  ) : (
    <RecoveryCodeScreen code={recoveryCode} onExpired={() => setRecoveryCode(null)} />
  );
}
