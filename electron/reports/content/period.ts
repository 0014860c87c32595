import type { ReportPeriod } from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import { DAY_MS, dayOf } from '../numbers';
import { t } from '../../lib/messages';

/** A half-open interval in milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

const startOfDay = (time: number): number => Math.floor(time / DAY_MS) * DAY_MS;

/** The interval of a period, in days of UTC. A period that ends now includes today. */
export function spanOf(period: ReportPeriod, now: number): Span {
  const today = startOfDay(now);
  const tomorrow = today + DAY_MS;
  const date = new Date(now);
  switch (period.kind) {
    case 'all':
      return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    case 'last-7-days':
      return { from: tomorrow - 7 * DAY_MS, to: tomorrow };
    case 'last-30-days':
      return { from: tomorrow - 30 * DAY_MS, to: tomorrow };
    case 'last-90-days':
      return { from: tomorrow - 90 * DAY_MS, to: tomorrow };
    case 'last-12-months':
      return {
        from: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 11, 1),
        to: tomorrow,
      };
    case 'previous-week': {
      // Weeks begin on Monday (ISO 8601).
      const monday = today - ((date.getUTCDay() + 6) % 7) * DAY_MS;
      return { from: monday - 7 * DAY_MS, to: monday };
    }
    case 'previous-month':
      return {
        from: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1),
        to: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1),
      };
    case 'between': {
      const days = [Date.parse(period.from), Date.parse(period.to)] as const;
      return { from: Math.min(...days), to: Math.max(...days) + DAY_MS };
    }
    default:
      return assertNever(period);
  }
}

export const isWithin = ({ from, to }: Span, time: number): boolean => time >= from && time < to;

export function periodInWords({ from, to }: Span): string {
  if (!Number.isFinite(from)) return t('main:report.periods.all');
  const day = (time: number) => dayOf(new Date(time).toISOString());
  return t('main:report.periods.between', { from: day(from), to: day(to - DAY_MS) });
}
