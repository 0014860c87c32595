import type { FileSystem } from '../../platform/disk/file-system';
import type { VaultPaths } from '../format/vault-paths';
import { oldestBackup } from '../snapshot/backups';

/** Where a vault lies. */
export interface VaultDisk {
  fs: FileSystem;
  paths: VaultPaths;
}

/**
 * Number of the last event that may be archived. Whoever goes on from a backup, or from the snapshot that is about to
 * become one, replays what was recorded after it: all of that stays in the activity.
 *
 * @param snapshot number of the last event that the snapshot on the disk includes
 * @throws the system error when the backups cannot be read
 */
export async function archiveLimit(
  { fs, paths }: VaultDisk,
  snapshot: number | null,
): Promise<number> {
  return Math.min(
    snapshot ?? 0,
    (await oldestBackup(fs, paths.backups)) ?? Number.MAX_SAFE_INTEGER,
  );
}
