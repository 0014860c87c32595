import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { openFile } from '../../platform/disk/regular-file';
import { AFTER_CIPHERTEXT, MAX_LINE_BYTES, tagOfLine } from '../format/activity-line';
import type { DataKey } from '../crypto/data-key';
import type { LogPosition } from '../format/snapshot-schema';

type ReadHandle = Awaited<ReturnType<FileSystem['open']>>;

/** The activity, opened for reading. */
export interface OpenedLog {
  /** null when there is no file */
  handle: ReadHandle | null;
  /** bytes to read */
  size: number;
  /** the end of the last commit, or null when it is not known */
  end: LogPosition | null;
  vaultId: string;
  dataKey: DataKey;
}

/**
 * @returns null when there is no file
 * @throws the system error when the file exists and cannot be opened
 */
export async function openIfThere(fs: FileSystem, path: string): Promise<ReadHandle | null> {
  try {
    return await openFile(fs, path, 'read');
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/**
 * Small enough to decrypt the lines of one chunk within a few milliseconds, so that the window
 * stays responsive.
 */
const CHUNK_BYTES = 512 * 1024;
const LINE_FEED = 0x0a;

/** Reads a file in chunks and returns the lines that end in each chunk. */
export class LineReader {
  readonly #handle: ReadHandle;
  readonly #size: number;
  #position: number;
  #rest: Buffer = Buffer.alloc(0);

  /**
   * @param offset start of a line, in bytes from the start of the file
   * @param size where to stop
   */
  constructor(handle: ReadHandle, offset: number, size: number) {
    this.#handle = handle;
    this.#position = offset;
    this.#size = size;
  }

  /** How far the file has been read, in bytes from its start. */
  get position(): number {
    return this.#position;
  }

  /**
   * @returns the next lines without their line feeds, valid until the next call; null at the end,
   * where an incomplete line is dropped; `unusable` when the file has become shorter, or a line is
   * too long
   */
  async next(): Promise<Buffer[] | null | 'unusable'> {
    if (this.#position >= this.#size) return null;
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, this.#size - this.#position));
    const { bytesRead } = await this.#handle.read(chunk, 0, chunk.length, this.#position);
    if (bytesRead === 0) return 'unusable';
    this.#position += bytesRead;
    const bytes = Buffer.concat([this.#rest, chunk.subarray(0, bytesRead)]);
    const lines: Buffer[] = [];
    let start = 0;
    // The rest of the last chunk holds no line feed.
    let stop = bytes.indexOf(LINE_FEED, this.#rest.length);
    for (; stop !== -1; stop = bytes.indexOf(LINE_FEED, start)) {
      lines.push(bytes.subarray(start, stop));
      start = stop + 1;
    }
    this.#rest = bytes.subarray(start);
    return this.#rest.length > MAX_LINE_BYTES ? 'unusable' : lines;
  }
}

/**
 * Whether a line with the position's tag ends right before its offset. If not, this is not the file
 * that the position was taken from.
 */
export async function endsAt(handle: ReadHandle, { offset, tag }: LogPosition): Promise<boolean> {
  if (offset === 0) return true;
  const bytes = Buffer.alloc(AFTER_CIPHERTEXT + 1);
  if (offset < bytes.length) return false;
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset - bytes.length);
  if (bytesRead < bytes.length || bytes.at(-1) !== LINE_FEED) return false;
  return tagOfLine(bytes.subarray(0, -1)) === tag;
}
