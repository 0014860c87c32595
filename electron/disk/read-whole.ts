import { crc32 } from 'node:zlib';
import type { FileSystem } from './file-system';
import { expectFile } from './regular-file';

/** What tells one file from another that stands at the same path later. */
export interface FileIdentity {
  ino: number;
  size: number;
  mtimeMs: number;
  /** `contentMark` of its bytes; null when they could not be read */
  content: string | null;
}

/** So many bytes at the end are compared as they are: in a vault the tag of its seal stands there. */
const END_BYTES = 64;

/** Tells contents apart at the speed of the memory: no two seals end alike, and the checksum finds damage before the end. */
export const contentMark = (bytes: Uint8Array): string =>
  `${crc32(bytes)} ${Buffer.from(bytes.subarray(-END_BYTES)).toString('latin1')}`;

/**
 * Reads a file at once, where `readFile` takes half a megabyte at a time: in a process that draws a window, each of these
 * waits for its turn.
 *
 * @returns its bytes, and which file they are of
 * @throws the system error of the call that failed; what is no regular file is not opened, since a pipe may wait for ever
 */
export async function readWhole(
  fs: FileSystem,
  path: string,
): Promise<{ bytes: Buffer; identity: FileIdentity }> {
  expectFile(await fs.stat(path));
  const handle = await fs.open(path, 'r');
  try {
    const { ino, size, mtimeMs } = await handle.stat();
    const room = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(room, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    const bytes = room.subarray(0, length);
    return { bytes, identity: { ino, size, mtimeMs, content: contentMark(bytes) } };
  } finally {
    await handle.close();
  }
}
