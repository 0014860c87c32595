import { v7 as uuidv7 } from 'uuid';
import type { StoredKey } from '../format/events';
import type { SyncLedger } from './sync-ledger';

type Sealed = NonNullable<StoredKey['sealedSecret']>;

/** What reviving a key needs from the vault. */
interface VaultPart {
  readonly ledger: Pick<SyncLedger, 'entries'>;
  openSealed(id: string, sealed: NonNullable<StoredKey['sealedSecret']>): Buffer | null;
  sealSecret(id: string, secret: Buffer): NonNullable<StoredKey['sealedSecret']>;
}

/**
 * Whether the key was deleted after an endpoint knew it. Such a tombstone is permanent and holds on
 * every computer.
 */
export const isDeletedForAll = ({ ledger }: Pick<VaultPart, 'ledger'>, id: string): boolean =>
  ledger.entries.get(id)?.deleted !== undefined;

/**
 * Revives a deleted key. Where its tombstone is permanent the key gets a new id, and is a new key
 * to the endpoint.
 *
 * @returns the key to create
 * @throws when its secret does not decrypt: it is of another vault
 */
export function reviveDeletedKey(vault: VaultPart, key: StoredKey): StoredKey {
  if (!isDeletedForAll(vault, key.record.id)) return key;
  const record = { ...key.record, id: uuidv7() };
  const reseal = (sealed: Sealed): Sealed => {
    const secret = vault.openSealed(key.record.id, sealed);
    if (secret === null) throw new Error('a sealed secret does not open with the key of its vault');
    const resealed = vault.sealSecret(record.id, secret);
    secret.fill(0);
    return resealed;
  };
  const { sealedSecret, sealedPreviousSecret } = key;
  return {
    record,
    sealedSecret: sealedSecret && reseal(sealedSecret),
    ...(sealedPreviousSecret && { sealedPreviousSecret: reseal(sealedPreviousSecret) }),
  };
}
