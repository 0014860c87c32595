import { PAGE_RECORDS } from '../wire/endpoint-client';
import { pull, pullMissed } from './pull';
import { push } from './push';
import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import type { RunOutcome, RunParts, Tally } from './run-parts';
import { actorOf, failed } from './run-parts';

/**
 * One sync: pulls the endpoint's changes, then pushes the local ones. It may be interrupted
 * anywhere: each step is committed before the next and is idempotent.
 */
export async function runSync(given: RunParts): Promise<RunOutcome> {
  const tally: Tally = { first: null, sent: 0, received: 0, removed: 0, conflicts: 0 };
  const parts = { ...given, tally };
  const ended = await pullAndPush(parts);
  const recorded = await record(parts, tally, ended.kind === 'done');
  return recorded.ok || ended.kind !== 'done' ? ended : failed(recorded.failure);
}

/** Records one activity event for the whole sync; none when nothing changed. */
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

async function pullAndPush(parts: RunParts): Promise<RunOutcome> {
  const isFromStart = parts.vault.ledger.cursor === null;
  const pulled = await pull(parts);
  if (pulled.kind !== 'done') return pulled;
  // A pull from the start compares everything anyway.
  const missed = parts.isFullCheck && !isFromStart ? await pullMissed(parts) : null;
  if (missed?.kind === 'asking') return missed;
  // A failure does not undo the successful pull; the check stays due.
  if (missed?.kind === 'failed') console.error('looking at all keys:', missed.failure.code);
  else if (parts.isFullCheck) parts.onFullCheck();
  const pushed = await push(parts);
  if (pushed.kind !== 'done') return pushed;
  let received = pulled.received + (missed?.kind === 'done' ? missed.received : 0);
  // The next pull returns what was sent. After a large push, pull it now rather than in the next
  // run.
  if (pushed.sent > PAGE_RECORDS) {
    const again = await pull(parts);
    if (again.kind !== 'done') return again;
    received += again.received;
  }
  return { kind: 'done', sent: pushed.sent, received };
}
