import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { withinExpiry } from '../../shared/keys/grace-period';
import type { KeyDraft } from './key-vault';

/**
 * The events of an update: only fields that change; none when nothing does. A grace period that
 * would outlast the key's new expiry is shortened to it.
 *
 * @param now milliseconds since the epoch
 */
export function updateDrafts(
  record: ApiKeyRecord,
  fields: { [F in keyof ApiKeyRecord]?: ApiKeyRecord[F] | undefined },
  now: number,
): KeyDraft[] {
  const changed: [string, unknown][] = Object.entries(fields).filter(
    ([field, value]) =>
      value !== undefined &&
      JSON.stringify(value) !== JSON.stringify(record[field as keyof ApiKeyRecord]),
  );
  if (changed.length === 0) return [];
  const wanted: ApiKeyRecord = { ...record, ...Object.fromEntries(changed) };
  const { previousSecret } = withinExpiry(wanted);
  if (previousSecret !== record.previousSecret) changed.push(['previousSecret', previousSecret]);
  const updatedAt = new Date(now).toISOString();
  const after: Partial<ApiKeyRecord> = { ...Object.fromEntries(changed), updatedAt };
  const names = Object.keys(after) as (keyof ApiKeyRecord)[];
  const before = Object.fromEntries(names.map((name) => [name, record[name]]));
  return [{ event: 'key.updated', keyId: record.id, change: { before, after } }];
}
