import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { same } from '../../../shared/sync/merge';
import type { ActivityEvent } from '../format/events';
import type { LedgerBody, LedgerEntry, LedgerFields } from '../format/ledger-schema';

/**
 * The agreed state of each key at the endpoint. It is stored as the fields in which the local key
 * differs from the agreed record, updated at every change; those fields are what sync sends.
 */
export class SyncLedger {
  #cursor: number | null;
  readonly #entries: Map<string, LedgerEntry>;

  constructor({ cursor, entries }: LedgerBody = { cursor: null, entries: [] }) {
    this.#cursor = cursor;
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  get entries(): ReadonlyMap<string, LedgerEntry> {
    return this.#entries;
  }

  toBody(): LedgerBody {
    return { cursor: this.#cursor, entries: [...this.#entries.values()] };
  }

  apply(event: ActivityEvent): void {
    if (event.event === 'key.updated' || event.event === 'key.rotated') {
      this.#follow(event.keyId, event.change.before, event.change.after);
    }
    if (event.event === 'usage.received') {
      for (const { id, before, lastUsedAt } of event.change.entries) {
        this.#follow(id, { lastUsedAt: before }, { lastUsedAt });
      }
    }
    if (event.event === 'key.deleted') this.#forgetKey(event.keyId, event.change.before.name);
    if (event.event === 'sync.agreed') {
      if (event.change.cursor !== undefined) this.#cursor = event.change.cursor;
      for (const entry of event.change.entries) this.#put(entry);
    }
    if (event.event === 'sync.reset') this.#reset(event.change.keepDeletions);
  }

  /** The unknown fields of an entry, when some have become known. */
  replaceExtra(id: string, extra: LedgerEntry['extra']): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const { extra: _, ...rest } = entry;
    this.#entries.set(id, extra === undefined ? rest : { ...rest, extra });
  }

  clear(): void {
    this.#cursor = null;
    this.#entries.clear();
  }

  #follow(id: string, before: Partial<ApiKeyRecord>, after: Partial<ApiKeyRecord>): void {
    const entry = this.#entries.get(id);
    if (!entry || entry.deleted) return;
    const next = { ...entry };
    if (entry.lastModified !== null) next.before = rebased(entry.before, before, after);
    if (entry.sent) next.sent = rebased(entry.sent, before, after);
    this.#put(next);
  }

  #forgetKey(id: string, name: string): void {
    const entry = this.#entries.get(id);
    if (entry) this.#put({ id, lastModified: entry.lastModified, deleted: 'here', name });
  }

  #put(entry: LedgerEntry): void {
    const { lastModified, sent, deleted, conflicts } = entry;
    const isEmpty = lastModified === null && !sent && !deleted && !conflicts;
    if (isEmpty) this.#entries.delete(entry.id);
    else this.#entries.set(entry.id, entry);
  }

  #reset(keepDeletions: boolean): void {
    this.#cursor = null;
    const before = [...this.#entries.values()];
    this.#entries.clear();
    if (!keepDeletions) return;
    for (const { id, name, deleted, returned, conflicts } of before) {
      // The returned key is undecided, and sync finds it again at the endpoint where it still
      // exists.
      const known = name === undefined ? {} : { name };
      if (returned) this.#put({ id, lastModified: 0, deleted: 'both', ...known });
      else if (deleted) this.#put({ id, lastModified: null, deleted: 'here', ...known });
      // Undecided conflicts stay open.
      // `sent`: the endpoint may have the key, so a deletion from now on must be sent too.
      else this.#put({ id, lastModified: null, sent: {}, conflicts });
    }
  }
}

/** The fields in which an older record differs from the key, after a change of the key. */
function rebased(
  older: LedgerFields = {},
  before: Partial<ApiKeyRecord>,
  after: Partial<ApiKeyRecord>,
): LedgerFields {
  const values: Record<string, unknown> = { ...older };
  for (const [field, now] of Object.entries(after)) {
    if (!(field in values)) values[field] = before[field as keyof ApiKeyRecord];
    if (same(values[field], now)) delete values[field];
  }
  return values;
}
