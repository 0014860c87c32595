import type { ApiKeyRecord } from './api-key';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The last instant of RFC 3339, whose years have four digits. */
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** The fields of a key that say when its secret must be replaced. */
export type RotationDates = Pick<ApiKeyRecord, 'rotateEvery' | 'secretCreatedAt' | 'createdAt'>;

/**
 * When the secret of a key must be replaced: `rotateEvery` days after it was made. A secret whose
 * time is not known counts from the creation of its key, the earliest time that it can have.
 *
 * @returns milliseconds since the epoch; null when no rotation is demanded
 */
export function rotationDueAt(key: RotationDates): number | null {
  if (key.rotateEvery === null) return null;
  return Math.min(
    Date.parse(key.secretCreatedAt ?? key.createdAt) + key.rotateEvery * DAY_MS,
    LAST,
  );
}
