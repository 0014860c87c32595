import { createHash, randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createDurably, renameWithPatience, syncDirectory, writeFully } from './durable-write';
import type { FileSystem } from './file-system';
import { FILE_MODE } from './file-system';

/** So much is gathered before the disk is bothered. */
const BUFFER_BYTES = 256 * 1024;

/** What was written. */
export interface WrittenStream {
  bytes: number;
  /** of the whole file, lower-case hex */
  sha256: string;
}

/**
 * Writes a file of any size piece by piece, so that it is there whole or not at all: temporary file (0600) in the
 * same directory, fsync, then rename (or link, when nothing may be replaced), fsync of the directory. Whatever goes
 * wrong on the way, what was written so far is taken away again.
 *
 * @param write is given the sink, and settles when it has given all there is; when it throws, so does this
 * @param beforePlaced runs when the content is safe and nobody sees it yet; is given its SHA-256
 * @throws the system error of the call that failed (EEXIST when mode is `create` and the file is there), or what
 * `write` has thrown
 */
export async function writeStreamDurably(
  fs: FileSystem,
  path: string,
  mode: 'create' | 'replace',
  write: (sink: (piece: string | Uint8Array) => Promise<void>) => Promise<void>,
  beforePlaced?: (sha256: string) => Promise<void>,
): Promise<WrittenStream> {
  const directory = dirname(path);
  // Not made of the file's own name, which may be as long as names can be.
  const temporary = join(directory, `.ownchat-${randomBytes(8).toString('hex')}.tmp`);
  const handle = await fs.open(temporary, 'wx', FILE_MODE);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    let waiting: Uint8Array[] = [];
    let waitingBytes = 0;
    const flush = async () => {
      const block = Buffer.concat(waiting);
      waiting = [];
      waitingBytes = 0;
      hash.update(block);
      await writeFully(handle, block, bytes);
      bytes += block.length;
    };
    try {
      await write(async (piece) => {
        const block = typeof piece === 'string' ? Buffer.from(piece) : piece;
        waiting.push(block);
        waitingBytes += block.length;
        if (waitingBytes >= BUFFER_BYTES) await flush();
      });
      await flush();
      await handle.sync();
    } finally {
      await handle.close();
    }
    const sha256 = hash.digest('hex');
    await beforePlaced?.(sha256);
    if (mode === 'create') await createDurably(fs, temporary, path);
    else {
      await renameWithPatience(fs, temporary, path);
      await syncDirectory(fs, directory);
    }
    return { bytes, sha256 };
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}
