import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { FieldConflict } from '../../../shared/sync/merge';
import { distinctName, mergeRecords, same } from '../../../shared/sync/merge';
import type { SyncNotice } from '../../../shared/sync/sync-state';
import { unreadableScopes } from '../../../shared/keys/scopes';
import { unsentOf } from '../../../shared/sync/unsent';
import { givesMore } from '../../../shared/keys/access';
import { DraftKeys, differences } from './draft-keys';
import { reusedId } from './reused-id';
import { openConflictsAfter } from '../decisions/open-questions';
import { baseOf, inFull, isSame, relationOf } from './compare-states';
import type { LedgerEntry, SyncDraft, SyncView } from '../sync-vault';
import type { Incoming, IncomingRecord, NotRecord } from '../wire/wire-record';

/** The result of reconciling with the endpoint's states, not yet applied. */
export interface Reconciliation {
  drafts: SyncDraft[];
  /** local keys that are new or change */
  received: number;
  /** local keys that go because of deletions elsewhere */
  removed: number;
  /** the version numbers of those deletions */
  deletions: number[];
  /** keys with a new conflict */
  conflicts: number;
  notices: SyncNotice[];
  /** ids of records that are readable now */
  settled: string[];
  /** evidence against plain progress of the endpoint; those states are not among the drafts */
  contradiction: { reason: 'older' | 'altered'; ids: string[] } | null;
  /** ids of revived keys, and their previous ids */
  revived: ReadonlyMap<string, string>;
}

/** Most scopes that a notice lists. */
const MANY_SCOPES = 5;

interface Agreed {
  incoming: IncomingRecord<ApiKeyRecord>;
  conflicts: FieldConflict[];
}

/**
 * Merges records and tombstones of the endpoint with the local keys, in order.
 *
 * @param view the present vault: call it inside a commit
 * @param actor names the endpoint in the activity
 * @param reviveUpTo the user keeps keys deleted elsewhere up to this version number: they are
 * revived at once under new ids. Later deletions were not confirmed.
 */
