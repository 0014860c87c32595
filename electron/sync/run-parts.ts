import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import type { ReplacedReason, SyncQuestion } from '../../shared/sync-state';
import type { EndpointClient } from './endpoint-client';
import type { SyncVault, SyncView } from './sync-vault';

/** What one run of sync works with. */
export interface RunParts {
  vault: SyncVault;
  client: EndpointClient;
  /** how the place was known that this vault has agreed with; another one is a reason to look closer */
  identity: string;
  /** the same place is known as this from now on */
  keepIdentity: (identity: string) => Promise<Result<void>>;
  /** writes that the server takes at once */
  batchSize: number;
  /** everything that is there is looked at, too */
  isCloser: boolean;
  /** that was done */
  onCloserLook: () => void;
  /** a person has said that many deletions are right */
  mayRemoveMany: boolean;
  onProgress: (step: 'receiving' | 'sending', done: number, total: number | null) => void;
}

/** Why a run ended. Whatever it had done until then is committed, and the next one goes on from there. */
export type Ended =
  | { kind: 'done'; sent: number; received: number }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'asking'; question: SyncQuestion };

export const failed = (failure: Failure): Ended =>
  failure.code === 'endpoint-replaced'
    ? { kind: 'asking', question: { kind: 'replaced', reason: 'gone' } }
    : { kind: 'failed', failure };

/** How changes that came from the endpoint are signed in the activity. */
export const actorOf = (client: EndpointClient): string =>
  `endpoint ${client.address.host}`.slice(0, 200);

/** So many keys are named in a question; of the others it says how many they are. */
const NAMED = 5;

/** The question what to do with an endpoint that is not the one it was. @param ids of the keys that show it */
export function replacedQuestion(
  { keys }: SyncView,
  reason: ReplacedReason,
  ids: readonly string[] = [],
): Extract<SyncQuestion, { kind: 'replaced' }> {
  const all = ids.flatMap((id) => keys.get(id)?.record.name ?? []);
  if (all.length === 0) return { kind: 'replaced', reason };
  const names = all.toSorted((a, b) => a.localeCompare(b)).slice(0, NAMED);
  return { kind: 'replaced', reason, keys: { names, count: all.length } };
}
