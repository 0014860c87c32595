import type { Hash } from 'node:crypto';
import { dirname } from 'node:path';
import {
  createDurably,
  placeOf,
  renameWithPatience,
  syncDirectory,
  temporaryBeside,
  writeFully,
} from './durable-write';
import type { FileSystem } from './file-system';
import { FILE_MODE } from './file-system';

/** So much is gathered before the disk is bothered. */
const BUFFER_BYTES = 512 * 1024;

/** A unit of a text is at most so long in UTF-8. */
const MOST_BYTES_A_UNIT = 3;

/**
 * Writes a file of any size piece by piece, so that it is there whole or not at all: temporary file (0600) in the
 * same directory, fsync, then rename (or link, when nothing may be replaced), fsync of the directory. A symbolic link is
 * written through. Whatever goes wrong on the way, what was written so far is taken away again.
 *
 * @param write is given the sink, and settles when it has given all there is; when it throws, so does this. It may at the
 * end write the beginning anew, in as many bytes as were there
 * @param beforePlaced runs when the content is safe and nobody sees it yet
 * @param hash is given all that is written; the beginning cannot be written anew then
 * @param onPlaced runs as soon as the file stands at the path to stay, even if making that durable then fails
 * @throws the system error of the call that failed (EEXIST when mode is `create` and the file is there), or what
 * `write` has thrown
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
    // While one is written the other is filled; a new buffer for each piece would take longer than the writing.
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
        const most = isText ? piece.length * MOST_BYTES_A_UNIT : piece.length;
        if (size + most > BUFFER_BYTES) await flush();
        if (most > BUFFER_BYTES) {
          await put(isText ? Buffer.from(piece) : piece);
          // It is the caller's, who may use it again.
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
      await renameWithPatience(fs, temporary, place);
      onPlaced?.();
      await syncDirectory(fs, dirname(place));
    }
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}
