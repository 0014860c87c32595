import type { KeyCensus } from '../../../shared/keys/key-census';
import type { RiskBasis } from '../../../shared/keys/risks';
import type { Chart, ReportOrder, Statement } from '../../../shared/reports/report';
import { isKnownScope, levelFor, RESOURCES } from '../../../shared/keys/scopes';
import { censusOf } from './census';
import { keyCells } from './key-cells';
import { countLabel, tally } from '../numbers';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';
import { t } from '../../lib/messages';

const MAX_BARS = 10;
/** Most permissions that a statement lists. */
const MAX_NAMED = 8;

interface Asked {
  order: ReportOrder | null;
  /** milliseconds since the epoch */
  now: number;
  /** the rules of the vault, and what it knows */
  basis: RiskBasis;
}

/**
 * Every key with all its fields.
 *
 * @param asked.hasOverview whether the format has room for an overview
 */
export async function inventory(
  keys: readonly ReportKey[],
  { order, hasOverview, ...asked }: Asked & { hasOverview: boolean },
  pacer: Pacer,
): Promise<ReportContent> {
  return {
    ...(hasOverview ? await inventoryOverview(keys, asked, pacer) : { summary: [], charts: [] }),
    statements: [],
    ...(await rowsOf(keys, keyCells(), order, pacer)),
  };
}

async function inventoryOverview(
  keys: readonly ReportKey[],
  { now, basis }: Pick<Asked, 'now' | 'basis'>,
  pacer: Pacer,
): Promise<Pick<ReportContent, 'summary' | 'charts'>> {
  const census = await censusOf(keys, now, pacer, basis);
  return {
    summary: [
      countLabel(t('main:report.summary.keys'), census.keys),
      countLabel(t('main:report.summary.active'), census.withStatus('active')),
      countLabel(t('main:report.summary.inactive'), census.inactive),
      countLabel(t('main:report.summary.write'), census.writes),
      // Without an endpoint that reports usage, the number would be a guess.
      ...(basis.knowsUsage === false
        ? []
        : [countLabel(t('main:report.summary.neverUsed'), census.found('never-used'))]),
      countLabel(t('main:report.summary.noExpiry'), census.found('no-expiry')),
    ],
    charts: [
      {
        title: t('main:report.charts.byStatus'),
        unit: t('main:report.charts.keys'),
        isTimeline: false,
        series: [t('main:report.charts.keys')],
        groups: (['active', 'disabled', 'expired'] as const).map((each) => ({
          label: t(`main:report.status.${each}`),
          values: [census.withStatus(each)],
        })),
      },
      integrationChart(census),
    ],
  };
}

/** The read and write permissions of each key, by resource, with space for a decision. */
export async function accessReview(
  keys: readonly ReportKey[],
  { order, now, basis }: Asked,
  pacer: Pacer,
): Promise<ReportContent> {
  const read = new Map<string, number>();
  const write = new Map<string, number>();
  const unknown = new Set<string>();
  let withUnknown = 0;
  await inPieces(keys, 100, pacer, (piece) => {
    for (const { record } of piece) {
      const others = record.scopes.filter((scope) => !isKnownScope(scope));
      for (const scope of others) unknown.add(scope);
      if (others.length > 0) withUnknown += 1;
      for (const resource of RESOURCES) {
        const level = levelFor(resource, record.scopes);
        if (level === 'write') tally(write, resource);
        else if (level === 'read') tally(read, resource);
      }
    }
  });
  const census = await censusOf(keys, now, pacer, basis);
  const integrations = census.integrations();
  return {
    summary: [
      countLabel(t('main:report.summary.keys'), census.keys),
      countLabel(t('main:report.summary.active'), census.withStatus('active')),
      countLabel(
        t('main:report.summary.integrations'),
        integrations.size - (integrations.has('') ? 1 : 0),
      ),
      countLabel(t('main:report.summary.write'), census.writes),
      countLabel(t('main:report.summary.fullAccess'), census.found('full-access')),
    ],
    charts: [
      {
        title: t('main:report.charts.access'),
        unit: t('main:report.charts.keys'),
        isTimeline: false,
        series: [t('main:report.charts.write'), t('main:report.charts.read')],
        groups: RESOURCES.map((resource) => ({
          label: t(`resources.${resource}.label`),
          values: [write.get(resource) ?? 0, read.get(resource) ?? 0],
        })),
      },
    ],
    statements: withUnknown > 0 ? [unknownScopes(withUnknown, [...unknown])] : [],
    needed: withUnknown > 0 ? ['otherScopes'] : [],
    ...(await rowsOf(keys, keyCells(), order ?? { column: 'name', descending: false }, pacer)),
  };
}

/** The matrix has no column for scopes of a newer endpoint. */
function unknownScopes(keys: number, scopes: readonly string[]): Statement {
  const named = scopes.toSorted().slice(0, MAX_NAMED).join(', ');
  const values = { scopes: scopes.length > MAX_NAMED ? `${named}, …` : named };
  return { tone: 'care', text: t('main:report.unknownScopes', { count: keys, ...values }) };
}

function integrationChart(census: KeyCensus): Chart {
  const most = [...census.integrations().values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_BARS);
  return {
    title: t('main:report.charts.topIntegrations'),
    unit: t('main:report.charts.keys'),
    isTimeline: false,
    series: [t('main:report.charts.keys')],
    groups: most.map(({ name, count }) => ({
      label: name === '' ? t('main:report.charts.noIntegration') : name,
      values: [count],
    })),
  };
}
