import { dirname, isAbsolute } from 'node:path';
import type { FileSystem } from './file-system';
import { systemErrorCode } from './file-system';

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * Follows the symbolic links that stand at a path, as writing to it does: who replaces the file by its name would replace
 * the link. The links of folders on the way are left to the system.
 *
 * @returns where the file stands, or would stand when the last link leads to nothing
 * @throws the system error of the call that failed; `ELOOP` when the links lead in a circle
 */
export async function followLinks(fs: FileSystem, path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const link = await linkAt(fs, target);
    if (link === null) return target;
    // Not joined, which would shorten `..` without asking where the folder itself leads.
    target = isAbsolute(link) ? link : `${dirname(target)}/${link}`;
  }
  throw Object.assign(new Error('the links lead in a circle'), { code: 'ELOOP' });
}

/** @returns where the symbolic link at a path leads; null when there is none */
export async function linkAt(fs: FileSystem, path: string): Promise<string | null> {
  try {
    return await fs.readlink(path);
  } catch (error) {
    if (['EINVAL', 'ENOENT'].includes(systemErrorCode(error) ?? '')) return null;
    throw error;
  }
}
