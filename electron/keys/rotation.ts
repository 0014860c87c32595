import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { GracePeriod } from '../../shared/keys/grace-period';
import {
  graceEndOf,
  graceFrom,
  rotationObstacle,
  runningGrace,
} from '../../shared/keys/grace-period';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { hintOf } from '../../shared/keys/secret-format';
import { hashSecret } from './secret';

interface Rotation {
  before: Partial<ApiKeyRecord>;
  after: Partial<ApiKeyRecord>;
}

/**
 * The changes of a record by a rotation. The old secret stays valid for the grace period, but no
 * longer than the key.
 *
 * @param options.cutsShort the end of a running grace period that the user agreed to end now
 * @returns `key-disabled` or `key-expired`: the new secret would not work either; `grace-running`:
 * the previous secret is still within its grace period
 */
export function rotationOf(
  record: ApiKeyRecord,
  secret: string,
  { grace, cutsShort, now }: { grace: GracePeriod; cutsShort: string | null; now: number },
): Result<Rotation> {
  const key = { ...record, graceUntil: graceEndOf(record) };
  const obstacle = rotationObstacle(key, now);
  if (obstacle !== null) return fail({ code: `key-${obstacle}` });
  const promised = runningGrace(key, now);
  if (promised !== null && promised !== cutsShort) {
    return fail({ code: 'grace-running', until: promised });
  }
  const { secretHash, hint, previousSecret, secretCreatedAt, compromised, updatedAt } = record;
  const at = new Date(now).toISOString();
  const validUntil = graceFrom(grace, record.expiresAt, now);
  return ok({
    before: { secretHash, hint, previousSecret, secretCreatedAt, compromised, updatedAt },
    after: {
      secretHash: hashSecret(secret),
      hint: hintOf(secret),
      previousSecret: validUntil === null ? null : { hash: secretHash, validUntil },
      secretCreatedAt: at,
      // The report was about the secret that is replaced.
      compromised: null,
      updatedAt: at,
    },
  });
}
