import { nameIdentity } from '../../shared/key-rules';
import type { ActivityEvent, StoredKey } from './activity';

/** All keys of an open vault, as the activity up to some line makes them. */
export class KeyState {
  readonly #keys = new Map<string, StoredKey>();
  readonly #idByName = new Map<string, string>();

  constructor(keys: Iterable<StoredKey> = []) {
    for (const key of keys) this.#put(key);
  }

  get keys(): ReadonlyMap<string, StoredKey> {
    return this.#keys;
  }

  /** The key that has this name, without regard to case. */
  idOfName(name: string): string | undefined {
    return this.#idByName.get(nameIdentity(name));
  }

  /** Applies one event. Costs the same however many keys there are. */
  apply(event: ActivityEvent): void {
    if (event.event === 'key.created') this.#put(event.change);
    if (event.event === 'key.deleted') this.#remove(event.keyId);
    if (event.event === 'key.updated') {
      const old = this.#keys.get(event.keyId);
      if (!old) return;
      this.#remove(event.keyId);
      this.#put({ ...old, record: { ...old.record, ...event.change.after } });
    }
  }

  clear(): void {
    this.#keys.clear();
    this.#idByName.clear();
  }

  #put(key: StoredKey): void {
    this.#keys.set(key.record.id, key);
    this.#idByName.set(nameIdentity(key.record.name), key.record.id);
  }

  #remove(id: string): void {
    const old = this.#keys.get(id);
    if (!old) return;
    this.#keys.delete(id);
    const name = nameIdentity(old.record.name);
    if (this.#idByName.get(name) === id) this.#idByName.delete(name);
  }
}
