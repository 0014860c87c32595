import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ActivityEvent } from '../format/events';
import { chainStart, encodeLine } from '../format/activity-line';
import type { KdfCost } from '../crypto/argon2id';
import { DataKey } from '../crypto/data-key';
import { syncDirectory, writeDurably } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { DIRECTORY_MODE, systemErrorCode } from '../../platform/disk/file-system';
import { MAX_ACTIVITY_BYTES, readWhole } from '../../platform/disk/read-file';
import { linkAt } from '../../platform/disk/follow-links';
import type { VaultEnvironment } from '../open-vault';
import { generateRecoveryCode } from '../crypto/recovery-code';
import type { KeychainKey } from '../keyslots/keyslots';
import type { Slot } from '../format/keyslot-schema';
import { keychainSlot, passphraseSlot, recoverySlot } from '../keyslots/keyslots';
import type { SnapshotStore } from '../snapshot/snapshot-store';
import { writeFailure } from '../../platform/disk/write-failure';

/**
 * A new vault in memory. It is written only after the recovery code is saved, so that no vault
 * exists whose code was lost.
 */
export interface PreparedVault {
  vaultId: string;
  dataKey: DataKey;
  slots: Slot[];
  recoveryCode: string;
}

/**
 * Makes the keys of a new vault: data key, passphrase slot, recovery slot, and a keychain slot when
 * a key for it is given.
 */
export async function prepareVault(options: {
  passphrase: string;
  cost: KdfCost;
  keychain: KeychainKey | null;
}): Promise<PreparedVault> {
  const vaultId = randomUUID();
  const dataKey = DataKey.generate(vaultId);
  const recoveryCode = generateRecoveryCode();
  const slots: Slot[] = [
    await passphraseSlot(dataKey.bytes, vaultId, options.passphrase, options.cost),
    recoverySlot(dataKey.bytes, vaultId, recoveryCode.replaceAll('-', '')),
  ];
  if (options.keychain) slots.push(keychainSlot(dataKey.bytes, vaultId, options.keychain));
  return { vaultId, dataKey, slots, recoveryCode };
}

/**
 * Writes a new vault: the first line of its activity, then `vault.json`, whose rename is the commit
 * point. A crash in between leaves an activity of at most one line and no `vault.json`; such an
 * activity is set aside.
 *
 * @returns `vault-exists` when there is one already; it is not touched
 */
export async function writePreparedVault(
  environment: VaultEnvironment,
  snapshots: SnapshotStore,
  prepared: PreparedVault,
): Promise<Result<void>> {
  const { fs, paths } = environment;
  const { vaultId, dataKey } = prepared;
  const at = new Date(environment.now()).toISOString();
  const first: ActivityEvent = {
    sequence: 1,
    commitEnd: 1,
    at,
    actor: environment.actor,
    origin: environment.origin ?? 'window',
    event: 'vault.created',
    keyId: null,
    change: null,
  };
  const { line, tag } = encodeLine(first, chainStart(vaultId), vaultId, dataKey);
  try {
    await fs.mkdir(paths.directory, { recursive: true, mode: DIRECTORY_MODE });
    await fs.chmod(paths.directory, DIRECTORY_MODE);
    await syncDirectory(fs, dirname(paths.directory));
    await setUnfinishedCreationAside(environment);
    await writeDurably(fs, paths.activity, line, { mode: 'create' });
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return fail({ code: 'vault-exists' });
    return fail(writeFailure(paths.directory, error));
  }
  const log = { sequence: 1, offset: line.length, tag };
  const header = { vaultId, createdAt: at, slots: prepared.slots };
  const written = await snapshots.write(header, { log, keys: [], settings: {} }, dataKey);
  if (written.ok) return ok(undefined);
  const exists = written.failure.code === 'write-failed' && written.failure.reason === 'EEXIST';
  return exists ? fail({ code: 'vault-exists' }) : written;
}

/**
 * Whether the directory has other files of a vault but no `vault.json`: backups, archives, an
 * activity with more than its first line, or a dangling symbolic link. The vault is then missing
 * rather than absent, and no new one may be created over it.
 *
 * @throws the system error when the directory cannot be read
 */
export async function hasRemains({ fs, paths }: VaultEnvironment): Promise<boolean> {
  const entries = async (path: string): Promise<string[]> => {
    try {
      return await fs.readdir(path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  };
  for (const path of [paths.directory, paths.vault, paths.activity]) {
    if (await isDangling(fs, path)) return true;
  }
  for (const path of [paths.backups, paths.archives]) {
    if ((await entries(path)).length > 0) return true;
  }
  if (!(await entries(paths.directory)).includes('activity.jsonl')) return false;
  const { bytes: activity } = await readWhole(fs, paths.activity, MAX_ACTIVITY_BYTES);
  return activity.indexOf('\n') !== activity.lastIndexOf('\n');
}

/** Whether a symbolic link is dangling, as on a disk that is not connected. */
async function isDangling(fs: FileSystem, path: string): Promise<boolean> {
  if ((await linkAt(fs, path)) === null) return false;
  try {
    await fs.stat(path);
    return false;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return true;
  }
}

async function setUnfinishedCreationAside({ fs, paths, now }: VaultEnvironment): Promise<void> {
  const names = await fs.readdir(paths.directory);
  if (!names.includes('activity.jsonl') || names.includes('vault.json')) return;
  await fs.rename(paths.activity, `${paths.activity}.unfinished-${now()}`);
}
