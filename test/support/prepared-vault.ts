import { join } from 'node:path';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { prepareVault, writePreparedVault } from '../../electron/vault/session/create-vault';
import { openVault } from '../../electron/vault/open-vault';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import type { Vault } from '../../electron/vault/vault';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { CHEAP_COST } from './cheap-cost';
import { storedKey, valueOf } from './sample-keys';

/** A new vault in a profile, open here; close it before starting the app on it. */
export async function preparedVault(options: {
  userData: string;
  passphrase: string;
  now?: () => number;
}): Promise<Vault> {
  const { userData, passphrase, now = Date.now } = options;
  const paths = vaultPaths(join(userData, 'vault'));
  const environment = { fs: realFileSystem, paths, actor: 'tester', now };
  const snapshots = new SnapshotStore(realFileSystem, paths);
  const prepared = await prepareVault({ passphrase, cost: CHEAP_COST, keychain: null });
  valueOf(await writePreparedVault(environment, snapshots, prepared));
  const file = valueOf(await snapshots.read())!;
  return valueOf(await openVault(environment, snapshots, file, prepared.dataKey)).vault;
}

/**
 * Creates a vault with these keys in a profile, bypassing the app's rules, like an endpoint or an
 * older app.
 */
export async function vaultWithKeys(
  options: { userData: string; passphrase: string },
  keys: readonly Partial<ApiKeyRecord>[],
): Promise<void> {
  const vault = await preparedVault(options);
  const drafts = keys.map((fields, index) => {
    const change = storedKey(index + 1, fields);
    return { event: 'key.created' as const, keyId: change.record.id, change };
  });
  valueOf(await vault.commit(() => ({ ok: true, value: drafts })));
  valueOf(await vault.snapshot());
  await vault.close();
}
