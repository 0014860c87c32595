import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { openFile } from '../../platform/disk/regular-file';
import { AFTER_CIPHERTEXT, MAX_LINE_BYTES, tagOfLine } from '../format/activity-line';
import type { DataKey } from '../crypto/data-key';
import type { LogPosition } from '../format/snapshot-schema';

type ReadHandle = Awaited<ReturnType<FileSystem['open']>>;

/** The activity, opened to be read. */
export interface OpenedLog {
  /** null when there is no file */
  handle: ReadHandle | null;
  /** bytes that are to be read */
  size: number;
  /** where the last commit is known to end, or null when that is just what is not known */
  end: LogPosition | null;
  vaultId: string;
  dataKey: DataKey;
}

/**
 * @returns null when there is no such file
 * @throws the system error when it is there and cannot be opened
 */
export async function openIfThere(fs: FileSystem, path: string): Promise<ReadHandle | null> {
  try {
    return await openFile(fs, path, 'read');
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/** Small enough that the lines of one piece are opened within a few milliseconds: a window waits for no more. */
const CHUNK_BYTES = 512 * 1024;
const LINE_FEED = 0x0a;

/** Reads a part of a file piece by piece, and gives the lines that end in each piece. */
export class LineReader {
  readonly #handle: ReadHandle;
  readonly #size: number;
  #position: number;
  #rest: Buffer = Buffer.alloc(0);

  /**
   * @param offset where a line begins, in bytes from the start of the file
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
   * @returns the next lines without their line feeds, good until the next call; null at the end, whatever stands
   * there without a line feed; `unusable` when the file has become shorter, or a line has no end
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
    // What is left of the last piece has been searched already.
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
 * Whether the line that the position names ends right before its offset: else the file is not the one that the
 * position was taken from.
 */
export async function endsAt(handle: ReadHandle, { offset, tag }: LogPosition): Promise<boolean> {
  if (offset === 0) return true;
  const bytes = Buffer.alloc(AFTER_CIPHERTEXT + 1);
  if (offset < bytes.length) return false;
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset - bytes.length);
  if (bytesRead < bytes.length || bytes.at(-1) !== LINE_FEED) return false;
  return tagOfLine(bytes.subarray(0, -1)) === tag;
}
