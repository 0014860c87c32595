import { Draft } from './draft';
import type { Journal } from './journal';

/** What has a timestamp of its own beside the records: the bucket, and the collection of the keys. */
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

  /** What a record was before it was deleted: for a server that lies. */
  formerly(id: string): StoredRecord | undefined {
    return this.former.get(id);
  }
}

/** All that a server has stored at one moment, as a dump of its database has it. */
export interface Copy {
  readonly stamps: Readonly<Record<Place, number>>;
  readonly collections: Readonly<
    Record<CollectionName, { timestamp: number; records: readonly StoredRecord[] }>
  >;
}

/** Everything the endpoint stores. What is changed stands in the journal before it stands here. */
export class Dataset {
  private collections: Record<CollectionName, CollectionState>;
  /** when the bucket was made, in milliseconds since the epoch */
  createdAt: number;
  /** when the bucket and the collection of the keys were last written; after a restart, when they were made */
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

  /** What one request, or one batch, sees and changes. */
  draft(): Draft {
    return new Draft(this);
  }

  /** Makes changes durable, then visible. @throws the system error of a failed write; nothing has changed then */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.journal?.append(changes);
    for (const { collection, record } of changes) this.collections[collection].apply(record);
  }

  /** Another, empty bucket of the same name: what a server looks like that was set up anew. */
  replace(): void {
    this.createdAt = Math.max(this.now(), this.createdAt + 1);
    this.journal?.begin(this.createdAt);
    this.touch('bucket', this.createdAt);
    this.touch('collection', this.createdAt);
    this.collections = emptyCollections(this.createdAt);
  }

  /** Somebody wrote to a place itself, for example let a colleague in: Kinto moves its timestamp then. */
  touch(place: Place, at = Math.max(this.now(), this.stamps[place] + 1)): void {
    this.stamps[place] = at;
  }

  /** The keys' collection was deleted, with its tombstones, and made anew. `timestamp`: its first ETag. */
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

  /** Puts back what was there when the copy was made, numbers included. What was written since is gone. */
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
   * Forgets deletions of keys, as `kinto purge-deleted` does.
   *
   * @param keep so many of the newest tombstones stay
   * @param forgetsTimestamp the collection's timestamp is that of its newest record from then on, as on a server
   * whose table of timestamps was cleared
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
