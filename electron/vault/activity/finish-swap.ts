import { dirname } from 'node:path';
import { syncDirectory } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { followLinks } from '../../platform/disk/follow-links';
import { endsAt, openIfThere } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';
import type { VaultPaths } from '../format/vault-paths';

/**
 * The paths of the activity and of its replacements. A symbolic link is kept: the replacements are
 * made beside its target.
 */
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
 * Finishes a swap of the activity that a crash interrupted. Rotating the data key or archiving
 * replaces two files, and the snapshot decides which activity is current: the one that its position
 * matches is renamed into place, the other one is deleted. Without an interrupted swap nothing
 * changes.
 *
 * @param log the position of the activity's end in the snapshot
 * @throws the system error of the call that failed; nothing is lost, and a retry is possible
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
    // No file matches the snapshot: the vault is damaged, and repair needs the files as they are.
    if (right === undefined) return;
    // The snapshot's rename must be durable before the activity is replaced.
    await syncDirectory(fs, dirname(await followLinks(fs, paths.vault)));
    const aside = right === nextActivity ? previousActivity : nextActivity;
    await renameIfThere(fs, activity, aside);
    await fs.rename(right, activity);
  }
  await syncDirectory(fs, directory);
  // Both renames are durable, so the other file is no longer needed.
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

/**
 * This app did not create a folder, a pipe or a circular link of that name. It is left in place and
 * does not stop the vault from opening.
 */
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
