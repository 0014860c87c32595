import type { TFunction } from 'i18next';
import { scopeTexts } from '../keys/scope-text';
import type { Scope } from '../keys/scopes';
import { assertNever } from '../lib/result';
import type { RuleCode, RuleSet } from './rule-set';
import type { Violation } from './violation';

/** A rule with its parameter: `lives at most 365 days`. */
export function ruleSentence(code: RuleCode, rules: RuleSet, t: TFunction): string {
  switch (code) {
    case 'forbidden-permissions':
    case 'addresses-required':
      return t(`rules.sentences.${code}`, { list: listed(rules[code].scopes, t) });
    case 'max-lifetime':
    case 'rotate-every':
    case 'unused-for':
      return t(`rules.sentences.${code}`, { count: rules[code].days });
    case 'name-pattern':
      return t('rules.sentences.name-pattern', { pattern: isolated(rules[code].pattern) });
    case 'expiry-required':
    case 'owner-required':
    case 'one-key-each':
      return t(`rules.sentences.${code}`);
    default:
      return assertNever(code);
  }
}

/** A rule with its mode: `Block: lives at most 365 days`, or `off`. */
export const ruleSetting = (code: RuleCode, rules: RuleSet, t: TFunction): string =>
  rules[code].mode === 'off'
    ? t('rules.off')
    : t('rules.setting', {
        mode: t(`rules.modes.${rules[code].mode}`),
        sentence: ruleSentence(code, rules, t),
      });

/** What a key breaks, as a sentence. */
export function violationText(violation: Violation, t: TFunction): string {
  switch (violation.rule) {
    case 'forbidden-permissions':
    case 'addresses-required':
      return t(`rules.broken.${violation.rule}`, { list: listed(violation.scopes, t) });
    case 'max-lifetime':
    case 'rotate-every':
    case 'unused-for':
      return t(`rules.broken.${violation.rule}`, { count: violation.days });
    case 'name-pattern':
      return t('rules.broken.name-pattern', { pattern: isolated(violation.pattern) });
    case 'expiry-required':
    case 'owner-required':
    case 'one-key-each':
      return t(`rules.broken.${violation.rule}`);
    default:
      return assertNever(violation);
  }
}

/** Each scope by itself: a group in one word would hide which are meant. */
function listed(scopes: readonly Scope[], t: TFunction): string {
  return scopes.map((scope) => scopeTexts([scope], t).join()).join(', ');
}

/** A pattern is a text of a person: it must not change the direction of the sentence. */
const isolated = (text: string): string => `\u2068${text}\u2069`;
