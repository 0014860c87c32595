import type { FileSystem } from './file-system';
import { faultCode } from './file-system';
import type { FileIdentity } from './read-whole';
import { readWhole } from './read-whole';

/**
 * Looks whether the file at a path is still the one that is known. exFAT and network disks give the same file another inode
 * number, and programs that restore or synchronise give the same content another file and another time: where those
 * differ, the content decides.
 *
 * @returns the file as it is to be known from now on; null when it is another one
 * @throws the system error when that cannot be told: `ENOENT` when the file is gone
 */
export async function stillTheSame(
  fs: FileSystem,
  path: string,
  known: FileIdentity,
): Promise<FileIdentity | null> {
  const { ino, size, mtimeMs } = await fs.stat(path);
  if (size !== known.size) return null;
  if (ino === known.ino && mtimeMs === known.mtimeMs) return known;
  const { identity } = await readWhole(fs, path);
  return identity.content === known.content ? identity : null;
}

/** @returns which file stands at a path, also when it cannot be read; null when none can be looked at */
export async function identityOf(fs: FileSystem, path: string): Promise<FileIdentity | null> {
  try {
    const { ino, size, mtimeMs } = await fs.stat(path);
    return { ino, size, mtimeMs, content: await contentOf(fs, path) };
  } catch (error) {
    faultCode(error);
    return null;
  }
}

async function contentOf(fs: FileSystem, path: string): Promise<string | null> {
  try {
    return (await readWhole(fs, path)).identity.content;
  } catch (error) {
    faultCode(error);
    return null;
  }
}
