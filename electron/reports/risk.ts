import { fill } from '../../shared/fill';
import type { Cell, ReportOrder } from '../../shared/reports/report';
import { assertNever } from '../../shared/result';
import type { RiskCode } from '../../shared/risks';
import { RISK_CODES, risksOf } from '../../shared/risks';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import { riskWords } from '../../shared/words/en/risks';
import type { CellOf } from './key-cells';
import { KEY_CELLS } from './key-cells';
import { countLabel, dayOf } from './numbers';
import type { Pacer } from './pacer';
import { inPieces } from './pacer';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';

type Severity = ReturnType<typeof risksOf>[number]['severity'];
const SEVERITIES = ['high', 'medium', 'low'] as const satisfies readonly Severity[];

/** So many keys are looked at together; those that share an integration are not parted. */
const PIECE = 1_000;

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
  const found = new Map<RiskCode, Finding[]>();
  for (const together of await sharingKeys(everyKey, pacer)) {
    const byId = new Map(together.map((key) => [key.record.id, key]));
    for (const key of together) if (isWanted(key)) keys.set(key.record.id, key);
    const records = together.map(({ record }) => record);
    for (const { code, severity, keyIds } of risksOf(records, now)) {
      const findings = found.get(code) ?? [];
      found.set(code, findings);
      for (const id of keyIds) {
        const key = keys.has(id) ? byId.get(id) : undefined;
        if (key) findings.push({ key, code, severity });
      }
    }
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

/** The keys in groups of some hundreds, those of one integration in one group. */
async function sharingKeys(keys: readonly ReportKey[], pacer: Pacer): Promise<ReportKey[][]> {
  const alone: ReportKey[] = [];
  const byIntegration = new Map<string, ReportKey[]>();
  await inPieces(keys, PIECE, pacer, (piece) => {
    for (const key of piece) {
      const integration = key.record.integration.trim().toLowerCase();
      const group = byIntegration.get(integration);
      if (integration === '') alone.push(key);
      else if (group) group.push(key);
      else byIntegration.set(integration, [key]);
    }
  });
  const groups: ReportKey[][] = [];
  let together: ReportKey[] = [];
  for (const group of [...alone.map((key) => [key]), ...byIntegration.values()]) {
    together.push(...group);
    if (together.length < PIECE) continue;
    groups.push(together);
    together = [];
  }
  return together.length > 0 ? [...groups, together] : groups;
}
