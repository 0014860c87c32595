import { constants } from 'node:fs';
import { basename, join } from 'node:path';
import type { SavedFiles } from '../../../shared/vault/repair';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { syncDirectory } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { DIRECTORY_MODE, faultCode } from '../../platform/disk/file-system';
import { NOT_A_FILE, openFile } from '../../platform/disk/regular-file';
import { writeFailure } from '../../platform/disk/write-failure';
import type { VaultPaths } from '../format/vault-paths';

const CANNOT_READ = new Set(['EACCES', 'EPERM', 'EIO', 'EISDIR', 'ENOENT', NOT_A_FILE]);

/**
 * Copies every file of a vault, damaged or not, into a new folder inside the chosen one. Unreadable
 * files are reported and skipped. When the copy fails the new folder is removed, so that it is not
 * mistaken for a complete copy.
 *
 * @param now milliseconds since the epoch, for the name of the new folder
 */
export async function copyVaultFiles(
  fs: FileSystem,
  paths: VaultPaths,
  target: string,
  now: number,
): Promise<Result<SavedFiles>> {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(target, `ownchat-keys-vault-${stamp}`);
  const unreadable: string[] = [];
  let saved = 0;
  const made: string[] = [];
  const makeFolder = async (path: string) => {
    await fs.mkdir(path, { mode: DIRECTORY_MODE });
    made.push(path);
  };
  try {
    await makeFolder(folder);
    for (const directory of [paths.directory, paths.backups, paths.archives]) {
      const into = directory === paths.directory ? folder : join(folder, basename(directory));
      const names = await filesIn(fs, directory);
      if (into !== folder && names.length > 0) await makeFolder(into);
      for (const name of names) {
        if (await copied(fs, join(directory, name), join(into, name))) saved += 1;
        else unreadable.push(name);
      }
      if (names.length > 0) await syncDirectory(fs, into);
    }
  } catch (error) {
    for (const path of made.toReversed()) await removeFolder(fs, path).catch(() => undefined);
    return fail(writeFailure(folder, error));
  }
  return ok({ folder, saved, unreadable });
}

/** Removes the folder just created, with its files. */
async function removeFolder(fs: FileSystem, path: string): Promise<void> {
  for (const name of await fs.readdir(path)) await fs.unlink(join(path, name));
  await fs.rmdir(path);
}

async function filesIn(fs: FileSystem, directory: string): Promise<string[]> {
  try {
    const names: string[] = [];
    for (const entry of await fs.readdir(directory, { withFileTypes: true })) {
      const isLinked =
        entry.isSymbolicLink() && !(await leadsToOther(fs, join(directory, entry.name)));
      if (entry.isFile() || isLinked) names.push(entry.name);
    }
    return names;
  } catch (error) {
    if (CANNOT_READ.has(faultCode(error))) return [];
    throw error;
  }
}

/**
 * Whether a symbolic link leads to something other than a file. A dangling link counts as
 * unreadable.
 */
const leadsToOther = (fs: FileSystem, path: string): Promise<boolean> =>
  fs.stat(path).then(
    (found) => !found.isFile(),
    () => false,
  );

async function copied(fs: FileSystem, from: string, to: string): Promise<boolean> {
  try {
    await (await openFile(fs, from, 'read')).close();
  } catch (error) {
    if (CANNOT_READ.has(faultCode(error))) return false;
    throw error;
  }
  await fs.copyFile(from, to, constants.COPYFILE_EXCL);
  return true;
}
