import { setImmediate } from 'node:timers/promises';
import { nameIdentity } from '../../../shared/keys/name-identity';
import type { ActivityEvent, DeletedKey, StoredKey } from '../format/events';
import { chainStart } from '../format/activity-line';
import { KeyUsages } from './key-usage';
import { adoptReplaced } from './adopt-added-fields';
import { isRestorable } from './deleted-keys';
import type { JsonValue } from '../../lib/vault-port';
import type { SealedSecrets } from './changed-key';
import { changedKey, withoutEndedSecret } from './changed-key';
import { SyncLedger } from './sync-ledger';
import type { LazyKeys } from '../format/lazy-keys';
import type { LogPosition, LogStart, VaultBody } from '../format/snapshot-schema';

/** The content of an open vault: snapshot plus replayed events, as keys and sealed settings. */
export class VaultContent {
  readonly #keys = new Map<string, StoredKey>();
  /** by id: the keys that were deleted, with the time */
  readonly #deleted = new Map<string, DeletedKey>();
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
    for (const key of body.deleted ?? []) this.#deleted.set(key.record.id, key);
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

  /** The deleted keys, also those whose time to be restored is over. */
  get deleted(): ReadonlyMap<string, DeletedKey> {
    return this.#deleted;
  }

  /**
   * Drops what may no longer be kept: deleted keys that cannot be restored any more, and secrets
   * whose grace period is over.
   *
   * @param now milliseconds since the epoch
   */
  dropEnded(now: number): void {
    this.#readAll();
    for (const keys of [this.#keys, this.#deleted] as Map<string, StoredKey>[]) {
      for (const [id, key] of keys) {
        const rest = withoutEndedSecret(key, now);
        if (rest !== key) keys.set(id, rest);
      }
    }
    for (const [id, key] of this.#deleted) if (!isRestorable(key, now)) this.#deleted.delete(id);
  }

  /** The content in the form of a snapshot. */
  toBody(): Omit<VaultBody, 'log'> {
    return {
      ...(this.#logStart && { logStart: this.#logStart }),
      keys: [...this.keys.values()],
      ...(this.#deleted.size > 0 && { deleted: [...this.#deleted.values()] }),
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
    if (event.event === 'key.created') {
      this.#deleted.delete(event.keyId);
      this.#put(event.change);
    }
    if (event.event === 'key.restored') {
      const { from, ...key } = event.change;
      this.#deleted.delete(from);
      this.#put(key);
    }
    if (event.event === 'key.deleted') {
      const old = this.#keys.get(event.keyId);
      if (old) this.#deleted.set(event.keyId, { ...old, deletedAt: event.at });
      this.#remove(event.keyId);
    }
    if (event.event === 'key.updated') this.#change(event.keyId, event.change.after);
    if (event.event === 'key.rotated') {
      const { after, ...sealed } = event.change;
      // Version 1 did not record when a secret was made. Without a hash the secret was only added.
      const made = after.secretHash === undefined ? {} : { secretCreatedAt: event.at };
      this.#change(event.keyId, { ...made, ...after }, sealed);
    }
    if (event.event === 'setting.changed') {
      const { name, value } = event.change;
      if (value === null) this.#settings.delete(name);
      else this.#settings.set(name, value);
    }
    if (event.event === 'usage.received') {
      for (const { id, lastUsedAt } of event.change.entries) this.#change(id, { lastUsedAt });
    }
    if (event.event === 'sync.agreed') adoptReplaced(this, event.change.entries);
    this.ledger.apply(event);
    this.usage.apply(event);
  }

  clear(): void {
    this.#unread = null;
    this.#keys.clear();
    this.#deleted.clear();
    this.#idByName = null;
    this.#settings.clear();
    this.ledger.clear();
    this.usage.clear();
  }

  /**
   * Moves fields of an endpoint's record that were not known into the record.
   *
   * @param extra the fields that are still not known
   */
  adopt(
    id: string,
    fields: Partial<StoredKey['record']>,
    extra: Record<string, JsonValue> | undefined,
  ): void {
    this.#readAll();
    this.#change(id, fields);
    this.ledger.replaceExtra(id, extra);
  }

  #change(id: string, after: Partial<StoredKey['record']>, sealed: SealedSecrets = {}): void {
    const old = this.#keys.get(id);
    if (!old) return;
    this.#remove(id);
    this.#put(changedKey(old, after, sealed));
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
