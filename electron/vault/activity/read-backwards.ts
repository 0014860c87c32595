import type { ActivityEvent } from '../format/events';
import { MAX_LINE_BYTES, openLine, tagOfLine } from '../format/activity-line';
import type { OpenedLog } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';

/** Holds a screen or two of lines, and few enough to decrypt at once. */
const BLOCK_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;
/** More than the tag and the characters after it take at the end of a line. */
const TAIL_BYTES = 64;

/**
 * Reads the activity backwards from a position, newest first, until `take` returns false. Reads
 * only those lines, however long the log is. Each line is verified: its tag must be the one that
 * the line after it is chained to.
 *
 * @param from the end of the newest line to read
 * @param start the start of the chain
 * @param take gets an event and the end of the line before it; false stops the reading
 * @returns the number of the line at which the chain is broken, or null
 * @throws the system error when the file cannot be read
 */
export async function readBackwards(
  { handle, size, vaultId, dataKey }: OpenedLog,
  from: LogPosition,
  start: LogPosition,
  take: (event: ActivityEvent, before: LogPosition) => boolean,
  signal: AbortSignal,
): Promise<number | null> {
  const lineOf = ({ sequence }: LogPosition) => sequence - start.sequence;
  let end = from;
  let bytes: Buffer = Buffer.alloc(0);
  let bytesStart = from.offset;
  if (end.sequence <= start.sequence) return null;
  if (handle === null || from.offset > size) return lineOf(from);
  while (end.sequence > start.sequence) {
    const local = end.offset - bytesStart;
    const feed = local >= 2 ? bytes.lastIndexOf(LINE_FEED, local - 2) : -1;
    const isComplete = bytesStart === start.offset || feed >= TAIL_BYTES;
    if (!isComplete) {
      const length = Math.min(BLOCK_BYTES, bytesStart - start.offset);
      if (length <= 0 || bytes.length > MAX_LINE_BYTES + BLOCK_BYTES) return lineOf(end);
      const block = Buffer.allocUnsafe(length);
      const { bytesRead } = await handle.read(block, 0, length, bytesStart - length);
      // Locking zeroes the key. Lines that do not decrypt then are not damaged.
      if (signal.aborted) return null;
      if (bytesRead < length) return lineOf(end);
      bytes = Buffer.concat([block, bytes.subarray(0, local)]);
      bytesStart -= length;
      continue;
    }
    const before: LogPosition = {
      sequence: end.sequence - 1,
      offset: bytesStart + feed + 1,
      tag: feed === -1 ? start.tag : (tagOfLine(bytes.subarray(0, feed)) ?? ''),
    };
    const place = { sequence: end.sequence, previousTag: before.tag };
    const isLine = local >= 1 && bytes[local - 1] === LINE_FEED;
    const opened = isLine
      ? openLine(bytes.subarray(feed + 1, local - 1), place, vaultId, dataKey)
      : null;
    if (opened === null || opened.tag !== end.tag) return lineOf(end);
    // The schema was checked before sealing, and the seal proves that the bytes are unchanged.
    const event = JSON.parse(opened.plaintext.toString('utf8')) as ActivityEvent;
    opened.plaintext.fill(0);
    end = before;
    if (!take(event, before)) return null;
  }
  return end.offset === start.offset ? null : 1;
}
