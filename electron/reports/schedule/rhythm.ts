import type { Rhythm } from '../../../shared/reports/report';

/**
 * When a schedule is due next: Mondays, or the first of a month, as soon as it is that day both here and in UTC. Reports
 * count in days of UTC, so the week or month before must be over there; and a person who reads "every Monday" must not
 * be told of a Sunday.
 *
 * @returns RFC 3339
 */
export function nextTime(rhythm: Rhythm, now: number): string {
  const date = new Date(now);
  const [year, month, today] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  // It may still be yesterday here.
  for (let day = today - 1; ; day += 1) {
    const start = Date.UTC(year, month, day);
    const startDay = new Date(start);
    const isDue = rhythm === 'weekly' ? startDay.getUTCDay() === 1 : startDay.getUTCDate() === 1;
    const due = Math.max(start, new Date(year, month, day).getTime());
    if (isDue && due > now) return new Date(due).toISOString();
  }
}
