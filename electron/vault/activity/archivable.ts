import type { OpenedLog } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';
import type { WalkOptions } from './verify-chain';
import { verifyChain } from './verify-chain';

/** The events before an instant, from the first line on. */
export interface OldActivity {
  /**
   * sequence number of the last event that can be archived; that of the start when there is none
   */
  last: number;
  /** when the first and the last archivable event were recorded; null when there are none */
  firstAt: string | null;
  lastAt: string | null;
  /** how many more events are old, but are needed to replay from a backup */
  needed: number;
}

/**
 * Finds old events. A commit is archived whole or not at all. The first commit that is not old ends
 * the search: later events stay even if a clock that was set back dates them earlier.
 *
 * @param befores milliseconds since the epoch
 * @param limit sequence number of the last event that may be archived
 * @returns the result for each instant
 * @throws the system error when the activity cannot be read
 */
export async function findOldActivity(
  log: OpenedLog,
  start: LogPosition,
  befores: readonly number[],
  limit: number,
  { signal, onProgress }: Pick<WalkOptions, 'signal' | 'onProgress'> = {},
): Promise<OldActivity[]> {
  const found = befores.map((before) => ({
    before,
    isComplete: false,
    old: { last: start.sequence, firstAt: null, lastAt: null, needed: 0 } as OldActivity,
  }));
  let firstAt: string | null = null;
  const enough = new AbortController();
  await verifyChain(log, start, {
    signal: AbortSignal.any([enough.signal, ...(signal ? [signal] : [])]),
    ...(onProgress ? { onProgress } : {}),
    onEvents: (events) => {
      for (const { sequence, commitEnd, at } of events) {
        firstAt ??= at;
        if (commitEnd !== sequence) continue;
        for (const one of found) {
          one.isComplete ||= Date.parse(at) >= one.before;
          if (one.isComplete) continue;
          if (sequence > limit) one.old.needed = sequence - one.old.last;
          else Object.assign(one.old, { last: sequence, firstAt, lastAt: at });
        }
      }
      if (found.every(({ isComplete }) => isComplete)) enough.abort();
    },
  });
  return found.map(({ old }) => old);
}
