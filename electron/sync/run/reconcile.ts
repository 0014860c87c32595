import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { FieldConflict } from '../../../shared/sync/merge';
import { distinctName, mergeRecords, same } from '../../../shared/sync/merge';
import type { SyncNotice } from '../../../shared/sync/sync-state';
import { unreadableScopes } from '../../../shared/keys/scopes';
import { unsentOf } from '../../../shared/sync/unsent';
import { givesMore } from '../../../shared/keys/access';
import { DraftKeys, differences } from './draft-keys';
import { reusedId } from './reused-id';
import { stillOpen } from '../decisions/open-questions';
import { baseOf, isSame, standingOf } from './compare-states';
import type { LedgerEntry, SyncDraft, SyncView } from '../sync-vault';
import type { Incoming } from '../wire/wire-record';

/** What taking over some of the endpoint's state comes to. Nothing of it has happened yet. */
export interface Reconciliation {
  drafts: SyncDraft[];
  /** keys here that change or are new */
  received: number;
  /** keys here that go, because they were deleted elsewhere */
  removed: number;
  /** the endpoint's numbers of those deletions */
  deletions: number[];
  /** keys with a new question for a person */
  conflicts: number;
  notices: SyncNotice[];
  /** ids that are good now, whatever was wrong with them before */
  settled: string[];
  /** a state that cannot be if the endpoint has only gone on since both sides agreed; it is not among the drafts */
  doubt: { reason: 'older' | 'altered'; ids: string[] } | null;
  /** ids of keys that come back, and the ids that they have in this vault until then */
  again: ReadonlyMap<string, string>;
}

/** Most scopes that a notice lists. */
const MANY_SCOPES = 5;

interface Agreed {
  incoming: Extract<Incoming, { kind: 'record' }>;
  conflicts: FieldConflict[];
}

/**
 * Brings records and tombstones of the endpoint together with the keys here, in the order in which they come.
 *
 * @param view the vault as it is now: to be called inside its commit
 * @param actor names the endpoint in the activity
 * @param againUpTo a person wants to keep what was deleted elsewhere, up to this number of the endpoint: it comes back at
 * once, as keys that are new to the endpoint. A later deletion is one that they were not asked about.
 */
export function reconcile(
  view: SyncView,
  items: readonly Incoming[],
  actor: string,
  againUpTo = -1,
): Reconciliation {
  const keys = new DraftKeys(view);
  const agreed = new Map<string, Agreed>();
  const entries = new Map<string, LedgerEntry>();
  const notices: SyncNotice[] = [];
  const counts = { received: 0, removed: 0, conflicts: 0 };
  const settled: string[] = [];
  const deletions: number[] = [];
  const again = new Map<string, string>();
  let doubt: Reconciliation['doubt'] = null;
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
    const here = again.get(id) ?? id;
    again.delete(id);
    if (view.keys.has(id)) {
      counts.removed += 1;
      deletions.push(lastModified);
    }
    if (lastModified <= againUpTo) return comeBack(mine, here, lastModified, entry?.conflicts);
    const hadEdits = entry !== undefined && hasPersonsEdits(entry, mine);
    notices.push({ kind: 'deleted-elsewhere', keyId: id, name: mine.name, hadEdits });
  };

  /**
   * At once, so that what the same page says of the new id meets the key: a colleague may have sent it again before, have
   * edited it since, or have deleted it once more.
   */
  const comeBack = (
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
    again.set(id, here);
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
    tellOfScopes(mine, theirs);
    if (!mine) {
      keys.put(theirs);
      counts.received += 1;
      agreed.set(id, { incoming, conflicts: [] });
      return;
    }
    const base = baseOf(mine, theirs, entry);
    const merge = mergeRecords(base, mine, theirs);
    const conflicts = stillOpen(entry?.conflicts ?? [], mine, merge);
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

  const tellOfScopes = (mine: ApiKeyRecord | null, { id, name, scopes }: ApiKeyRecord) => {
    const news = unreadableScopes(scopes).filter((scope) => !mine?.scopes.includes(scope));
    if (news.length === 0) return;
    const told = news.slice(0, MANY_SCOPES);
    notices.push({ kind: 'unreadable-scopes', keyId: id, name, scopes: told });
  };

  for (const incoming of items) {
    const entry = entryOf(incoming.id);
    const standing = standingOf(incoming, entry, keys.get(incoming.id));
    if (standing === 'older' || standing === 'altered') {
      doubt ??= { reason: standing, ids: [] };
      doubt.ids.push(incoming.id);
      continue;
    }
    if (incoming.kind === 'invalid') {
      // The endpoint has something of it, so that a deletion here is not forgotten.
      const { id } = incoming;
      if (!entry && keys.get(id)) entries.set(id, { id, lastModified: null, sent: {} });
      continue;
    }
    settled.push(incoming.id);
    if (incoming.kind === 'record') takeRecord(incoming, entry);
    else if (standing === 'news') takeTombstone(incoming, entry);
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
  return { drafts, ...counts, deletions, notices, settled, doubt, again };
}

/** What the ledger has of a key as it is now, after a state of the endpoint was agreed on. */
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

/** Whether something of a key that the endpoint knows is still to be sent. */
export const hasEdits = ({ before }: LedgerEntry): boolean =>
  unsentOf({ lastModified: 0, before }) !== null;

/**
 * Whether a person has changed a key here since both sides agreed. What a sync has changed by itself is none of it: a name
 * that was made distinct, a time. A key that the two sides never agreed on has no state to have been changed from.
 */
function hasPersonsEdits({ before, sent }: LedgerEntry, { id, name }: ApiKeyRecord): boolean {
  // Where the first state was on its way and came to be deleted, what was sent is what both sides knew.
  const older = before ?? sent ?? {};
  return Object.entries(older).some(([field, value]) => {
    if (field === 'lastUsedAt' || field === 'updatedAt') return false;
    return field !== 'name' || typeof value !== 'string' || name !== distinctName(value, id);
  });
}
