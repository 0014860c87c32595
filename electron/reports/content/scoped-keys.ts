import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { ReportKey } from './report-key';
import { reportKey } from './report-key';
import type { ReportSource, SourceEvent } from './report-source';

interface Followed {
  record: ApiKeyRecord;
  name: string;
  isWanted: boolean;
}

/** The records of all keys by id, at this moment. */
export const recordsNow = (source: ReportSource): ReadonlyMap<string, ApiKeyRecord> =>
  new Map(Array.from(source.keys(), ({ record }) => [record.id, record]));

/**
 * Replays events to know each key's name and scope at each event. A key whose creation is
 * unreadable (in a missing archive or before a repair) is known in its present state.
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

  /** @returns the event's key at that time; a deleted one as it was before */
  follow({ event, keyId, change }: SourceEvent): Followed | undefined {
    if (keyId === null) return undefined;
    const { record, before, after } = (change ?? {}) as {
      record?: ApiKeyRecord;
      before?: ApiKeyRecord;
      after?: Partial<ApiKeyRecord>;
    };
    if ((event === 'key.created' || event === 'key.restored') && record)
      return this.#put(keyId, record);
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
