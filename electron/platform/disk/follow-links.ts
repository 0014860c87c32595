import { dirname, isAbsolute } from 'node:path';
import type { FileSystem } from './file-system';
import { systemErrorCode } from './file-system';

/** The limit of Linux. */
const MAX_LINKS = 40;

/**
 * Resolves the symbolic links at a path, as a write does: replacing a file by its name would
 * replace the link. Links in parent folders are left to the system.
 *
 * @returns the path of the file, which need not exist
 * @throws the system error of the call that failed; `ELOOP` when the links are circular
 */
export async function followLinks(fs: FileSystem, path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MAX_LINKS; links += 1) {
    const link = await linkAt(fs, target);
    if (link === null) return target;
    // `join` would collapse `..` without resolving a linked folder.
    target = isAbsolute(link) ? link : `${dirname(target)}/${link}`;
  }
  throw Object.assign(new Error('the links lead in a circle'), { code: 'ELOOP' });
}

/** @returns the target of the symbolic link at a path; null when it is not one */
export async function linkAt(fs: FileSystem, path: string): Promise<string | null> {
  try {
    return await fs.readlink(path);
  } catch (error) {
    if (['EINVAL', 'ENOENT'].includes(systemErrorCode(error) ?? '')) return null;
    throw error;
  }
}