export function reconcile(
  view: SyncView,
  items: readonly Incoming[],
  actor: string,
  reviveUpTo = -1,
): Reconciliation {
  const keys = new DraftKeys(view);
  const agreed = new Map<string, Agreed>();
  const entries = new Map<string, LedgerEntry>();
  const notices: SyncNotice[] = [];
  const counts = { received: 0, removed: 0, conflicts: 0 };
  const settled: string[] = [];
  const deletions: number[] = [];
  const revived = new Map<string, string>();
  let contradiction: Reconciliation['contradiction'] = null;
  const entryOf = (id: string) => {
    const known = agreed.get(id);
    const now = keys.get(id);
    return known && now ? entryFor(known, now) : (entries.get(id) ?? view.ledger.entries.get(id));
  };

  const takeTombstone = ({ id, lastModified }: Incoming, entry: LedgerEntry | undefined) => {
    const mine = keys.get(id);
    agreed.delete(id);
    if (!mine && !entry) return;
    const name = mine?.name ?? entry?.name;
    entries.set(id, { id, lastModified, deleted: 'both', ...(name === undefined ? {} : { name }) });
    if (!mine) return;
    keys.remove(id);
    const here = revived.get(id) ?? id;
    revived.delete(id);
    if (view.keys.has(id)) {
      counts.removed += 1;
      deletions.push(lastModified);
    }
    if (lastModified <= reviveUpTo) return revive(mine, here, lastModified, entry?.conflicts);
    const hadEdits = entry !== undefined && hasUserEdits(entry, mine);
    notices.push({ kind: 'deleted-elsewhere', keyId: id, name: mine.name, hadEdits });
  };

  /**
   * Revived at once, so that later items of the page meet the new id: a colleague may have sent,
   * edited or deleted it.
   */
  const revive = (
    mine: ApiKeyRecord,
    here: string,
    deletion: number,
    conflicts: FieldConflict[] = [],
  ) => {
    let id = reusedId(mine.id, deletion);
    for (let entry = entryOf(id); entry?.deleted; entry = entryOf(id)) {
      id = reusedId(id, entry.lastModified ?? 0);
    }
    const other = keys.get(id);
    if (other) return keys.put(mergeRecords(null, { ...mine, id }, other).record);
    keys.put({ ...mine, id });
    revived.set(id, here);
    if (conflicts.length > 0) entries.set(id, { id, lastModified: null, conflicts });
  };

  const takeRecord = (incoming: Agreed['incoming'], entry: LedgerEntry | undefined) => {
    const { id, lastModified, record: theirs } = incoming;
    const mine = keys.get(id);
    if (entry?.deleted === 'both') {
      const { name, enabled, scopes, allowedIps, expiresAt } = theirs;
      const access = { enabled, scopes, allowedIps, expiresAt };
      entries.set(id, { ...entry, name, returned: { lastModified, name, access } });
      return;
    }
    if (entry?.deleted === 'here') {
      entries.set(id, { ...entry, lastModified, name: entry.name ?? theirs.name });
      return;
    }
    noteScopes(mine, theirs);
    if (!mine) {
      keys.put(theirs);
      counts.received += 1;
      agreed.set(id, { incoming, conflicts: [] });
      return;
    }
    const base = baseOf(mine, theirs, entry);
    const merge = mergeRecords(base, mine, theirs);
    const conflicts = openConflictsAfter(entry?.conflicts ?? [], mine, merge);
    if (!isSame(mine, merge.record)) {
      keys.put(merge.record);
      counts.received += 1;
      if (base && givesMore(mine, merge.record)) {
        notices.push({ kind: 'more-access', keyId: id, name: merge.record.name });
      }
      const isLost =
        mine.secretHash !== merge.record.secretHash && mine.secretHash !== base?.secretHash;
      if (isLost) notices.push({ kind: 'rotated-twice', keyId: id, name: merge.record.name });
    }
    if (merge.conflicts.length > 0) counts.conflicts += 1;
    agreed.set(id, { incoming, conflicts });
  };

  const noteScopes = (mine: ApiKeyRecord | null, { id, name, scopes }: ApiKeyRecord) => {
    const news = unreadableScopes(scopes).filter((scope) => !mine?.scopes.includes(scope));
    if (news.length === 0) return;
    const told = news.slice(0, MANY_SCOPES);
    notices.push({ kind: 'unreadable-scopes', keyId: id, name, scopes: told });
  };

  for (const item of items) {
    const entry = entryOf(item.id);
    const incoming: IncomingRecord<ApiKeyRecord> | NotRecord = inFull(
      item,
      entry,
      keys.get(item.id),
    );
    const relation = relationOf(incoming, entry, keys.get(incoming.id));
    if (relation === 'older' || relation === 'altered') {
      contradiction ??= { reason: relation, ids: [] };
      contradiction.ids.push(incoming.id);
      continue;
    }
    if (incoming.kind === 'invalid') {
      // The endpoint may have the key, so a local deletion must be sent too.
      const { id } = incoming;
      if (!entry && keys.get(id)) entries.set(id, { id, lastModified: null, sent: {} });
      continue;
    }
    settled.push(incoming.id);
    if (incoming.kind === 'record') takeRecord(incoming, entry);
    else if (relation === 'news') takeTombstone(incoming, entry);
  }

  for (const [id, known] of agreed) {
    const now = keys.get(id);
    if (now) entries.set(id, entryFor(known, now));
  }
  const drafts = keys.drafts(actor);
  const changed = [...entries.values()].filter(
    (entry) => !same(entry, view.ledger.entries.get(entry.id)),
  );
  if (changed.length > 0) {
    drafts.push({ event: 'sync.agreed', keyId: null, change: { entries: changed } });
  }
  return { drafts, ...counts, deletions, notices, settled, contradiction, revived };
}

/** The ledger entry of a key after a state was agreed on. */
function entryFor({ incoming, conflicts }: Agreed, now: ApiKeyRecord): LedgerEntry {
  const { id, lastModified, record, extra } = incoming;
  const { before } = differences(record, now);
  return {
    id,
    lastModified,
    ...(Object.keys(before).length > 0 ? { before } : {}),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
    ...(conflicts.length > 0 ? { conflicts } : {}),
  };
}

/** Whether an edit of a key that the endpoint knows is unsent. */
export const hasEdits = ({ before }: LedgerEntry): boolean =>
  unsentOf({ lastModified: 0, before }) !== null;

/**
 * Whether the user has changed a key since the last agreement. Changes that sync made itself, of a
 * time or to make a name unique, do not count. A key without an agreed state counts as unchanged.
 */
function hasUserEdits({ before, sent }: LedgerEntry, { id, name }: ApiKeyRecord): boolean {
  // When the first request's answer was lost and the key is deleted since, the sent values are the
  // agreed ones.
  const older = before ?? sent ?? {};
  return Object.entries(older).some(([field, value]) => {
    if (field === 'lastUsedAt' || field === 'updatedAt') return false;
    return field !== 'name' || typeof value !== 'string' || name !== distinctName(value, id);
  });
}
