import type { KeyUsage } from '../../../shared/keys/usage';
import type { ActivityEvent } from '../format/events';
import type { UsageBody } from '../format/usage-schema';

/** The usage of each key, as an endpoint has reported it. */
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
    // Another endpoint has its own version numbers.
    if (event.event === 'sync.reset') this.#cursor = null;
  }

  clear(): void {
    this.#cursor = null;
    this.#usages.clear();
  }
}
