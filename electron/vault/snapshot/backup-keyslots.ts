import { isDeepStrictEqual } from 'node:util';
import { setImmediate } from 'node:timers/promises';
import { basename, dirname, join } from 'node:path';
import { renameWithRetry, syncDirectory, writeDurably } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { DIRECTORY_MODE, faultCode, systemErrorCode } from '../../platform/disk/file-system';
import { readHead } from '../../platform/disk/read-file';
import { BACKUP_NAME, backupName } from './backups';
import { readVaultFile } from './backup-files';
import type { DataKey } from '../crypto/data-key';
import type { VaultFile, VaultHeader } from '../format/snapshot-schema';
import {
  decodeVaultFile,
  encodeVaultFile,
  opensWith,
  resealVaultFile,
} from '../format/snapshot-file';
import type { VaultPaths } from '../format/vault-paths';

interface Disk {
  fs: FileSystem;
  paths: VaultPaths;
}

/**
 * An open vault: its id and keyslots, its data key, and the sequence number of the last line of its
 * activity.
 */
export interface OpenVault extends Pick<VaultHeader, 'vaultId' | 'slots' | 'slotsSince'> {
  dataKey: DataKey;
  sequence: number;
}

/** A vault file that a repair set aside. */
const SET_ASIDE = /^vault\.json\.damaged-[0-9A-Za-z-]+$/;

/** A backup under a new data key, until the snapshot under that key is in place. */
const NEXT = '.next';

/** Bytes that the slots at the head of a vault file take at most: sixteen fit. */
const HEAD_BYTES = 32 * 1024;

/**
 * Writes the present keyslots into the vault's backups and into the files that a repair set aside.
 * Otherwise an old passphrase, recovery code or keychain key would still unwrap the data key from
 * them. Each file is replaced atomically; after a crash the next call continues. A file that the
 * data key does not open is not touched, nor one newer than the vault.
 *
 * @returns the names of the files that may still have other keyslots: damaged, under another data
 * key, or not writable
 */
export async function alignBackups({ fs, paths }: Disk, vault: OpenVault): Promise<string[]> {
  const left: string[] = [];
  for (const directory of [paths.backups, paths.directory]) {
    try {
      left.push(...(await alignIn(fs, directory, vault)));
    } catch (error) {
      faultCode(error);
      left.push(basename(directory));
    }
  }
  return left;
}

/** The last sequence numbers of the backups, the files set aside and the present snapshot. */
export async function backupSequences({ fs, paths }: Disk): Promise<Set<number>> {
  const sequences = new Set<number>();
  for (const path of [...(await filesOf({ fs, paths })), paths.vault]) {
    try {
      const sequence = /,"sequence":(\d+),/.exec(await readHead(fs, path, HEAD_BYTES))?.[1];
      if (sequence !== undefined) sequences.add(Number(sequence));
    } catch (error) {
      faultCode(error);
    }
  }
  return sequences;
}

/** The names of the files with damaged activity lines that a repair or an append set aside. */
export async function activitySetAside({ fs, paths }: Disk): Promise<string[]> {
  const start = `${basename(paths.activity)}.`;
  try {
    const names = await fs.readdir(paths.directory);
    return names.filter(
      (name) => name.startsWith(start) && /^(damaged|torn)-/.test(name.slice(start.length)),
    );
  } catch (error) {
    faultCode(error);
    return [basename(paths.directory)];
  }
}

/**
 * Seals the backups, and the snapshot that becomes the next one, under a new data key, beside the
 * present ones. `alignBackups` renames them into place once the snapshot under the new key is.
 *
 * @param reseal returns a file of the vault under the new key; null when the present key does not
 * open it
 * @throws the system error of the call that failed
 */
export async function prepareBackups(
  disk: Disk,
  reseal: (file: VaultFile) => Promise<VaultFile | null>,
): Promise<void> {
  const { fs, paths } = disk;
  await fs.mkdir(paths.backups, { recursive: true, mode: DIRECTORY_MODE });
  for (const path of [...(await filesOf(disk)), paths.vault]) {
    const read = await readVaultFile(fs, path);
    const sealed = read.ok ? await reseal(read.value) : null;
    await setImmediate();
    if (sealed === null) continue;
    const isBackup = path !== paths.vault;
    const place = isBackup ? path : join(paths.backups, backupName(sealed.sequence));
    await writeAs(fs, path, `${place}${NEXT}`, sealed);
  }
}

