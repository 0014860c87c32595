/** Days of which the vault keeps how often a key was used: those that "unused" and "monitor usage" are about. */
export const USAGE_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;

/** How often a key was used, as its endpoint tells it. */
export interface KeyUsage {
  /** the last UTC day that is counted: `2026-11-23` */
  until: string;
  /** requests of each day up to that one, oldest first; at most `USAGE_DAYS` */
  counts: number[];
}

/** Requests by day as the endpoint lists them, days without any left out: the last `USAGE_DAYS` up to the newest. */
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

const dayNumber = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
