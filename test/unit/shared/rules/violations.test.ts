import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { givesMore } from '../../../../shared/keys/access';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { NO_RULES, RULE_CODES } from '../../../../shared/rules/rule-set';
import { weakenedRules } from '../../../../shared/rules/rule-changes';
import type { RuleCode, RuleSet } from '../../../../shared/rules/rule-set';
import { NOTHING_IN_FORCE } from '../../../../shared/rules/rules-in-force';
import { violations, violationsBy } from '../../../../shared/rules/violations';
import { keyId, someRecord } from '../../../support/sample-keys';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString();
const FACTS = { sharesIntegration: () => false, knowsUsage: true };

/** The rules with one of them on. */
const only = <C extends RuleCode>(code: C, changes: Partial<RuleSet[C]> = {}): RuleSet => ({
  ...NO_RULES,
  [code]: { ...NO_RULES[code], mode: 'block', ...changes },
});

/** A key that breaks no rule of the tests. */
const good = (changes: Partial<ApiKeyRecord> = {}): ApiKeyRecord =>
  someRecord(1, {
    name: 'prod-zoho',
    owner: 'Ana',
    scopes: ['contacts:write'],
    expiresAt: daysAgo(-30),
    rotateEvery: 90,
    createdAt: daysAgo(50),
    secretCreatedAt: daysAgo(10),
    lastUsedAt: daysAgo(1),
    ...changes,
  });

const broken = (record: ApiKeyRecord, rules: RuleSet): RuleCode[] =>
  violations(record, rules, NOW, FACTS).map(({ rule }) => rule);

describe('the rules of a key', () => {
  it.each<[RuleCode, RuleSet, Partial<ApiKeyRecord>, Partial<ApiKeyRecord>]>([
    ['expiry-required', only('expiry-required'), { expiresAt: null }, {}],
    ['owner-required', only('owner-required'), { owner: '  ' }, { owner: 'x' }],
    ['name-pattern', only('name-pattern', { pattern: 'prod-*' }), { name: 'zoho' }, {}],
    [
      'max-lifetime',
      only('max-lifetime', { days: 90 }),
      { expiresAt: null },
      { expiresAt: daysAgo(-81) },
    ],
    [
      'max-lifetime',
      only('max-lifetime', { days: 90 }),
      { expiresAt: daysAgo(-81.01) },
      // A rotation begins a new lifetime.
      { expiresAt: daysAgo(-91), secretCreatedAt: daysAgo(0) },
    ],
    [
      'rotate-every',
      only('rotate-every', { days: 60 }),
      { rotateEvery: null },
      { rotateEvery: 60 },
    ],
    ['rotate-every', only('rotate-every', { days: 60 }), {}, { rotateEvery: 11 }],
    ['rotate-every', only('rotate-every', { days: 60 }), { rotateEvery: 10 }, { rotateEvery: 11 }],
    [
      'unused-for',
      only('unused-for', { days: 90 }),
      { lastUsedAt: daysAgo(90) },
      { lastUsedAt: daysAgo(89.9) },
    ],
    [
      'unused-for',
      only('unused-for', { days: 40 }),
      { lastUsedAt: null },
      { lastUsedAt: null, createdAt: daysAgo(39) },
    ],
    [
      'forbidden-permissions',
      only('forbidden-permissions', { scopes: ['settings:read'] }),
      { scopes: ['settings:write'] },
      { scopes: ['contacts:read'] },
    ],
    [
      'forbidden-permissions',
      only('forbidden-permissions', { scopes: ['settings:write'] }),
      { scopes: ['settings:write'] },
      { scopes: ['settings:read'] },
    ],
    [
      'addresses-required',
      only('addresses-required', { scopes: ['contacts:write'] }),
      { allowedIps: ['10.0.0.0/8', '0.0.0.0/0'] },
      { allowedIps: ['10.0.0.0/8'] },
    ],
    [
      'addresses-required',
      only('addresses-required', { scopes: ['contacts:write'] }),
      {},
      { scopes: ['contacts:read'] },
    ],
  ])('finds %s, and not a moment or a scope too early', (code, rules, bad, fine) => {
    expect(broken(good(bad), rules)).toEqual([code]);
    expect(broken(good(fine), rules)).toEqual([]);
  });

  it('asks nothing of a key that does not work', () => {
    const all = Object.fromEntries(
      RULE_CODES.map((code) => [code, { ...NO_RULES[code], mode: 'block' }]),
    ) as unknown as RuleSet;
    const bad = { owner: '', expiresAt: null, rotateEvery: null };
    expect(broken(good({ ...bad, enabled: false }), all)).toEqual([]);
    expect(broken(good({ ...bad, expiresAt: daysAgo(1) }), all)).toEqual([]);
    expect(broken(good(bad), all)).not.toEqual([]);
  });

  it('does not call a key unused while no endpoint reports usage', () => {
    const key = good({ lastUsedAt: null });
    const rules = only('unused-for', { days: 1 });
    expect(violations(key, rules, NOW, { ...FACTS, knowsUsage: false })).toEqual([]);
  });

  it('counts a change of one of two keys of an integration only when it comes to another one', () => {
    const rules = only('one-key-each');
    const others = [
      good({ id: keyId(2), integration: 'Zoho' }),
      good({ id: keyId(3), integration: 'SAP' }),
    ];
    const change = (before: Partial<ApiKeyRecord>, after: Partial<ApiKeyRecord>) => {
      const key = good(before);
      return new ChangeJudge(() => [...others, key], { rules, exceptions: [] }, NOW)
        .violations(key, { ...key, ...after })
        .map(({ rule }) => rule);
    };
    expect(change({ integration: 'Zoho' }, { note: 'x' })).toEqual([]);
    expect(change({ integration: 'Zoho' }, { integration: 'zoho ' })).toEqual([]);
    expect(change({ integration: 'Zoho' }, { integration: 'SAP' })).toEqual(['one-key-each']);
    expect(change({ integration: 'Zoho' }, { integration: '' })).toEqual([]);
  });

  it('takes one key for each integration of an environment, without the key itself', () => {
    const rules = only('one-key-each');
    const others = [
      good({ id: keyId(2), integration: ' zoho crm ' }),
      good({ id: keyId(3), integration: 'SAP', environment: 'test' }),
      good({ id: keyId(4), integration: 'Shopify', enabled: false }),
      good({ id: keyId(5), integration: '' }),
    ];
    const breaks = (changes: Partial<ApiKeyRecord>) =>
      new ChangeJudge(() => others, { rules, exceptions: [] }, NOW)
        .violations(null, good(changes))
        .map(({ rule }) => rule);
    expect(breaks({ integration: 'Zoho CRM' })).toEqual(['one-key-each']);
    expect(breaks({ id: keyId(2), integration: 'Zoho CRM' })).toEqual([]);
    expect(breaks({ integration: 'SAP' })).toEqual([]);
    expect(breaks({ integration: 'Shopify' })).toEqual([]);
    expect(breaks({ integration: '' })).toEqual([]);
  });
});

