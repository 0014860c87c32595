import { END_SPANS, endSpanOf } from '../../../shared/keys/key-status';
import type { DueDate } from '../../../shared/keys/due-dates';
import { DUE_KINDS, dueDatesOf } from '../../../shared/keys/due-dates';
import type { Cell, ReportOrder } from '../../../shared/reports/report';
import { countLabel, DAY_MS } from '../numbers';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { CellOf } from './key-cells';
import { keyCells } from './key-cells';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';
import { t } from '../../lib/messages';

const SOON_DAYS = 14;

interface KeyDate extends DueDate {
  key: ReportKey;
}

/** The expiries and due rotations of active keys, the earliest first: one row for each date. */
export async function dueDates(
  keys: readonly ReportKey[],
  order: ReportOrder | null,
  now: number,
  pacer: Pacer,
): Promise<ReportContent> {
  const dates: KeyDate[] = [];
  await inPieces(keys, 500, pacer, (piece) => {
    for (const key of piece) {
      for (const date of dueDatesOf(key.record, now)) dates.push({ ...date, key });
    }
  });
  dates.sort((a, b) => a.at - b.at);
  const counted = (test: (date: KeyDate) => boolean) => dates.filter(test).length;
  return {
    summary: [
      countLabel(
        t('main:report.summary.expiries'),
        counted(({ kind }) => kind === 'expiry'),
      ),
      countLabel(
        t('main:report.summary.rotations'),
        counted(({ kind }) => kind === 'rotation'),
      ),
      countLabel(
        t('main:report.summary.overdue'),
        counted(({ at }) => at <= now),
      ),
      countLabel(
        t('main:report.summary.soon'),
        counted(({ at }) => at > now && at - now <= SOON_DAYS * DAY_MS),
      ),
    ],
    charts: [
      {
        title: t('main:report.charts.dueDates'),
        unit: t('main:report.charts.dates'),
        series: DUE_KINDS.map((kind) => t(`main:report.due.${kind}`)),
        isTimeline: false,
        groups: groupsOf(dates, now),
      },
    ],
    statements: [],
    ...(await rowsOf(dates, dateCells(), order, pacer)),
  };
}

function groupsOf(dates: readonly KeyDate[], now: number) {
  const spanOf = (at: number) => (at <= now ? 'overdue' : endSpanOf(at, now));
  const spans = ['overdue', ...END_SPANS.map(([span]) => span)] as const;
  return spans.flatMap((span) => {
    // Every date has an end.
    if (span === 'none') return [];
    const inSpan = dates.filter(({ at }) => spanOf(at) === span);
    const values = DUE_KINDS.map((kind) => inSpan.filter((date) => date.kind === kind).length);
    return [{ label: t(`main:report.timeLeft.${span}`), values }];
  });
}

function dateCells(): Record<string, CellOf<KeyDate>> {
  const due = t('main:report.due', { returnObjects: true });
  return {
    ...Object.fromEntries(
      Object.entries(keyCells()).map(([id, cell]) => [id, ({ key }: KeyDate): Cell => cell(key)]),
    ),
    dueAt: ({ at }) => new Date(at).toISOString(),
    due: ({ kind }) => due[kind],
    dueId: ({ key, kind }) => `${key.record.id}-${kind}`,
  };
}
