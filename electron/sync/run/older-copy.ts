import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import type { ReplacedReason } from '../../../shared/sync/sync-state';
import { changesSince } from './changes';
import type { ContentCheck } from './content-check';
import { checkContent } from './content-check';
import type { Page } from '../wire/endpoint-client';
import type { RunOutcome, RunParts } from './run-parts';
import { failed, replacedQuestion } from './run-parts';
import type { LedgerEntry, SyncView } from '../sync-vault';
import type { Incoming } from '../wire/wire-record';

/** How many of the newest agreed states are checked before all records are. */
const WITNESSES = 20;

const replaced = (
  vault: SyncView,
  reason: ReplacedReason,
  ids?: readonly string[],
): RunOutcome => ({
  kind: 'asking',
  question: replacedQuestion(vault, reason, ids),
});

/**
 * Whether the endpoint is the agreed one and has only progressed. Sends requests only on suspicion.
 *
 * @param page the first page of changes
 * @returns why the run must stop; null when it may continue
 */
export async function detectRollback(
  parts: RunParts,
  page: Page,
  items: readonly Incoming[],
  since: number,
): Promise<RunOutcome | null> {
  const { vault, client, identity } = parts;
  const { etag } = page;
  const newest = newestOf(vault, since);
  if (etag !== null && etag < newest.ofKeys) return replaced(vault, 'went-back');
  if (etag !== null && etag < newest.ofAll) return afterPurge(parts, etag);

  const isNews = items.some(
    ({ id, lastModified }) => vault.ledger.entries.get(id)?.lastModified !== lastModified,
  );
  const latest = items.at(-1)?.lastModified ?? 0;
  // The collection's number rises only with a record, which the list would contain. This is another
  // collection.
  const roseWithoutChange = items.length === 0 && etag !== null && etag > since;
  // Without a collection number, an empty list may come from an endpoint that was rolled back.
  const isUnnumbered = etag === null && latest <= newest.ofAll;
  if (!isNews && !roseWithoutChange && !isUnnumbered) return null;

  const history = await historyOf(parts, page, items, since);
  if (!history.ok) return failed(history.failure);
  const place = await client.place();
  if (!place.ok) return failed(place.failure);
  const isSame = place.value.identity === identity;
  if (isSame && !roseWithoutChange && history.value.isProven) return null;
  // Granting access to a colleague also changes bucket or collection, so only the content counts.
  const check = await checkContent(parts);
  if (!check.ok) return failed(check.failure);
  const { evidence, affected, returned, hasAgreedState } = check.value;
  if (isSame && evidence) return replaced(vault, evidence, affected);
  // An empty collection that was filled from a copy has this form.
  if (!isSame && (evidence || returned > 0 || !hasAgreedState))
    return replaced(vault, 'another', affected);
  const forgotten = await dropPurged(parts, check.value, history.value.missing);
  if (forgotten || isSame) return forgotten;
  const kept = await parts.keepIdentity(place.value.identity);
  return kept.ok ? null : failed(kept.failure);
}

/** The highest agreed version numbers, counting lost answers: of live keys, and of all. */
function newestOf({ ledger }: SyncView, since: number): { ofKeys: number; ofAll: number } {
  const newest = { ofKeys: 0, ofAll: since };
  for (const { lastModified, deleted } of ledger.entries.values()) {
    const number = lastModified ?? 0;
    newest.ofAll = Math.max(newest.ofAll, number);
    if (deleted !== 'both') newest.ofKeys = Math.max(newest.ofKeys, number);
  }
  return newest;
}

/**
 * The collection's number is lower than the last deletion's: the server has purged that tombstone,
 * or was rolled back.
 */
async function afterPurge(parts: RunParts, etag: number): Promise<RunOutcome | null> {
  const check = await checkContent(parts);
  if (!check.ok) return failed(check.failure);
  const { evidence, affected, returned } = check.value;
  if (evidence || returned > 0) return replaced(parts.vault, 'went-back', affected);
  const later = [...parts.vault.ledger.entries.values()].filter(
    ({ lastModified }) => (lastModified ?? 0) > etag,
  );
  return dropPurged(parts, check.value, later);
}

interface History {
  /**
   * the history up to the newest agreed state is intact: a copy has everything before each state it
   * has
   */
  isProven: boolean;
  /** agreed states that are missing */
  missing: LedgerEntry[];
}

/**
 * Looks up the newest agreed states, latest first. One that is unchanged proves that the server was
 * not rolled back to before it; one that was rewritten since proves nothing.
 */
async function historyOf(
  { vault, client }: RunParts,
  page: Page,
  items: readonly Incoming[],
  since: number,
): Promise<Result<History>> {
  const witnesses = witnessesIn(vault);
  const there = new Map(items.map(({ id, lastModified }) => [id, lastModified]));
  const missing: LedgerEntry[] = [];
  let isWindowRead = false;
  for (const witness of witnesses) {
    const { id, lastModified } = witness;
    const number = lastModified ?? 0;
    if (number <= since && !isWindowRead) {
      isWindowRead = true;
      const oldest = witnesses.at(-1)?.lastModified ?? 0;
      for await (const window of changesSince(client, oldest - 1, since + 1)) {
        if (!window.ok) return window;
        for (const item of window.value.items) {
          if (!there.has(item.id)) there.set(item.id, item.lastModified);
        }
      }
    }
    if (there.get(id) === number) return ok({ isProven: missing.length === 0, missing });
    // A rewritten record may be on a later page.
    if (!there.has(id) && page.next === null) missing.push(witness);
  }
  return ok({ isProven: witnesses.length === 0, missing });
}

/** The newest agreed states, latest first. */
function witnessesIn({ ledger }: SyncView): LedgerEntry[] {
  let newest: LedgerEntry[] = [];
  let least = 0;
  for (const entry of ledger.entries.values()) {
    const number = entry.lastModified ?? 0;
    if (number <= least || entry.returned) continue;
    newest.push(entry);
    if (newest.length < 2 * WITNESSES) continue;
    newest = newest.toSorted(byLatest).slice(0, WITNESSES);
    least = newest.at(-1)?.lastModified ?? 0;
  }
  return newest.toSorted(byLatest).slice(0, WITNESSES);
}

const byLatest = (a: LedgerEntry, b: LedgerEntry): number =>
  (b.lastModified ?? 0) - (a.lastModified ?? 0);

/** Drops tombstones that the server has purged. */
async function dropPurged(
  { vault }: RunParts,
  { ids }: ContentCheck,
  missing: readonly LedgerEntry[],
): Promise<RunOutcome | null> {
  const forgotten = await vault.commit(() => {
    const entries = missing.flatMap((entry) =>
      entry.deleted === 'both' && !ids.has(entry.id) ? [{ ...entry, lastModified: 0 }] : [],
    );
    return ok(
      entries.length > 0 ? [{ event: 'sync.agreed', keyId: null, change: { entries } }] : [],
    );
  }, 'endpoint');
  return forgotten.ok ? null : failed(forgotten.failure);
}
