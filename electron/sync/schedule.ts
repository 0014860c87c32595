import type { Failure, FailureCode } from '../../shared/failure';

/** How often both sides are compared when nothing happens. */
const REGULAR_MS = 5 * 60_000;

/** Several changes in a row are sent together. */
export const AFTER_CHANGE_MS = 2_000;

/** After unlocking: the window comes first. */
export const AFTER_UNLOCK_MS = 500;

const FIRST_RETRY_MS = 15_000;
const LAST_RETRY_MS = 30 * 60_000;

/** What does not go away by waiting. */
const FOR_A_PERSON: readonly FailureCode[] = [
  'endpoint-sign-in',
  'endpoint-forbidden',
  'endpoint-certificate',
  'endpoint-redirects',
  'vault-locked',
  'vault-read-only',
  'sync-cancelled',
  'sync-not-set-up',
];

/**
 * When to try again after a failure: twice as long after each, at random between half and the whole of it, so that
 * many clients do not come back at once; never sooner than the server asked for.
 *
 * @param failures in a row, this one included
 * @returns milliseconds; null when trying again by itself would not help, or would lock somebody out
 */
export function retryDelay(
  failure: Failure,
  failures: number,
  random: () => number,
): number | null {
  if (FOR_A_PERSON.includes(failure.code)) return null;
  const longest = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
  const delay = longest * (0.5 + random() / 2);
  const asked = failure.code === 'endpoint-busy' ? (failure.waitMs ?? 0) : 0;
  return Math.max(delay, asked);
}

/** Between two regular syncs: not at the same moment on every machine. */
export const regularDelay = (random: () => number): number => REGULAR_MS * (0.8 + random() * 0.4);
