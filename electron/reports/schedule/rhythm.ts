import type { Rhythm } from '../../../shared/reports/report';

/**
 * The next due time of a schedule: Monday, or the first of a month, once that day has begun both
 * locally and in UTC. Reports use days of UTC, so the previous week or month must be over there;
 * and a Monday report must not appear on a local Sunday.
 *
 * @returns RFC 3339
 */
export function nextTime(rhythm: Rhythm, now: number): string {
  const date = new Date(now);
  const [year, month, today] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  // The local day may still be the previous one.
  for (let day = today - 1; ; day += 1) {
    const start = Date.UTC(year, month, day);
    const startDay = new Date(start);
    const isDue = rhythm === 'weekly' ? startDay.getUTCDay() === 1 : startDay.getUTCDate() === 1;
    const due = Math.max(start, new Date(year, month, day).getTime());
    if (isDue && due > now) return new Date(due).toISOString();
  }
}
