import { mkdir, writeFile } from 'node:fs/promises';
import { passphraseSlot, recoverySlot } from '../../electron/vault/keyslots/keyslots';
import { encodeVaultFile } from '../../electron/vault/format/snapshot-file';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { CHEAP_COST } from '../support/cheap-cost';
import { fileWithBody } from '../support/sealed-body';
import { storedKey } from '../support/sample-keys';
import { PASSPHRASE } from '../support/test-vault';
import {
  VAULT_ID,
  createdEvent,
  linesOf,
  someDataKey,
  unlockedEvent,
} from '../support/vault-parts';

const RECOVERY_CODE = 'ABCD'.repeat(8);

/**
 * Puts a vault together as the first versions of the app wrote it: no event has an origin, and the body is plain JSON
 * with no more than `log` and `keys`.
 *
 * @returns its recovery code
 */
export async function olderVault(directory: string): Promise<string> {
  const paths = vaultPaths(directory);
  const dataKey = someDataKey();
  const keys = [storedKey(1, { name: 'Zürich' }), storedKey(2)];
  const events = keys.map((key, index) => createdEvent(index + 1, key));
  const { bytes, end } = linesOf([...events, unlockedEvent(3)]);
  const body = Buffer.from(JSON.stringify({ log: end, keys }));
  const file = fileWithBody(body, end.sequence, [
    await passphraseSlot(dataKey.bytes, VAULT_ID, PASSPHRASE, CHEAP_COST),
    recoverySlot(dataKey.bytes, VAULT_ID, RECOVERY_CODE),
  ]);
  await mkdir(directory, { mode: 0o700 });
  await writeFile(paths.vault, encodeVaultFile(file), { mode: 0o600 });
  await writeFile(paths.activity, bytes, { mode: 0o600 });
  return RECOVERY_CODE;
}
