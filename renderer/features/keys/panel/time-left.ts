import { useMinute, useSecondsUntil } from '../../../ui/hooks/now';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds are shown below this. */
const LAST_MS = 5 * MINUTE;

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const;

/**
 * A time that is left, in its two largest units: `4 hr 12 min`, `1 min 5 sec`. Minutes are rounded
 * up, so that the last one is not over while it is shown.
 *
 * @returns the empty text when nothing is left
 */
export function timeLeftText(ms: number, locale: string): string {
  const step = ms > LAST_MS ? MINUTE : SECOND;
  let rest = Math.max(0, Math.ceil(ms / step) * step);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    // The second unit follows the first one directly: not `2 days 5 min`.
    if (parts.length === 1 && count === 0) break;
    if (count === 0) continue;
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
    parts.push(format.format(count));
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/**
 * The milliseconds that are left until an instant: counted by the minute, and in the last minutes
 * by the second, so that an idle window stays idle.
 */
export function useTimeLeft(until: number): number {
  const now = useMinute();
  // The minute that is shown may be nearly over.
  const isClose = until - now <= LAST_MS + MINUTE;
  const seconds = useSecondsUntil(isClose && until > now ? until : null);
  return Math.max(0, seconds === null ? until - now : seconds * SECOND);
}
