import type { ApiKeyRecord } from './api-key';
import { statusOf } from './key-status';

/** How long a secret stays valid after it was replaced. */
export const GRACE_PERIODS = ['none', 'hour', 'day', 'week'] as const;
export type GracePeriod = (typeof GRACE_PERIODS)[number];

const HOUR_MS = 60 * 60_000;

/** In milliseconds. */
const GRACE_MS: Record<GracePeriod, number> = {
  none: 0,
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};

type Grace = Pick<ApiKeyRecord, 'previousSecret' | 'expiresAt'>;

/**
 * When the previous secret expires: with its grace period, and with the key at the latest. RFC
 * 3339; null when there is none.
 */
export function graceEndOf({ previousSecret, expiresAt }: Grace): string | null {
  if (previousSecret === null) return null;
  const { validUntil } = previousSecret;
  return expiresAt !== null && expiresAt < validUntil ? expiresAt : validUntil;
}

/**
 * Limits the grace period to the expiry of the key, also when that is moved earlier later:
 * otherwise a later expiry would revive the old secret.
 *
 * @returns the record itself when nothing changes
 */
export function withinExpiry<T extends Grace>(record: T): T {
  const validUntil = graceEndOf(record);
  if (validUntil === null || validUntil === record.previousSecret?.validUntil) return record;
  return { ...record, previousSecret: { ...record.previousSecret, validUntil } };
}

/** The fields of a key that the rotation rules read. */
interface Rotatable {
  enabled: boolean;
  expiresAt: string | null;
  /** the result of `graceEndOf` */
  graceUntil: string | null;
  compromised?: object | null | undefined;
}

/**
 * Why a key cannot be rotated: neither the new secret nor the old one would be valid. Null when it
 * can. A key whose secret is reported stays inactive until its rotation, so that must be possible.
 */
export function rotationObstacle(key: Rotatable, now: number): 'disabled' | 'expired' | null {
  const status = statusOf(key.compromised ? { ...key, enabled: true } : key, now);
  return status.state === 'inactive' ? status.reason : null;
}

/** Until when the previous secret is valid; null when there is none. */
export function runningGrace(key: Rotatable, now: number): string | null {
  if (key.graceUntil === null || Date.parse(key.graceUntil) <= now) return null;
  return statusOf(key, now).state === 'active' ? key.graceUntil : null;
}

/** Until when the secret that is replaced now stays valid; null when it expires now. */
export function graceFrom(
  grace: GracePeriod,
  expiresAt: string | null,
  now: number,
): string | null {
  if (GRACE_MS[grace] === 0) return null;
  const validUntil = new Date(now + GRACE_MS[grace]).toISOString();
  return expiresAt !== null && expiresAt < validUntil ? expiresAt : validUntil;
}
