import type { Failure, FailureCode } from '../../shared/lib/failure';

/** Interval of regular syncs. */
const REGULAR_MS = 5 * 60_000;

/** Debounce, so that several changes are sent together. */
export const AFTER_CHANGE_MS = 2_000;

/** Delay after unlocking, so that the window loads first. */
export const AFTER_UNLOCK_MS = 500;

const FIRST_RETRY_MS = 15_000;
const FIRST_SLOW_RETRY_MS = 2 * 60_000;
const LAST_RETRY_MS = 30 * 60_000;

/** Failures that waiting does not cure. Repeated wrong sign-ins may even lock an account. */
const PERMANENT: readonly FailureCode[] = [
  'endpoint-sign-in',
  'vault-locked',
  'vault-read-only',
  'sync-cancelled',
  'sync-not-set-up',
];

/** Failures that a captive portal or proxy may cause. */
const mayBeFromProxy = (failure: Failure): boolean =>
  failure.code === 'endpoint-certificate' ||
  failure.code === 'endpoint-redirects' ||
  (failure.code === 'endpoint-not-understood' && failure.problem === 'web-page');

/** Failures that a change of network may end. */
export const isNetworkFailure = (failure: Failure): boolean =>
  failure.code === 'endpoint-unreachable' || mayBeFromProxy(failure);

/**
 * Exponential backoff with jitter: doubles after each failure, at random between half and all of
 * it, and never before the time that the server asked for.
 *
 * @param failures in a row, this one included
 * @returns milliseconds; null when a retry would not help or might lock an account
 */
export function retryDelay(
  failure: Failure,
  failures: number,
  random: () => number,
): number | null {
  if (PERMANENT.includes(failure.code)) return null;
  // The cause is in the network or at the endpoint and needs a person, so retry slowly.
  const isSlow = mayBeFromProxy(failure) || failure.code === 'endpoint-forbidden';
  const first = isSlow ? FIRST_SLOW_RETRY_MS : FIRST_RETRY_MS;
  const longest = Math.min(first * 2 ** (failures - 1), LAST_RETRY_MS);
  const delay = longest * (0.5 + random() / 2);
  const asked = failure.code === 'endpoint-busy' ? (failure.waitMs ?? 0) : 0;
  return Math.max(delay, asked);
}

/** Jitter between regular syncs, so that computers do not sync at the same moment. */
export const regularDelay = (random: () => number): number => REGULAR_MS * (0.8 + random() * 0.4);
