import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../../shared/keys/api-key';
import {
  filterPart,
  parseFilter,
  printFilter,
  withValues,
} from '../../../../shared/keys/filter-language';
import type { FilterField, ParsedFilter } from '../../../../shared/keys/filter-language';
import {
  filterTextOf,
  isFiltering,
  makeTest,
  NO_FILTER,
  searchedOf,
} from '../../../../shared/keys/key-filter';
import { integrationIdentity } from '../../../../shared/keys/integration-identity';
import { apiKey, NOW } from '../../renderer/some-api-key';

const entry = (key: ApiKey) => ({
  key,
  ...searchedOf(key),
  expiresAt: key.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(key.expiresAt),
});

const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

const KEYS = [
  apiKey({
    id: '1',
    name: 'Zoho sync',
    integration: 'Zoho CRM',
    scopes: ['contacts:write'],
    owner: 'Zoë Weber',
    tags: ['prod', 'Sales team'],
    lastUsedAt: daysAgo(90),
    rotateEvery: 5,
  }),
  apiKey({
    id: '2',
    name: 'Bot',
    integration: 'Botpress',
    environment: 'test',
    enabled: false,
    scopes: ['contacts:read', 'messages:write'],
    owner: 'none',
    createdBy: 'priya.nair',
    lastUsedAt: daysAgo(1),
    rotateEvery: 20,
    expiresAt: daysAgo(-30),
    compromised: { at: daysAgo(1), reason: '' },
  }),
  apiKey({
    id: '3',
    name: 'Old',
    integration: '',
    scopes: ['tags:read'],
    expiresAt: '2020-01-01T00:00:00.000Z',
  }),
].map(entry);

const found = (query: string) => {
  const test = makeTest({ ...NO_FILTER, query }, false, NOW) ?? (() => true);
  return KEYS.filter((each) => test(each)).map(({ key }) => key.id);
};

