import type { FileSystem } from './file-system';
import { faultCode } from './file-system';
import type { FileIdentity } from './read-file';
import { identityIn, readWhole } from './read-file';

/** The coarsest time resolution of a file system, that of FAT, in milliseconds. */
const COARSEST_MS = 2_000;
/** exFAT times are multiples of this; times of finer file systems rarely are. */
const COARSE_MS = 10;

/**
 * Checks whether the file at a path is the known one. exFAT and network file systems may renumber
 * inodes, and restore or sync programs recreate the same content: when the metadata differs, the
 * content decides. It also decides when a later write could have the same time.
 *
 * @returns the new identity; null when it is another file
 * @throws the system error when that cannot be determined: `ENOENT` when the file is gone
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

/** Whether a later write could have the same mtime, because the file system rounds it. */
const isInDoubt = ({ mtimeMs, seenAtMs }: FileIdentity): boolean =>
  mtimeMs % COARSE_MS === 0 && Math.abs(seenAtMs - mtimeMs) < COARSEST_MS;

/**
 * The identity of a file after its rename, since some file systems change its ctime.
 *
 * @param written its identity before
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

/**
 * @returns the identity of the file at a path, without its content if that is unreadable; null when
 * stat fails
 */
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
