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
 * What a new secret changes of a record. The old secret counts for the time of grace, and no longer than the key.
 *
 * @param options.cutsShort the end of a grace that is running, when a person has agreed that it ends now
 * @returns `key-disabled`, `key-expired`: no secret of it would work; `grace-running`: a secret was promised to work on
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
  const { secretHash, hint, previousSecret, updatedAt } = record;
  const validUntil = graceFrom(grace, record.expiresAt, now);
  return ok({
    before: { secretHash, hint, previousSecret, updatedAt },
    after: {
      secretHash: hashSecret(secret),
      hint: hintOf(secret),
      previousSecret: validUntil === null ? null : { hash: secretHash, validUntil },
      updatedAt: new Date(now).toISOString(),
    },
  });
}
