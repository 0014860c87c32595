import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { withinExpiry } from '../../../shared/keys/grace-period';
import { weightierReport } from '../../../shared/keys/reported-secret';
import type { ActivityDraft, StoredKey } from '../format/events';

type KeyChange = Extract<
  ActivityDraft,
  { event: 'key.created' | 'key.updated' | 'key.rotated' | 'key.deleted' }
>;

/** The fields that differ, before and after. */
function recordChanges(
  from: ApiKeyRecord,
  to: ApiKeyRecord,
): { before: Partial<ApiKeyRecord>; after: Partial<ApiKeyRecord> } {
  const fields = (Object.keys(to) as (keyof ApiKeyRecord)[]).filter(
    (field) => field !== 'id' && JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
  const pick = (record: ApiKeyRecord) =>
    Object.fromEntries(fields.map((field) => [field, record[field]]));
  return { before: pick(from), after: pick(to) };
}

/**
 * The events that turn one version of a key into another: none, an update, its creation or its
 * deletion. Never a deletion followed by a creation: an endpoint that has seen the deletion refuses
 * the id for ever.
 */
export function changesBetween(
  id: string,
  from: StoredKey | undefined,
  to: StoredKey | undefined,
): KeyChange[] {
  if (!to)
    return from ? [{ event: 'key.deleted', keyId: id, change: { before: from.record } }] : [];
  const ended = withinExpiry(to.record);
  if (!from) return [{ event: 'key.created', keyId: id, change: { ...to, record: ended } }];
  const record = stillReported(from.record, ended);
  const change = recordChanges(from.record, record);
  const isOtherSecret =
    from.sealedSecret === null || from.record.secretHash !== to.record.secretHash;
  if (to.sealedSecret !== null && isOtherSecret) {
    const { sealedSecret, sealedPreviousSecret } = to;
    const secrets = { sealedSecret, ...(sealedPreviousSecret && { sealedPreviousSecret }) };
    // Always given: without it, a replay takes the time of the event for that of the secret.
    const before = { ...change.before, secretCreatedAt: from.record.secretCreatedAt };
    const after = { ...change.after, secretCreatedAt: record.secretCreatedAt };
    return [{ event: 'key.rotated', keyId: id, change: { before, after, ...secrets } }];
  }
  if (Object.keys(change.after).length === 0) return [];
  return [{ event: 'key.updated', keyId: id, change }];
}

/**
 * A file, a backup or another version of the vault may be older than the report that a secret is
 * known to others. It does not withdraw the report, also not by another time of the secret, and it
 * does not activate a key that is inactive until its secret is rotated.
 */
function stillReported(from: ApiKeyRecord, to: ApiKeyRecord): ApiKeyRecord {
  const { compromised, secretHash, secretCreatedAt } = from;
  if (compromised === null || secretHash !== to.secretHash) return to;
  return {
    ...to,
    compromised: weightierReport(compromised, to.compromised, secretCreatedAt),
    secretCreatedAt,
    enabled: to.enabled && from.enabled,
  };
}
