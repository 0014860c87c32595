import type { Cell, Chart } from '../../shared/reports/report';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import { countLabel, daysBetween, tally } from './numbers';
import type { Pacer } from './pacer';
import { inPieces } from './pacer';
import { COUNTED, Months } from './months';
import type { Span } from './period';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';
import type { ReportSource, SourceWalk } from './report-source';
import { ReportFault } from './report-vault';
import { ScopedKeys } from './scoped-keys';
import { verification } from './verification';

/** Upper bounds in days; the last one has none. */
const AGES = [
  ['under30', 30],
  ['under90', 90],
  ['under180', 180],
  ['under365', 365],
  ['under730', 730],
  ['older', Number.POSITIVE_INFINITY],
] as const;
const EXPIRIES = [
  ['within30', 30],
  ['within90', 90],
  ['within365', 365],
  ['later', Number.POSITIVE_INFINITY],
] as const;

/** What became of the keys month by month, and how old they are now and when they end. */
export async function lifecycle(
  source: ReportSource,
  keys: readonly ReportKey[],
  scope: { isWanted: (key: ReportKey) => boolean; span: Span; now: number },
  pacer: Pacer,
): Promise<ReportContent> {
  const months = new Months(scope.span);
  const walk = await followEvents(source, months, scope, pacer);
  const ages = new Map<string, number>();
  const expiries = new Map<string, number>();
  await inPieces(keys, 100, pacer, (piece) => {
    for (const { record, expiresAt } of piece) {
      // The keys that are there are the better witnesses of when they expired.
      if (expiresAt <= scope.now) months.count('expired', expiresAt);
      tally(ages, bucketOf(AGES, daysBetween(Date.parse(record.createdAt), scope.now)));
      tally(expiries, expiryOf(expiresAt, scope.now));
    }
  });
  const totals = months.totals();
  const rows: LifecycleRow[] = [
    ...months.list().map(([group, counts]) => ({
      measure: words.measures.month,
      group,
      ...counts,
      keys: null,
    })),
    ...buckets(words.measures.age, words.ages, ages),
    ...buckets(words.measures.expiry, words.expiries, expiries),
  ];
  return {
    summary: [
      countLabel(words.summary.keys, keys.length),
      ...COUNTED.map((what) => countLabel(words.summary[what], totals[what])),
    ],
    charts: [
      {
        title: words.charts.lifecycle,
        unit: words.charts.keys,
        isTimeline: true,
        series: COUNTED.map((what) => words.summary[what]),
        groups: months
          .list()
          .map(([label, counts]) => ({ label, values: COUNTED.map((what) => counts[what]) })),
      },
      distribution(words.charts.age, words.ages, ages),
      distribution(words.charts.expiry, words.expiries, expiries),
    ],
    statements: verification(walk),
    ...(await rowsOf(rows, CELLS, null, pacer)),
  };
}

interface LifecycleRow {
  measure: string;
  group: string;
  created: number | null;
  rotated: number | null;
  expired: number | null;
  deleted: number | null;
  keys: number | null;
}

const CELLS: Record<string, (row: LifecycleRow) => Cell> = {
  measure: (row) => row.measure,
  group: (row) => row.group,
  created: (row) => row.created,
  rotated: (row) => row.rotated,
  expired: (row) => row.expired,
  deleted: (row) => row.deleted,
  keys: (row) => row.keys,
};

async function followEvents(
  source: ReportSource,
  months: Months,
  { isWanted, now }: { isWanted: (key: ReportKey) => boolean; now: number },
  pacer: Pacer,
): Promise<SourceWalk> {
  const keys = new ScopedKeys(isWanted, now);
  const walk = await source.walkActivity({
    signal: pacer.signal,
    onEvents: async (events) => {
      for (const event of events) {
        const key = keys.follow(event);
        if (!key?.isWanted) continue;
        const at = Date.parse(event.at);
        const { after } = (event.change ?? {}) as { after?: { secretHash?: string } };
        if (event.event === 'key.created') months.count('created', at);
        // A secret that was only missing here makes none of the key's either.
        if (after?.secretHash !== undefined) months.count('rotated', at);
        if (event.event === 'key.deleted') {
          months.count('deleted', at);
          const end = key.record.expiresAt === null ? null : Date.parse(key.record.expiresAt);
          if (end !== null && end <= at) months.count('expired', end);
        }
      }
      await pacer.pause();
    },
  });
  pacer.signal.throwIfAborted();
  if (walk.verdict.kind === 'cancelled') throw new ReportFault({ code: 'vault-locked' });
  return walk;
}

function bucketOf<N extends string>(bounds: readonly (readonly [N, number])[], days: number): N {
  const found = bounds.find(([, bound]) => days < bound) ?? bounds.at(-1);
  if (!found) throw new Error('a distribution needs bounds');
  return found[0];
}

function expiryOf(expiresAt: number, now: number): keyof typeof words.expiries {
  if (!Number.isFinite(expiresAt)) return 'none';
  return expiresAt <= now ? 'expired' : bucketOf(EXPIRIES, daysBetween(now, expiresAt));
}

const buckets = (
  measure: string,
  labels: Record<string, string>,
  counts: ReadonlyMap<string, number>,
): LifecycleRow[] =>
  Object.entries(labels).map(([id, group]) => ({
    measure,
    group,
    created: null,
    rotated: null,
    expired: null,
    deleted: null,
    keys: counts.get(id) ?? 0,
  }));

const distribution = (
  title: string,
  labels: Record<string, string>,
  counts: ReadonlyMap<string, number>,
): Chart => ({
  title,
  unit: words.charts.keys,
  isTimeline: false,
  series: [words.charts.keys],
  groups: Object.entries(labels).map(([id, label]) => ({ label, values: [counts.get(id) ?? 0] })),
});
