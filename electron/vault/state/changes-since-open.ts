import type { ActivityEvent, StoredKey } from '../format/events';
import { isRecord } from '../format/record-events';

/** A value before it was changed here for the first time; undefined when it was not there. */
interface Before<T> {
  before: T | undefined;
}

/** What has been changed in a vault since it was opened, and how it was before: the base of a merge. */
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

  /** What was recorded besides: proofs that were wrong, secrets that were revealed, ways in that were closed. */
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
