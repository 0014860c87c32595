import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { graceEndOf } from '../../../shared/keys/grace-period';
import type { StoredKey } from '../format/events';

type Sealed = NonNullable<StoredKey['sealedSecret']>;

/** The sealed secrets that come with a change of a key. */
export interface SealedSecrets {
  sealedSecret?: Sealed | undefined;
  sealedPreviousSecret?: Sealed | undefined;
}

/**
 * A key after a change of its record. Each sealed secret stays beside the hash it belongs to: the
 * present one becomes the previous one by a rotation, and the other way round when a rotation is
 * cancelled. A secret whose hash the record no longer has is dropped; one that was made elsewhere is
 * not known here.
 */
export function changedKey(
  old: StoredKey,
  after: Partial<ApiKeyRecord>,
  given: SealedSecrets = {},
): StoredKey {
  const record = { ...old.record, ...after };
  const known = new Map<string, Sealed>();
  const { previousSecret } = old.record;
  if (previousSecret && old.sealedPreviousSecret) {
    known.set(previousSecret.hash, old.sealedPreviousSecret);
  }
  if (old.sealedSecret) known.set(old.record.secretHash, old.sealedSecret);
  const sealedSecret = given.sealedSecret ?? known.get(record.secretHash) ?? null;
  const sealedPreviousSecret =
    record.previousSecret && (given.sealedPreviousSecret ?? known.get(record.previousSecret.hash));
  return { record, sealedSecret, ...(sealedPreviousSecret && { sealedPreviousSecret }) };
}

/** Without the previous secret once its grace period is over. */
export function withoutEndedSecret<K extends StoredKey>(key: K, now: number): K {
  const { sealedPreviousSecret, ...rest } = key;
  if (sealedPreviousSecret === undefined) return key;
  const end = graceEndOf(key.record);
  return end !== null && Date.parse(end) > now ? key : (rest as K);
}
