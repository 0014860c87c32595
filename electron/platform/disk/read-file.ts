import { crc32 } from 'node:zlib';
import type { FileSystem } from './file-system';
import { openFile } from './regular-file';

/** A file of ours is never so large: it goes through a text of V8, which has at most so many characters. */
const MOST_BYTES = 2 ** 29;
/** … but for the activity, which grows line by line. */
export const MOST_ACTIVITY_BYTES = 2 ** 31 - 1;

/** What tells one file from another that stands at the same path later. */
export interface FileIdentity {
  ino: number;
  size: number;
  mtimeMs: number;
  /** a program that writes and then sets the time back cannot set this one back */
  ctimeMs: number;
  /** when these were read: milliseconds since the epoch by the clock of this computer */
  seenAtMs: number;
  /** `contentMark` of its bytes; null when they could not be read */
  content: string | null;
}

/** Which file an open one is, but for its content. */
export const identityIn = (
  { ino, size, mtimeMs, ctimeMs }: Omit<FileIdentity, 'content' | 'seenAtMs'>,
  content: string | null,
): FileIdentity => ({ ino, size, mtimeMs, ctimeMs, seenAtMs: Date.now(), content });

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
 * @throws the system error of the call that failed; `NOT_A_FILE`; `EFBIG` when it has more bytes than are read
 */
export async function readWhole(
  fs: FileSystem,
  path: string,
  mostBytes = MOST_BYTES,
): Promise<{ bytes: Buffer; identity: FileIdentity }> {
  const handle = await openFile(fs, path, 'read');
  try {
    const found = await handle.stat();
    const { size } = found;
    if (size > mostBytes) {
      throw Object.assign(new Error('the file is too large'), { code: 'EFBIG' });
    }
    const room = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(room, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    const bytes = room.subarray(0, length);
    return { bytes, identity: identityIn(found, contentMark(bytes)) };
  } finally {
    await handle.close();
  }
}

/**
 * Reads the beginning of a file.
 *
 * @returns at most so many bytes, as latin1
 * @throws the system error of the call that failed; `NOT_A_FILE` or `EISDIR`
 */
export async function readHead(fs: FileSystem, path: string, bytes: number): Promise<string> {
  const handle = await openFile(fs, path, 'read');
  try {
    const room = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(room, 0, bytes, 0);
    return room.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
