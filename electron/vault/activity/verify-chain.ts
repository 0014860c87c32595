import type { ActivityEvent } from '../format/events';
import { commitEndOf, openLine } from '../format/activity-line';
import type { OpenedLog } from './line-reader';
import { LineReader } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';

/** What a walk along the activity found out about it. */
type ChainVerdict =
  /** Every line is the one that was written there, and none is missing. */
  | { kind: 'whole' }
  /** The last commit is not all there, as a crash while appending leaves it; it was never acknowledged. */
  | { kind: 'torn' }
  /** `line`: the first of the file that is not the one that was written there, or is missing; counted from 1. */
  | { kind: 'broken'; line: number }
  /** Somebody has stopped the walk, or the vault was locked. */
  | { kind: 'cancelled' };

/** The result of a walk. */
export interface ActivityWalk {
  verdict: ChainVerdict;
  /** sequence number of the first line */
  first: number;
  /** sequence number of the last line of the last whole commit that was reached; `first - 1` when there is none */
  last: number;
  /** the tag of that line: it stands for the whole chain up to there */
  tag: string;
}

export interface WalkOptions {
  signal?: AbortSignal;
  /** Called for each piece that was read: how many bytes of how many are done. */
  onProgress?: (doneBytes: number, totalBytes: number) => void;
  /**
   * Called with the events of whole commits, in order, some hundreds at a time; the walk goes on when it settles.
   * Without it the chain is only verified, which takes half the time. Each event was checked when its line was written,
   * and the seal says that it is the same still, so it is not checked once more.
   */
  onEvents?: (events: ActivityEvent[]) => void | Promise<void>;
}

/**
 * Walks the whole sealed log from its first line, and verifies each one: that it stands where it was written, and that
 * it is what was written there. Reads only, piece by piece, and lets others do their work in between.
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
    // The vault may have been locked meanwhile: then its key is gone, which says nothing about the lines.
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
