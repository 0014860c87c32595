import type { Stats } from 'node:fs';
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
