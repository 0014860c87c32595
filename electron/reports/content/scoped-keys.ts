import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { ReportKey } from './report-key';
import { reportKey } from './report-key';
import type { ReportSource, SourceEvent } from './report-source';

interface Followed {
  record: ApiKeyRecord;
  name: string;
  isWanted: boolean;
}

/** The records of all keys by their id, as they are at this moment. */
export const recordsNow = (source: ReportSource): ReadonlyMap<string, ApiKeyRecord> =>
  new Map(Array.from(source.keys(), ({ record }) => [record.id, record]));

/**
 * The keys as the events make them one after another: what each was called, and whether a report is about it. What was
 * created where the activity cannot be read (an archive is missing, or it was begun anew) is known as it is now.
 */
export class ScopedKeys {
  readonly #keys = new Map<string, Followed>();
  readonly #isWanted: (key: ReportKey) => boolean;
  readonly #known: ReadonlyMap<string, ApiKeyRecord>;
  readonly #now: number;

  constructor(
    isWanted: (key: ReportKey) => boolean,
    known: ReadonlyMap<string, ApiKeyRecord>,
    now: number,
  ) {
    this.#isWanted = isWanted;
    this.#known = known;
    this.#now = now;
  }

  /** @returns the key an event is about, as it was when it happened; a deleted one as it was before */
  follow({ event, keyId, change }: SourceEvent): Followed | undefined {
    if (keyId === null) return undefined;
    const { record, before, after } = (change ?? {}) as {
      record?: ApiKeyRecord;
      before?: ApiKeyRecord;
      after?: Partial<ApiKeyRecord>;
    };
    if (event === 'key.created' && record) return this.#put(keyId, record);
    if (event === 'key.deleted' && before) {
      const last = this.#put(keyId, before);
      this.#keys.delete(keyId);
      return last;
    }
    const known = this.#keys.get(keyId) ?? this.#asNow(keyId);
    if (known && after) return this.#put(keyId, { ...known.record, ...after });
    return known;
  }

  #asNow(id: string): Followed | undefined {
    const record = this.#known.get(id);
    return record && this.#put(id, record);
  }

  #put(id: string, record: ApiKeyRecord): Followed {
    const key = reportKey({ record, sealedSecret: null }, this.#now);
    const followed = { record, name: record.name, isWanted: this.#isWanted(key) };
    this.#keys.set(id, followed);
    return followed;
  }
}
