import type { KeyCensus } from '../../../shared/keys/key-census';
import type { RiskBasis } from '../../../shared/keys/risks';
import type { EndSpan } from '../../../shared/keys/key-status';
import { END_SPANS } from '../../../shared/keys/key-status';
import type { Cell, Chart } from '../../../shared/reports/report';
import { censusOf } from './census';
import { countLabel, daysBetween, tally } from '../numbers';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import { COUNTED, Months } from './months';
import type { EventScope } from './activity-report';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';
import type { ReportSource } from './report-source';
import { ReportFault } from '../report-vault';
import { recordsNow, ScopedKeys } from './scoped-keys';
import { verification } from './verification';
import { t } from '../../lib/messages';

/** Upper bounds in days; the last one has none. */
const AGES = [
  ['under30', 30],
  ['under90', 90],
  ['under180', 180],
  ['under365', 365],
  ['under730', 730],
  ['older', Number.POSITIVE_INFINITY],
] as const;

/** Events of keys by month, and the present ages and expiries. */
export async function lifecycle(
  source: ReportSource,
  keys: readonly ReportKey[],
  scope: EventScope & { basis: RiskBasis },
  pacer: Pacer,
): Promise<ReportContent> {
  const months = new Months(scope.span);
  const { walk, created, expired } = await followEvents(source, months, scope, pacer);
  const ages = new Map<string, number>();
  await inPieces(keys, 100, pacer, (piece) => {
    for (const { record, expiresAt } of piece) {
      // An existing key's record has its creation and expiry; the events are only needed for
      // deleted keys.
      created.set(record.id, Date.parse(record.createdAt));
      expired.delete(record.id);
      if (expiresAt <= scope.now) expired.set(record.id, expiresAt);
      tally(ages, bucketOf(AGES, daysBetween(Date.parse(record.createdAt), scope.now)));
    }
  });
  for (const time of created.values()) months.count('created', time);
  for (const time of expired.values()) months.count('expired', time);
  const totals = months.totals();
  const census = await censusOf(keys, scope.now, pacer, scope.basis);
  const expiries = expiriesOf(census);
  const ageLabels = t('main:report.ages', { returnObjects: true });
  const expiryLabels = t('main:report.expiries', { returnObjects: true });
  const rows: LifecycleRow[] = [
    ...months.list().map(([group, counts]) => ({
      measure: t('main:report.measures.month'),
      group,
      ...counts,
      keys: null,
    })),
    ...buckets(t('main:report.measures.age'), ageLabels, ages),
    ...buckets(t('main:report.measures.expiry'), expiryLabels, expiries),
  ];
  return {
    summary: [
      countLabel(t('main:report.summary.keys'), census.keys),
      countLabel(t('main:report.summary.active'), census.withStatus('active')),
      countLabel(t('main:report.summary.expired'), census.withStatus('expired')),
      ...COUNTED.map((what) => countLabel(t(`main:report.inPeriod.${what}`), totals[what])),
    ],
    charts: [
      {
        title: t('main:report.charts.lifecycle'),
        unit: t('main:report.charts.keys'),
        isTimeline: true,
        series: COUNTED.map((what) => t(`main:report.summary.${what}`)),
        groups: months
          .list()
          .map(([label, counts]) => ({ label, values: COUNTED.map((what) => counts[what]) })),
      },
      distribution(t('main:report.charts.age'), ageLabels, ages),
      distribution(t('main:report.charts.expiry'), expiryLabels, expiries),
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

/**
 * Counts events of keys, and collects creation and expiry of deleted keys. An imported or restored
 * key counts from its record's creation date.
 */
async function followEvents(
  source: ReportSource,
  months: Months,
  { isWanted, isAll, now }: EventScope,
  pacer: Pacer,
) {
  const created = new Map<string, number>();
  const expired = new Map<string, number>();
  const keys = new ScopedKeys(isWanted, recordsNow(source), now);
  const walk = await source.walkActivity({
    signal: pacer.signal,
    onEvents: async (events) => {
      for (const event of events) {
        const key = keys.follow(event);
        // Nothing more is known of a deleted key whose creation is in no readable part of the
        // activity.
        if (!isAll && !key?.isWanted) continue;
        const at = Date.parse(event.at);
        const { after } = (event.change ?? {}) as { after?: { secretHash?: string } };
        // A changed hash is a rotation elsewhere. Supplying a secret that was missing keeps the hash.
        if (after?.secretHash !== undefined) months.count('rotated', at);
        if (event.event !== 'key.deleted' || !key) continue;
        const { id, createdAt, expiresAt } = key.record;
        months.count('deleted', at);
        created.set(id, Date.parse(createdAt));
        const end = expiresAt === null ? null : Date.parse(expiresAt);
        if (end !== null && end <= at) expired.set(id, end);
      }
      await pacer.pause();
    },
  });
  pacer.signal.throwIfAborted();
  if (walk.verdict.kind === 'cancelled') throw new ReportFault({ code: 'vault-locked' });
  return { walk, created, expired };
}

function bucketOf<N extends string>(bounds: readonly (readonly [N, number])[], days: number): N {
  const found = bounds.find(([, bound]) => days < bound) ?? bounds.at(-1);
  if (!found) throw new Error('a distribution needs bounds');
  return found[0];
}

/** Each key once: an inactive one by its reason, an active one by its expiry. */
const expiriesOf = (census: KeyCensus): ReadonlyMap<string, number> =>
  new Map<EndSpan | 'disabled' | 'expired', number>([
    ['disabled', census.withStatus('disabled')],
    ['expired', census.withStatus('expired')],
    ...END_SPANS.map(([span]) => [span, census.endingIn(span)] as const),
  ]);

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
  unit: t('main:report.charts.keys'),
  isTimeline: false,
  series: [t('main:report.charts.keys')],
  groups: Object.entries(labels).map(([id, label]) => ({ label, values: [counts.get(id) ?? 0] })),
});