describe('a judged change', () => {
  const by = (before: Partial<ApiKeyRecord>, after: Partial<ApiKeyRecord>, rules: RuleSet) =>
    violationsBy(good(before), good({ ...before, ...after }), rules, NOW, FACTS).map(
      ({ rule }) => rule,
    );

  it.each<[string, RuleSet, Partial<ApiKeyRecord>, Partial<ApiKeyRecord>, boolean]>([
    ['an edit of the note', only('owner-required'), { owner: '' }, { note: 'x' }, false],
    ['a removed owner', only('owner-required'), {}, { owner: '' }, true],
    ['an extension', only('max-lifetime', { days: 1 }), {}, { expiresAt: daysAgo(-40) }, true],
    [
      'an earlier expiry',
      only('max-lifetime', { days: 1 }),
      {},
      { expiresAt: daysAgo(-20) },
      false,
    ],
    [
      'a first expiry',
      only('max-lifetime', { days: 1 }),
      { expiresAt: null },
      { expiresAt: daysAgo(-400) },
      false,
    ],
    [
      'a further forbidden permission',
      only('forbidden-permissions', { scopes: ['contacts:read', 'settings:read'] }),
      {},
      { scopes: ['contacts:write', 'settings:read'] },
      true,
    ],
    [
      'writing where reading is forbidden already',
      only('forbidden-permissions', { scopes: ['settings:read'] }),
      { scopes: ['settings:read'] },
      { scopes: ['settings:write'] },
      true,
    ],
    [
      'writing from any address',
      only('addresses-required', { scopes: ['settings:read'] }),
      { scopes: ['settings:read'] },
      { scopes: ['settings:write'] },
      true,
    ],
    [
      'a removed permission',
      only('forbidden-permissions', { scopes: ['contacts:read', 'settings:read'] }),
      { scopes: ['contacts:write', 'settings:read'] },
      { scopes: ['settings:read'] },
      false,
    ],
    [
      'a shorter interval that is overdue',
      only('rotate-every', { days: 60 }),
      { rotateEvery: null },
      { rotateEvery: 5 },
      false,
    ],
    ['a longer interval', only('rotate-every', { days: 60 }), {}, { rotateEvery: 91 }, true],
    ['another bad name', only('name-pattern', { pattern: 'x*' }), {}, { name: 'prod-sap' }, true],
    [
      'a permission of an unknown kind',
      only('addresses-required', { scopes: ['moons:read'] }),
      {},
      { scopes: ['moons:read'] },
      true,
    ],
    ['a deactivation', only('owner-required'), { owner: '' }, { enabled: false }, false],
    [
      'an activation',
      only('owner-required'),
      { owner: '', enabled: false },
      { enabled: true },
      true,
    ],
    [
      'an activation of an overdue key',
      only('rotate-every', { days: 90 }),
      { rotateEvery: 5, enabled: false },
      { enabled: true },
      false,
    ],
    [
      'an extension of an unused key',
      only('unused-for', { days: 1 }),
      {},
      { expiresAt: daysAgo(-31) },
      true,
    ],
  ])('%s', (_, rules, before, after, isBroken) => {
    expect(by(before, after, rules).length > 0).toBe(isBroken);
  });

  it('never forbids what gives less access', () => {
    const mode = fc.constantFrom('warn' as const, 'block' as const);
    const days = fc.integer({ min: 1, max: 400 });
    const scopes = fc.subarray(['contacts:read', 'settings:write', 'moons:write'], {
      minLength: 1,
    });
    const rules = fc.record({
      'forbidden-permissions': fc.record({ mode, scopes }),
      'addresses-required': fc.record({ mode, scopes }),
      'expiry-required': fc.record({ mode }),
      'max-lifetime': fc.record({ mode, days }),
      'rotate-every': fc.record({ mode, days }),
      'unused-for': fc.record({ mode, days }),
      'owner-required': fc.record({ mode }),
      'one-key-each': fc.record({ mode }),
      'name-pattern': fc.record({ mode, pattern: fc.constantFrom('*', 'x*') }),
    });
    const instant = fc.integer({ min: -400, max: 400 }).map(daysAgo);
    const access = fc.record({
      enabled: fc.boolean(),
      expiresAt: fc.option(instant),
      scopes: fc.subarray(['contacts:read', 'contacts:write', 'settings:write', 'moons:write'], {
        minLength: 1,
      }),
      allowedIps: fc.subarray(['10.0.0.0/8', '0.0.0.0/0', '10.1.0.0/16']),
    });
    const rest = fc.record({
      owner: fc.constantFrom('', 'Ana'),
      rotateEvery: fc.option(fc.integer({ min: 1, max: 400 })),
      lastUsedAt: fc.option(instant),
    });
    const property = fc.property(access, access, rest, rules, (first, then, fields, ruleSet) => {
      const before = good({ ...fields, ...first });
      const after = good({ ...fields, ...then });
      fc.pre(!givesMore(before, after));
      const judge = new ChangeJudge(() => [before], { rules: ruleSet, exceptions: [] }, NOW);
      expect(judge.violations(before, after)).toEqual([]);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('counts the changes of the same commit', () => {
    const judge = new ChangeJudge(
      () => [],
      { ...NOTHING_IN_FORCE, rules: only('one-key-each') },
      NOW,
    );
    expect(judge.violations(null, good({ id: keyId(1) }))).toEqual([]);
    expect(judge.violations(null, good({ id: keyId(2) }))).toHaveLength(1);
    const first = good({ id: keyId(1) });
    expect(judge.violations(first, { ...first, enabled: false })).toEqual([]);
  });

  it('is lifted by a running exception of that key only', () => {
    const exception = {
      id: 'x',
      code: 'rule-owner-required' as const,
      keyIds: [keyId(1)],
      reason: 'Agreed',
      by: 'Ana',
      at: daysAgo(1),
      until: daysAgo(-1),
    };
    const inForce = { rules: only('owner-required'), exceptions: [exception] };
    const judged = (number: number, now = NOW) =>
      new ChangeJudge(() => [], inForce, now).violations(
        good({ id: keyId(number) }),
        good({ id: keyId(number), owner: '' }),
      ).length;
    expect([judged(1), judged(2), judged(1, NOW + DAY_MS)]).toEqual([0, 1, 1]);
  });
});

describe('a weakened rule', () => {
  it.each<[string, RuleSet, RuleSet, RuleCode[]]>([
    ['off', only('owner-required'), NO_RULES, ['owner-required']],
    ['warn', only('owner-required'), only('owner-required', { mode: 'warn' }), ['owner-required']],
    ['on', NO_RULES, only('owner-required'), []],
    ['warn and block', only('owner-required', { mode: 'warn' }), only('owner-required'), []],
    ['longer', only('max-lifetime'), only('max-lifetime', { days: 366 }), ['max-lifetime']],
    ['shorter', only('max-lifetime'), only('max-lifetime', { days: 364 }), []],
    ['longer while off', NO_RULES, { ...NO_RULES, 'max-lifetime': { mode: 'off', days: 999 } }, []],
    [
      'a scope less',
      only('forbidden-permissions', { scopes: ['a:read', 'b:read'] }),
      only('forbidden-permissions', { scopes: ['a:read'] }),
      ['forbidden-permissions'],
    ],
    [
      'another pattern',
      only('name-pattern', { pattern: 'a*' }),
      only('name-pattern', { pattern: 'ab*' }),
      ['name-pattern'],
    ],
  ])('%s', (_, before, after, weaker) => {
    expect(weakenedRules(before, after)).toEqual(weaker);
  });
});
