import type { Rhythm } from '../../shared/reports/report';
import { DAY_MS } from './numbers';

/** When a schedule is due next: Mondays, or the first of a month, as the day begins in UTC. RFC 3339. */
export function nextTime(rhythm: Rhythm, now: number): string {
  const date = new Date(now);
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const time =
    rhythm === 'weekly'
      ? today + (7 - ((date.getUTCDay() + 6) % 7)) * DAY_MS
      : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return new Date(time).toISOString();
}
