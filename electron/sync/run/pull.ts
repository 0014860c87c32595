import type { SyncQuestion } from '../../../shared/sync/sync-state';
import { fail, ok } from '../../../shared/lib/result';
import { changesSince } from './changes';
import { checkContent } from './content-check';
import { detectRollback } from './older-copy';
import type { Page } from '../wire/endpoint-client';
import type { StoredProblem } from './problems-and-notices';
import { draftsForProblemsAndNotices, exceedsForeignLimit } from './problems-and-notices';
import { AllDeletions, questions } from './mass-deletion';
import { reconcile } from './reconcile';
import type { Reconciliation } from './reconcile';
import type { RunOutcome, RunParts, Tally } from './run-parts';
import { actorOf, failed, replacedQuestion } from './run-parts';
import type { SyncDraft, SyncVault } from '../sync-vault';
import type { Incoming } from '../wire/wire-record';

/** Applies the endpoint's changes, one commit for each page. */
export async function pull(parts: RunParts): Promise<RunOutcome> {
  const { vault, client } = parts;
  const since = vault.ledger.cursor;
  const ask = questions(parts);
  const deletions = new AllDeletions(parts);
  let asked: Extract<RunOutcome, { kind: 'asking' }> | null = null;
  let isFirst = true;
  let from = since;
  let done = 0;
  let received = 0;
  for await (const changes of changesSince(client, since)) {
    if (!changes.ok) return failed(changes.failure);
    const { page, items, latest } = changes.value;
    if (asked) {
      deletions.add(items);
      continue;
    }
    if (isFirst && since !== null) {
      const contradiction = await detectRollback(parts, page, items, since);
      if (contradiction) return contradiction;
    }
    isFirst = false;
    const to = cursorAfter(page, latest);
    const taken = await take(parts, items, { from, to }, ask);
    if (taken.kind === 'asking' && taken.question.kind === 'mass-deletion') {
      // One confirmation covers all deletions, so later pages are counted too.
      asked = taken;
      deletions.add(items);
      continue;
    }
    if (taken.kind !== 'taken') return taken;
    from = to ?? from;
    received += taken.plan.received + taken.plan.removed;
    done += items.length;
    parts.onProgress('receiving', done, null);
  }
  return asked ? deletions.question() : { kind: 'done', sent: 0, received };
}

/**
 * Compares all records: an endpoint may be replaced without a lower number, and a change under a
 * past number is in no list of changes.
 */
export async function pullMissed(parts: RunParts): Promise<RunOutcome> {
  const check = await checkContent(parts);
  if (!check.ok) return failed(check.failure);
  const { evidence, affected, news } = check.value;
  if (evidence) {
    return { kind: 'asking', question: replacedQuestion(parts.vault, evidence, affected) };
  }
  const taken = await take(parts, news, null, questions(parts));
  if (taken.kind === 'asking' && taken.question.kind === 'mass-deletion') {
    const all = new AllDeletions(parts);
    all.add(news);
    return all.question();
  }
  if (taken.kind !== 'taken') return taken;
  return { kind: 'done', sent: 0, received: taken.plan.received + taken.plan.removed };
}

/** The cursor after a page. Within a list, more records of the same number may follow. */
function cursorAfter({ etag, next }: Page, latest: number): number | null {
  const cursor = next === null ? Math.max(etag ?? 0, latest) : latest - 1;
  return cursor > 0 ? cursor : null;
}

/** The cursor before and after a page; null where there is none. */
interface Move {
  from: number | null;
  to: number | null;
}

type Taken = { kind: 'taken'; plan: Reconciliation } | Exclude<RunOutcome, { kind: 'done' }>;

/**
 * Reconciles and commits a page atomically.
 *
 * @param ask returns the confirmation needed first, or null
 */
export async function take(
  {
    vault,
    client,
    manyDeletions,
    tally,
  }: Pick<RunParts, 'vault' | 'client' | 'manyDeletions' | 'tally'>,
  items: readonly Incoming[],
  move: Move | null,
  ask: (plan: Reconciliation) => SyncQuestion | null = () => null,
  refused: readonly StoredProblem[] = [],
): Promise<Taken> {
  let result: Taken | null = null;
  const committed = await vault.commit(() => {
    const againUpTo = manyDeletions?.answer === 'send' ? manyDeletions.upTo : -1;
    const plan = reconcile(vault, items, actorOf(client), againUpTo);
    resealRevived(vault, plan);
    const question = ask(plan);
    if (question) {
      result = { kind: 'asking', question };
      return ok([]);
    }
    result = { kind: 'taken', plan };
    const problems = [...items.flatMap(problemOf), ...refused];
    const stored = draftsForProblemsAndNotices(vault, { ...plan, problems });
    if (exceedsForeignLimit(stored, vault)) return fail({ code: 'endpoint-too-much' });
    return ok([...withCursor(plan.drafts, vault, move), ...stored]);
  }, 'endpoint');
  if (!committed.ok) return { kind: 'failed', failure: committed.failure };
  if (tally) addTo(tally, committed.value[0]?.sequence, result);
  if (result === null) throw new Error('a commit succeeded without having been prepared');
  return result;
}

function addTo(tally: Tally, first: number | undefined, taken: Taken | null): void {
  if (taken?.kind !== 'taken') return;
  tally.first ??= first ?? null;
  tally.received += taken.plan.received;
  tally.removed += taken.plan.removed;
  tally.conflicts += taken.plan.conflicts;
}

/** A revived key keeps its secret, which must be sealed for the new id. */
function resealRevived(vault: SyncVault, { drafts, revived }: Reconciliation): void {
  for (const draft of drafts) {
    const before = draft.event === 'key.created' ? revived.get(draft.keyId) : undefined;
    if (before === undefined || draft.event !== 'key.created') continue;
    const secret = vault.openSecret(before);
    if (!secret.ok) continue;
    draft.change.sealedSecret = vault.sealSecret(draft.keyId, secret.value);
    secret.value.fill(0);
  }
}

function problemOf(item: Incoming): StoredProblem[] {
  if (item.kind !== 'invalid') return [];
  const { id, kind, field: detail, name, says, isOff, lastModified: number } = item;
  return [{ id, kind, detail, name, says, number, isOff }];
}

function withCursor(
  drafts: readonly SyncDraft[],
  { ledger }: SyncVault,
  move: Move | null,
): SyncDraft[] {
  const cursor = move?.to ?? null;
  // If the cursor was reset meanwhile, the records have to be read again.
  if (cursor === null || cursor === ledger.cursor || move?.from !== ledger.cursor) {
    return [...drafts];
  }
  const others = drafts.filter(({ event }) => event !== 'sync.agreed');
  const entries = drafts.flatMap((draft) =>
    draft.event === 'sync.agreed' ? draft.change.entries : [],
  );
  return [...others, { event: 'sync.agreed', keyId: null, change: { cursor, entries } }];
}
