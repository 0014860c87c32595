import { createHash } from 'node:crypto';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { Settlement, UnsentChange } from '../../../shared/sync/sync-state';
import { unsentOf } from '../../../shared/sync/unsent';
import type { Write } from '../wire/endpoint-client';
import type { FoundProblem } from './findings';
import { problemsOf } from './findings';
import { hasEdits } from './reconcile';
import type { LedgerEntry, SyncVault, SyncView } from '../sync-vault';
import { writeRecord } from '../wire/wire-record';

/** A state at the endpoint that cannot be read, and what a person has said is to become of it. */
interface Unreadable {
  number: number;
  answer: Settlement | undefined;
}

type Settings = Pick<SyncVault, 'settings'>;
type Keys = Pick<SyncVault, 'keys'>;

/** What a person has said is to become of a state that cannot be read; a key that is active here again is not to be deactivated. */
export const answerTo = ({ keys }: Keys, { id, answer }: FoundProblem): Settlement | undefined =>
  answer === 'deactivate' && keys.get(id)?.record.enabled ? undefined : answer;

/** The records that cannot be read, by id. */
export const unreadableIn = (vault: Settings & Keys): ReadonlyMap<string, Unreadable> =>
  new Map(
    problemsOf(vault).flatMap((problem) => {
      const { id, number } = problem;
      return number !== undefined
        ? [[id, { number, answer: answerTo(vault, problem) }] as const]
        : [];
    }),
  );

/** Digests of the requests that were refused, by the id of their record: they would be refused again. */
const refusedIn = (vault: Settings): ReadonlyMap<string, string | undefined> =>
  new Map(
    problemsOf(vault).flatMap(({ id, kind, digest }) =>
      kind === 'refused' ? [[id, digest] as const] : [],
    ),
  );

/** Two requests of one digest ask for the same. When a key was last used is not asked for. */
export function digestOf({ replaces, data, changes }: Write): string {
  const wanted = data && { ...data, lastUsedAt: null };
  return createHash('sha256')
    .update(JSON.stringify([replaces, wanted, changes]))
    .digest('hex');
}

/**
 * Ids of the keys that the endpoint has not got as they are here: deleted, new or edited since both agreed; and of records
 * there that cannot be read, and that a person has decided about. What is deleted comes first: its name may have gone
 * to another one.
 */
export function waitingIds({ keys, ledger, settings }: SyncView & Settings): string[] {
  const ids = new Set<string>();
  for (const { id, deleted } of ledger.entries.values()) if (deleted === 'here') ids.add(id);
  for (const [id, { answer }] of unreadableIn({ keys, settings })) if (answer) ids.add(id);
  for (const id of keys.keys()) {
    if (unsentOf(ledger.entries.get(id)) !== null) ids.add(id);
  }
  return [...ids];
}

/**
 * Of some ids, in their order, those of which there is something to send: not what would be refused as before, unless a person has
 * asked for it, nor what waits for a decision.
 */
export function* sendable(
  vault: SyncView & Settings,
  ids: Iterable<string>,
  isByHand: boolean,
): Generator<Write> {
  const unreadable = unreadableIn(vault);
  const refused = refusedIn(vault);
  for (const id of ids) {
    const write = writeFor(vault, id, unreadable.get(id));
    if (write === null) continue;
    if (isByHand || !refused.has(id) || refused.get(id) !== digestOf(write)) yield write;
  }
}

/** Most changes that the window names one by one. */
const NAMED = 100;

/** What waits to be sent, by name, deletions first: their keys are in no list any more. */
export function unsentChanges(view: SyncView & Settings): {
  waiting: number;
  unsent: UnsentChange[];
} {
  const { keys, ledger } = view;
  const waiting = waitingIds(view);
  const problems = new Map(problemsOf(view).map((problem) => [problem.id, problem]));
  const unsent = waiting.slice(0, NAMED).map((id): UnsentChange => {
    const entry = ledger.entries.get(id);
    const problem = problems.get(id);
    const record = keys.get(id)?.record;
    if (entry?.deleted || (!record && problem?.answer === 'delete')) {
      return { keyId: id, name: entry?.name ?? problem?.name ?? null, change: 'deleted' };
    }
    if (!record) return { keyId: id, name: problem?.name ?? null, change: 'changed' };
    return {
      keyId: id,
      name: record.name,
      change: unsentOf(entry) ?? 'changed',
    };
  });
  return { waiting: waiting.length, unsent };
}

/** What the endpoint is to be told of a key as it stands now; null when there is nothing to tell. */
function writeFor({ keys, ledger }: SyncView, id: string, unreadable?: Unreadable): Write | null {
  const entry = ledger.entries.get(id);
  const record = keys.get(id)?.record;
  const replaces = entry?.lastModified ?? null;
  if (unreadable) return writeOver(unreadable, { id, entry, record });
  if (entry?.deleted) {
    return entry.deleted === 'here' && replaces !== null ? { id, replaces, data: null } : null;
  }
  if (!record || (entry && replaces !== null && !hasEdits(entry))) return null;
  return { id, replaces, data: writeRecord(record, entry?.extra) };
}

/**
 * Over a state that cannot be read, only what gives no access goes by itself: that the key was deleted here, or deactivated
 * since both sides agreed. Everything else is for a person to decide.
 */
function writeOver(
  { number: replaces, answer }: Unreadable,
  {
    id,
    entry,
    record,
  }: {
    id: string;
    entry: LedgerEntry | undefined;
    record: ApiKeyRecord | undefined;
  },
): Write | null {
  if (entry?.deleted === 'here' || (answer === 'delete' && !record)) {
    return { id, replaces, data: null };
  }
  if (!record) {
    return answer === 'deactivate'
      ? { id, replaces, data: null, changes: { enabled: false } }
      : null;
  }
  const before = entry?.lastModified === null ? entry.sent : entry?.before;
  const wasDeactivated = before?.enabled === true && !record.enabled;
  const isDecided = answer === 'overwrite' || answer === 'deactivate';
  if (!wasDeactivated && !isDecided) return null;
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
export const untold = ({ keys, ledger, settings }: SyncView & Settings): LedgerEntry[] => {
  const unreadable = unreadableIn({ keys, settings });
  return [...ledger.entries.values()]
    .filter(
      ({ id, deleted, lastModified }) =>
        deleted === 'here' && lastModified === null && !unreadable.has(id),
    )
    .map((entry) => ({ ...entry, lastModified: 0, deleted: 'both' }));
};
