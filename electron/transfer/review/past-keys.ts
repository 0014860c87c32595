import type { Report } from '../../../shared/keys/reported-secret';
import { endedReport } from '../../../shared/keys/reported-secret';
import { nameIdentity } from '../../../shared/keys/name-identity';
import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import type { ImportPast } from '../../../shared/transfer/transfer';
import type { ImportVault, PastEvent, Stamp } from '../import-vault';

/** The properties that a key of a file is looked up by. */
interface Sought {
  id: string | null;
  name: string | null;
  /** hashes of its secret and of the previous one */
  hashes: readonly string[];
}

type LiveVault = Pick<ImportVault, 'keys' | 'ledger'>;

/**
 * Deleted keys of a vault, by everything that an older file may identify them by. The vault has no
 * list of them: it is built from the activity when a file is opened, and dropped with the file.
 */
export class PastKeys {
  /** the sequence number of the newest event read */
  upTo = 0;
  /** whether all of the activity could be read */
  isWhole = true;
  readonly #deleted = new Map<string, Stamp>();
  readonly #byHash = new Map<string, Set<string>>();
  readonly #byName = new Map<string, Set<string>>();
  readonly #replacedSecrets = new Map<string, Stamp & { id: string }>();
  readonly #reports = new Map<string, Report>();

  /** Adds an event, in any order; of two about the same property the newer one wins. */
  note(event: PastEvent): void {
    const ended = isDeletion(event) || isChange(event) ? endedReport(event.change.before) : null;
    if (ended) this.#reports.set(ended.secretHash, ended.report);
    if (isDeletion(event)) {
      const { secretHash, previousSecret, name } = event.change.before;
      putNewer(this.#deleted, event.keyId, { sequence: event.sequence, at: event.at });
      put(this.#byHash, secretHash, event.keyId);
      if (previousSecret) put(this.#byHash, previousSecret.hash, event.keyId);
      put(this.#byName, nameIdentity(name), event.keyId);
    } else if (isChange(event)) {
      const { keyId: id, sequence, at } = event;
      const { secretHash, name } = event.change.before;
      if (secretHash !== undefined) {
        put(this.#byHash, secretHash, id);
        putNewer(this.#replacedSecrets, secretHash, { id, sequence, at });
      }
      if (name !== undefined) put(this.#byName, nameIdentity(name), id);
    }
  }

  /** @returns the key that had this secret before a rotation, if it still exists */
  holderOf(hash: string): string | undefined {
    return this.#replacedSecrets.get(hash)?.id;
  }

  /** When a secret was rotated out; null when it never was. */
  replacedAt(hash: string): string | null {
    return this.#replacedSecrets.get(hash)?.at ?? null;
  }

  /** The report that a secret which ended here is known to others. */
  reportOf(hash: string): Report | undefined {
    return this.#reports.get(hash);
  }

  /** The last deletion of a key that does not exist now. */
  deletionOf({ id, name, hashes }: Sought, { keys, ledger }: LiveVault): ImportPast | null {
    const ids = [
      ...(id === null ? [] : [id]),
      ...hashes.flatMap((hash) => [...(this.#byHash.get(hash) ?? [])]),
      ...(name === null ? [] : (this.#byName.get(nameIdentity(name)) ?? [])),
    ].filter((each) => !keys.has(each));
    const stamps = ids.flatMap((each) => this.#deleted.get(each) ?? []);
    const newest = stamps.toSorted((a, b) => b.sequence - a.sequence)[0];
    if (newest) return { kind: 'deleted', at: newest.at };
    // After a repair the activity may lack the deletion, but the sync ledger keeps its tombstone.
    const isAgreed = ids.some((each) => ledger.entries.get(each)?.deleted !== undefined);
    return isAgreed ? { kind: 'deleted', at: null } : null;
  }
}

const isDeletion = (event: PastEvent): event is Extract<PastEvent, { event: 'key.deleted' }> =>
  event.event === 'key.deleted';

const isChange = (
  event: PastEvent,
): event is Extract<PastEvent, { event: 'key.updated' | 'key.rotated' }> =>
  event.event === 'key.updated' || event.event === 'key.rotated';

function put(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function putNewer<T extends Stamp>(map: Map<string, T>, key: string, value: T): void {
  if ((map.get(key)?.sequence ?? 0) < value.sequence) map.set(key, value);
}

/**
 * Reads the events since `past`, or the whole activity with its archives the first time. Unreadable
 * parts clear `isWhole`: the import continues without them, and the review says so.
 *
 * @returns `vault-locked`
 */
export async function readPast(
  { activity }: Pick<ImportVault, 'activity'>,
  past: PastKeys | null,
): Promise<Result<PastKeys>> {
  const known = past ?? new PastKeys();
  const since = known.upTo;
  let { sequence: upTo } = activity.end;
  const read = await activity.readBack(null, (event, before) => {
    if (event.sequence > since) known.note(event);
    upTo = Math.max(upTo, event.sequence);
    return before.sequence > since;
  });
  if (!read.ok && read.failure.code === 'vault-locked') return read;
  if (!read.ok || read.value.brokenLine !== null) known.isWhole = false;
  known.upTo = upTo;
  if (past) return ok(known);
  for (const { file } of activity.archives) {
    const archive = await activity.readArchiveBack(file, null, (event) => {
      known.note(event);
      return true;
    });
    if (archive.ok) continue;
    if (archive.failure.code === 'vault-locked') return archive;
    known.isWhole = false;
  }
  return ok(known);
}
