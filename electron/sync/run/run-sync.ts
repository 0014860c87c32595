import { PAGE_RECORDS } from '../wire/endpoint-client';
import { pull, pullWhatWasMissed } from './pull';
import { push } from './push';
import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import type { Ended, RunParts, Tally } from './run-parts';
import { actorOf, failed } from './run-parts';

/**
 * One sync: takes over what has changed at the endpoint, then sends what it has not got. It can be cut short
 * anywhere: every step is committed before the next, and doing one twice comes to the same.
 */
export async function runSync(given: RunParts): Promise<Ended> {
  const tally: Tally = { first: null, sent: 0, received: 0, removed: 0, conflicts: 0 };
  const parts = { ...given, tally };
  const ended = await takeAndSend(parts);
  const recorded = await record(parts, tally, ended.kind === 'done');
  return recorded.ok || ended.kind !== 'done' ? ended : failed(recorded.failure);
}

/** One entry of the activity for all that a sync has done; none where it has done nothing. */
async function record(
  { vault, client }: RunParts,
  { first, ...counts }: Tally,
  isWhole: boolean,
): Promise<Result<unknown>> {
  if (first === null || Object.values(counts).every((count) => count === 0)) return ok(undefined);
  const change = { first, isWhole, ...counts };
  return vault.commit(
    () => ok([{ event: 'sync.done', actor: actorOf(client), keyId: null, change }]),
    'endpoint',
  );
}

async function takeAndSend(parts: RunParts): Promise<Ended> {
  const isFromStart = parts.vault.ledger.cursor === null;
  const pulled = await pull(parts);
  if (pulled.kind !== 'done') return pulled;
  // A pull from the start has seen everything.
  const missed = parts.isCloser && !isFromStart ? await pullWhatWasMissed(parts) : null;
  if (missed?.kind === 'asking') return missed;
  // What was found in step is not undone when this fails: it has its turn again.
  if (missed?.kind === 'failed') console.error('looking at all keys:', missed.failure.code);
  else if (parts.isCloser) parts.onCloserLook();
  const pushed = await push(parts);
  if (pushed.kind !== 'done') return pushed;
  let received = pulled.received + (missed?.kind === 'done' ? missed.received : 0);
  // What was sent comes back with the next pull. Much of it is better taken now than in the next run.
  if (pushed.sent > PAGE_RECORDS) {
    const again = await pull(parts);
    if (again.kind !== 'done') return again;
    received += again.received;
  }
  return { kind: 'done', sent: pushed.sent, received };
}
