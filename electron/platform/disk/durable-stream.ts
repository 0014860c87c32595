import type { Hash } from 'node:crypto';
import { dirname } from 'node:path';
import {
  createDurably,
  placeOf,
  renameWithRetry,
  syncDirectory,
  temporaryBeside,
  writeFully,
} from './durable-write';
import type { FileSystem } from './file-system';
import { FILE_MODE } from './file-system';

/** Buffer size before a write. */
const BUFFER_BYTES = 512 * 1024;

/** Most UTF-8 bytes of a UTF-16 code unit. */
const MAX_BYTES_A_UNIT = 3;

/**
 * Writes a file of any size in pieces, atomically: temporary file (0600) in the same directory,
 * fsync, rename (or link, when nothing may be replaced), fsync of the directory. A symbolic link is
 * written through. On any failure the temporary file is deleted.
 *
 * @param write gets the sink, and settles after the last piece; its error is rethrown. At the end
 * it may overwrite the start with the same number of bytes
 * @param beforePlaced runs when the content is durable but not visible yet
 * @param hash gets all written bytes; the start cannot be overwritten then
 * @param onPlaced runs once the file is at the path, even if the fsync of the directory then fails
 * @throws the system error of the call that failed (EEXIST when mode is `create` and the file
 * exists), or the error of `write`
 */
export async function writeStreamDurably(
  fs: FileSystem,
  path: string,
  mode: 'create' | 'replace',
  write: (
    sink: (piece: string | Uint8Array) => Promise<void>,
    rewrite: (start: string) => Promise<void>,
  ) => Promise<void>,
  beforePlaced?: () => Promise<void>,
  hash?: Hash,
  onPlaced?: () => void,
): Promise<void> {
  const place = await placeOf(fs, path, mode);
  const temporary = temporaryBeside(place);
  const handle = await fs.open(temporary, 'wx', FILE_MODE);
  try {
    let bytes = 0;
    // Double buffering: one is written while the other is filled. Allocating a buffer for each
    // piece would take longer than writing.
    let gathered = Buffer.allocUnsafe(BUFFER_BYTES);
    let other = Buffer.allocUnsafe(BUFFER_BYTES);
    let size = 0;
    let writing: Promise<void> = Promise.resolve();
    const put = async (block: Uint8Array) => {
      hash?.update(block);
      await writing;
      writing = writeFully(handle, block, bytes);
      writing.catch(() => undefined);
      bytes += block.length;
    };
    const flush = async () => {
      if (size === 0) return;
      const block = gathered.subarray(0, size);
      [gathered, other] = [other, gathered];
      size = 0;
      await put(block);
    };
    try {
      const rewrite = async (start: string) => {
        if (hash) throw new Error('what was hashed is not written anew');
        await flush();
        await writing;
        await writeFully(handle, Buffer.from(start), 0);
      };
      await write(async (piece) => {
        const isText = typeof piece === 'string';
        const most = isText ? piece.length * MAX_BYTES_A_UNIT : piece.length;
        if (size + most > BUFFER_BYTES) await flush();
        if (most > BUFFER_BYTES) {
          await put(isText ? Buffer.from(piece) : piece);
          // The buffer belongs to the caller, who may reuse it.
          await writing;
        } else if (isText) size += gathered.write(piece, size);
        else {
          gathered.set(piece, size);
          size += piece.length;
        }
      }, rewrite);
      await flush();
      await writing;
      await handle.sync();
    } finally {
      await writing.catch(() => undefined);
      await handle.close();
    }
    await beforePlaced?.();
    if (mode === 'create') {
      await createDurably(fs, temporary, place);
      onPlaced?.();
    } else {
      await renameWithRetry(fs, temporary, place);
      onPlaced?.();
      await syncDirectory(fs, dirname(place));
    }
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}
