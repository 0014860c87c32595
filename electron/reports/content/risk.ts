import { interpolate } from '../../../shared/lib/interpolate';
import type { Cell, ReportOrder } from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import type { Risk, RiskCode } from '../../../shared/keys/risks';
import { RISK_CODES } from '../../../shared/keys/risks';
import { reportContentWords as words } from '../../../shared/words/en/report-content';
import { riskWords } from '../../../shared/words/en/risks';
import { censusOf } from './census';
import type { CellOf } from './key-cells';
import { KEY_CELLS } from './key-cells';
import { countLabel, dayOf } from '../numbers';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';

type Severity = Risk['severity'];
const SEVERITIES = ['high', 'medium', 'low'] as const satisfies readonly Severity[];

/** How many keys or findings are processed at a time. */
const PIECE = 500;

interface Finding {
  key: ReportKey;
  code: RiskCode;
  severity: Severity;
}

/**
 * Keys with findings of the Security check: one row for each key and finding, most severe first.
 *
 * @param everyKey all keys of the vault: a key may share an integration with one outside the report
 */
export async function risk(
  everyKey: readonly ReportKey[],
  isWanted: (key: ReportKey) => boolean,
  order: ReportOrder | null,
  now: number,
  pacer: Pacer,
): Promise<ReportContent> {
  const keys = new Map<string, ReportKey>();
  await inPieces(everyKey, PIECE, pacer, (piece) => {
    for (const key of piece) if (isWanted(key)) keys.set(key.record.id, key);
  });
  const census = await censusOf(everyKey, now, pacer);
  const findings: Finding[] = [];
  const ofCode = new Map<RiskCode, number>();
  const ofSeverity = new Map<Severity, number>();
  const keysAtRisk = new Set<string>();
  for (const code of RISK_CODES) {
    const found = census.risks.find((each) => each.code === code);
    if (!found) continue;
    const { severity, keyIds } = found;
    await inPieces(keyIds, PIECE, pacer, (ids) => {
      for (const id of ids) {
        const key = keys.get(id);
        if (!key) continue;
        findings.push({ key, code, severity });
        keysAtRisk.add(id);
        add(ofCode, code);
        add(ofSeverity, severity);
      }
    });
  }
  return {
    summary: [
      countLabel(words.summary.findings, findings.length),
      countLabel(words.summary.keysAtRisk, keysAtRisk.size),
      countLabel(words.summary.keys, keys.size),
      ...SEVERITIES.map((severity) =>
        countLabel(words.summary[severity], ofSeverity.get(severity) ?? 0),
      ),
    ],
    charts: [
      {
        title: words.charts.findings,
        unit: words.charts.findings,
        series: [words.charts.findings],
        isTimeline: false,
        groups: RISK_CODES.map((code) => ({
          label: titleOf(code),
          values: [ofCode.get(code) ?? 0],
        })),
      },
    ],
    statements: findings.length === 0 ? [{ tone: 'good', text: words.noFindings }] : [],
    ...(await rowsOf(findings, CELLS, order, pacer, RANKS)),
  };
}

function add<T>(counts: Map<T, number>, what: T): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

const CELLS: Record<string, CellOf<Finding>> = {
  ...Object.fromEntries(
    Object.entries(KEY_CELLS).map(([id, cell]) => [id, ({ key }: Finding): Cell => cell(key)]),
  ),
  severity: ({ severity }) => words.severities[severity],
  finding: ({ code }) => titleOf(code),
  why: (finding) => [evidenceOf(finding), riskWords[finding.code].why].filter(Boolean).join(' '),
  advice: ({ code }) => riskWords[code].what,
};

/** As words, high would sort before low and low before medium. */
const RANKS: Record<string, CellOf<Finding>> = {
  severity: ({ severity }) => -SEVERITIES.indexOf(severity),
};

/** The short name of a finding as a title. */
function titleOf(code: RiskCode): string {
  const { short } = riskWords[code];
  return short.slice(0, 1).toUpperCase() + short.slice(1);
}

/** The evidence in this key for the finding. */
function evidenceOf({ key: { record }, code }: Finding): string {
  const { evidence } = words;
  switch (code) {
    case 'unused':
      return interpolate(evidence.lastUsed, { day: dayOf(record.lastUsedAt ?? '') });
    case 'never-used':
      return interpolate(evidence.created, { day: dayOf(record.createdAt) });
    case 'expires-in-14-days':
    case 'expires-in-30-days':
      return interpolate(evidence.expires, { day: dayOf(record.expiresAt ?? '') });
    case 'expired':
      return interpolate(evidence.expired, { day: dayOf(record.expiresAt ?? '') });
    case 'disabled-long':
      return interpolate(evidence.disabled, { day: dayOf(record.updatedAt) });
    case 'shared-integration':
      return interpolate(evidence.shared, { integration: record.integration });
    case 'full-access':
    case 'many-write-scopes':
    case 'no-expiry':
    case 'no-ip-limit':
    case 'no-integration':
      return '';
    default:
      return assertNever(code);
  }
}
