import type { RuleCode } from './rule-set';

/** The finding of the keys that break a rule. */
export type RuleFinding = `rule-${RuleCode}`;

export const ruleFinding = (code: RuleCode): RuleFinding => `rule-${code}`;
