import { fill } from '../../shared/fill';
import type { Cell, ReportOrder } from '../../shared/reports/report';
import { assertNever } from '../../shared/result';
import type { Risk, RiskCode } from '../../shared/risks';
import { RISK_CODES } from '../../shared/risks';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import { riskWords } from '../../shared/words/en/risks';
import { censusOf } from './census';
import type { CellOf } from './key-cells';
import { KEY_CELLS } from './key-cells';
import { countLabel, dayOf } from './numbers';
import type { Pacer } from './pacer';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';

type Severity = Risk['severity'];
const SEVERITIES = ['high', 'medium', 'low'] as const satisfies readonly Severity[];

interface Finding {
  key: ReportKey;
  code: RiskCode;
  severity: Severity;
}

/**
 * Keys that deserve a look, by the rules of the Security check: one row for each key and finding, the gravest first.
 *
 * @param everyKey of the vault: a key can share an integration with one that is not in the report
 */
export async function risk(
  everyKey: readonly ReportKey[],
  isWanted: (key: ReportKey) => boolean,
  order: ReportOrder | null,
  now: number,
  pacer: Pacer,
): Promise<ReportContent> {
  const keys = new Map<string, ReportKey>();
  for (const key of everyKey) if (isWanted(key)) keys.set(key.record.id, key);
  const census = await censusOf(everyKey, now, pacer);
  const found = new Map<RiskCode, Finding[]>();
  for (const { code, severity, keyIds } of census.risks) {
    const wanted = keyIds.flatMap((id) => keys.get(id) ?? []);
    found.set(
      code,
      wanted.map((key) => ({ key, code, severity })),
    );
    await pacer.pause();
  }
  const findings = RISK_CODES.flatMap((code) => found.get(code) ?? []);
  const concerned = new Set(findings.map(({ key }) => key.record.id));
  return {
    summary: [
      countLabel(words.summary.findings, findings.length),
      countLabel(words.summary.keysAtRisk, concerned.size),
      countLabel(words.summary.keys, keys.size),
      ...SEVERITIES.map((severity) =>
        countLabel(
          words.summary[severity],
          findings.filter((finding) => finding.severity === severity).length,
        ),
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
          values: [found.get(code)?.length ?? 0],
        })),
      },
    ],
    statements: findings.length === 0 ? [{ tone: 'good', text: words.noFindings }] : [],
    ...(await rowsOf(findings, CELLS, order, pacer, RANKS)),
  };
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

/** By its words, high would stand before low and low before medium. */
const RANKS: Record<string, CellOf<Finding>> = {
  severity: ({ severity }) => -SEVERITIES.indexOf(severity),
};

/** The short name of a finding as a title. */
function titleOf(code: RiskCode): string {
  const { short } = riskWords[code];
  return short.slice(0, 1).toUpperCase() + short.slice(1);
}

/** What in this very key the finding comes from. */
function evidenceOf({ key: { record }, code }: Finding): string {
  const { evidence } = words;
  switch (code) {
    case 'unused':
      return fill(evidence.lastUsed, { day: dayOf(record.lastUsedAt ?? '') });
    case 'never-used':
      return fill(evidence.created, { day: dayOf(record.createdAt) });
    case 'expires-in-14-days':
    case 'expires-in-30-days':
      return fill(evidence.expires, { day: dayOf(record.expiresAt ?? '') });
    case 'expired':
      return fill(evidence.expired, { day: dayOf(record.expiresAt ?? '') });
    case 'disabled-long':
      return fill(evidence.disabled, { day: dayOf(record.updatedAt) });
    case 'shared-integration':
      return fill(evidence.shared, { integration: record.integration });
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
