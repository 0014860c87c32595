import type { FileSystem } from '../../platform/disk/file-system';
import type { VaultPaths } from '../format/vault-paths';
import { oldestBackup } from '../snapshot/backups';

/** The location of a vault. */
export interface VaultDisk {
  fs: FileSystem;
  paths: VaultPaths;
}

/**
 * Sequence number of the last event that may be archived. Opening from a backup, or from the
 * snapshot that becomes the next backup, replays all later events, so those must stay.
 *
 * @param snapshot sequence number of the last event in the snapshot on disk
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
