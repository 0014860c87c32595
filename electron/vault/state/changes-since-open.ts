import type { ActivityEvent, StoredKey } from '../format/events';
import { isRecord } from '../format/record-events';

/** The value before the first change made here; undefined when there was none. */
interface Before<T> {
  before: T | undefined;
}

/**
 * The changes to a vault since it was opened, and the values before: the base of a three-way merge.
 */
export class ChangesSinceOpen {
  readonly #keys = new Map<string, Before<StoredKey>>();
  readonly #settings = new Map<string, Before<unknown>>();
  readonly #records: ActivityEvent[] = [];

  get keys(): ReadonlyMap<string, Before<StoredKey>> {
    return this.#keys;
  }

  get settings(): ReadonlyMap<string, Before<unknown>> {
    return this.#settings;
  }

  /** Record events besides: wrong proofs, revealed secrets, revoked keyslots. */
  get records(): readonly ActivityEvent[] {
    return this.#records;
  }

  /** Call it before the events are applied to the content. */
  note(
    content: { keys: ReadonlyMap<string, StoredKey>; settings: ReadonlyMap<string, unknown> },
    events: readonly ActivityEvent[],
  ): void {
    this.#records.push(...events.filter(isRecord));
    for (const { event, keyId, change } of events) {
      if (event === 'setting.changed') noteFirst(this.#settings, content.settings, change.name);
      if (keyId !== null && event.startsWith('key.')) noteFirst(this.#keys, content.keys, keyId);
    }
  }

  clear(): void {
    this.#keys.clear();
    this.#settings.clear();
    this.#records.length = 0;
  }
}

function noteFirst<T>(
  noted: Map<string, Before<T>>,
  content: ReadonlyMap<string, T>,
  name: string,
): void {
  if (!noted.has(name)) noted.set(name, { before: content.get(name) });
}
