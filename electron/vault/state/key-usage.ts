import { z } from 'zod';
import { apiKeyRecordSchema, instantSchema } from '../../../shared/keys/api-key';
import type { KeyUsage } from '../../../shared/keys/usage';
import { keyUsageSchema } from '../../../shared/keys/usage-schema';
import type { ActivityEvent } from '../format/events';

/** What the endpoint told of one key: when it was last used, before and now, and how often. */
export const usageEntrySchema = z.strictObject({
  id: apiKeyRecordSchema.shape.id,
  before: instantSchema.nullable(),
  lastUsedAt: instantSchema,
  usage: keyUsageSchema.nullable(),
});

export interface UsageBody {
  /** the endpoint's number up to which its usage has been taken over; null: none yet */
  cursor: number | null;
  keys: [id: string, usage: KeyUsage][];
}

/** How often each key was used, as far as an endpoint has told it. */
export class KeyUsages {
  #cursor: number | null;
  readonly #usages: Map<string, KeyUsage>;

  constructor({ cursor, keys }: UsageBody = { cursor: null, keys: [] }) {
    this.#cursor = cursor;
    this.#usages = new Map(keys);
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  get(id: string): KeyUsage | undefined {
    return this.#usages.get(id);
  }

  toBody(): UsageBody {
    return { cursor: this.#cursor, keys: [...this.#usages] };
  }

  apply(event: ActivityEvent): void {
    if (event.event === 'usage.received') {
      this.#cursor = event.change.cursor;
      for (const { id, usage } of event.change.entries) {
        if (usage === null) this.#usages.delete(id);
        else this.#usages.set(id, usage);
      }
    }
    if (event.event === 'key.deleted') this.#usages.delete(event.keyId);
    // Another endpoint counts from its own beginning.
    if (event.event === 'sync.reset') this.#cursor = null;
  }

  clear(): void {
    this.#cursor = null;
    this.#usages.clear();
  }
}
