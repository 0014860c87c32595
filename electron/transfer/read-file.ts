import { constants } from 'node:fs';
import type { FileSystem } from '../platform/disk/file-system';
import { systemErrorCode } from '../platform/disk/file-system';
import type { ReadResult } from './refusal';
import { refuse } from './refusal';

const MIB = 1024 * 1024;
/** Enough for a report of as many keys as an import may have. */
const MAX_PLAIN_BYTES = 128 * MIB;
const MAX_SEALED_BYTES = 256 * MIB;
/** Bytes that identify a sealed file. */
const HEAD_BYTES = 40;

/** Opening a FIFO without a writer would block. Windows has neither FIFOs nor the flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export interface ImportBytes {
  isSealed: boolean;
  /** zeroed by the caller */
  bytes: Buffer;
}

/**
 * Reads a chosen file. Checks and reads it through one descriptor, so that it cannot be swapped in
 * between; a symbolic link is followed.
 *
 * @param path absolute
 * @returns at most 128 MiB of a plain file, and 256 MiB of a sealed one
 */
export async function readImportFile(
  fs: Pick<FileSystem, 'open'>,
  path: string,
): Promise<ReadResult<ImportBytes>> {
  try {
    const handle = await fs.open(path, OPEN_FLAGS);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return refuse('not-a-file');
      const head = Buffer.alloc(HEAD_BYTES);
      await handle.read(head, 0, HEAD_BYTES, 0);
      const isSealed =
        path.toLowerCase().endsWith('.ownchat-vault') || head.includes('"ownchat-keys-vault"');
      if (stats.size > (isSealed ? MAX_SEALED_BYTES : MAX_PLAIN_BYTES)) return refuse('too-large');
      const bytes = Buffer.alloc(stats.size);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return { ok: true, value: { isSealed, bytes: bytes.subarray(0, filled) } };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    // Windows reports a folder on open, other systems on read.
    return refuse(systemErrorCode(error) === 'EISDIR' ? 'not-a-file' : 'unreadable');
  }
}
