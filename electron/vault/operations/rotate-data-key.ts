import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CredentialsChanged } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { syncDirectory } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { writeFailure } from '../../platform/disk/write-failure';
import {
  activitySetAside,
  alignBackups,
  backupSequences,
  prepareBackups,
} from '../snapshot/backup-keyslots';
import type { DataKey } from '../crypto/data-key';
import { activityPlaces, finishSwap } from '../activity/finish-swap';
import { SecretReencryption } from './reencrypt-secrets';
import { reencryptActivity } from './reencrypt-activity';
import type { Slot } from '../format/keyslot-schema';
import { SnapshotStore } from '../snapshot/snapshot-store';
import type { VaultInternals } from '../vault-internals';
import type { LogPosition } from '../format/snapshot-schema';
import { opensWith, sealVaultFile, unsealVaultFile } from '../format/snapshot-file';
import type { VaultPaths } from '../format/vault-paths';

/** A new data key and its keyslots. */
export interface NextKey {
  dataKey: DataKey;
  slots: Slot[];
}

/** … and the keyslots that they were made from. */
export interface ChangedKey extends NextKey {
  insteadOf: readonly Slot[];
}

/**
 * Re-encrypts everything under a new data key: every line of the activity, every secret, the
 * snapshot, the slots, the backups. Replacing the snapshot is the commit point; until then the old
 * files stay complete. `finishSwap` and `alignBackups` complete a crash after it on opening.
 *
 * The new keyslots wait for the user to save a recovery code. If a slot was changed meanwhile they
 * still include the revoked one, so they are refused.
 *
 * @returns `isReplaced`: whether the files on disk open with the new key, even after a failure
 */
export async function rotateDataKey(
  disk: { fs: FileSystem; paths: VaultPaths },
  inside: VaultInternals,
  next: ChangedKey,
): Promise<{ result: Result<CredentialsChanged>; isReplaced: boolean }> {
  const { fs, paths } = disk;
  const { header, content, dataKey, snapshots, record } = inside;
  const { vaultId } = header;
  if (!isDeepStrictEqual(header.slots, next.insteadOf)) {
    return { result: fail({ code: 'new-code-expired' }), isReplaced: false };
  }
  const recorded = await record([{ event: 'vault.data-key-changed', keyId: null, change: null }]);
  if (!recorded.ok) return { result: recorded, isReplaced: false };
  const kept = async (result: Result<never>) => {
    await alignBackups(disk, { ...header, dataKey, sequence: inside.writer.end.sequence });
    return { result, isReplaced: false };
  };
  const resealer = new SecretReencryption(dataKey, next.dataKey);
  let log: LogPosition | null;
  try {
    log = await rewrite(disk, inside, next, resealer);
  } catch (error) {
    return kept(fail(writeFailure(paths.nextActivity, error)));
  }
  if (log === null) return kept(fail({ code: 'vault-read-only' }));

  const body = { ...resealer.content(content.toBody()), log };
  const { slots } = next;
  const slotsSince = log.sequence;
  const written = await snapshots.write({ ...header, slots, slotsSince }, body, next.dataKey);
  if (!written.ok) {
    const isReplaced = await mayOpenWith(next.dataKey, fs, paths);
    return isReplaced ? { result: written, isReplaced } : kept(written);
  }
  try {
    await finishSwap(fs, paths, log);
  } catch (error) {
    return { result: fail(writeFailure(paths.activity, error)), isReplaced: true };
  }
  const sequence = slotsSince;
  const backupsLeft = await alignBackups(disk, { vaultId, ...next, slotsSince, sequence });
  // Damaged activity cannot be re-encrypted. The old key still decrypts its readable lines, so
  // those files are reported.
  backupsLeft.push(...(await activitySetAside(disk)));
  return { result: ok({ backupsLeft }), isReplaced: true };
}

/**
 * Writes the activity and the backups under the new data key, beside the present ones.
 *
 * @returns the end of the activity, or null when it is damaged
 * @throws the system error of the call that failed
 */
async function rewrite(
  disk: { fs: FileSystem; paths: VaultPaths },
  { header, content, dataKey, writer }: VaultInternals,
  next: NextKey,
  resealer: SecretReencryption,
): Promise<LogPosition | null> {
  const { fs, paths } = disk;
  const { nextActivity } = await activityPlaces(fs, paths);
  const start = content.chainStart(header.vaultId);
  const positions = {
    sequences: await backupSequences(disk),
    found: new Map([[start.sequence, start]]),
  };
  const opened = await writer.openToRead();
  let log: LogPosition | null;
  try {
    log = await reencryptActivity(fs, nextActivity, opened, start, next.dataKey, resealer, {
      positions,
    });
  } finally {
    await opened.handle?.close();
  }
  await syncDirectory(fs, dirname(nextActivity));
  if (log === null) return null;
  const { slots } = next;
  const slotsSince = log.sequence;
  await prepareBackups(disk, async (file) => {
    const body = file.vaultId === header.vaultId ? await unsealVaultFile(file, dataKey) : null;
    if (body === null) return null;
    // The position of an older backup is inside an archive, which is not re-encrypted.
    const isArchived = file.sequence < start.sequence;
    const position = isArchived ? body.log : positions.found.get(file.sequence);
    if (position === undefined) return null;
    const resealed = { ...resealer.content(body), log: position };
    return sealVaultFile({ ...file, slots, slotsSince }, resealed, next.dataKey);
  });
  return log;
}

/**
 * Whether the snapshot on disk is sealed under this key. Assumes so when the file cannot be read.
 */
async function mayOpenWith(dataKey: DataKey, fs: FileSystem, paths: VaultPaths): Promise<boolean> {
  const read = await new SnapshotStore(fs, paths).read();
  if (!read.ok || read.value === null) return true;
  return opensWith(read.value, dataKey);
}
