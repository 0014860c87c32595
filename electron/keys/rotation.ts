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
  // The secret of an inactive key does not work, and must not come back with the key.
  const validUntil = graceFrom(record.enabled ? grace : 'none', record.expiresAt, now);
  return ok({
    before: { secretHash, hint, previousSecret, secretCreatedAt, compromised, updatedAt },
    after: {
      secretHash: hashSecret(secret),
      hint: hintOf(secret),
      previousSecret: validUntil === null ? null : { hash: secretHash, validUntil },
      secretCreatedAt: at,
      // The report is about the secret that is replaced. It holds while that secret works.
      compromised: validUntil === null ? null : compromised,
      updatedAt: at,
    },
  });
}

/**
 * The changes of a record when its previous secret ends now.
 *
 * @param until the end of the grace period that the user saw
 * @returns `grace-ended` when that grace period is not running any more
 */
export function endedGrace(
  record: ApiKeyRecord,
  { until, now }: { until: string; now: number },
): Result<Rotation> {
  const running = runningGrace({ ...record, graceUntil: graceEndOf(record) }, now);
  if (running !== until) return fail({ code: 'grace-ended' });
  const { previousSecret, updatedAt } = record;
  return ok({
    before: { previousSecret, updatedAt },
    after: { previousSecret: null, updatedAt: new Date(now).toISOString() },
  });
}

/**
 * The changes of a record when its previous secret becomes the only one again.
 *
 * @param previous the previous secret
 */
export function cancelledRotation(
  record: ApiKeyRecord,
  previous: string,
  grace: { until: string; now: number },
): Result<Rotation> {
  const ended = endedGrace(record, grace);
  if (!ended.ok) return ended;
  const { secretHash, hint, secretCreatedAt } = record;
  return ok({
    before: { ...ended.value.before, secretHash, hint, secretCreatedAt },
    after: {
      ...ended.value.after,
      secretHash: hashSecret(previous),
      hint: hintOf(previous),
      // The record does not keep when the previous secret was made.
      secretCreatedAt: null,
    },
  });
}
