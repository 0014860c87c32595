import type { Failure, FailureCode } from '../../shared/lib/failure';

/** How often both sides are compared when nothing happens. */
const REGULAR_MS = 5 * 60_000;

/** Several changes in a row are sent together. */
export const AFTER_CHANGE_MS = 2_000;

/** After unlocking: the window comes first. */
export const AFTER_UNLOCK_MS = 500;

const FIRST_RETRY_MS = 15_000;
const FIRST_SLOW_RETRY_MS = 2 * 60_000;
const LAST_RETRY_MS = 30 * 60_000;

/** What does not go away by waiting. Signing in wrongly again and again may even lock an account. */
const FOR_A_PERSON: readonly FailureCode[] = [
  'endpoint-sign-in',
  'vault-locked',
  'vault-read-only',
  'sync-cancelled',
  'sync-not-set-up',
];

/** What may come from somebody in between, such as a hotel's network before one has signed in to it. */
const isFromBetween = (failure: Failure): boolean =>
  failure.code === 'endpoint-certificate' ||
  failure.code === 'endpoint-redirects' ||
  (failure.code === 'endpoint-not-understood' && failure.problem === 'web-page');

/** What may be over as soon as this computer is in another network, or in one again. */
export const isOfNetwork = (failure: Failure): boolean =>
  failure.code === 'endpoint-unreachable' || isFromBetween(failure);

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
  // Somebody has to act, on the network or at the endpoint, and then it goes on by itself.
  const isSlow = isFromBetween(failure) || failure.code === 'endpoint-forbidden';
  const first = isSlow ? FIRST_SLOW_RETRY_MS : FIRST_RETRY_MS;
  const longest = Math.min(first * 2 ** (failures - 1), LAST_RETRY_MS);
  const delay = longest * (0.5 + random() / 2);
  const asked = failure.code === 'endpoint-busy' ? (failure.waitMs ?? 0) : 0;
  return Math.max(delay, asked);
}

/** Between two regular syncs: not at the same moment on every machine. */
export const regularDelay = (random: () => number): number => REGULAR_MS * (0.8 + random() * 0.4);
