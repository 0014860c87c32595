import { assertNever } from '../lib/result';
import { RULE_CODES, RULE_MODES } from './rule-set';
import type { RuleCode, RuleMode, RuleSet } from './rule-set';

/** The rules whose settings differ. */
export const changedRules = (before: RuleSet, after: RuleSet): RuleCode[] =>
  RULE_CODES.filter((code) => JSON.stringify(before[code]) !== JSON.stringify(after[code]));

/** The rules that allow something that they did not allow before. */
export const weakenedRules = (before: RuleSet, after: RuleSet): RuleCode[] =>
  changedRules(before, after).filter((code) => isWeaker(code, before, after));

const strength = ({ mode }: { mode: RuleMode }): number => RULE_MODES.indexOf(mode);

function isWeaker(code: RuleCode, before: RuleSet, after: RuleSet): boolean {
  if (before[code].mode === 'off') return false;
  if (strength(after[code]) < strength(before[code])) return true;
  switch (code) {
    case 'forbidden-permissions':
    case 'addresses-required':
      return before[code].scopes.some((scope) => !after[code].scopes.includes(scope));
    case 'max-lifetime':
    case 'rotate-every':
    case 'unused-for':
      return after[code].days > before[code].days;
    case 'name-pattern':
      // Whether one pattern allows more than another is not decided here: a question too many is
      // harmless.
      return after[code].pattern !== before[code].pattern;
    case 'expiry-required':
    case 'owner-required':
    case 'one-key-each':
      return false;
    default:
      return assertNever(code);
  }
}
