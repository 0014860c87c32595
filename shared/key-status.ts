import type { ApiKey } from './api-key';

/** Derived from the record and the clock, never stored. */
export type KeyStatus =
  | { state: 'active' }
  | { state: 'inactive'; reason: 'disabled' }
  | { state: 'inactive'; reason: 'expired' };

/**
 * @param now milliseconds since the epoch
 * @returns Disabled before Expired: it is the one a person did, and the one a person can undo.
 */
export function statusOf(key: Pick<ApiKey, 'enabled' | 'expiresAt'>, now: number): KeyStatus {
  if (!key.enabled) return { state: 'inactive', reason: 'disabled' };
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now) {
    return { state: 'inactive', reason: 'expired' };
  }
  return { state: 'active' };
}
