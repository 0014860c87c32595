import type { OpenedLog } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';
import type { WalkOptions } from './verify-chain';
import { verifyChain } from './verify-chain';

/** What of the activity is older than an instant, from its first line on. */
export interface OldActivity {
  /** number of the last event that can be archived; the start's when there is none */
  last: number;
  /** when the first and the last of them were recorded; null when there are none */
  firstAt: string | null;
  lastAt: string | null;
  /** how many more are as old, and are needed to go on from a backup */
  needed: number;
}

/**
 * Looks for old events. A commit is taken as a whole, and the first one that is not old ends the search: what came
 * after it stays, even if a clock that was set back says that it is older.
 *
 * @param befores milliseconds since the epoch
 * @param limit number of the last event that may be archived
 * @returns what there is for each of the instants
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
