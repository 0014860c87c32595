import { ok } from '../../shared/result';
import type { Page } from './endpoint-client';
import { doubtAbout } from './doubt';
import type { FoundProblem } from './findings';
import { draftsForFindings } from './findings';
import { reconcile } from './reconcile';
import type { Reconciliation } from './reconcile';
import type { Ended, RunParts, Tally } from './run-parts';
import { actorOf, failed } from './run-parts';
import type { SyncDraft, SyncVault } from './sync-vault';
import { readItems } from './wire-record';
import type { Incoming } from './wire-record';

/** More deletions than this at once are asked about. */
const MANY = 10;
const MUCH = 0.3;

/** Takes over what has changed at the endpoint, one transaction a page. */
export async function pull(parts: RunParts): Promise<Ended> {
  const { vault, client } = parts;
  const since = vault.ledger.cursor;
  const total = vault.keys.size;
  let isFirst = true;
  let done = 0;
  let received = 0;
  let removed = 0;
  let latest = -1;
  for await (const page of client.pages(since)) {
    if (!page.ok) return failed(page.failure);
    const items = readItems(page.value);
    if (items === null) {
      return failed({ code: 'endpoint-not-understood', problem: 'unexpected' });
    }
    if (isFirst && since !== null) {
      const doubt = await doubtAbout(parts, page.value, items, since);
      if (doubt) return doubt;
    }
    isFirst = false;
    const last = items.at(-1)?.lastModified ?? latest;
    // A list that does not move on would never end.
    if (last < latest || (last === latest && page.value.next !== null)) {
      return failed({ code: 'endpoint-not-understood', problem: 'unexpected' });
    }
    latest = last;
    const taken = await take(parts, items, cursorAfter(page.value, latest), (plan) => {
      const all = removed + plan.removed;
      const isMany = all > Math.max(MANY, total * MUCH) || (total > 1 && all >= total);
      return plan.removed > 0 && isMany && !parts.mayRemoveMany ? all : null;
    });
    if (taken.kind === 'too-many') {
      const question = { kind: 'mass-deletion', count: taken.count, total } as const;
      return { kind: 'asking', question };
    }
    if (taken.kind === 'failed') return taken;
    received += taken.plan.received + taken.plan.removed;
    removed += taken.plan.removed;
    done += items.length;
    parts.onProgress('receiving', done, null);
  }
  return { kind: 'done', sent: 0, received };
}

/** Up to where a page takes this vault. In the middle of a list, records of the same number may still come. */
function cursorAfter({ etag, next }: Page, latest: number): number | null {
  const cursor = next === null ? Math.max(etag ?? 0, latest) : latest - 1;
  return cursor > 0 ? cursor : null;
}

type Taken =
  | { kind: 'taken'; plan: Reconciliation }
  | { kind: 'too-many'; count: number }
  | Extract<Ended, { kind: 'failed' }>;

/**
 * Reconciles and commits, all of it or nothing.
 *
 * @param tooMany how many deletions it would come to, when that is too many
 */
export async function take(
  { vault, client, sendsAgain, tally }: Pick<RunParts, 'vault' | 'client' | 'sendsAgain' | 'tally'>,
  items: readonly Incoming[],
  cursor: number | null,
  tooMany: (plan: Reconciliation) => number | null = () => null,
  refused: readonly FoundProblem[] = [],
): Promise<Taken> {
  let result: Taken | null = null;
  const committed = await vault.commit(() => {
    const plan = reconcile(vault, items, actorOf(client), sendsAgain);
    resealAgain(vault, plan);
    const count = tooMany(plan);
    if (count !== null) {
      result = { kind: 'too-many', count };
      return ok([]);
    }
    result = { kind: 'taken', plan };
    const problems = [...items.flatMap(problemOf), ...refused];
    const findings = draftsForFindings(vault, { ...plan, problems });
    return ok([...withCursor(plan.drafts, vault, cursor), ...findings]);
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

/** A key that comes back under another id keeps its secret, which is sealed for the id of its key. */
function resealAgain(vault: SyncVault, { drafts, again }: Reconciliation): void {
  for (const draft of drafts) {
    const before = draft.event === 'key.created' ? again.get(draft.keyId) : undefined;
    if (before === undefined || draft.event !== 'key.created') continue;
    const secret = vault.openSecret(before);
    if (!secret.ok) continue;
    draft.change.sealedSecret = vault.sealSecret(draft.keyId, secret.value);
    secret.value.fill(0);
  }
}

function problemOf(item: Incoming): FoundProblem[] {
  if (item.kind !== 'invalid') return [];
  const { id, kind, field: detail, name, says, isOff, lastModified: number } = item;
  return [{ id, kind, detail, name, says, number, isOff }];
}

function withCursor(
  drafts: readonly SyncDraft[],
  { ledger }: SyncVault,
  cursor: number | null,
): SyncDraft[] {
  if (cursor === null || cursor === ledger.cursor) return [...drafts];
  const others = drafts.filter(({ event }) => event !== 'sync.agreed');
  const entries = drafts.flatMap((draft) =>
    draft.event === 'sync.agreed' ? draft.change.entries : [],
  );
  return [...others, { event: 'sync.agreed', keyId: null, change: { cursor, entries } }];
}
