import type { ApiKeyRecord } from '../../shared/api-key';
import type { ReportKey } from './report-key';
import { reportKey } from './report-key';
import type { SourceEvent } from './report-source';

interface Followed {
  record: ApiKeyRecord;
  name: string;
  isWanted: boolean;
}

/** The keys as the events make them one after another: what each was called, and whether a report is about it. */
export class ScopedKeys {
  readonly #keys = new Map<string, Followed>();
  readonly #isWanted: (key: ReportKey) => boolean;
  readonly #now: number;

  constructor(isWanted: (key: ReportKey) => boolean, now: number) {
    this.#isWanted = isWanted;
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
    const known = this.#keys.get(keyId);
    if (known && after) return this.#put(keyId, { ...known.record, ...after });
    return known;
  }

  #put(id: string, record: ApiKeyRecord): Followed {
    const key = reportKey({ record, sealedSecret: null }, this.#now);
    const followed = { record, name: record.name, isWanted: this.#isWanted(key) };
    this.#keys.set(id, followed);
    return followed;
  }
}
