import { RULE_CODES } from '../rules/rule-set';
import { ruleFinding } from '../rules/rule-finding';
import type { RuleFinding } from '../rules/rule-finding';

/** The checks that every vault has, the most severe first. */
export const CHECK_CODES = [
  'compromised',
  'full-access',
  'rotation-overdue',
  'many-write-scopes',
  'no-ip-limit',
  'expires-in-14-days',
  'unused',
  'no-expiry',
  'expires-in-30-days',
  'expired',
  'never-used',
  'disabled-long',
  'shared-integration',
  'no-integration',
] as const;
type CheckCode = (typeof CHECK_CODES)[number];

/** A finding of the Security check: of a check, or of a rule. */
export type RiskCode = CheckCode | RuleFinding;

/**
 * - `high`: more access than one integration should have, or a secret that others know.
 * - `medium`: needs a decision soon.
 * - `low`: tidying up.
 */
export type RiskSeverity = 'high' | 'medium' | 'low';

export const SEVERITIES = ['high', 'medium', 'low'] as const satisfies RiskSeverity[];

export const SEVERITY: Record<RiskCode, RiskSeverity> = {
  compromised: 'high',
  'full-access': 'high',
  'rule-forbidden-permissions': 'high',
  'rotation-overdue': 'medium',
  'many-write-scopes': 'medium',
  'no-ip-limit': 'medium',
  'expires-in-14-days': 'medium',
  unused: 'medium',
  'rule-addresses-required': 'medium',
  'rule-expiry-required': 'medium',
  'rule-max-lifetime': 'medium',
  'rule-rotate-every': 'medium',
  'no-expiry': 'low',
  'expires-in-30-days': 'low',
  expired: 'low',
  'never-used': 'low',
  'disabled-long': 'low',
  'shared-integration': 'low',
  'no-integration': 'low',
  'rule-unused-for': 'low',
  'rule-owner-required': 'low',
  'rule-one-key-each': 'low',
  'rule-name-pattern': 'low',
};

/** All findings, the most severe first: checks before rules where both are as severe. */
export const RISK_CODES: readonly RiskCode[] = SEVERITIES.flatMap((severity) =>
  [...CHECK_CODES, ...RULE_CODES.map(ruleFinding)].filter((code) => SEVERITY[code] === severity),
);
