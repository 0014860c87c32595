import type { Change, CollectionName, Dataset, Place, StoredRecord } from './dataset';

/**
 * The changes of one request or batch, visible to its later parts only until they are committed. A
 * draft is used synchronously, so that no other request interleaves.
 */
export class Draft {
  private readonly changed = new Map<string, Change>();
  private readonly timestamps = new Map<CollectionName, number>();

  constructor(private readonly dataset: Dataset) {}

  /**
   * When the bucket, or the collection of keys, was last modified, in milliseconds since the epoch.
   */
  stampOf(place: Place): number {
    return this.dataset.stamps[place];
  }

  timestamp(collection: CollectionName): number {
    return this.timestamps.get(collection) ?? this.dataset.collection(collection).timestamp;
  }

  /** @returns the record or its tombstone; undefined when there never was one */
  find(collection: CollectionName, id: string): StoredRecord | undefined {
    const change = this.changed.get(`${collection}/${id}`);
    return change?.record ?? this.dataset.collection(collection).records.get(id);
  }

  /** Every record and tombstone, in no particular order. */
  all(collection: CollectionName): StoredRecord[] {
    const records = new Map(this.dataset.collection(collection).records);
    for (const change of this.changed.values()) {
      if (change.collection === collection) records.set(change.record.id, change.record);
    }
    return [...records.values()];
  }

  /** Stores a record under the next timestamp of its collection. */
  put(collection: CollectionName, fields: Record<string, unknown> & { id: string }): StoredRecord {
    return this.change(collection, { ...fields, last_modified: this.tick(collection) });
  }

  /**
   * Stores a record under a chosen version number, as Kinto allows with `last_modified`: a past one
   * does not change the collection's timestamp, and one that equals the newest becomes the next.
   */
  putUnder(
    collection: CollectionName,
    fields: Record<string, unknown> & { id: string },
    number: number,
  ): StoredRecord {
    if (number === this.timestamp(collection)) return this.put(collection, fields);
    return this.change(collection, { ...fields, last_modified: number });
  }

  /** Leaves a tombstone. */
  remove(collection: CollectionName, id: string): StoredRecord {
    return this.change(collection, { id, deleted: true, last_modified: this.tick(collection) });
  }

  commit(): void {
    this.dataset.commit([...this.changed.values()]);
  }

  private change(collection: CollectionName, record: StoredRecord): StoredRecord {
    this.changed.set(`${collection}/${record.id}`, { collection, record });
    return record;
  }

  /** Strictly later than the last one, even if the clock does not advance or is set back. */
  private tick(collection: CollectionName): number {
    const next = Math.max(this.dataset.now(), this.timestamp(collection) + 1);
    this.timestamps.set(collection, next);
    return next;
  }
}
