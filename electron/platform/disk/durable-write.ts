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

/** Access and modification time of a file. */
export type Times = Pick<Stats, 'atime' | 'mtime'>;

/** Earlier versions included the file's name. */
const TEMPORARY = /^\.(ownchat-|.+\.)[0-9a-f]{16}\.tmp$/;

/** Windows refuses a rename while a virus scanner holds the file, which lasts moments. */
const RENAME_ATTEMPTS = 10;
const RENAME_PAUSE_MS = 50;

/**
 * Writes all of `bytes`, continuing after short writes.
 *
 * @param position start offset in the file
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

/**
 * Errors of file systems that cannot fsync a directory, such as network and FUSE ones: not a disk
 * fault.
 */
const CANNOT_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Fsyncs a directory where supported, so that a rename is durable. Windows cannot; there the rename
 * is journalled.
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

/**
 * A temporary name in the same directory. Not derived from the file's name, which may have the
 * maximum length already.
 */
export const temporaryBeside = (path: string): string =>
  `${dirname(path)}/.ownchat-${randomBytes(8).toString('hex')}.tmp`;

/**
 * The path to replace: a symbolic link stays, and its target is replaced.
 *
 * @throws the system error of the call that failed; `EISDIR` or `NOT_A_FILE` when the name belongs
 * to something else
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
 * Writes a file so that a crash or power loss leaves either the old or the new content: unique
 * temporary file in the same directory, full write, fsync, read back, rename (or link, when nothing
 * may be replaced), fsync of the directory. A symbolic link is written through. A failed fsync is
 * not retried on the same descriptor: the temporary file is discarded.
 *
 * @param verify gets the bytes read back, and throws if they are wrong
 * @param beforeReplace runs when the new content is durable and the old one still in place
 * @param afterReplace runs once the new file is at the path, even if the fsync of the directory
 * then fails
 * @throws the system error of the call that failed; the old file is then unchanged
 */
export async function writeDurably(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: {
    mode: 'create' | 'replace';
    /** times of the content, if they differ from now */
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
    else await renameWithRetry(fs, temporary, place);
    if (options.afterReplace) options.afterReplace(await identityInPlace(fs, place, identity));
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
  if (options.mode === 'replace') await syncDirectory(fs, dirname(place));
}

/**
 * A new file that cannot be made durable is deleted again, because the caller may retry the
 * creation.
 */
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

/**
 * Without hard links, checking and renaming are two steps: two processes that create a file at the
 * same moment are not detected.
 */
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
    // Not every file system can set times; the content is written anyway.
    if (times) await handle.utimes(times.atime, times.mtime).catch(faultCode);
    await handle.sync();
    return identityIn(await handle.stat(), contentMark(bytes));
  } finally {
    await handle.close();
  }
}

export async function renameWithRetry(fs: FileSystem, from: string, to: string): Promise<void> {
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

/** Deletes temporary files that a crash left behind. */
export async function removeTemporaryFiles(fs: FileSystem, directory: string): Promise<void> {
  for (const name of await fs.readdir(directory)) {
    if (TEMPORARY.test(name)) await fs.unlink(join(directory, name)).catch(() => undefined);
  }
}
