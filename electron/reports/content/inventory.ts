import type { KeyCensus } from '../../../shared/keys/key-census';
import type { Chart, ReportOrder, Statement } from '../../../shared/reports/report';
import { isKnownScope, levelFor, RESOURCES } from '../../../shared/keys/scopes';
import { interpolateCount } from '../../../shared/lib/interpolate';
import { reportContentWords as words } from '../../../shared/words/en/report-content';
import { resourceWords } from '../../../shared/words/en/resources';
import { censusOf } from './census';
import { KEY_CELLS } from './key-cells';
import { countLabel, tally } from '../numbers';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';

const MAX_BARS = 10;
/** Most permissions that a statement lists. */
const MAX_NAMED = 8;

/**
 * Every key with all its fields.
 *
 * @param hasOverview whether the format has room for an overview
 * @param now milliseconds since the epoch
 */
export async function inventory(
  keys: readonly ReportKey[],
  order: ReportOrder | null,
  hasOverview: boolean,
  now: number,
  pacer: Pacer,
): Promise<ReportContent> {
  return {
    ...(hasOverview ? await inventoryOverview(keys, now, pacer) : { summary: [], charts: [] }),
    statements: [],
    ...(await rowsOf(keys, KEY_CELLS, order, pacer)),
  };
}

async function inventoryOverview(
  keys: readonly ReportKey[],
  now: number,
  pacer: Pacer,
): Promise<Pick<ReportContent, 'summary' | 'charts'>> {
  const census = await censusOf(keys, now, pacer);
  return {
    summary: [
      countLabel(words.summary.keys, census.keys),
      countLabel(words.summary.active, census.withStatus('active')),
      countLabel(words.summary.inactive, census.inactive),
      countLabel(words.summary.write, census.writes),
      countLabel(words.summary.neverUsed, census.found('never-used')),
      countLabel(words.summary.noExpiry, census.found('no-expiry')),
    ],
    charts: [
      {
        title: words.charts.byStatus,
        unit: words.charts.keys,
        isTimeline: false,
        series: [words.charts.keys],
        groups: (['active', 'disabled', 'expired'] as const).map((each) => ({
          label: words.status[each],
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
  order: ReportOrder | null,
  now: number,
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
  const census = await censusOf(keys, now, pacer);
  const integrations = census.integrations();
  return {
    summary: [
      countLabel(words.summary.keys, census.keys),
      countLabel(words.summary.active, census.withStatus('active')),
      countLabel(words.summary.integrations, integrations.size - (integrations.has('') ? 1 : 0)),
      countLabel(words.summary.write, census.writes),
      countLabel(words.summary.fullAccess, census.found('full-access')),
    ],
    charts: [
      {
        title: words.charts.access,
        unit: words.charts.keys,
        isTimeline: false,
        series: [words.charts.write, words.charts.read],
        groups: RESOURCES.map((resource) => ({
          label: resourceWords[resource].label,
          values: [write.get(resource) ?? 0, read.get(resource) ?? 0],
        })),
      },
    ],
    statements: withUnknown > 0 ? [unknownScopes(withUnknown, [...unknown])] : [],
    needed: withUnknown > 0 ? ['otherScopes'] : [],
    ...(await rowsOf(keys, KEY_CELLS, order ?? { column: 'name', descending: false }, pacer)),
  };
}

/** The matrix has no column for scopes of a newer endpoint. */
function unknownScopes(keys: number, scopes: readonly string[]): Statement {
  const named = scopes.toSorted().slice(0, MAX_NAMED).join(', ');
  const values = { scopes: scopes.length > MAX_NAMED ? `${named}, …` : named };
  const { unknownScopes_one: one, unknownScopes_other: other } = words;
  return { tone: 'care', text: interpolateCount({ one, other }, keys, values) };
}

function integrationChart(census: KeyCensus): Chart {
  const most = [...census.integrations().values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_BARS);
  return {
    title: words.charts.topIntegrations,
    unit: words.charts.keys,
    isTimeline: false,
    series: [words.charts.keys],
    groups: most.map(({ name, count }) => ({
      label: name === '' ? words.charts.noIntegration : name,
      values: [count],
    })),
  };
}
