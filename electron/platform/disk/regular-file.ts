import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileSystem } from './file-system';
import { systemErrorCode } from './file-system';

/** Error code for a device, a pipe or a socket where a file or folder is expected. */
export const NOT_A_FILE = 'NOT_A_FILE';

/** @throws `EISDIR` or `NOT_A_FILE` when it is not a regular file */
export function expectFile(found: Pick<Stats, 'isFile' | 'isDirectory'>): void {
  if (found.isFile()) return;
  const code = found.isDirectory() ? 'EISDIR' : NOT_A_FILE;
  throw Object.assign(new Error('the name is not that of a regular file'), { code });
}

/** Opens a pipe without waiting for a writer; Windows has no such pipes. */
export const NON_BLOCKING = constants.O_NONBLOCK ?? 0;

const FLAGS = { read: constants.O_RDONLY, change: constants.O_RDWR };

/**
 * Opens an existing regular file. Checks before opening, because opening some devices has effects,
 * and again after it, in case a pipe took the name in between.
 *
 * @throws the system error of the call that failed; `EISDIR` or `NOT_A_FILE` when it is not a
 * regular file
 */
export async function openFile(
  fs: FileSystem,
  path: string,
  use: keyof typeof FLAGS,
): Promise<Awaited<ReturnType<FileSystem['open']>>> {
  expectFile(await fs.stat(path));
  const handle = await fs.open(path, FLAGS[use] | NON_BLOCKING);
  try {
    expectFile(await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Checks the target of a replacement: a device, a pipe or a socket must not be replaced.
 *
 * @throws `EISDIR` or `NOT_A_FILE` when there is something other than a regular file
 */
export async function expectFileOrNothing(fs: FileSystem, path: string): Promise<void> {
  try {
    expectFile(await fs.stat(path));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
