import type { DeletedKeys, DeletedKeySummary } from '../../shared/keys/deleted-key';
import { DELETED_KEPT_DAYS } from '../../shared/keys/key-limits';
import { freeName } from '../../shared/keys/free-name';
import { nameIdentity } from '../../shared/keys/name-identity';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { DeletedKey } from '../lib/vault-port';
import type { KeyDraft, KeyVault } from './key-vault';

const DAY_MS = 24 * 60 * 60_000;

/** What the page shows of a deleted key. */
function summaryOf({ record, deletedAt }: DeletedKey): DeletedKeySummary {
  const { id, name, integration, environment, hint } = record;
  const until = new Date(Date.parse(deletedAt) + DELETED_KEPT_DAYS * DAY_MS).toISOString();
  return { id, name, integration, environment, hint, deletedAt, restorableUntil: until };
}

/**
 * The deleted keys that can be restored, by id. One whose secret is there again is not: a backup, a
 * file or a colleague has restored it, and no two keys may have one secret.
 */
export function restorable(vault: Pick<KeyVault, 'deleted' | 'keys'>): Map<string, DeletedKey> {
  const deleted = [...vault.deleted];
  if (deleted.length === 0) return new Map();
  const held = new Set<string>();
  for (const { record } of vault.keys.values()) {
    held.add(record.secretHash);
    if (record.previousSecret) held.add(record.previousSecret.hash);
  }
  return new Map(deleted.filter(([, { record }]) => !held.has(record.secretHash)));
}

/** The page lists this many: all of a hundred thousand would be a message of many megabytes. */
const MAX_LISTED = 100;

/** The keys deleted last that can be restored, the newest deletion first, and the number of all. */
export function deletedKeys(vault: Pick<KeyVault, 'deleted' | 'keys'>): DeletedKeys {
  const all = [...restorable(vault).values()];
  const newest = all.toSorted((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1));
  return { keys: newest.slice(0, MAX_LISTED).map(summaryOf), total: all.length };
}

/**
 * The events that restore deleted keys. A restored key is disabled, its old secret from before a
 * rotation has ended, and a name that is taken meanwhile gets a number.
 *
 * @param now milliseconds since the epoch
 * @returns `key-not-found` when none of them can be restored
 */
export function restoreDrafts(
  vault: KeyVault,
  ids: readonly string[],
  now: number,
): Result<Extract<KeyDraft, { event: 'key.restored' }>[]> {
  const given = new Set<string>();
  const updatedAt = new Date(now).toISOString();
  const kept = restorable(vault);
  const found = [...new Set(ids)].flatMap((id) => kept.get(id) ?? []);
  if (found.length === 0) return fail({ code: 'key-not-found' });
  return ok(
    found.map((deleted) => {
      const { record, sealedSecret } = vault.revived({
        record: deleted.record,
        sealedSecret: deleted.sealedSecret,
      });
      const name = freeName(
        record.name,
        (text) => given.has(nameIdentity(text)) || vault.idOfName(text) !== undefined,
      );
      given.add(nameIdentity(name));
      const restored = { ...record, name, enabled: false, previousSecret: null, updatedAt };
      return {
        event: 'key.restored',
        keyId: record.id,
        change: { record: restored, sealedSecret, from: deleted.record.id },
      };
    }),
  );
}
