import type { AddedField, ApiKeyRecord } from '../../../shared/keys/api-key';
import { ADDED_FIELDS, apiKeyRecordSchema } from '../../../shared/keys/api-key';
import { same } from '../../../shared/sync/merge';
import type { VaultContent } from './vault-content';

const FIELDS = Object.keys(ADDED_FIELDS) as AddedField[];

/**
 * An app of version 1 kept the added fields of an endpoint's record among the fields it did not
 * know. They become the record's own, unless the record has a value already. A value of another
 * type stays where it is.
 */
export function adoptAddedFields(content: VaultContent): void {
  for (const entry of content.ledger.entries.values()) {
    const { extra } = entry;
    if (extra === undefined || !FIELDS.some((field) => Object.hasOwn(extra, field))) continue;
    const record = content.keys.get(entry.id)?.record;
    const adopted: Partial<ApiKeyRecord> = {};
    const rest = { ...extra };
    for (const field of FIELDS) {
      const value = apiKeyRecordSchema.shape[field].safeParse(rest[field]);
      if (!value.success) continue;
      delete rest[field];
      const isFree = record !== undefined && same(record[field], ADDED_FIELDS[field]);
      if (isFree) Object.assign(adopted, { [field]: value.data });
    }
    if (same(rest, extra)) continue;
    content.adopt(entry.id, adopted, Object.keys(rest).length > 0 ? rest : undefined);
  }
}
