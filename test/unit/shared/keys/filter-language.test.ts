import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { filterPart, parseFilter } from '../../../../shared/keys/filter-language';
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

const KEYS = [
  apiKey({ id: '1', name: 'Zoho sync', integration: 'Zoho CRM', scopes: ['contacts:write'] }),
  apiKey({
    id: '2',
    name: 'Bot',
    integration: 'Botpress',
    environment: 'test',
    enabled: false,
    scopes: ['contacts:read', 'messages:write'],
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
    ['integration:zoho', []],
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

  it('writes the filter of the page as text, and parses it back', () => {
    const filter = {
      query: ' zoho ',
      statuses: new Set(['active', 'expired'] as const),
      environments: new Set(['live'] as const),
      resources: new Set(['messages'] as const),
      finding: null,
    };
    const text = filterTextOf(filter, true);
    expect(text).toBe('status:active status:expired environment:live scope:messages zoho');
    expect(parseFilter(text)).toMatchObject({ problems: [], words: ['zoho'] });
    expect(filterTextOf(NO_FILTER, true)).toBe('status:active');
    expect(filterTextOf({ ...NO_FILTER, query: 'status:expired' }, true)).toBe('status:expired');
    expect(filterTextOf(NO_FILTER, false)).toBe('');
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
    expect(filterPart('integration', 'Zoho "CRM"')).toBe('integration:"Zoho ""CRM"""');
    expect(filterPart('integration', 'Zoho')).toBe('integration:Zoho');
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
        const query = filterPart('integration', wanted);
        expect(parseFilter(query)).toMatchObject({ problems: [], words: [] });
        const isShown = makeTest({ ...NO_FILTER, query }, false, NOW) ?? (() => true);
        for (const integration of [...all, word]) {
          const isIts = integrationIdentity(integration) === integrationIdentity(wanted);
          expect(isShown(entry(apiKey({ integration })))).toBe(isIts);
        }
      }),
    );
  });

  it('round-trips a term in any context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(value.trim() !== '');
        const text = `status:active ${filterPart('integration', value)} zoho`;
        expect(parseFilter(text)).toMatchObject({
          statuses: ['active'],
          integrations: [value.toLowerCase().trim()],
          words: ['zoho'],
          problems: [],
        });
      }),
    );
  });
});
