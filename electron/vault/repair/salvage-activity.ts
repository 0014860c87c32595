import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { MAX_ACTIVITY_BYTES, readWhole } from '../../platform/disk/read-file';
import type { ActivityEvent } from '../format/events';
import { decodeLine } from '../format/activity-line';
import { replayTail } from '../activity/replay-tail';
import type { DataKey } from '../crypto/data-key';
import type { LogPosition, LogStart } from '../format/snapshot-schema';

/** The usable part of the activity after a position, and how to rewrite the file. */
export interface Salvage {
  /** the changes after the position that are complete and chained to it */
  events: ActivityEvent[];
  /** The byte range of the file to keep; null when the file is good as it is. */
  keep: { from: number; to: number } | null;
  /** whether the rewritten file begins with the line after the position */
  isBegunAnew: boolean;
  /** the end of the last complete commit in the rewritten file */
  end: LogPosition;
  /** - `missing`: there is no file; `broken`: lines after the end are missing or unusable */
  condition: 'whole' | 'torn' | 'broken' | 'missing';
  /** how many lines after the end are unusable */
  unusable: number;
}

const LINE_FEED = 0x0a;

/**
 * Recovers from a damaged activity every line that follows a position without a gap. Offsets may
 * have shifted, for example because earlier lines were lost: only the chain counts.
 *
 * @throws the system error when the file exists and cannot be read
 */
export async function salvageActivity(
  fs: FileSystem,
  path: string,
  after: LogPosition,
  vaultId: string,
  dataKey: DataKey,
): Promise<Salvage> {
  const tail = await replayTail(fs, path, after, vaultId, dataKey);
  if (tail.condition !== 'broken') {
    const { events, end, condition } = tail;
    return { events, end, condition, keep: null, isBegunAnew: false, unusable: 0 };
  }
  const bytes = await readIfThere(fs, path);
  if (bytes === null) {
    const end = { ...after, offset: 0 };
    const keep = { from: 0, to: 0 };
    return { events: [], end, keep, isBegunAnew: true, condition: 'missing', unusable: 0 };
  }
  if (tail.events.length > 0 || tagBefore(bytes, after.offset) === after.tag) {
    const keep = { from: 0, to: tail.end.offset };
    const unusable = countAfter(bytes, keep.to, tail.end.sequence);
    const { events, end } = tail;
    return { events, end, keep, isBegunAnew: false, condition: 'broken', unusable };
  }
  const { isWhole, ...found } = followChain(bytes, after, vaultId, dataKey);
  const unusable = countAfter(bytes, found.keep.to, found.end.sequence);
  return { ...found, isBegunAnew: true, condition: isWhole ? 'whole' : 'broken', unusable };
}

/**
 * Checks whether the activity goes further back, to the end of an archive, in which case all of it
 * is kept. A backup from before the archiving does not know the new start of the activity.
 *
 * @param archived the last archived line
 * @returns the salvage from there; null when the activity does not follow the archive
 * @throws the system error when the file exists and cannot be read
 */
export async function salvageAfterArchive(
  fs: FileSystem,
  path: string,
  archived: LogStart,
  { events, end, condition, unusable }: Salvage,
  vaultId: string,
  dataKey: DataKey,
): Promise<Salvage | null> {
  const bytes = await readIfThere(fs, path);
  if (bytes === null) return null;
  const found = followChain(bytes, { ...archived, offset: 0 }, vaultId, dataKey);
  const { keep, isWhole } = found;
  const isSame = found.end.sequence === end.sequence && found.end.tag === end.tag;
  if (!isSame || keep.from !== 0) return null;
  const place = { end: found.end, keep: isWhole ? null : keep };
  return { events, condition, unusable, isBegunAnew: true, ...place };
}

async function readIfThere(fs: FileSystem, path: string): Promise<Buffer | null> {
  try {
    return (await readWhole(fs, path, MAX_ACTIVITY_BYTES)).bytes;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/** Finds the line that follows the position, at any offset, and follows the chain from there. */
function followChain(bytes: Buffer, after: LogPosition, vaultId: string, dataKey: DataKey) {
  const events: ActivityEvent[] = [];
  let commit: ActivityEvent[] = [];
  let read = { sequence: after.sequence, tag: after.tag };
  let end: LogPosition = { ...after, offset: 0 };
  let keep = { from: 0, to: 0 };
  let start: number | null = null;
  for (const [from, to] of linesIn(bytes)) {
    const place = { sequence: read.sequence + 1, previousTag: read.tag };
    const line = bytes.subarray(from, to);
    const decoded =
      numberOf(line) === place.sequence ? decodeLine(line, place, vaultId, dataKey) : null;
    if (decoded === null) {
      if (start === null) continue;
      break;
    }
    start ??= from;
    read = { sequence: place.sequence, tag: decoded.tag };
    commit.push(decoded.event);
    if (decoded.event.commitEnd !== decoded.event.sequence) continue;
    events.push(...commit);
    commit = [];
    keep = { from: start, to: to + 1 };
    end = { ...read, offset: keep.to - keep.from };
  }
  return { events, end, keep, isWhole: keep.to === bytes.length };
}

/** The start and end of each line, without its line feed. An incomplete last line is left out. */
function* linesIn(bytes: Buffer): Generator<[from: number, to: number]> {
  let from = 0;
  for (let to = bytes.indexOf(LINE_FEED); to !== -1; to = bytes.indexOf(LINE_FEED, from)) {
    yield [from, to];
    from = to + 1;
  }
}

/** The sequence number in the plain head of a line; 0 when there is none. */
function numberOf(line: Buffer): number {
  const head = /^\{"sequence":(\d{1,15}),/.exec(line.toString('latin1', 0, 32));
  return Number(head?.[1] ?? 0);
}

function countAfter(bytes: Buffer, offset: number, sequence: number): number {
  let count = 0;
  for (const [from, to] of linesIn(bytes.subarray(offset))) {
    const number = numberOf(bytes.subarray(offset + from, offset + to));
    if (number === 0 || number > sequence) count += 1;
  }
  return count;
}

/** The tag of the line that ends at the offset; null when none ends there. */
function tagBefore(bytes: Buffer, offset: number): string | null {
  if (offset < 2 || offset > bytes.length || bytes[offset - 1] !== LINE_FEED) return null;
  const from = bytes.lastIndexOf(LINE_FEED, offset - 2) + 1;
  try {
    const line: unknown = JSON.parse(bytes.toString('utf8', from, offset - 1));
    return typeof line === 'object' && line !== null && 'tag' in line ? String(line.tag) : null;
  } catch {
    return null;
  }
}
