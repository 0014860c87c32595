import type { RuleException } from './exceptions';
import type { RuleSet } from './rule-set';
import { NO_RULES } from './rule-set';

/** What a vault demands of its keys, and what a person has accepted. */
export interface RulesInForce {
  rules: RuleSet;
  exceptions: readonly RuleException[];
}

export const NOTHING_IN_FORCE: RulesInForce = { rules: NO_RULES, exceptions: [] };

/** The rules as the page shows them. */
export interface RulesState extends RulesInForce {
  /** whether this version understands what the vault stores; otherwise no rule is applied */
  isReadable: boolean;
}
