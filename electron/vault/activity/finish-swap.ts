import { dirname } from 'node:path';
import { syncDirectory } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { followLinks } from '../../platform/disk/follow-links';
import { endsAt, openIfThere } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';
import type { VaultPaths } from '../format/vault-paths';

/** Where the activity stands, and what takes its place: a symbolic link stays, and they are beside the file that it leads to. */
export async function activityPlaces(
  fs: FileSystem,
  paths: VaultPaths,
): Promise<Pick<VaultPaths, 'directory' | 'activity' | 'nextActivity' | 'previousActivity'>> {
  const activity = await followLinks(fs, paths.activity);
  if (activity === paths.activity) return paths;
  return {
    directory: dirname(activity),
    activity,
    nextActivity: `${activity}.next`,
    previousActivity: `${activity}.previous`,
  };
}

/**
 * Changing the data key replaces two files, and a crash may come between. The snapshot decides: this puts in
 * place the activity that it was made from, and takes the other one, which says the same under another key, away.
 * Without such a crash it only looks.
 *
 * @param log where the snapshot says that its activity ends
 * @throws the system error of the call that failed; nothing is lost then, and it can be tried again
 */
export async function finishSwap(
  fs: FileSystem,
  paths: VaultPaths,
  log: LogPosition,
): Promise<void> {
  const places = await activityPlaces(fs, paths);
  const { directory, activity, nextActivity, previousActivity } = places;
  const others: string[] = [];
  for (const path of [nextActivity, previousActivity]) {
    if (await isThere(fs, path)) others.push(path);
  }
  if (others.length === 0) return;
  if (!(await isAt(fs, activity, log))) {
    let right: string | undefined;
    for (const other of others) if (await isAt(fs, other, log)) right ??= other;
    // None of them is: then it is damaged, and nothing here is to be touched.
    if (right === undefined) return;
    // First of all the snapshot that was found must be there to stay.
    await syncDirectory(fs, dirname(await followLinks(fs, paths.vault)));
    const aside = right === nextActivity ? previousActivity : nextActivity;
    await renameIfThere(fs, activity, aside);
    await fs.rename(right, activity);
  }
  await syncDirectory(fs, directory);
  // Only now is the other one of no use.
  for (const path of [nextActivity, previousActivity]) {
    if (await isThere(fs, path)) await unlinkIfThere(fs, path);
  }
}

async function isAt(fs: FileSystem, path: string, log: LogPosition): Promise<boolean> {
  const handle = await openIfThere(fs, path);
  if (handle === null) return false;
  try {
    const { size } = await handle.stat();
    return size >= log.offset && (await endsAt(handle, log));
  } finally {
    await handle.close();
  }
}

/** A folder, a pipe or a link in a circle was not put there by this app: it is left, and keeps no vault closed. */
async function isThere(fs: FileSystem, path: string): Promise<boolean> {
  try {
    return (await fs.stat(path)).isFile();
  } catch (error) {
    if (!['ENOENT', 'ELOOP'].includes(systemErrorCode(error) ?? '')) throw error;
    return false;
  }
}

async function renameIfThere(fs: FileSystem, from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

async function unlinkIfThere(fs: FileSystem, path: string): Promise<void> {
  try {
    await fs.unlink(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
