import type { AddedField, ApiKeyRecord } from '../../../shared/keys/api-key';
import { ADDED_FIELDS, apiKeyRecordSchema } from '../../../shared/keys/api-key';
import type { LedgerEntry } from '../format/ledger-schema';
import { same } from '../../../shared/sync/merge';
import type { JsonValue } from '../../lib/vault-port';
import type { StoredKey } from '../format/events';
import type { SyncLedger } from './sync-ledger';

/** The part of a vault's content that adopting reads and changes. */
interface Content {
  readonly keys: ReadonlyMap<string, StoredKey>;
  readonly ledger: Pick<SyncLedger, 'entries'>;
  adopt(
    id: string,
    fields: Partial<ApiKeyRecord>,
    extra: Record<string, JsonValue> | undefined,
  ): void;
}

const FIELDS = Object.keys(ADDED_FIELDS) as AddedField[];

/**
 * An app of version 1 kept the added fields of an endpoint's record among the fields it did not
 * know. They become the record's own, unless the record has a value already. A value of another
 * type stays where it is.
 */
export function adoptAddedFields(
  content: Content,
  entries: Iterable<LedgerEntry> = content.ledger.entries.values(),
): void {
  for (const entry of entries) {
    const { extra } = entry;
    if (extra === undefined || !hasAddedFields(extra)) continue;
    const record = content.keys.get(entry.id)?.record;
    const adopted: Partial<ApiKeyRecord> = {};
    const rest = { ...extra };
    for (const field of FIELDS) {
      const value = apiKeyRecordSchema.shape[field].safeParse(rest[field]);
      if (!value.success) continue;
      delete rest[field];
      const isEdited = entry.before !== undefined && Object.hasOwn(entry.before, field);
      const isFree = record !== undefined && !isEdited && same(record[field], ADDED_FIELDS[field]);
      if (isFree) Object.assign(adopted, { [field]: value.data });
    }
    if (same(rest, extra)) continue;
    content.adopt(entry.id, adopted, Object.keys(rest).length > 0 ? rest : undefined);
  }
}

const hasAddedFields = (extra: NonNullable<LedgerEntry['extra']>): boolean =>
  FIELDS.some((field) => Object.hasOwn(extra, field));

/**
 * An entry without added fields in place of one with them was written by an app that had adopted
 * them. A replay that began before that, as in a repair from a backup of version 1, adopts them now.
 */
export function adoptReplaced(content: Content, entries: readonly LedgerEntry[]): void {
  const replaced = entries.flatMap(({ id, extra }) => {
    const old = content.ledger.entries.get(id);
    return old?.extra === undefined || hasAddedFields(extra ?? {}) ? [] : [old];
  });
  adoptAddedFields(content, replaced);
}
