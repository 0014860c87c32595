import type { Failure } from '../../../shared/lib/failure';
import type { SyncCounts } from '../../../shared/activity/activity';
import type { Result } from '../../../shared/lib/result';
import type { NamedKeys, ReplacedReason, SyncQuestion } from '../../../shared/sync/sync-state';
import type { LearntLimit } from '../wire/batch-limit';
import type { EndpointClient } from '../wire/endpoint-client';
import type { SyncVault, SyncView } from '../sync-vault';

/** What one run of sync works with. */
export interface RunParts {
  vault: SyncVault;
  client: EndpointClient;
  /** how the place was known that this vault has agreed with; another one is a reason to look closer */
  identity: string;
  /** the same place is known as this from now on */
  keepIdentity: (identity: string) => Promise<Result<void>>;
  /** writes that the server says it takes at once */
  batchSize: number;
  /** everything that is there is looked at, too */
  isCloser: boolean;
  /** that was done */
  onCloserLook: () => void;
  /** what it was found to take where that is less */
  learnt?: LearntLimit | undefined;
  /** keeps what the server says, and what it was found to take, for the next run */
  keepLimit: (limit: { batchSize: number; learnt: LearntLimit }) => Promise<Result<void>>;
  /** a person has asked for this run: what was refused before is tried again */
  isByHand?: boolean;
  /** what a person has answered about many deletions */
  manyDeletions?: AboutDeletions | null;
  /** what the run comes to, counted while it is under way */
  tally?: Tally;
  onProgress: (step: 'receiving' | 'sending', done: number, total: number | null) => void;
}

/** What a person has said about many deletions that they were asked about. It says nothing about later ones. */
interface AboutDeletions {
  /** they are right; or they are wrong, and what was deleted there goes there again, under other ids */
  answer: 'remove' | 'send';
  /** the endpoint's number of the last of them */
  upTo: number;
}

export interface Tally extends SyncCounts {
  /** the number of the first event that came of it; null: none yet */
  first: number | null;
}

/** Why a run ended. Whatever it had done until then is committed, and the next one goes on from there. */
export type Ended =
  | { kind: 'done'; sent: number; received: number }
  | { kind: 'failed'; failure: Failure }
  | {
      kind: 'asking';
      question: SyncQuestion;
      /** the endpoint's number of the last of the many deletions that it is about */
      upTo?: number;
    };

export const failed = (failure: Failure): Ended =>
  failure.code === 'endpoint-replaced'
    ? {
        kind: 'asking',
        question: {
          kind: 'replaced',
          reason: 'gone',
          ...(failure.message === undefined ? {} : { says: failure.message }),
        },
      }
    : { kind: 'failed', failure };

/** How changes that came from the endpoint are signed in the activity. */
export const actorOf = (client: EndpointClient): string =>
  `endpoint ${client.address.host}`.slice(0, 200);

/** So many keys are named in a question; of the others it says how many they are. */
const NAMED = 5;

/** The question what to do with an endpoint that is not the one it was. @param ids of the keys that show it */
export function replacedQuestion(
  view: SyncView,
  reason: ReplacedReason,
  ids: readonly string[] = [],
): Extract<SyncQuestion, { kind: 'replaced' }> {
  const named = namedKeys(view, ids);
  return { kind: 'replaced', reason, ...(named.count > 0 ? { keys: named } : {}) };
}

/** The first of some keys by their names here, and how many there are. */
export function namedKeys({ keys }: SyncView, ids: readonly string[]): NamedKeys {
  const all = ids.flatMap((id) => keys.get(id)?.record.name ?? []);
  const names = all.toSorted((a, b) => a.localeCompare(b)).slice(0, NAMED);
  return { names, count: all.length };
}
