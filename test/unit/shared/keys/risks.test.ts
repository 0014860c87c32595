import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RiskKey } from '../../../../shared/keys/risks';
import type { RiskCode } from '../../../../shared/keys/risk-codes';
import { risksOf } from '../../../../shared/keys/risks';
import { RISK_CODES } from '../../../../shared/keys/risk-codes';
import { RESOURCES, levelsOf } from '../../../../shared/keys/scopes';
import { NOTHING_IN_FORCE } from '../../../../shared/rules/rules-in-force';
import { riskWords } from '../../../../shared/words/en/keys-risks';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

/** A key without findings. */
const goodKey = (changes: Partial<RiskKey> = {}): RiskKey => ({
  id: 'good',
  name: 'Good',
  environment: 'live',
  integration: 'Zoho CRM',
  scopes: ['contacts:write'],
  enabled: true,
  expiresAt: daysAgo(-200),
  allowedIps: [],
  createdAt: daysAgo(100),
  updatedAt: daysAgo(100),
  lastUsedAt: daysAgo(1),
  owner: 'Ana',
  rotateEvery: null,
  secretCreatedAt: daysAgo(100),
  compromised: null,
  ...changes,
});

const codesOf = (...keys: RiskKey[]): RiskCode[] =>
  risksOf(keys, NOW, { ...NOTHING_IN_FORCE, knowsUsage: true }).map(({ code }) => code);

