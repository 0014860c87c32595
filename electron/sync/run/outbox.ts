import { createHash } from 'node:crypto';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { Settlement, UnsentChange } from '../../../shared/sync/sync-state';
import { unsentOf } from '../../../shared/sync/unsent';
import type { Write } from '../wire/endpoint-client';
import type { StoredProblem } from './problems-and-notices';
import { problemsOf } from './problems-and-notices';
import { hasEdits } from './reconcile';
import type { LedgerEntry, SyncVault, SyncView } from '../sync-vault';
import { writeRecord } from '../wire/wire-record';

/** An unreadable state at the endpoint, and the user's choice about it. */
interface Unreadable {
  number: number;
  answer: Settlement | undefined;
}

type Settings = Pick<SyncVault, 'settings'>;
type Keys = Pick<SyncVault, 'keys'>;

/**
 * The user's choice about an unreadable state. `deactivate` lapses once the key is active here
 * again.
 */
export const answerTo = ({ keys }: Keys, { id, answer }: StoredProblem): Settlement | undefined =>
  answer === 'deactivate' && keys.get(id)?.record.enabled ? undefined : answer;

/** The unreadable records, by id. */
export const unreadableIn = (vault: Settings & Keys): ReadonlyMap<string, Unreadable> =>
  new Map(
    problemsOf(vault).flatMap((problem) => {
      const { id, number } = problem;
      return number !== undefined
        ? [[id, { number, answer: answerTo(vault, problem) }] as const]
        : [];
    }),
  );

/** Digests of refused requests, by record id: equal requests would be refused again. */
const refusedIn = (vault: Settings): ReadonlyMap<string, string | undefined> =>
  new Map(
    problemsOf(vault).flatMap(({ id, kind, digest }) =>
      kind === 'refused' ? [[id, digest] as const] : [],
    ),
  );

/** Equal digests mean equal requests. The last use of a key is not sent, so it does not count. */
export function digestOf({ replaces, data, changes }: Write): string {
  const wanted = data && { ...data, lastUsedAt: null };
  return createHash('sha256')
    .update(JSON.stringify([replaces, wanted, changes]))
    .digest('hex');
}

/**
 * Ids of the keys whose state has to be sent: deleted, new or edited since the last agreement; and
 * of unreadable records that the user has decided about. Deletions come first, because their names
 * may have passed to other keys.
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
 * The ids, in order, for which there is a request. Skips requests that would be refused again,
 * unless the user asked for them, and records that wait for a decision.
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

/** Most changes that the window lists by name. */
const NAMED = 100;

/** The unsent changes by name, deletions first: no list shows those keys any more. */
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

/** The request for the present state of a key; null when there is none to send. */
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
 * Only two changes overwrite an unreadable state unasked, because they grant no access: a local
 * deletion, and a deactivation since the last agreement. Everything else is the user's decision.
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

/**
 * The ledger entry of a record whose request is in flight: it may be applied even if the answer is
 * lost.
 */
export const inFlight = (id: string, entry: LedgerEntry | undefined): LedgerEntry => ({
  ...(entry ?? { id, lastModified: null }),
  sent: {},
});

/**
 * Deletions of keys that a complete endpoint does not have, so they need no request. Their
 * tombstones stay: another vault may still send the key.
 */
export const unneededDeletions = ({
  keys,
  ledger,
  settings,
}: SyncView & Settings): LedgerEntry[] => {
  const unreadable = unreadableIn({ keys, settings });
  return [...ledger.entries.values()]
    .filter(
      ({ id, deleted, lastModified }) =>
        deleted === 'here' && lastModified === null && !unreadable.has(id),
    )
    .map((entry) => ({ ...entry, lastModified: 0, deleted: 'both' }));
};