describe('the filter language', () => {
  it.each([
    ['', ['1', '2', '3']],
    ['status:active', ['1']],
    ['status:inactive', ['2', '3']],
    ['STATUS:Disabled', ['2']],
    ['status:disabled status:expired', ['2', '3']],
    ['environment:test', ['2']],
    ['scope:messages', ['2']],
    ['scope:contacts:write', ['1']],
    ['scope:contacts:read zoho', ['1']],
    ['integration:"zoho crm"', ['1']],
    ['integration:zoho', ['1']],
    ['integration:ZOHO', ['1']],
    ['integration:=zoho', []],
    ['integration:="zoho crm"', ['1']],
    ['integration:none', ['3']],
    ['integration:none integration:bot', ['2', '3']],
    ['owner:zoe', ['1']],
    ['owner:none', ['3']],
    ['owner:"none"', ['2']],
    ['owner:=none', ['2']],
    ['tag:sales', ['1']],
    ['tag:=sales', []],
    ['tag:none', ['2', '3']],
    ['created-by:priya', ['2']],
    ['Created-By:=admin', ['1', '3']],
    ['expires:none', ['1']],
    ['expires:past', ['3']],
    ['expires:within:29d', []],
    ['expires:within:30d', ['2']],
    ['expires:30', ['2']],
    ['expires:=past', []],
    ['rotation:overdue', ['1']],
    ['rotation:within:30d', ['2']],
    ['rotation:none', ['3']],
    ['last-used:never', ['3']],
    ['last-used:over:90d', ['1']],
    ['last-used:over:91d', []],
    ['last-used:before:2026-11-01', ['1']],
    ['last-used:before:2026-02-30', []],
    ['last-used:within:90d', []],
    ['last-used:soon', []],
    ['last-used:=never', []],
    ['access:write', ['1', '2']],
    ['access:read-only', ['3']],
    ['access:full', []],
    ['is:compromised', ['2']],
    ['is:exposed', ['2']],
    ['sales', ['1']],
    ['status:active environment:test', []],
    ['contacts:write', ['1']],
    ['"zoho sync"', ['1']],
    ['"contacts:read messages:write"', []],
    ['status:actve', []],
    ['status:constructor', []],
    ['""', ['1', '2', '3']],
    ['"  " bot', ['2']],
  ])('finds by %j', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });

  it('finds a text in any Unicode form, and a hint as it is shown or typed', () => {
    const [key] = [apiKey({ name: 'Zoe\u0308 \ufb01x', hint: 'ock_live_8dKq\u2026w3Zp' })].map(
      entry,
    );
    for (const query of ['zo\u00eb', 'ZOE\u0308', 'fix', 'kq\u2026w3', '8dKq...w3Zp']) {
      const test = makeTest({ ...NO_FILTER, query }, false, NOW);
      expect([query, test?.(key!)]).toEqual([query, true]);
    }
  });

  it('reports invalid terms, and treats everything else as words', () => {
    expect(parseFilter('status:actve scope:a:b:c environment: zoho http://x').problems).toEqual([
      'status:actve',
      'scope:a:b:c',
      'environment:',
    ]);
    expect(parseFilter('Zoho http://x "two words" __proto__:x note:"a b"').words).toEqual([
      'zoho',
      'http://x',
      'two words',
      '__proto__:x',
      'note:a b',
    ]);
  });

  it('writes the filter of the page as text', () => {
    const query = (text: string) => ({ ...NO_FILTER, query: text });
    expect(filterTextOf(query(' zoho '), true)).toBe('status:active zoho');
    expect(filterTextOf(NO_FILTER, true)).toBe('status:active');
    expect(filterTextOf(query('status:expired'), true)).toBe('status:expired');
    expect(filterTextOf(query('expires:past'), true)).toBe('expires:past');
    expect(filterTextOf(NO_FILTER, false)).toBe('');
  });

  it('finds only keys to read under read only, and never one whose scope it cannot read', () => {
    const shows = (query: string, scopes: string[]) =>
      makeTest({ ...NO_FILTER, query }, false, NOW)?.(entry(apiKey({ scopes })));
    expect(shows('access:read-only', ['tags:read', '*'])).toBe(false);
    expect(shows('access:read-only', ['tags:read', 'moons:read'])).toBe(true);
    expect(shows('access:write', ['moons:write'])).toBe(true);
    expect(shows('access:write', ['*'])).toBe(false);
  });

  it('shows the keys of a finding, those that are hidden otherwise included', () => {
    const finding = { code: 'expired', keyIds: new Set(['2', '3', 'gone']) } as const;
    const foundBy = (filter: typeof NO_FILTER) => {
      const test = makeTest(filter, true, NOW) ?? (() => true);
      return KEYS.filter((each) => test(each)).map(({ key }) => key.id);
    };
    expect(foundBy(NO_FILTER)).toEqual(['1']);
    expect(foundBy({ ...NO_FILTER, finding })).toEqual(['2', '3']);
    expect(foundBy({ ...NO_FILTER, finding, query: 'bot' })).toEqual(['2']);
    expect(isFiltering({ ...NO_FILTER, finding })).toBe(true);
    expect(isFiltering(NO_FILTER)).toBe(false);
  });

  it('quotes a value that has a space or a quotation mark, which is doubled', () => {
    const is = (text: string) => filterPart('integration', { kind: 'is', text });
    const has = (text: string) => filterPart('integration', { kind: 'has', text });
    expect(is('Zoho "CRM"')).toBe('integration:="Zoho ""CRM"""');
    expect(has('Zoho "CRM"')).toBe('integration:"Zoho ""CRM"""');
    expect(has('Zoho')).toBe('integration:Zoho');
    expect(has('None')).toBe('integration:"None"');
    expect(has('=1')).toBe('integration:"=1"');
    expect(parseFilter('"say ""hi""" live')).toMatchObject({ words: ['say "hi"', 'live'] });
    expect(parseFilter('12" 5')).toMatchObject({ words: ['12"', '5'] });
  });

  it('selects by the filter of an integration just the keys of that integration', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('"', ' ', ':', 'a', 'A', 'İ', 'ß', '\\', '\u00A0', '\n') }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 8 }), names, (all, word) => {
        const wanted = all[0] ?? '';
        fc.pre(integrationIdentity(wanted) !== '');
        const query = filterPart('integration', { kind: 'is', text: wanted });
        expect(parseFilter(query)).toMatchObject({ problems: [], words: [] });
        const isShown = makeTest({ ...NO_FILTER, query }, false, NOW) ?? (() => true);
        for (const integration of [...all, word]) {
          const isIts = integrationIdentity(integration) === integrationIdentity(wanted);
          expect(isShown(entry(apiKey({ integration })))).toBe(isIts);
        }
      }),
    );
  });

  it('parses what it prints: the same filter', () => {
    fc.assert(
      fc.property(someFilter, (filter) => {
        expect(parseFilter(printFilter(filter))).toEqual(filter);
      }),
    );
  });

  it('prints any text that it has parsed with the same meaning', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'status: =" ": ="" active none owner: is: within: 3d x:y'.split(' ')),
      fc.string({ unit: fc.constantFrom(' ', '"', ':', '=', 'a', 'B', '-') }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const filter = parseFilter(pieces.join(''));
        expect(parseFilter(printFilter(filter))).toEqual(filter);
      }),
      { numRuns: 2_000 },
    );
  });

  it('replaces the values of one field, and keeps everything else as it was typed', () => {
    expect(withValues('Zoho status:active "a b"', 'status', ['expired', 'disabled'])).toBe(
      'Zoho status:expired status:disabled "a b"',
    );
    expect(withValues('status:active zoho status:actve', 'status', [])).toBe('zoho');
    expect(withValues('', 'expires', [{ withinDays: 30 }])).toBe('expires:within:30d');
    fc.assert(
      fc.property(someFilter, someFilter, (some, chosen) => {
        const before = { ...some, problems: [] };
        for (const field of ['owner', 'expires', 'status'] as const) {
          const text = withValues(printFilter(before), field, chosen[field]);
          expect(parseFilter(text)).toEqual({ ...before, [field]: chosen[field] });
        }
      }),
    );
  });
});

