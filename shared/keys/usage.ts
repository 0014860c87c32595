/** The number of days of usage that the vault stores: enough for "unused" and "monitor usage". */
export const USAGE_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;

/** The usage of a key, as its endpoint reports it. */
export interface KeyUsage {
  /** the last reported UTC day: `2026-11-23` */
  until: string;
  /** requests of each day up to that one, oldest first; at most `USAGE_DAYS` */
  counts: number[];
}

/** When one secret of a key was used; RFC 3339. */
interface SecretUse {
  firstUsedAt: string;
  lastUsedAt: string;
}

/** The use of the two secrets that work while a grace period runs. */
export interface SecretUses {
  present: SecretUse | null;
  previous: SecretUse | null;
}

/** The usage of a key as the page shows it. */
export interface ShownUsage extends KeyUsage {
  /** absent when the endpoint does not tell the secrets apart */
  secrets?: SecretUses;
}

/**
 * The endpoint's requests by day, which may have gaps, as the last `USAGE_DAYS` days up to the
 * newest.
 */
export function usageOf(daily: readonly { day: string; count: number }[]): KeyUsage | null {
  const counts = new Map<number, number>();
  for (const { day, count } of daily) {
    const number = dayNumber(day);
    counts.set(number, (counts.get(number) ?? 0) + count);
  }
  if (counts.size === 0) return null;
  const last = Math.max(...counts.keys());
  const days = Array.from({ length: USAGE_DAYS }, (_, index) => last - USAGE_DAYS + 1 + index);
  return { until: dayOf(last), counts: days.map((day) => counts.get(day) ?? 0) };
}

/**
 * The last `USAGE_DAYS` days up to now, oldest first, with the count of each; null for a day
 * without a count.
 */
export function recentDays(usage: KeyUsage, now: number): { day: string; count: number }[] {
  const today = Math.floor(now / DAY_MS);
  const first = dayNumber(usage.until) - usage.counts.length + 1;
  return Array.from({ length: USAGE_DAYS }, (_, index) => {
    const day = today - USAGE_DAYS + 1 + index;
    return { day: dayOf(day), count: usage.counts[day - first] ?? 0 };
  });
}

export const totalOf = (days: readonly { count: number }[]): number =>
  days.reduce((sum, { count }) => sum + count, 0);

const dayNumber = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
