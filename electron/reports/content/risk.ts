import type { Cell, ReportOrder } from '../../../shared/reports/report';
import { rotationDueAt } from '../../../shared/keys/rotation-due';
import { assertNever } from '../../../shared/lib/result';
import type { Risk, RiskBasis } from '../../../shared/keys/risks';
import { codesInForce } from '../../../shared/keys/risks';
import { ruleFinding } from '../../../shared/rules/rule-finding';
import { RULE_CODES } from '../../../shared/rules/rule-set';
import { ruleSentence } from '../../../shared/rules/rule-text';
import type { RiskCode } from '../../../shared/keys/risk-codes';
import { RISK_CODES, SEVERITIES } from '../../../shared/keys/risk-codes';
import { censusOf } from './census';
import type { CellOf } from './key-cells';
import { keyCells } from './key-cells';
import { countLabel, dayOf } from '../numbers';
import { pattern } from './pattern';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { ReportContent } from './report-content';
import { rowsOf } from './report-content';
import type { ReportKey } from './report-key';
import { t } from '../../lib/messages';

type Severity = Risk['severity'];

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
  { order, now, basis }: { order: ReportOrder | null; now: number; basis: RiskBasis },
  pacer: Pacer,
): Promise<ReportContent> {
  const keys = new Map<string, ReportKey>();
  await inPieces(everyKey, PIECE, pacer, (piece) => {
    for (const key of piece) if (isWanted(key)) keys.set(key.record.id, key);
  });
  const census = await censusOf(everyKey, now, pacer, basis);
  const findings: Finding[] = [];
  const ofCode = new Map<RiskCode, number>();
  const ofSeverity = new Map<Severity, number>();
  const keysAtRisk = new Set<string>();
  for (const { code, severity, keyIds } of census.risks) {
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
  const accepted = census.accepted
    .flatMap(({ keyIds }) => keyIds)
    .filter((id) => keys.has(id)).length;
  const titles = findingTitles();
  return {
    summary: [
      countLabel(t('main:report.summary.findings'), findings.length),
      countLabel(t('main:report.summary.keysAtRisk'), keysAtRisk.size),
      countLabel(t('main:report.summary.keys'), keys.size),
      ...SEVERITIES.map((severity) =>
        countLabel(t(`main:report.summary.${severity}`), ofSeverity.get(severity) ?? 0),
      ),
    ],
    charts: [
      {
        title: t('main:report.charts.findings'),
        unit: t('main:report.charts.findings'),
        series: [t('main:report.charts.findings')],
        isTimeline: false,
        groups: codesInForce(basis).map((code) => ({
          label: titles(code),
          values: [ofCode.get(code) ?? 0],
        })),
      },
    ],
    statements: [
      ...(findings.length === 0
        ? [{ tone: 'good' as const, text: t('main:report.noFindings') }]
        : []),
      ...(accepted > 0
        ? [{ tone: 'care' as const, text: t('main:report.accepted', { count: accepted }) }]
        : []),
    ],
    ...(await rowsOf(findings, findingCells(basis), order, pacer, RANKS)),
  };
}

function add<T>(counts: Map<T, number>, what: T): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function findingCells(basis: RiskBasis): Record<string, CellOf<Finding>> {
  const severities = t('main:report.severities', { returnObjects: true });
  const risks = t('risks', { returnObjects: true });
  const titleOf = findingTitles();
  const evidenceOf = findingEvidence(basis);
  return {
    ...Object.fromEntries(
      Object.entries(keyCells()).map(([id, cell]) => [id, ({ key }: Finding): Cell => cell(key)]),
    ),
    severity: ({ severity }) => severities[severity],
    finding: ({ code }) => titleOf(code),
    why: (finding) => [evidenceOf(finding), risks[finding.code].why].filter(Boolean).join(' '),
    advice: ({ code }) => risks[code].what,
  };
}

/** As words, high would sort before low and low before medium. */
const RANKS: Record<string, CellOf<Finding>> = {
  severity: ({ severity }) => -SEVERITIES.indexOf(severity),
};

/** The short names of findings as titles. */
function findingTitles(): (code: RiskCode) => string {
  const titles = new Map(
    RISK_CODES.map((code) => {
      const short = t(`risks.${code}.short`);
      return [code, short.slice(0, 1).toUpperCase() + short.slice(1)];
    }),
  );
  return (code) => titles.get(code) ?? code;
}

/** The evidence in a key for a finding. */
function findingEvidence({ rules }: RiskBasis): (finding: Finding) => string {
  const texts = t('main:report.evidence', { returnObjects: true });
  const lastUsed = pattern(texts.lastUsed);
  const created = pattern(texts.created);
  const expires = pattern(texts.expires);
  const expired = pattern(texts.expired);
  const disabled = pattern(texts.disabled);
  const shared = pattern(texts.shared);
  const reported = pattern(texts.reported);
  const due = pattern(texts.due);
  const ruleOf = new Map(
    RULE_CODES.map((code): [RiskCode, string] => [
      ruleFinding(code),
      t('main:report.evidence.rule', { rule: ruleSentence(code, rules, t) }),
    ]),
  );
  return ({ key: { record }, code }) => {
    switch (code) {
      case 'unused':
        return lastUsed({ day: dayOf(record.lastUsedAt ?? '') });
      case 'never-used':
        return created({ day: dayOf(record.createdAt) });
      case 'expires-in-14-days':
      case 'expires-in-30-days':
        return expires({ day: dayOf(record.expiresAt ?? '') });
      case 'expired':
        return expired({ day: dayOf(record.expiresAt ?? '') });
      case 'disabled-long':
        return disabled({ day: dayOf(record.updatedAt) });
      case 'compromised':
        return reported({ day: dayOf(record.compromised?.at ?? '') });
      case 'rotation-overdue':
        return due({ day: dayOf(new Date(rotationDueAt(record) ?? 0).toISOString()) });
      case 'shared-integration':
        return shared({ integration: record.integration });
      case 'full-access':
      case 'many-write-scopes':
      case 'no-expiry':
      case 'no-ip-limit':
      case 'no-integration':
        return '';
      case 'rule-forbidden-permissions':
      case 'rule-addresses-required':
      case 'rule-expiry-required':
      case 'rule-max-lifetime':
      case 'rule-rotate-every':
      case 'rule-unused-for':
      case 'rule-owner-required':
      case 'rule-one-key-each':
      case 'rule-name-pattern':
        return ruleOf.get(code) ?? '';
      default:
        return assertNever(code);
    }
  };
}
