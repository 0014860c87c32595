import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../shared/rules/rule-refusal';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { planChange } from '../../../../shared/keys/plan-change';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { refusedSteps } from '../../../../shared/rules/refused-steps';
import type { RuleCode, RuleSet } from '../../../../shared/rules/rule-set';
import { NO_RULES } from '../../../../shared/rules/rule-set';
import { keyId, someRecord } from '../../../support/sample-keys';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');

const blockedBy = (...codes: RuleCode[]): RuleSet => ({
  ...NO_RULES,
  ...Object.fromEntries(codes.map((code) => [code, { ...NO_RULES[code], mode: 'block' }])),
});

function refusedOf(change: KeyChange, keys: readonly ApiKeyRecord[], rules: RuleSet) {
  const judge = () => new ChangeJudge(() => keys, { rules, exceptions: [] }, NOW);
  const whole = planChange(change, keys).flatMap((planned) =>
    planned.skipped === null
      ? [{ before: planned.key, after: { ...planned.key, ...planned.after } }]
      : [],
  );
  return { whole, judge, refused: refusedSteps(whole, judge()) };
}

describe('the keys of a change that the rules block', () => {
  it('are named with what they break', () => {
    const keys = [someRecord(1, { owner: 'Ana' }), someRecord(2, { enabled: false, owner: 'Ana' })];
    const { refused } = refusedOf({ kind: 'owner', owner: '' }, keys, blockedBy('owner-required'));
    expect([...refused]).toEqual([[keyId(1), [{ rule: 'owner-required', mode: 'block' }]]]);
  });

  it('are not those that a rule only warns of', () => {
    const rules = { ...NO_RULES, 'owner-required': { mode: 'warn' as const } };
    const keys = [someRecord(1, { owner: 'Ana' })];
    expect(refusedOf({ kind: 'owner', owner: '' }, keys, rules).refused.size).toBe(0);
  });

  it('do not take the place of an integration', () => {
    const keys = [1, 2, 3].map((number) =>
      someRecord(number, { enabled: false, integration: 'Zoho', owner: number === 1 ? '' : 'Ana' }),
    );
    const rules = blockedBy('one-key-each', 'owner-required');
    const { refused } = refusedOf({ kind: 'enabled', enabled: true }, keys, rules);
    // The first key has no owner, so the second one is the only key, and the third is too many.
    expect([...refused.keys()]).toEqual([keyId(1), keyId(3)]);
  });

  it('are exactly those without which the commit succeeds', () => {
    const someKeys = fc
      .array(
        fc.record({
          integration: fc.constantFrom('', 'Zoho', 'SAP'),
          enabled: fc.boolean(),
          owner: fc.constantFrom('', 'Ana'),
          expiresAt: fc.constantFrom(null, '2026-11-20T00:00:00.000Z', '2026-12-20T00:00:00.000Z'),
        }),
        { maxLength: 6 },
      )
      .map((all) => all.map((fields, index) => someRecord(index + 1, fields)));
    const someRules = fc
      .subarray<RuleCode>(['one-key-each', 'owner-required', 'expiry-required', 'max-lifetime'])
      .map((codes) => blockedBy(...codes));
    const someChange = fc.constantFrom<KeyChange>(
      { kind: 'enabled', enabled: true },
      { kind: 'owner', owner: '' },
      { kind: 'integration', integration: 'SAP' },
      { kind: 'expiration', expiresAt: null },
      { kind: 'expiration', expiresAt: '2028-11-23T00:00:00.000Z' },
    );
    fc.assert(
      fc.property(someKeys, someRules, someChange, (keys, rules, change) => {
        const { whole, judge, refused } = refusedOf(change, keys, rules);
        const made = whole.filter(({ before }) => !refused.has(before.id));
        expect(refusalOf(made, judge())).toBeNull();
        expect(refusalOf(whole, judge()) === null).toBe(refused.size === 0);
      }),
    );
  });
});
