import { setImmediate } from 'node:timers/promises';
import { nameIdentity } from '../../../shared/keys/name-identity';
import type { ActivityEvent, StoredKey } from '../format/events';
import { chainStart } from '../format/activity-line';
import { KeyUsages } from './key-usage';
import { SyncLedger } from './sync-ledger';
import type { LazyKeys } from '../format/lazy-keys';
import type { LogPosition, LogStart, VaultBody } from '../format/snapshot-schema';

/** The content of an open vault: snapshot plus replayed events, as keys and sealed settings. */
export class VaultContent {
  readonly #keys = new Map<string, StoredKey>();
  /** keys of the snapshot that are not parsed yet */
  #unread: LazyKeys | null;
  /** built on first use: reading keys does not need names */
  #idByName: Map<string, string> | null = null;
  readonly #settings: Map<string, unknown>;
  readonly ledger: SyncLedger;
  readonly usage: KeyUsages;
  /** where the activity begins after a repair or archiving; null while it holds every event */
  readonly #logStart: LogStart | null;

  /** @param unread keys of the body besides its `keys` */
  constructor(body: Partial<Omit<VaultBody, 'log'>> = {}, unread: LazyKeys | null = null) {
    this.#unread = unread;
    for (const key of body.keys ?? []) this.#put(key);
    this.#settings = new Map(Object.entries(body.settings ?? {}));
    this.ledger = new SyncLedger(body.ledger);
    this.usage = new KeyUsages(body.usage);
    this.#logStart = body.logStart ?? null;
  }

  get keys(): ReadonlyMap<string, StoredKey> {
    this.#readAll();
    return this.#keys;
  }

  /** Parses all keys like `keys`, but yields to the event loop between parts. */
  async readKeys(): Promise<void> {
    while (this.#readSome()) await setImmediate();
  }

  /** @returns the `count` keys created last, in no order, and how many there are */
  newest(count: number): { keys: readonly StoredKey[]; total: number } {
    if (this.#unread !== null && this.#keys.size === 0) return this.#unread.newest(count);
    const keys = [...this.keys.values()];
    return { keys, total: keys.length };
  }

  #readAll(): void {
    while (this.#readSome());
  }

  /** @returns whether there may be more */
  #readSome(): boolean {
    const some = this.#unread?.next() ?? null;
    if (some === null) this.#unread = null;
    for (const key of some ?? []) this.#put(key);
    return some !== null;
  }

  /** The features' sealed settings by name. Each feature parses its own. */
  get settings(): ReadonlyMap<string, unknown> {
    return this.#settings;
  }

  /** The position before the first line of the activity. */
  chainStart(vaultId: string): LogPosition {
    return { ...(this.#logStart ?? { sequence: 0, tag: chainStart(vaultId) }), offset: 0 };
  }

  /** The content in the form of a snapshot. */
  toBody(): Omit<VaultBody, 'log'> {
    return {
      ...(this.#logStart && { logStart: this.#logStart }),
      keys: [...this.keys.values()],
      settings: Object.fromEntries(this.#settings),
      ledger: this.ledger.toBody(),
      usage: this.usage.toBody(),
    };
  }

  /** The key with this name, ignoring case. */
  idOfName(name: string): string | undefined {
    if (this.#idByName === null) {
      this.#idByName = new Map();
      for (const { record } of this.keys.values()) {
        this.#idByName.set(nameIdentity(record.name), record.id);
      }
    }
    return this.#idByName.get(nameIdentity(name));
  }

  /** Applies one event, in constant time. */
  apply(event: ActivityEvent): void {
    // Events refer to keys, so all must be parsed first.
    if (event.keyId !== null || event.event === 'usage.received') this.#readAll();
    if (event.event === 'key.created') this.#put(event.change);
    if (event.event === 'key.deleted') this.#remove(event.keyId);
    if (event.event === 'key.updated') {
      const { after } = event.change;
      // The secret was rotated elsewhere: the new one was never here, and the one stored here is no
      // longer valid.
      this.#change(event.keyId, after, 'secretHash' in after ? { sealedSecret: null } : {});
    }
    if (event.event === 'key.rotated') {
      const { after, sealedSecret } = event.change;
      this.#change(event.keyId, after, { sealedSecret });
    }
    if (event.event === 'setting.changed') {
      const { name, value } = event.change;
      if (value === null) this.#settings.delete(name);
      else this.#settings.set(name, value);
    }
    if (event.event === 'usage.received') {
      for (const { id, lastUsedAt } of event.change.entries) this.#change(id, { lastUsedAt }, {});
    }
    this.ledger.apply(event);
    this.usage.apply(event);
  }

  clear(): void {
    this.#unread = null;
    this.#keys.clear();
    this.#idByName = null;
    this.#settings.clear();
    this.ledger.clear();
    this.usage.clear();
  }

  #change(id: string, after: Partial<StoredKey['record']>, secret: Partial<StoredKey>): void {
    const old = this.#keys.get(id);
    if (!old) return;
    this.#remove(id);
    this.#put({ ...old, ...secret, record: { ...old.record, ...after } });
  }

  #put(key: StoredKey): void {
    this.#keys.set(key.record.id, key);
    this.#idByName?.set(nameIdentity(key.record.name), key.record.id);
  }

  #remove(id: string): void {
    const old = this.#keys.get(id);
    if (!old) return;
    this.#keys.delete(id);
    const name = nameIdentity(old.record.name);
    if (this.#idByName?.get(name) === id) this.#idByName.delete(name);
  }
}
