import type { DeletedKeys, DeletedKeySummary } from '../../shared/keys/deleted-key';
import type { KeyAccess } from '../../shared/keys/access';
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

/**
 * Whether a deleted key can be again what it was: no endpoint knows of the deletion, its name is
 * free, and its secret was not reported.
 */
const isUntouched = (
  vault: Pick<KeyVault, 'ledger' | 'idOfName'>,
  { record: { id, name, compromised } }: DeletedKey,
): boolean =>
  compromised === null &&
  vault.ledger.entries.get(id)?.deleted === undefined &&
  vault.idOfName(name) === undefined;

/** The access of a deleted key as it comes back when its deletion is undone. */
export function accessWhenUndone(vault: KeyVault, deleted: DeletedKey): KeyAccess {
  const { record } = deleted;
  return { ...record, enabled: record.enabled && isUntouched(vault, deleted) };
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
 * @param how `as-it-was`: an untouched key is again what it was, as when its deletion is undone
 * @returns `key-not-found` when none of them can be restored
 */
export function restoreDrafts(
  vault: KeyVault,
  ids: readonly string[],
  now: number,
  how: 'inactive' | 'as-it-was' = 'inactive',
): Result<Extract<KeyDraft, { event: 'key.restored' }>[]> {
  const given = new Set<string>();
  const updatedAt = new Date(now).toISOString();
  const kept = restorable(vault);
  const found = [...new Set(ids)].flatMap((id) => kept.get(id) ?? []);
  if (found.length === 0) return fail({ code: 'key-not-found' });
  return ok(
    found.map((deleted) => {
      const { deletedAt: _, ...key } = deleted;
      const { id, name: before } = key.record;
      const isGiven = given.has(nameIdentity(before));
      if (how === 'as-it-was' && !isGiven && isUntouched(vault, deleted)) {
        given.add(nameIdentity(before));
        const change = { ...key, record: { ...key.record, updatedAt }, from: id };
        return { event: 'key.restored', keyId: id, change };
      }
      const { record, sealedSecret } = vault.revived({
        record: key.record,
        sealedSecret: key.sealedSecret,
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
