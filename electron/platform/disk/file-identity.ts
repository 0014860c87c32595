import type { FileSystem } from './file-system';
import { faultCode } from './file-system';
import type { FileIdentity } from './read-file';
import { identityIn, readWhole } from './read-file';

/** The coarsest times that a file system keeps, those of FAT, in milliseconds. */
const COARSEST_MS = 2_000;
/** Times of exFAT are multiples of this; nearly all of a finer file system are not. */
const COARSE_MS = 10;

/**
 * Looks whether the file at a path is still the one that is known. exFAT and network disks give the same file another inode
 * number, and programs that restore or synchronise give the same content another file and another time: where those
 * differ, the content decides. So it does when the time is one that a later write may have been given as well.
 *
 * @returns the file as it is to be known from now on; null when it is another one
 * @throws the system error when that cannot be told: `ENOENT` when the file is gone
 */
export async function stillTheSame(
  fs: FileSystem,
  path: string,
  known: FileIdentity,
): Promise<FileIdentity | null> {
  const now = await fs.stat(path);
  if (now.size !== known.size) return null;
  if (hasTimesOf(now, known) && !isInDoubt(known)) return known;
  const { identity } = await readWhole(fs, path);
  return identity.content === known.content ? identity : null;
}

const hasTimesOf = (
  now: Pick<FileIdentity, 'ino' | 'mtimeMs' | 'ctimeMs'>,
  known: FileIdentity,
): boolean =>
  now.ino === known.ino && now.mtimeMs === known.mtimeMs && now.ctimeMs === known.ctimeMs;

/** Whether a later write could have left the same mtime, because the file system rounds it. */
const isInDoubt = ({ mtimeMs, seenAtMs }: FileIdentity): boolean =>
  mtimeMs % COARSE_MS === 0 && Math.abs(seenAtMs - mtimeMs) < COARSEST_MS;

/**
 * Looks at a file that was just put in its place: some file systems count that as a change of it.
 *
 * @param written the file as it was before
 */
export async function identityInPlace(
  fs: FileSystem,
  place: string,
  written: FileIdentity,
): Promise<FileIdentity> {
  try {
    const now = await fs.stat(place);
    const isIt = now.ino === written.ino && now.size === written.size;
    return isIt && now.mtimeMs === written.mtimeMs ? identityIn(now, written.content) : written;
  } catch (error) {
    faultCode(error);
    return written;
  }
}

/** @returns which file stands at a path, also when it cannot be read; null when none can be looked at */
export async function identityOf(fs: FileSystem, path: string): Promise<FileIdentity | null> {
  try {
    const found = await fs.stat(path);
    return identityIn(found, await contentOf(fs, path));
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
