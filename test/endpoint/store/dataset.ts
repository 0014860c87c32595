import { Draft } from './draft';
import type { Journal } from './journal';

/** Places with their own timestamp besides the records: the bucket, and the collection of keys. */
export type Place = 'bucket' | 'collection';

export type CollectionName = 'api-keys' | 'api-key-usage';

/** A record, or the tombstone of one: `{id, deleted: true, last_modified}`. */
export interface StoredRecord {
  id: string;
  /** milliseconds since the epoch, unique in the collection */
  last_modified: number;
  deleted?: true;
  [field: string]: unknown;
}

export interface Change {
  collection: CollectionName;
  record: StoredRecord;
}

/** One collection: its records and tombstones, and its timestamp, which every change moves forward. */
export class CollectionState {
  readonly records = new Map<string, StoredRecord>();
  private readonly former = new Map<string, StoredRecord>();

  /** @param timestamp milliseconds since the epoch: the collection's ETag until something changes */
  constructor(public timestamp: number) {}

  apply(record: StoredRecord): void {
    const former = this.records.get(record.id);
    if (record.deleted && former) this.former.set(record.id, former);
    this.records.set(record.id, record);
    this.timestamp = Math.max(this.timestamp, record.last_modified);
  }

  /** The content of a record before its deletion, for a lying server. */
  formerly(id: string): StoredRecord | undefined {
    return this.former.get(id);
  }
}

/** All data of a server at one moment, like a database dump. */
export interface Copy {
  readonly stamps: Readonly<Record<Place, number>>;
  readonly collections: Readonly<
    Record<CollectionName, { timestamp: number; records: readonly StoredRecord[] }>
  >;
}

/** All data of the endpoint. A change is in the journal before it is here. */
export class Dataset {
  private collections: Record<CollectionName, CollectionState>;
  /** when the bucket was created, in milliseconds since the epoch */
  createdAt: number;
  /**
   * when the bucket and the collection of keys were last modified; after a restart, when they were
   * created
   */
  readonly stamps: Record<Place, number>;

  constructor(
    private readonly journal: Journal | null,
    readonly now: () => number = Date.now,
  ) {
    const start = journal?.replay();
    this.createdAt = start?.createdAt ?? now();
    this.stamps = { bucket: this.createdAt, collection: this.createdAt };
    this.collections = emptyCollections(this.createdAt);
    for (const { collection, record } of start?.changes ?? []) {
      this.collections[collection].apply(record);
    }
    if (journal !== null && start === null) journal.begin(this.createdAt);
  }

  collection(name: CollectionName): CollectionState {
    return this.collections[name];
  }

  /** The changes that one request or batch sees and makes. */
  draft(): Draft {
    return new Draft(this);
  }

  /**
   * Makes changes durable, then visible. @throws the system error of a failed write; nothing has
   * changed then
   */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.journal?.append(changes);
    for (const { collection, record } of changes) this.collections[collection].apply(record);
  }

  /** Replaces the bucket by an empty one of the same name, like a reinstalled server. */
  replace(): void {
    this.createdAt = Math.max(this.now(), this.createdAt + 1);
    this.journal?.begin(this.createdAt);
    this.touch('bucket', this.createdAt);
    this.touch('collection', this.createdAt);
    this.collections = emptyCollections(this.createdAt);
  }

  /** Modifies a place itself, like granting access: Kinto raises its timestamp then. */
  touch(place: Place, at = Math.max(this.now(), this.stamps[place] + 1)): void {
    this.stamps[place] = at;
  }

  /** Recreates the keys' collection without its tombstones. `timestamp`: its first ETag. */
  recreate(timestamp: number): void {
    this.touch('collection');
    const others = [...this.collections['api-key-usage'].records.values()];
    this.collections['api-keys'] = new CollectionState(timestamp);
    this.journal?.begin(this.createdAt);
    this.journal?.append(others.map((record) => ({ collection: 'api-key-usage', record })));
  }

  copy(): Copy {
    const of = ({ timestamp, records }: CollectionState) => ({
      timestamp,
      records: structuredClone([...records.values()]),
    });
    return {
      stamps: { ...this.stamps },
      collections: {
        'api-keys': of(this.collections['api-keys']),
        'api-key-usage': of(this.collections['api-key-usage']),
      },
    };
  }

  /** Restores a copy, with its version numbers. Later writes are lost. */
  restore(copy: Copy): void {
    Object.assign(this.stamps, copy.stamps);
    for (const name of COLLECTIONS) {
      const { timestamp, records } = copy.collections[name];
      const state = new CollectionState(timestamp);
      for (const record of structuredClone(records)) state.apply(record);
      this.collections[name] = state;
    }
    this.rewriteJournal();
  }

  /**
   * Drops tombstones of keys, like `kinto purge-deleted`.
   *
   * @param keep how many of the newest tombstones stay
   * @param forgetsTimestamp sets the collection's timestamp to that of its newest record, like a
   * server whose table of timestamps was cleared
   */
  purge(keep: number, forgetsTimestamp: boolean): void {
    const state = this.collections['api-keys'];
    const tombstones = [...state.records.values()]
      .filter(({ deleted }) => deleted === true)
      .toSorted((a, b) => b.last_modified - a.last_modified);
    for (const { id } of tombstones.slice(keep)) state.records.delete(id);
    if (forgetsTimestamp) {
      const numbers = [...state.records.values()].map((record) => record.last_modified);
      if (numbers.length > 0) state.timestamp = Math.max(...numbers);
    }
    this.rewriteJournal();
  }

  close(): void {
    this.journal?.close();
  }

  private rewriteJournal(): void {
    if (this.journal === null) return;
    this.journal.begin(this.createdAt);
    const changes = COLLECTIONS.flatMap((collection) =>
      [...this.collections[collection].records.values()].map((record) => ({ collection, record })),
    );
    if (changes.length > 0) this.journal.append(changes);
  }
}

const COLLECTIONS: readonly CollectionName[] = ['api-keys', 'api-key-usage'];

const emptyCollections = (timestamp: number): Record<CollectionName, CollectionState> => ({
  'api-keys': new CollectionState(timestamp),
  'api-key-usage': new CollectionState(timestamp),
});
