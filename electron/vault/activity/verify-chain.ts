import type { ActivityEvent } from '../format/events';
import { commitEndOf, openLine } from '../format/activity-line';
import type { OpenedLog } from './line-reader';
import { LineReader } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';

/** The verdict on the activity. */
type ChainVerdict =
  /** Every line is the one that was written, and none is missing. */
  | { kind: 'whole' }
  /** The last commit is incomplete, as after a crash while appending; it was never acknowledged. */
  | { kind: 'torn' }
  /**
   * `line`: number in the file, from 1, of the first line that is missing or not the one that was
   * written.
   */
  | { kind: 'broken'; line: number }
  /** The walk was stopped, or the vault was locked. */
  | { kind: 'cancelled' };

/** The result of a walk. */
export interface ActivityWalk {
  verdict: ChainVerdict;
  /** sequence number of the first line */
  first: number;
  /**
   * sequence number of the last line of the last complete commit; `first - 1` when there is none
   */
  last: number;
  /** the tag of that line, which authenticates the whole chain up to it */
  tag: string;
}

export interface WalkOptions {
  signal?: AbortSignal;
  /** Called after each chunk with the bytes read and the bytes in all. */
  onProgress?: (doneBytes: number, totalBytes: number) => void;
  /**
   * Called with the events of complete commits, in order, some hundreds at a time; the walk waits
   * until it settles. Without it the chain is only verified, which takes half the time. The schema
   * is not checked again: it was checked before sealing, and the seal proves that the bytes are
   * unchanged.
   */
  onEvents?: (events: ActivityEvent[]) => void | Promise<void>;
}

/**
 * Verifies the sealed log from its first line: that each line is at the place where it was written,
 * with the content that was written. Changes no file. Yields between chunks.
 *
 * @param from the start of the chain, before the first line of the file
 * @throws the system error when the file cannot be read
 */
export async function verifyChain(
  { handle, size, end, vaultId, dataKey }: OpenedLog,
  from: LogPosition,
  { signal, onProgress, onEvents }: WalkOptions = {},
): Promise<ActivityWalk> {
  const first = from.sequence + 1;
  let read = from;
  let whole = from;
  let commit: ActivityEvent[] = [];
  const result = (verdict: ChainVerdict): ActivityWalk => ({
    verdict,
    first,
    last: whole.sequence,
    tag: whole.tag,
  });
  const brokenHere = () => result({ kind: 'broken', line: read.sequence - from.sequence + 1 });
  if (handle === null) return brokenHere();
  const reader = new LineReader(handle, from.offset, size);
  for (;;) {
    const lines = await reader.next();
    // Locking zeroes the key. Lines that do not decrypt then are not damaged.
    if (signal?.aborted) return result({ kind: 'cancelled' });
    if (lines === 'unusable') return brokenHere();
    if (lines === null) break;
    const events: ActivityEvent[] = [];
    for (const line of lines) {
      const place = { sequence: read.sequence + 1, previousTag: read.tag };
      const opened = openLine(line, place, vaultId, dataKey);
      const commitEnd = opened && commitEndOf(opened.plaintext);
      if (opened === null || commitEnd === null) {
        if (events.length > 0) await onEvents?.(events);
        return brokenHere();
      }
      read = {
        sequence: place.sequence,
        tag: opened.tag,
        offset: read.offset + line.length + 1,
      };
      if (onEvents) commit.push(JSON.parse(opened.plaintext.toString('utf8')) as ActivityEvent);
      opened.plaintext.fill(0);
      if (commitEnd !== place.sequence) continue;
      whole = read;
      for (const event of commit) events.push(event);
      commit = [];
    }
    if (events.length > 0) await onEvents?.(events);
    if (signal?.aborted) return result({ kind: 'cancelled' });
    onProgress?.(reader.position - from.offset, size - from.offset);
  }
  if (end !== null && (end.offset !== size || end.tag !== read.tag)) return brokenHere();
  return result(whole.offset === size ? { kind: 'whole' } : { kind: 'torn' });
}
