import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileSystem } from './file-system';
import { systemErrorCode } from './file-system';

/** The code of the error when something else than a file or a folder has the name: a device, a pipe, a socket. */
export const NOT_A_FILE = 'NOT_A_FILE';

/** @throws `EISDIR` or `NOT_A_FILE` when it is no regular file */
export function expectFile(found: Pick<Stats, 'isFile' | 'isDirectory'>): void {
  if (found.isFile()) return;
  const code = found.isDirectory() ? 'EISDIR' : NOT_A_FILE;
  throw Object.assign(new Error('the name is not that of a regular file'), { code });
}

/** A pipe is opened at once, not when a program writes to it; Windows has no such pipes. */
export const AT_ONCE = constants.O_NONBLOCK ?? 0;

const FLAGS = { read: constants.O_RDONLY, change: constants.O_RDWR };

/**
 * Opens a file that is there. What is no regular file is not opened, since some devices act on that, and a pipe that takes
 * the name in the moment between is given back.
 *
 * @throws the system error of the call that failed; `EISDIR` or `NOT_A_FILE` when it is no regular file
 */
export async function openFile(
  fs: FileSystem,
  path: string,
  use: keyof typeof FLAGS,
): Promise<Awaited<ReturnType<FileSystem['open']>>> {
  expectFile(await fs.stat(path));
  const handle = await fs.open(path, FLAGS[use] | AT_ONCE);
  try {
    expectFile(await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Looks at what would be replaced: a device, a pipe or a socket is never to be taken away for a file of ours.
 *
 * @throws `EISDIR` or `NOT_A_FILE` when something is there that is no regular file
 */
export async function expectFileOrNothing(fs: FileSystem, path: string): Promise<void> {
  try {
    expectFile(await fs.stat(path));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
