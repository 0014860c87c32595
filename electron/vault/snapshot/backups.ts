import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { syncDirectory, writeDurably } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { DIRECTORY_MODE, hasNoLinks, systemErrorCode } from '../../platform/disk/file-system';
import { readWhole } from '../../platform/disk/read-file';
import { followLinks } from '../../platform/disk/follow-links';

const KEPT = 10;
export const BACKUP_NAME = /^vault-\d{16}\.json$/;

export const backupName = (sequence: number): string =>
  `vault-${String(sequence).padStart(16, '0')}.json`;

/**
 * Keeps the snapshot that is about to be replaced, under its sequence number, and deletes all but
 * the newest ten. Call it only for a file that was opened or written in this session: an unreadable
 * file must not displace a good backup.
 */
export async function keepBackup(
  fs: FileSystem,
  vaultPath: string,
  backupDirectory: string,
  sequence: number,
): Promise<void> {
  await fs.mkdir(backupDirectory, { recursive: true, mode: DIRECTORY_MODE });
  const backup = join(backupDirectory, backupName(sequence));
  try {
    await linkOrCopy(fs, await followLinks(fs, vaultPath), backup);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    return;
  }
  await syncDirectory(fs, backupDirectory);
  const names = (await fs.readdir(backupDirectory))
    .filter((name) => BACKUP_NAME.test(name))
    .toSorted();
  for (const name of names.slice(0, -KEPT)) await deleteBackup(fs, join(backupDirectory, name));
}

/** A folder of such a name is not a backup and stays. */
async function deleteBackup(fs: FileSystem, path: string): Promise<void> {
  try {
    await fs.unlink(path);
  } catch (error) {
    if (!['EISDIR', 'EPERM'].includes(systemErrorCode(error) ?? '')) throw error;
    if (!(await fs.stat(path)).isDirectory()) throw error;
  }
}

/**
 * The last sequence number of the oldest backup. Later events are needed to replay from it.
 *
 * @returns null when there are no backups
 * @throws the system error when the directory exists and cannot be read
 */
export async function oldestBackup(
  fs: FileSystem,
  backupDirectory: string,
): Promise<number | null> {
  try {
    const names = (await fs.readdir(backupDirectory)).filter((name) => BACKUP_NAME.test(name));
    const [oldest] = names.toSorted();
    return oldest === undefined ? null : Number(/\d+/.exec(oldest)?.[0]);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/**
 * How many backups there are, and when the newest was saved.
 *
 * @throws the system error when the directory exists and cannot be read
 */
export async function backupsIn(
  fs: FileSystem,
  backupDirectory: string,
): Promise<{ count: number; lastAt: string | null }> {
  let names: string[];
  try {
    names = (await fs.readdir(backupDirectory)).filter((name) => BACKUP_NAME.test(name)).toSorted();
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return { count: 0, lastAt: null };
  }
  const times: Date[] = [];
  for (const name of names) {
    const found = await statFile(fs, join(backupDirectory, name));
    if (found) times.push(found.mtime);
  }
  return { count: times.length, lastAt: times.at(-1)?.toISOString() ?? null };
}

/**
 * @returns null when it is not a file, or is a dangling link: one such entry must not hide the
 * others
 * @throws the system error when stat fails
 */
export async function statFile(fs: FileSystem, path: string): Promise<Stats | null> {
  try {
    const found = await fs.stat(path);
    return found.isFile() ? found : null;
  } catch (error) {
    if (!['ENOENT', 'ELOOP'].includes(systemErrorCode(error) ?? '')) throw error;
    return null;
  }
}

/**
 * A hard link is cheap and atomic; where links are not supported the file is copied with its times.
 *
 * @param from not a symbolic link, which would be linked itself
 */
export async function linkOrCopy(fs: FileSystem, from: string, to: string): Promise<void> {
  try {
    await fs.link(from, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    const { bytes } = await readWhole(fs, from);
    // The modification time is shown as the time of the backup.
    await writeDurably(fs, to, bytes, { mode: 'create', times: await fs.stat(from) });
  }
}
