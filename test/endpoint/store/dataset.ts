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

  close(): void {
    this.journal?.close();
  }
}

const emptyCollections = (timestamp: number): Record<CollectionName, CollectionState> => ({
  'api-keys': new CollectionState(timestamp),
  'api-key-usage': new CollectionState(timestamp),
});
