import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { graceEndOf } from '../../../shared/keys/grace-period';
import type { SecretUsage, SecretUsages } from '../../../shared/keys/secret-usage-schema';
import { readSecretUsages, SECRET_USAGE_SETTING } from '../../../shared/keys/secret-usage-schema';
import type { SyncDraft, SyncVault } from '../sync-vault';

/** The reported use of the secrets of a key. */
export interface ReportedSecrets {
  id: string;
  uses: readonly SecretUsage[];
}

/**
 * The event that stores the use of each secret. Only keys whose grace period runs need it; those
 * of the others are dropped. None when nothing changes, or when the stored value cannot be read.
 */
export function secretUsageDrafts(
  { settings, keys }: Pick<SyncVault, 'settings' | 'keys'>,
  reported: readonly ReportedSecrets[],
  now: number,
): SyncDraft[] {
  const known = readSecretUsages(settings.get(SECRET_USAGE_SETTING));
  if (known === null) return [];
  const told = new Map([
    ...Object.entries(known),
    ...reported.map(({ id, uses }) => [id, uses] as const),
  ]);
  const next: SecretUsages = {};
  for (const [id, uses] of told) {
    const record = keys.get(id)?.record;
    const kept = record ? usesDuringGrace(record, uses, now) : [];
    if (kept.length > 0) next[id] = kept;
  }
  if (JSON.stringify(next) === JSON.stringify(known)) return [];
  const value = Object.keys(next).length === 0 ? null : next;
  return [{ event: 'setting.changed', keyId: null, change: { name: SECRET_USAGE_SETTING, value } }];
}

/** The uses of the two secrets that work. */
function usesDuringGrace(
  record: ApiKeyRecord,
  uses: readonly SecretUsage[],
  now: number,
): SecretUsage[] {
  const end = graceEndOf(record);
  if (record.previousSecret === null || end === null || Date.parse(end) <= now) return [];
  const hashes = [record.secretHash, record.previousSecret.hash];
  return hashes.flatMap((hash) => uses.find((use) => use.hash === hash) ?? []);
}
