import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileSystem } from './file-system';
import { FILE_MODE, faultCode, hasNoLinks, systemErrorCode } from './file-system';
import type { FileIdentity } from './read-file';
import { identityInPlace } from './file-identity';
import { contentMark, identityIn } from './read-file';
import { expectFileOrNothing } from './regular-file';
import { followLinks } from './follow-links';

/** When a file was read and written last. */
export type Times = Pick<Stats, 'atime' | 'mtime'>;

/** Earlier versions put the name of the file in it. */
const TEMPORARY = /^\.(ownchat-|.+\.)[0-9a-f]{16}\.tmp$/;

/** Windows refuses a rename while a scanner holds the file; it lets go within moments. */
const RENAME_ATTEMPTS = 10;
const RENAME_PAUSE_MS = 50;

/**
 * Writes all of `bytes`, however short each write falls.
 *
 * @param position where to begin, in bytes from the start of the file
 */
export async function writeFully(
  handle: Pick<Awaited<ReturnType<FileSystem['open']>>, 'write'>,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      position + written,
    );
    if (bytesWritten === 0) throw Object.assign(new Error('no bytes written'), { code: 'EIO' });
    written += bytesWritten;
  }
}

/** What file systems answer that cannot fsync a directory, as some of networks and in user space: no fault of the disk. */
const CANNOT_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Makes a change of names in a directory durable, where that can be done. Windows cannot; there the rename itself is
 * journalled.
 *
 * @throws the system error of the call that failed, such as EIO
 */
export async function syncDirectory(fs: FileSystem, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await fs.open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT_SYNC.has(systemErrorCode(error) ?? '')) throw error;
  }
}

/** A name in the same directory for what is not yet complete. Not made of the file's own, which may be as long as names can be. */
export const temporaryBeside = (path: string): string =>
  `${dirname(path)}/.ownchat-${randomBytes(8).toString('hex')}.tmp`;

/**
 * Where a file that is to be put at a path must be put: a symbolic link stays, and the file that it leads to is replaced.
 *
 * @throws the system error of the call that failed; `EISDIR` or `NOT_A_FILE` when something else has the name
 */
export async function placeOf(
  fs: FileSystem,
  path: string,
  mode: 'create' | 'replace',
): Promise<string> {
  if (mode === 'create') return path;
  const place = await followLinks(fs, path);
  await expectFileOrNothing(fs, place);
  return place;
}

/**
 * Puts a file in place so that a crash or power loss leaves the old content or the new one, nothing between:
 * unique temporary file in the same directory, full write, fsync, read back, rename (or link, when nothing may
 * be replaced), fsync of the directory. A symbolic link is written through. A failed fsync is never tried again on the same descriptor: the
 * temporary file is given up.
 *
 * @param verify is given what was read back, and throws if it is not good
 * @param beforeReplace runs when the new content is safe and the old one still in place
 * @param afterReplace runs as soon as the new file stands at the path, even if making that durable then fails
 * @throws the system error of the call that failed; the old file is then untouched
 */
export async function writeDurably(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: {
    mode: 'create' | 'replace';
    /** when the content is older than the file */
    times?: Times;
    verify?: (written: Buffer) => void;
    beforeReplace?: () => Promise<void>;
    afterReplace?: (identity: FileIdentity) => void;
  },
): Promise<void> {
  const place = await placeOf(fs, path, options.mode);
  const temporary = temporaryBeside(place);
  try {
    const identity = await writeAndSync(fs, temporary, bytes, options.times);
    const verify = options.verify;
    if (verify) verify(await fs.readFile(temporary));
    await options.beforeReplace?.();
    if (options.mode === 'create') await createDurably(fs, temporary, place);
    else await renameWithPatience(fs, temporary, place);
    if (options.afterReplace) options.afterReplace(await identityInPlace(fs, place, identity));
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
  if (options.mode === 'replace') await syncDirectory(fs, dirname(place));
}

/** A new file that cannot be made durable is taken back: whoever was told of the failure may create it again. */
export async function createDurably(fs: FileSystem, from: string, to: string): Promise<void> {
  try {
    await fs.link(from, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    await renameToNew(fs, from, to);
  }
  try {
    await syncDirectory(fs, dirname(to));
  } catch (error) {
    await fs.unlink(to).catch(() => undefined);
    throw error;
  }
}

/** Where there are no links, the look and the rename are two steps; two apps that create a file in the same moment are not told apart. */
async function renameToNew(fs: FileSystem, from: string, to: string): Promise<void> {
  const isThere = await fs.stat(to).then(
    () => true,
    (error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
  if (isThere) throw Object.assign(new Error('the file is there already'), { code: 'EEXIST' });
  await fs.rename(from, to);
}

async function writeAndSync(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  times?: Times,
): Promise<FileIdentity> {
  const handle = await fs.open(path, 'wx', FILE_MODE);
  try {
    await writeFully(handle, bytes, 0);
    // A file system that refuses them has the content all the same.
    if (times) await handle.utimes(times.atime, times.mtime).catch(faultCode);
    await handle.sync();
    return identityIn(await handle.stat(), contentMark(bytes));
  } finally {
    await handle.close();
  }
}

export async function renameWithPatience(fs: FileSystem, from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      const busy = ['EPERM', 'EACCES', 'EBUSY'].includes(systemErrorCode(error) ?? '');
      if (process.platform !== 'win32' || !busy || attempt === RENAME_ATTEMPTS) throw error;
      await new Promise((resume) => setTimeout(resume, RENAME_PAUSE_MS));
    }
  }
}

/** Removes the temporary files that a crash during a durable write left behind. */
export async function removeTemporaryFiles(fs: FileSystem, directory: string): Promise<void> {
  for (const name of await fs.readdir(directory)) {
    if (TEMPORARY.test(name)) await fs.unlink(join(directory, name)).catch(() => undefined);
  }
}
