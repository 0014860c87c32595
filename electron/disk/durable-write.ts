import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { FileSystem } from './file-system';
import { FILE_MODE, hasNoLinks, systemErrorCode } from './file-system';

/** What tells one file from another that stands at the same path later. */
export interface FileIdentity {
  ino: number;
  size: number;
  mtimeMs: number;
}

const TEMPORARY = /^\..+\.[0-9a-f]{16}\.tmp$/;

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

/** Makes a change of names in a directory durable. Windows cannot; there the rename itself is journalled. */
export async function syncDirectory(fs: FileSystem, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Puts a file in place so that a crash or power loss leaves the old content or the new one, nothing between:
 * unique temporary file in the same directory, full write, fsync, read back, rename (or link, when nothing may
 * be replaced), fsync of the directory. A failed fsync is never tried again on the same descriptor: the
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
    verify?: (written: Buffer) => void;
    beforeReplace?: () => Promise<void>;
    afterReplace?: (identity: FileIdentity) => void;
  },
): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const identity = await writeAndSync(fs, temporary, bytes);
    const verify = options.verify;
    if (verify) verify(await fs.readFile(temporary));
    await options.beforeReplace?.();
    if (options.mode === 'create') await createDurably(fs, temporary, path);
    else await renameWithPatience(fs, temporary, path);
    options.afterReplace?.(identity);
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
  if (options.mode === 'replace') await syncDirectory(fs, directory);
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

/** Where there are no links: only one of us runs on a profile, so nobody comes between the look and the rename. */
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
): Promise<FileIdentity> {
  const handle = await fs.open(path, 'wx', FILE_MODE);
  try {
    await writeFully(handle, bytes, 0);
    await handle.sync();
    const { ino, size, mtimeMs } = await handle.stat();
    return { ino, size, mtimeMs };
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

/** Removes the temporary files that a crash during `writeDurably` left behind. */
export async function removeTemporaryFiles(fs: FileSystem, directory: string): Promise<void> {
  for (const name of await fs.readdir(directory)) {
    if (TEMPORARY.test(name)) await fs.unlink(join(directory, name)).catch(() => undefined);
  }
}
