import type { ApiKeyRecord } from '../../shared/api-key';
import type { ActivityDraft, StoredKey } from './activity';

type KeyChange = Extract<ActivityDraft, { event: 'key.created' | 'key.updated' | 'key.deleted' }>;

/** The fields that differ, as they were and as they are to be. */
function recordChanges(
  from: ApiKeyRecord,
  to: ApiKeyRecord,
): { before: Partial<ApiKeyRecord>; after: Partial<ApiKeyRecord> } | null {
  const fields = (Object.keys(to) as (keyof ApiKeyRecord)[]).filter(
    (field) => field !== 'id' && JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
  if (fields.length === 0) return null;
  const pick = (record: ApiKeyRecord) =>
    Object.fromEntries(fields.map((field) => [field, record[field]]));
  return { before: pick(from), after: pick(to) };
}

/** What turns a key of that id into another version of it: nothing, a change, or its end and a new beginning. */
export function changesBetween(
  id: string,
  from: StoredKey | undefined,
  to: StoredKey | undefined,
): KeyChange[] {
  const gone: KeyChange[] = from
    ? [{ event: 'key.deleted', keyId: id, change: { before: from.record } }]
    : [];
  if (!to) return gone;
  const made: KeyChange = { event: 'key.created', keyId: id, change: to };
  if (!from) return [made];
  if (JSON.stringify(from.sealedSecret) !== JSON.stringify(to.sealedSecret)) return [...gone, made];
  const change = recordChanges(from.record, to.record);
  return change ? [{ event: 'key.updated', keyId: id, change }] : [];
}
