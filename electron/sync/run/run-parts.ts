import type { Failure } from '../../../shared/lib/failure';
import type { SyncCounts } from '../../../shared/activity/activity';
import type { Result } from '../../../shared/lib/result';
import type { NamedKeys, ReplacedReason, SyncQuestion } from '../../../shared/sync/sync-state';
import type { LearntLimit } from '../wire/batch-limit';
import type { EndpointClient } from '../wire/endpoint-client';
import type { SyncVault, SyncView } from '../sync-vault';

/** The dependencies of one sync run. */
export interface RunParts {
  vault: SyncVault;
  client: EndpointClient;
  /** the identity of the agreed place; a change triggers a full check */
  identity: string;
  /** stores a new identity of the same place */
  keepIdentity: (identity: string) => Promise<Result<void>>;
  /** requests in a batch, as the server announces */
  batchSize: number;
  /** compare all records in this run */
  isFullCheck: boolean;
  /** called when that was done */
  onFullCheck: () => void;
  /** a lower limit found by trial */
  learnt?: LearntLimit | undefined;
  /** stores the announced and the learnt limit for the next run */
  keepLimit: (limit: { batchSize: number; learnt: LearntLimit }) => Promise<Result<void>>;
  /** started by the user: refused requests are retried */
  isByHand?: boolean;
  /** the user's answer about many deletions */
  manyDeletions?: AboutDeletions | null;
  /** counts, updated during the run */
  tally?: Tally;
  onProgress: (step: 'receiving' | 'sending', done: number, total: number | null) => void;
}

/** The user's answer about many deletions. It does not cover later ones. */
interface AboutDeletions {
  /** they are intended, or they are not and the keys are sent again under new ids */
  answer: 'remove' | 'send';
  /** the version number of the last of them */
  upTo: number;
}

export interface Tally extends SyncCounts {
  /** the sequence number of the first event of this run; null: none yet */
  first: number | null;
}

/** Why a run ended. Everything before is committed, and the next run continues from there. */
export type RunOutcome =
  | { kind: 'done'; sent: number; received: number }
  | { kind: 'failed'; failure: Failure }
  | {
      kind: 'asking';
      question: SyncQuestion;
      /** the version number of the last deletion that the question covers */
      upTo?: number;
    };

export const failed = (failure: Failure): RunOutcome =>
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

/** The actor of endpoint changes in the activity. */
export const actorOf = (client: EndpointClient): string =>
  `endpoint ${client.address.host}`.slice(0, 200);

/** How many keys a question names; the others are counted. */
const NAMED = 5;

/**
 * The question about an endpoint that is not the agreed one. @param ids of the keys that show it
 */
export function replacedQuestion(
  view: SyncView,
  reason: ReplacedReason,
  ids: readonly string[] = [],
): Extract<SyncQuestion, { kind: 'replaced' }> {
  const named = namedKeys(view, ids);
  return { kind: 'replaced', reason, ...(named.count > 0 ? { keys: named } : {}) };
}

/** The first keys by name, and how many there are. */
export function namedKeys({ keys }: SyncView, ids: readonly string[]): NamedKeys {
  const all = ids.flatMap((id) => keys.get(id)?.record.name ?? []);
  const names = all.toSorted((a, b) => a.localeCompare(b)).slice(0, NAMED);
  return { names, count: all.length };
}
