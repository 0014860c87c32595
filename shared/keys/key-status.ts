import type { ApiKey } from './api-key';

/** Derived from the record and the clock, never stored. */
export type StatusChoice = 'active' | 'disabled' | 'expired';

/**
 * The rule for the status of a key, for every row, filter, count and report.
 *
 * @param expiresAt milliseconds since the epoch; infinity for a key without expiry
 * @param now milliseconds since the epoch; a key expires exactly at its date
 * @returns "disabled" before "expired": a person has done it, and can undo it
 */
export function statusAt(enabled: boolean, expiresAt: number, now: number): StatusChoice {
  if (!enabled) return 'disabled';
  return expiresAt <= now ? 'expired' : 'active';
}

/** The expiry of a key in milliseconds since the epoch; infinity without one. */
export const endOf = ({ expiresAt }: Pick<ApiKey, 'expiresAt'>): number =>
  expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);

export type KeyStatus =
  | { state: 'active' }
  | { state: 'inactive'; reason: 'disabled' }
  | { state: 'inactive'; reason: 'expired' };

/** @param now milliseconds since the epoch */
export function statusOf(key: Pick<ApiKey, 'enabled' | 'expiresAt'>, now: number): KeyStatus {
  const status = statusAt(key.enabled, endOf(key), now);
  return status === 'active' ? { state: 'active' } : { state: 'inactive', reason: status };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The expiry spans of the Security check, the reports and the table. */
export const END_SPANS = [
  ['within14', 14 * DAY_MS],
  ['within30', 30 * DAY_MS],
  ['within90', 90 * DAY_MS],
  ['within365', 365 * DAY_MS],
  ['later', Number.MAX_VALUE],
  ['none', Number.POSITIVE_INFINITY],
] as const;
export type EndSpan = (typeof END_SPANS)[number][0];

/** The span in which an active key expires, its bound included. */
export function endSpanOf(expiresAt: number, now: number): EndSpan {
  const left = expiresAt - now;
  for (const [span, bound] of END_SPANS) if (left <= bound) return span;
  return 'none';
}

/** Whether an active key expires within that many days. */
export const endsWithin = (
  key: Pick<ApiKey, 'enabled' | 'expiresAt'>,
  days: number,
  now: number,
): boolean => statusOf(key, now).state === 'active' && endOf(key) - now <= days * DAY_MS;
