import { join } from 'node:path';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { FileSystem } from '../../platform/disk/file-system';
import { faultCode } from '../../platform/disk/file-system';
import { readWhole } from '../../platform/disk/read-file';
import { BACKUP_NAME, statFile } from './backups';
import type { VaultFile } from '../format/snapshot-schema';
import { decodeVaultFile } from '../format/snapshot-file';

/** A backup: what can be read of it without a key. */
export interface BackupFile {
  name: string;
  path: string;
  /** when it was written */
  savedAt: string;
  bytes: number;
}

/**
 * @returns the backups, newest first; none when there is no directory of them
 */
export async function listBackups(
  fs: FileSystem,
  directory: string,
): Promise<Result<BackupFile[]>> {
  try {
    const names = (await fs.readdir(directory)).filter((name) => BACKUP_NAME.test(name));
    const files = names.toSorted().toReversed();
    const described = await Promise.all(files.map((name) => describe(fs, directory, name)));
    return ok(described.filter((file) => file !== null));
  } catch (error) {
    const reason = faultCode(error);
    if (reason === 'ENOENT') return ok([]);
    return fail({ code: 'vault-unreadable', path: directory, reason });
  }
}

async function describe(
  fs: FileSystem,
  directory: string,
  name: string,
): Promise<BackupFile | null> {
  const path = join(directory, name);
  const found = await statFile(fs, path);
  if (found === null) return null;
  const { mtimeMs, size } = found;
  return { name, path, savedAt: new Date(Math.floor(mtimeMs)).toISOString(), bytes: size };
}

/** Reads the parts of a vault file that need no key. */
export async function readVaultFile(fs: FileSystem, path: string): Promise<Result<VaultFile>> {
  try {
    return decodeVaultFile((await readWhole(fs, path)).bytes, path);
  } catch (error) {
    const reason = faultCode(error);
    return fail({ code: 'vault-unreadable', path, reason });
  }
}