async function filesOf({ fs, paths }: Disk): Promise<string[]> {
  const files: string[] = [];
  for (const directory of [paths.backups, paths.directory]) {
    const names = await namesIn(fs, directory);
    const whole = names.filter((name) => !name.endsWith(NEXT));
    files.push(...whole.map((name) => join(directory, name)));
  }
  return files;
}

async function alignIn(fs: FileSystem, directory: string, vault: OpenVault): Promise<string[]> {
  const left: string[] = [];
  for (const name of await namesIn(fs, directory)) {
    if (name.endsWith(NEXT) && !(await finishRename(fs, join(directory, name), vault)))
      left.push(name);
  }
  for (const name of await namesIn(fs, directory)) {
    const path = join(directory, name);
    if (name.endsWith(NEXT) || (await hasSlots(fs, path, vault))) continue;
    if (!(await align(fs, path, vault))) left.push(name);
    await setImmediate();
  }
  return left;
}

async function namesIn(fs: FileSystem, directory: string): Promise<string[]> {
  try {
    const names = await fs.readdir(directory);
    return names.filter((name) => {
      const base = name.endsWith(NEXT) ? name.slice(0, -NEXT.length) : name;
      return BACKUP_NAME.test(base) || SET_ASIDE.test(base);
    });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Renames a file of `prepareBackups` into place, or deletes it when its data key was never used.
 * When that fails the backup that it would replace is reported.
 *
 * @returns false when it is not a file: this app did not make it, and it stays
 */
async function finishRename(fs: FileSystem, path: string, vault: OpenVault): Promise<boolean> {
  const place = path.slice(0, -NEXT.length);
  try {
    if (!(await fs.stat(path)).isFile()) return false;
    const read = await readVaultFile(fs, path);
    // The keyslots may have been changed again since; `alignBackups` updates them like any other.
    if (read.ok && opensWith(read.value, vault.dataKey)) await renameWithRetry(fs, path, place);
    else await fs.unlink(path);
    await syncDirectory(fs, dirname(place));
    return true;
  } catch (error) {
    return faultCode(error) !== 'ELOOP';
  }
}

/** Whether a file begins with these keyslots; the rest, often many megabytes, is not read. */
async function hasSlots(
  fs: FileSystem,
  path: string,
  { slots, slotsSince }: OpenVault,
): Promise<boolean> {
  try {
    const head = await readHead(fs, path, HEAD_BYTES);
    const found = /"slots":(\[.*?\]),(?:"slotsSince":(\d+),)?"sequence":/s.exec(head);
    const since = found?.[2];
    return (
      isDeepStrictEqual(JSON.parse(found?.[1] ?? 'null'), slots) &&
      (since === undefined ? undefined : Number(since)) === slotsSince
    );
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    faultCode(error);
    return false;
  }
}

/** @returns whether the file has the present keyslots now, or is not of this vault */
async function align(fs: FileSystem, path: string, vault: OpenVault): Promise<boolean> {
  const read = await readVaultFile(fs, path);
  if (!read.ok) return false;
  const file = read.value;
  if (file.vaultId !== vault.vaultId) return true;
  if (file.sequence > vault.sequence) return false;
  const sealed = resealVaultFile(file, vault, vault.dataKey);
  if (sealed === null) return false;
  try {
    await writeAs(fs, path, path, sealed);
    return true;
  } catch (error) {
    faultCode(error);
    return false;
  }
}

/**
 * Writes the new content of a file with the old modification time, which is when that state was
 * saved.
 */
async function writeAs(fs: FileSystem, from: string, to: string, file: VaultFile): Promise<void> {
  const times = await fs.stat(from);
  await writeDurably(fs, to, encodeVaultFile(file), {
    mode: 'replace',
    times,
    verify: (written) => {
      if (decodeVaultFile(written, to).ok) return;
      throw Object.assign(new Error('what was written does not open'), { code: 'EIO' });
    },
  });
}
