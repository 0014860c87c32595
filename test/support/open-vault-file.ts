import { DataKey } from '../../electron/vault/crypto/data-key';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import type { VaultEnvironment } from '../../electron/vault/open-vault';
import { openVault } from '../../electron/vault/open-vault';
import { normaliseRecoveryCode } from '../../electron/vault/crypto/recovery-code';
import { openRecoverySlot } from '../../electron/vault/keyslots/keyslots';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import type { Vault } from '../../electron/vault/vault';
import type { VaultFile } from '../../electron/vault/format/snapshot-schema';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { expectOk } from './expect-ok';

/** A vault directory in plain Node, with the test's actor and clock. */
export const vaultEnvironment = (
  directory: string,
  now: () => number = Date.now,
): VaultEnvironment => ({
  fs: realFileSystem,
  paths: vaultPaths(directory),
  actor: 'demo',
  now,
});

/** A vault read from disk and its data key, before anything is unsealed. */
export interface SealedVault {
  snapshots: SnapshotStore;
  file: VaultFile;
  dataKey: DataKey;
}

/** Reads a vault that no app has open, and unwraps its data key without Argon2id. */
export async function readSealedVault(
  environment: VaultEnvironment,
  recoveryCode: string,
): Promise<SealedVault> {
  const snapshots = new SnapshotStore(environment.fs, environment.paths);
  const file = expectOk(await snapshots.read());
  const slot = file?.slots.find((candidate) => candidate.type === 'recovery');
  const code = normaliseRecoveryCode(recoveryCode);
  if (!file || !slot || code === null)
    throw new Error(`no vault in ${environment.paths.directory}`);
  const key = openRecoverySlot(slot, file.vaultId, code);
  if (!key) throw new Error('not the recovery code of this vault');
  return { snapshots, file, dataKey: new DataKey(key, file.vaultId) };
}

/** Opens a vault that no app has open. */
export async function openWithRecoveryCode(
  environment: VaultEnvironment,
  recoveryCode: string,
): Promise<Vault> {
  const { snapshots, file, dataKey } = await readSealedVault(environment, recoveryCode);
  return expectOk(await openVault(environment, snapshots, file, dataKey)).vault;
}
