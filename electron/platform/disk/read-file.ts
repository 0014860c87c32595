import { crc32 } from 'node:zlib';
import type { FileSystem } from './file-system';
import { openFile } from './regular-file';

/** Larger than any file of the app: the text must fit a V8 string. */
const MAX_BYTES = 2 ** 29;
/** … except the activity, which grows line by line. */
export const MAX_ACTIVITY_BYTES = 2 ** 31 - 1;

/** Metadata that distinguishes a file from a later one at the same path. */
export interface FileIdentity {
  ino: number;
  size: number;
  mtimeMs: number;
  /** a program that resets mtime cannot reset this */
  ctimeMs: number;
  /** when these were read: milliseconds since the epoch by the local clock */
  seenAtMs: number;
  /** `contentMark` of its bytes; null when they were not readable */
  content: string | null;
}

/** The identity of an open file. */
export const identityIn = (
  { ino, size, mtimeMs, ctimeMs }: Omit<FileIdentity, 'content' | 'seenAtMs'>,
  content: string | null,
): FileIdentity => ({ ino, size, mtimeMs, ctimeMs, seenAtMs: Date.now(), content });

/** Bytes compared at the end of a file: those of a vault include its authentication tag. */
const END_BYTES = 64;

/** A fast digest of content: tags at the end differ, and the checksum detects damage before it. */
export const contentMark = (bytes: Uint8Array): string =>
  `${crc32(bytes)} ${Buffer.from(bytes.subarray(-END_BYTES)).toString('latin1')}`;

/**
 * Reads a file in one call. `readFile` reads half a megabyte at a time, and each read queues behind
 * the window's tasks.
 *
 * @returns its bytes and identity
 * @throws the system error of the call that failed; `NOT_A_FILE`; `EFBIG` when it exceeds the limit
 */
export async function readWhole(
  fs: FileSystem,
  path: string,
  mostBytes = MAX_BYTES,
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
 * Reads the start of a file.
 *
 * @returns at most that many bytes, as latin1
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
