import { RISK_CODES, SEVERITIES } from './risk-codes';
import type { RiskCode } from './risk-codes';
import type { Risk } from './risks';

/** A finding as a list shows it. */
export interface Finding extends Risk {
  /** findings about some of its keys for the same reason, which need no line of their own */
  also: readonly Risk[];
}

/** Rules and the checks that look for the same. The first pair that fits counts. */
const SAME: readonly (readonly [rule: RiskCode, check: RiskCode])[] = [
  ['rule-expiry-required', 'no-expiry'],
  ['rule-max-lifetime', 'no-expiry'],
  ['rule-rotate-every', 'rotation-overdue'],
  ['rule-unused-for', 'unused'],
  ['rule-unused-for', 'never-used'],
  ['rule-addresses-required', 'no-ip-limit'],
  ['rule-one-key-each', 'shared-integration'],
];

/**
 * The findings with each key listed once for a reason: where a rule finds all keys of a similar
 * check, or the check all keys of the rule, the larger of the two names both. No finding is lost, so
 * the numbers stay those of the census.
 */
export function foldFindings(risks: readonly Risk[]): Finding[] {
  const findings = new Map<RiskCode, Finding>(
    risks.map((risk) => [risk.code, { ...risk, also: [] }]),
  );
  for (const [rule, check] of SAME) {
    const demanded = findings.get(rule);
    const checked = findings.get(check);
    if (!demanded || !checked) continue;
    if (hasAll(demanded, checked)) fold(findings, demanded, checked);
    else if (hasAll(checked, demanded)) fold(findings, checked, demanded);
  }
  return [...findings.values()].toSorted((a, b) => place(a) - place(b));
}

/** The number of findings that need attention. */
export const urgentCount = (risks: readonly Risk[]): number =>
  foldFindings(risks).filter(({ severity }) => severity !== 'low').length;

function fold(findings: Map<RiskCode, Finding>, into: Finding, other: Finding): void {
  const { also, ...risk } = other;
  findings.delete(other.code);
  findings.set(into.code, {
    ...into,
    severity: severest(into, other),
    also: [...into.also, risk, ...also],
  });
}

function hasAll({ keyIds }: Risk, other: Risk): boolean {
  const ids = new Set(keyIds);
  return other.keyIds.every((id) => ids.has(id));
}

const severest = (a: Risk, b: Risk): Risk['severity'] =>
  SEVERITIES.indexOf(a.severity) < SEVERITIES.indexOf(b.severity) ? a.severity : b.severity;

/** The most severe first, and then in the order of all findings. */
const place = ({ severity, code }: Risk): number =>
  SEVERITIES.indexOf(severity) * RISK_CODES.length + RISK_CODES.indexOf(code);
