import type { ApiKeyRecord } from '../../shared/api-key';
import type { FieldConflict } from '../../shared/merge';
import { distinctName, mergeRecords, same } from '../../shared/merge';
import type { SyncNotice } from '../../shared/sync-state';
import { unreadableScopes } from '../../shared/scopes';
import { givesMore } from './access';
import { DraftKeys, differences } from './draft-keys';
import { idAgain } from './id-again';
import type { LedgerEntry, SyncDraft, SyncView } from './sync-vault';
import type { Incoming } from './wire-record';

/** What taking over some of the endpoint's state comes to. Nothing of it has happened yet. */
export interface Reconciliation {
  drafts: SyncDraft[];
  /** keys here that change or are new */
  received: number;
  /** keys here that go, because they were deleted elsewhere */
  removed: number;
  /** keys with a new question for a person */
  conflicts: number;
  notices: SyncNotice[];
  /** ids that are good now, whatever was wrong with them before */
  settled: string[];
  /** ids of keys that come back, and the ids under which they were deleted elsewhere */
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
 * @param sendsAgain a person wants to keep what was deleted elsewhere: it comes back at once, as keys that are new to the
 * endpoint
 */
export function reconcile(
  view: SyncView,
  items: readonly Incoming[],
  actor: string,
  sendsAgain = false,
): Reconciliation {
  const keys = new DraftKeys(view);
  const agreed = new Map<string, Agreed>();
  const entries = new Map<string, LedgerEntry>();
  const notices: SyncNotice[] = [];
  const counts = { received: 0, removed: 0, conflicts: 0 };
  const settled: string[] = [];
  const again = new Map<string, ApiKeyRecord>();
  const entryOf = (id: string) => entries.get(id) ?? view.ledger.entries.get(id);

  const takeTombstone = ({ id, lastModified }: Incoming, entry: LedgerEntry | undefined) => {
    const mine = keys.get(id);
    // An older tombstone than what was agreed: the endpoint goes back in time.
    if (entry && (entry.lastModified ?? 0) > lastModified) return;
    agreed.delete(id);
    if (!mine && !entry) return;
    entries.set(id, { id, lastModified, deleted: 'both' });
    if (!mine) return;
    keys.remove(id);
    counts.removed += 1;
    if (sendsAgain) {
      again.set(idAgain(id, lastModified), mine);
      return;
    }
    const hadEdits = entry !== undefined && hasPersonsEdits(entry, mine);
    notices.push({ kind: 'deleted-elsewhere', keyId: id, name: mine.name, hadEdits });
  };

  const takeRecord = (incoming: Agreed['incoming'], entry: LedgerEntry | undefined) => {
    const { id, lastModified, record: theirs } = incoming;
    const mine = keys.get(id);
    if (entry?.deleted === 'both') {
      if (lastModified > (entry.lastModified ?? 0)) {
        notices.push({ kind: 'came-back', keyId: id, name: theirs.name });
      }
      return;
    }
    if (entry?.deleted === 'here') {
      entries.set(id, { ...entry, lastModified });
      return;
    }
    tellOfScopes(mine, theirs);
    if (!mine) {
      keys.put(theirs);
      counts.received += 1;
      agreed.set(id, { incoming, conflicts: [] });
      return;
    }
    const known = agreed.get(id)?.incoming;
    const base = known?.record ?? baseOf(mine, theirs, entry);
    const number = known?.lastModified ?? entry?.lastModified ?? null;
    // A state that is older than the agreed one, or another one under its number, is no state of this key.
    if (number !== null && lastModified < number) return;
    if (number !== null && lastModified === number && !isSame(base, theirs)) {
      notices.push({ kind: 'number-reused', keyId: id, name: mine.name });
      return;
    }
    const merge = mergeRecords(base, mine, theirs);
    const before = agreed.get(id)?.conflicts ?? entry?.conflicts ?? [];
    const conflicts = openConflicts(before, merge.conflicts, merge.record);
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
    if (incoming.kind === 'invalid') continue;
    settled.push(incoming.id);
    const entry = entryOf(incoming.id);
    if (incoming.kind === 'tombstone') takeTombstone(incoming, entry);
    else takeRecord(incoming, entry);
  }

  for (const [id, { incoming, conflicts }] of agreed) {
    const now = keys.get(id);
    if (!now) continue;
    const { before } = differences(incoming.record, now);
    entries.set(id, {
      id,
      lastModified: incoming.lastModified,
      ...(Object.keys(before).length > 0 ? { before } : {}),
      ...(Object.keys(incoming.extra).length > 0 ? { extra: incoming.extra } : {}),
      ...(conflicts.length > 0 ? { conflicts } : {}),
    });
  }
  for (const [id, record] of again) if (!keys.get(id)) keys.put({ ...record, id });
  const drafts = keys.drafts(actor);
  const changed = [...entries.values()].filter(
    (entry) => !same(entry, view.ledger.entries.get(entry.id)),
  );
  if (changed.length > 0) {
    drafts.push({ event: 'sync.agreed', keyId: null, change: { entries: changed } });
  }
  const comeBack = new Map([...again].map(([id, record]) => [id, record.id]));
  return { drafts, ...counts, notices, settled, again: comeBack };
}

/** What both sides last agreed on; what was on its way and has arrived was agreed by that. */
function baseOf(
  mine: ApiKeyRecord,
  theirs: ApiKeyRecord,
  entry: LedgerEntry | undefined,
): ApiKeyRecord | null {
  const sent = entry?.sent ? { ...mine, ...entry.sent } : null;
  if (isSame(sent, theirs)) return sent;
  return entry && entry.lastModified !== null ? { ...mine, ...entry.before } : null;
}

const isSame = (a: ApiKeyRecord | null, b: ApiKeyRecord): boolean =>
  a !== null && Object.keys(differences(a, b).before).length === 0;

/** Whether something of a key is still to be sent. When it was last used is the endpoint's to say. */
export const hasEdits = ({ before }: LedgerEntry): boolean =>
  Object.keys(before ?? {}).some((field) => field !== 'lastUsedAt');

/**
 * Whether a person has changed a key here since both sides agreed. What a sync has changed by itself is none of it: a name
 * that was made distinct, a time. A key that the two sides never agreed on has no state to have been changed from.
 */
function hasPersonsEdits({ before, sent }: LedgerEntry, { id, name }: ApiKeyRecord): boolean {
  // Where the first state was on its way and came to be deleted, what was sent is what both sides knew.
  const older = before ?? sent ?? {};
  return Object.entries(older).some(([field, value]) => {
    if (field === 'lastUsedAt' || field === 'updatedAt') return false;
    return field !== 'name' || name !== distinctName(String(value), id);
  });
}

/** Questions stay open until the field has another value than the one that holds; a newer one keeps the older's mine. */
function openConflicts(
  before: readonly FieldConflict[],
  found: readonly FieldConflict[],
  record: ApiKeyRecord,
): FieldConflict[] {
  const open = before.filter(
    ({ field, held }) => same(record[field], held) && found.every((other) => other.field !== field),
  );
  const asked = found.map((conflict) => {
    const older = before.find(({ field }) => field === conflict.field);
    const isSameQuestion = older !== undefined && same(older.held, conflict.mine);
    return isSameQuestion ? { ...conflict, base: older.base, mine: older.mine } : conflict;
  });
  return [...open, ...asked];
}