const EVERYTHING = RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`);
const EIGHT = EVERYTHING.filter(
  (scope) => scope.endsWith(':write') && scope !== 'users:write',
).slice(0, 8);

describe('the risks of keys', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(risksOf([], NOW)).toEqual([]);
    expect(risksOf([goodKey()], NOW)).toEqual([]);
  });

  it.each<[RiskCode, Partial<RiskKey>, Partial<RiskKey>]>([
    ['unused', { lastUsedAt: daysAgo(90) }, { lastUsedAt: daysAgo(89.9) }],
    [
      'never-used',
      { lastUsedAt: null, createdAt: daysAgo(30) },
      { lastUsedAt: null, createdAt: daysAgo(29.9) },
    ],
    ['no-expiry', { expiresAt: null }, {}],
    ['expires-in-14-days', { expiresAt: daysAgo(-14) }, { expiresAt: daysAgo(-30.1) }],
    ['expires-in-30-days', { expiresAt: daysAgo(-30) }, { expiresAt: daysAgo(-30.1) }],
    ['expired', { expiresAt: daysAgo(0) }, {}],
    ['disabled-long', { expiresAt: daysAgo(5), enabled: false }, {}],
    [
      'disabled-long',
      { enabled: false, updatedAt: daysAgo(90) },
      { enabled: false, updatedAt: daysAgo(89) },
    ],
    ['no-integration', { integration: '  ' }, { integration: 'x' }],
    [
      'many-write-scopes',
      { scopes: EIGHT, allowedIps: ['10.0.0.0/8'] },
      { scopes: EIGHT.slice(1), allowedIps: ['10.0.0.0/8'] },
    ],
    ['full-access', { scopes: EVERYTHING, allowedIps: ['10.0.0.0/8'] }, {}],
    ['no-ip-limit', { scopes: ['users:write'] }, { scopes: ['users:read'] }],
    [
      'no-ip-limit',
      { scopes: ['api-keys:write'] },
      { scopes: ['api-keys:write'], environment: 'test' },
    ],
    ['rotation-overdue', { rotateEvery: 100 }, { rotateEvery: 101 }],
    [
      'compromised',
      { compromised: { at: daysAgo(1), reason: '' } },
      { compromised: { at: daysAgo(101), reason: '' } },
    ],
    [
      'compromised',
      { compromised: { at: daysAgo(101), reason: '' }, graceUntil: daysAgo(-1) },
      { compromised: { at: daysAgo(101), reason: '' }, graceUntil: daysAgo(0) },
    ],
    [
      'no-ip-limit',
      { scopes: ['settings:write'] },
      { scopes: ['settings:write'], allowedIps: ['10.0.0.1'] },
    ],
  ])('finds %s, and not a moment or a scope too early', (code, bad, good) => {
    expect(codesOf(goodKey(bad))).toEqual([code]);
    expect(codesOf(goodKey(good))).toEqual([]);
  });

  it('says one thing of a key that expires, the nearer one', () => {
    expect(codesOf(goodKey({ expiresAt: daysAgo(-13) }))).toEqual(['expires-in-14-days']);
  });

  it('asks nothing more of keys that do not work any more', () => {
    const bad = { scopes: EVERYTHING, lastUsedAt: null, integration: '' };
    expect(codesOf(goodKey({ ...bad, enabled: false, updatedAt: daysAgo(1) }))).toEqual([]);
    expect(codesOf(goodKey({ ...bad, expiresAt: daysAgo(1) }))).toEqual(['expired']);
  });

  it('finds active keys that share an integration of one environment', () => {
    const keys = [
      goodKey({ id: 'a' }),
      goodKey({ id: 'b', integration: ' zoho crm ' }),
      goodKey({ id: 'test', environment: 'test' }),
      goodKey({ id: 'off', enabled: false, updatedAt: daysAgo(1) }),
      goodKey({ id: 'other', integration: 'Shopify' }),
    ];
    expect(risksOf(keys, NOW)).toEqual([
      { code: 'shared-integration', severity: 'low', keyIds: ['a', 'b'] },
    ]);
  });

  it('says nothing of unused keys while no endpoint reports usage', () => {
    const unused = goodKey({ lastUsedAt: null });
    expect(risksOf([unused], NOW)).toEqual([]);
    const known = risksOf([unused, goodKey({ id: 'used', integration: 'SAP' })], NOW);
    expect(known.map(({ code }) => code)).toEqual(['never-used']);
  });

  it('lists the keys of a finding by urgency', () => {
    const keys = [20, 2, 5].map((days, index) =>
      goodKey({ id: `${days}`, integration: `${index}`, expiresAt: daysAgo(-days) }),
    );
    const [soon, later] = risksOf(keys, NOW);
    expect(soon?.keyIds).toEqual(['2', '5']);
    expect(later?.keyIds).toEqual(['20']);
  });

  it('leaves out what a person has accepted, until that day', () => {
    const keys = ['a', 'b'].map((id) => goodKey({ id, integration: id, expiresAt: null }));
    const exception = {
      id: 'x',
      code: 'no-expiry' as const,
      keyIds: ['a', 'gone'],
      reason: 'Agreed',
      by: 'Ana',
      at: daysAgo(1),
      until: daysAgo(-1),
    };
    const openAt = (now: number) =>
      risksOf(keys, now, { ...NOTHING_IN_FORCE, exceptions: [exception] })[0]?.keyIds;
    expect(openAt(NOW)).toEqual(['b']);
    expect(openAt(NOW + DAY_MS - 1)).toEqual(['b']);
    expect(openAt(NOW + DAY_MS)).toEqual(['a', 'b']);
  });

  it('lists each finding once, the most severe first, with existing keys', () => {
    const instant = fc.integer({ min: -400, max: 400 }).map((days) => daysAgo(days));
    const anyKey = fc.record({
      id: fc.uuid(),
      name: fc.constantFrom('a', 'b'),
      owner: fc.constantFrom('', 'Ana'),
      rotateEvery: fc.option(fc.constantFrom(30, 90)),
      secretCreatedAt: fc.option(instant),
      compromised: fc.option(fc.record({ at: instant, reason: fc.constant('') })),
      environment: fc.constantFrom('live' as const, 'test' as const),
      integration: fc.constantFrom('', 'Zoho', 'zoho', '__proto__'),
      scopes: fc.subarray([...EVERYTHING, 'moons:write', 'odd'], { minLength: 1 }),
      enabled: fc.boolean(),
      expiresAt: fc.option(instant),
      allowedIps: fc.subarray(['10.0.0.1']),
      createdAt: instant,
      updatedAt: instant,
      lastUsedAt: fc.option(instant),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyKey, { selector: ({ id }) => id, maxLength: 20 }), (keys) => {
        const risks = risksOf(keys, NOW);
        const order = risks.map(({ code }) => RISK_CODES.indexOf(code));
        expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b));
        const ids = keys.map(({ id }) => id);
        for (const { keyIds } of risks) {
          expect(keyIds.length).toBeGreaterThan(0);
          expect(new Set(keyIds).size).toBe(keyIds.length);
          expect(ids).toEqual(expect.arrayContaining([...keyIds]));
        }
      }),
    );
  });

  it('has words for each', () => {
    expect(Object.keys(riskWords).toSorted()).toEqual([...RISK_CODES].toSorted());
  });
});
