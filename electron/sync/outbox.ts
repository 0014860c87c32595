import type { UnsentChange } from '../../shared/sync-state';
import { unsentOf } from '../../shared/unsent';
import type { Write } from './endpoint-client';
import { hasEdits } from './reconcile';
import type { LedgerEntry, SyncView } from './sync-vault';
import { writeRecord } from './wire-record';

/**
 * Ids of the keys that the endpoint has not got as they are here: deleted, new or edited since both agreed. What is
 * deleted comes first: its name may have gone to another one.
 */
export function waitingIds({ keys, ledger }: SyncView): string[] {
  const ids: string[] = [];
  for (const { id, deleted } of ledger.entries.values()) if (deleted === 'here') ids.push(id);
  for (const id of keys.keys()) {
    if (unsentOf(ledger.entries.get(id)) !== null) ids.push(id);
  }
  return ids;
}

/** Most changes that the window names one by one. */
const NAMED = 100;

/** What waits to be sent, by name, deletions first: their keys are in no list any more. */
export function unsentChanges(view: SyncView): { waiting: number; unsent: UnsentChange[] } {
  const { keys, ledger } = view;
  const waiting = waitingIds(view);
  const unsent = waiting.slice(0, NAMED).map((id): UnsentChange => {
    const entry = ledger.entries.get(id);
    if (entry?.deleted) return { keyId: id, name: entry.name ?? null, change: 'deleted' };
    return {
      keyId: id,
      name: keys.get(id)?.record.name ?? null,
      change: unsentOf(entry) ?? 'changed',
    };
  });
  return { waiting: waiting.length, unsent };
}

/** What the endpoint is to be told of a key as it stands now; null when there is nothing to tell. */
export function writeFor({ keys, ledger }: SyncView, id: string): Write | null {
  const entry = ledger.entries.get(id);
  const replaces = entry?.lastModified ?? null;
  if (entry?.deleted) {
    return entry.deleted === 'here' && replaces !== null ? { id, replaces, data: null } : null;
  }
  const record = keys.get(id)?.record;
  if (!record || (entry && replaces !== null && !hasEdits(entry))) return null;
  return { id, replaces, data: writeRecord(record, entry?.extra) };
}

/** The ledger's note that a record is on its way, and may have arrived whatever happens to the answer. */
export const onItsWay = (id: string, entry: LedgerEntry | undefined): LedgerEntry => ({
  ...(entry ?? { id, lastModified: null }),
  sent: {},
});

/**
 * Deletions of keys that the endpoint, seen whole, does not have: nobody needs to be told. They stay known, since
 * another vault may still have the key and send it.
 */
export const untold = ({ ledger }: SyncView): LedgerEntry[] =>
  [...ledger.entries.values()]
    .filter(({ deleted, lastModified }) => deleted === 'here' && lastModified === null)
    .map(({ id }) => ({ id, lastModified: 0, deleted: 'both' }));
