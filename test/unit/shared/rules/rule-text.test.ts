import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { NO_RULES, RULE_CODES, RULE_MODES } from '../../../../shared/rules/rule-set';
import type { RuleCode, RuleSet } from '../../../../shared/rules/rule-set';
import { ruleSentence, ruleSetting, violationText } from '../../../../shared/rules/rule-text';
import type { Violation } from '../../../../shared/rules/violation';
import { startPageWords } from '../../../support/page-words';

beforeAll(startPageWords);

const isText = (text: string) => /^\S.*\S$/.test(text) && !/rules\.|\{\{|undefined/.test(text);

const BROKEN: Record<RuleCode, Violation> = {
  'forbidden-permissions': {
    rule: 'forbidden-permissions',
    mode: 'warn',
    scopes: ['settings:write', 'a-new-thing'],
  },
  'addresses-required': { rule: 'addresses-required', mode: 'warn', scopes: ['contacts:write'] },
  'expiry-required': { rule: 'expiry-required', mode: 'warn' },
  'max-lifetime': { rule: 'max-lifetime', mode: 'warn', days: 365 },
  'rotate-every': { rule: 'rotate-every', mode: 'warn', days: 180, problem: 'not-set' },
  'unused-for': { rule: 'unused-for', mode: 'warn', days: 90 },
  'owner-required': { rule: 'owner-required', mode: 'warn' },
  'one-key-each': { rule: 'one-key-each', mode: 'warn' },
  'name-pattern': { rule: 'name-pattern', mode: 'warn', pattern: 'prod-*' },
};

describe('the words of the rules', () => {
  it.each(RULE_CODES)('%s has a sentence, a setting in each mode, and a violation', (code) => {
    const { t } = i18next;
    const texts = RULE_MODES.map((mode) => {
      const rules = { ...NO_RULES, [code]: { ...NO_RULES[code], mode } };
      return ruleSetting(code, rules, t);
    });
    expect(new Set(texts).size).toBe(RULE_MODES.length);
    expect(isText(violationText(BROKEN[code], t))).toBe(true);
    for (const text of texts) expect(isText(text)).toBe(true);
    expect(texts[1]).toContain(ruleSentence(code, NO_RULES, t));
  });

  it('name each permission by itself, and an unknown one as it is', () => {
    const text = violationText(BROKEN['forbidden-permissions'], i18next.t);
    expect(text).toMatch(/Settings.*, a-new-thing/);
  });

  it('keep the direction of a pattern out of the sentence', () => {
    const rules: RuleSet = {
      ...NO_RULES,
      'name-pattern': { mode: 'warn', pattern: '\u202Eabc' },
    };
    expect(ruleSentence('name-pattern', rules, i18next.t)).toContain('\u2068\u202Eabc\u2069');
    expect(violationText(BROKEN['name-pattern'], i18next.t)).toContain('\u2068prod-*\u2069');
  });
});