const someText = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('"', ' ', ':', '=', 'a', 'İ', '\\', '\u00A0', '\n') }),
    fc.constantFrom('none', 'None', '=none', '"', 'status:active', 'owner:"a', '-', 'x:"y z"'),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');
const someMatch = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constantFrom('is' as const, 'has' as const), text: someText }),
);
const someDays = fc.record({ withinDays: fc.nat(9999) });
const some = <V>(values: fc.Arbitrary<V>) => fc.array(values, { maxLength: 2 });
const someFilter: fc.Arbitrary<ParsedFilter> = fc.record<
  { [F in FilterField]: ParsedFilter[F] } & Pick<ParsedFilter, 'words' | 'problems'>
>({
  status: some(fc.constantFrom('active' as const, 'disabled' as const, 'expired' as const)),
  environment: some(fc.constantFrom('live' as const, 'test' as const)),
  scope: some(fc.constantFrom('contacts', 'moons:read', 'messages:write')),
  access: some(fc.constantFrom('full' as const, 'write' as const, 'read-only' as const)),
  integration: some(someMatch),
  owner: some(someMatch),
  tag: some(someMatch),
  'created-by': some(someMatch),
  expires: some(fc.oneof(fc.constantFrom('past' as const, 'none' as const), someDays)),
  rotation: some(fc.oneof(fc.constantFrom('overdue' as const, 'none' as const), someDays)),
  'last-used': some(
    fc.oneof(
      fc.constant('never' as const),
      fc.record({ overDays: fc.nat(9999) }),
      fc.constantFrom({ before: '2026-09-01' }, { before: '2024-02-29' }),
    ),
  ),
  is: some(fc.constant('compromised' as const)),
  words: some(someText.map((text) => text.toLowerCase().trim()).filter((text) => text !== '')),
  problems: some(fc.constantFrom('status:actve', 'expires:', 'owner:')),
});
