import { z } from 'zod';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { apiKeyRecordSchema } from '../../../shared/keys/api-key';
import { DECIDABLE, same } from '../../../shared/sync/merge';
import type { ActivityEvent } from '../format/events';

const fieldsSchema = apiKeyRecordSchema.omit({ id: true }).partial();
type Fields = z.infer<typeof fieldsSchema>;

const value = z.union([z.string().max(4_000), z.array(z.string().max(120)).max(500)]);
const conflictSchema = z.strictObject({
  field: z.enum(DECIDABLE),
  base: value.nullable(),
  mine: value,
  theirs: value,
  held: value,
});

const accessSchema = apiKeyRecordSchema.pick({
  enabled: true,
  scopes: true,
  allowedIps: true,
  expiresAt: true,
});

export const ledgerEntrySchema = z.strictObject({
  id: apiKeyRecordSchema.shape.id,
  /** the endpoint's number of the state that both sides last agreed on; null: they have never agreed */
  lastModified: z.int().nonnegative().nullable(),
  /** the agreed values of the fields that are different here since: what is still to be sent */
  before: fieldsSchema.optional(),
  /** something is on its way, and may have arrived: its values of the fields that are different here since */
  sent: fieldsSchema.optional(),
  /** `here`: the endpoint has still to hear of it; `both`: it has, and the key never comes back */
  deleted: z.enum(['here', 'both']).optional(),
  /** of a deleted key, which is in no list any more: what it was called last */
  name: apiKeyRecordSchema.shape.name.optional(),
  /** the key was deleted on both sides and lives at the endpoint again; a person has not said yet what that means */
  returned: z
    .strictObject({
      lastModified: z.int().nonnegative(),
      name: z.string().max(200),
      /** what it may do there; earlier versions did not keep it */
      access: accessSchema.optional(),
    })
    .optional(),
  /** fields of the endpoint's record that this app does not know: sent back as they came */
  extra: z.record(z.string().max(100), z.json()).optional(),
  conflicts: z.array(conflictSchema).max(DECIDABLE.length).optional(),
});
/** What is known of the endpoint's side of one key. */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export interface LedgerBody {
  /** the endpoint's number up to which its changes have been taken over; null: none yet */
  cursor: number | null;
  entries: LedgerEntry[];
}

/**
 * What was agreed with the endpoint, key by key. The agreed record itself is not kept, only the fields in which the
 * key here differs from it: every change of a key keeps that up to date, and what differs is what is to be sent.
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

  clear(): void {
    this.#cursor = null;
    this.#entries.clear();
  }

  #follow(id: string, before: Partial<ApiKeyRecord>, after: Partial<ApiKeyRecord>): void {
    const entry = this.#entries.get(id);
    if (!entry || entry.deleted) return;
    const next = { ...entry };
    if (entry.lastModified !== null) next.before = moved(entry.before, before, after);
    if (entry.sent) next.sent = moved(entry.sent, before, after);
    this.#put(next);
  }

  #forgetKey(id: string, name: string): void {
    const entry = this.#entries.get(id);
    if (entry) this.#put({ id, lastModified: entry.lastModified, deleted: 'here', name });
  }

  #put(entry: LedgerEntry): void {
    const { lastModified, sent, deleted, conflicts } = entry;
    const tellsNothing = lastModified === null && !sent && !deleted && !conflicts;
    if (tellsNothing) this.#entries.delete(entry.id);
    else this.#entries.set(entry.id, entry);
  }

  #reset(keepDeletions: boolean): void {
    this.#cursor = null;
    const before = [...this.#entries.values()];
    this.#entries.clear();
    if (!keepDeletions) return;
    for (const { id, name, deleted, returned, conflicts } of before) {
      // Nobody has said yet what that means: it is found again where it still lives.
      const known = name === undefined ? {} : { name };
      if (returned) this.#put({ id, lastModified: 0, deleted: 'both', ...known });
      else if (deleted) this.#put({ id, lastModified: null, deleted: 'here', ...known });
      // What a person has not decided yet stays a question.
      // `sent`: the endpoint may have it, so that a deletion from now on is not forgotten.
      else this.#put({ id, lastModified: null, sent: {}, conflicts });
    }
  }
}

/** The fields in which something older differs from the key, after the key has changed. */
function moved(
  older: Fields = {},
  before: Partial<ApiKeyRecord>,
  after: Partial<ApiKeyRecord>,
): Fields {
  const values: Record<string, unknown> = { ...older };
  for (const [field, now] of Object.entries(after)) {
    if (!(field in values)) values[field] = before[field as keyof ApiKeyRecord];
    if (same(values[field], now)) delete values[field];
  }
  return values;
}
