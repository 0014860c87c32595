import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../../../../renderer/features/keys/store/key-entry';
import { KeyIndex } from '../../../../../../renderer/features/keys/store/key-index';
import type { KeyOrder } from '../../../../../../renderer/features/keys/view/key-view';
import type { KeyFilter } from '../../../../../../shared/keys/key-filter';
import { isFiltering, NO_FILTER, statusChoiceOf } from '../../../../../../shared/keys/key-filter';
import {
  changesWithTime,
  DEFAULT_ORDER,
  viewOf,
} from '../../../../../../renderer/features/keys/view/key-view';
import { statusOf } from '../../../../../../shared/keys/key-status';
import { apiKey, NOW } from '../../../some-api-key';

const PAST = '2026-11-01T00:00:00.000Z';
const FUTURE = '2027-11-01T00:00:00.000Z';

const KEYS = [
  apiKey({ id: '1', name: 'Zoho sync', note: 'for Anna', createdAt: '2026-01-01T00:00:00.000Z' }),
  apiKey({
    id: '2',
    name: 'Bot',
    integration: 'Botpress',
    environment: 'test',
    scopes: ['messages:write', 'future:admin'],
    enabled: false,
    createdAt: '2026-02-01T00:00:00.000Z',
  }),
  apiKey({
    id: '3',
    name: 'Mirror',
    integration: '',
    hint: 'ock_live_a1Hr…Pq3L',
    scopes: ['tickets:read'],
    expiresAt: PAST,
    createdAt: '2026-03-01T00:00:00.000Z',
  }),
];

const shown = (filter: Partial<KeyFilter>, hideInactive = false, order = DEFAULT_ORDER) =>
  viewOf(new KeyIndex(KEYS), { ...NO_FILTER, ...filter }, order, hideInactive, NOW).map(
    ({ key }) => key.id,
  );

describe('the view of the keys', () => {
  it.each<[string, Partial<KeyFilter>, Partial<KeyOrder>, boolean, boolean]>([
    ['everything', {}, {}, false, false],
    ['a word', { query: 'zoho' }, { column: 'expiresAt' }, false, false],
    ['an environment', { query: 'environment:live' }, { column: 'name' }, false, false],
    ['no inactive ones', {}, {}, true, true],
    ['a past expiry', { query: 'expires:past' }, {}, false, true],
    ['a status that is typed', { query: 'status:expired' }, {}, false, true],
    ['all by status', {}, { column: 'status', descending: false }, false, true],
  ])('changes with time only when it depends on it: %s', (_, fields, columns, hide, changes) => {
    const filter = { ...NO_FILTER, ...fields };
    const order = { ...DEFAULT_ORDER, ...columns };
    expect(changesWithTime(filter, order, hide)).toBe(changes);
    const at = (now: number) => viewOf(new KeyIndex(KEYS), filter, order, hide, now);
    const ids = (now: number) => at(now).map(({ key }) => key.id);
    // Before anything expires, now, and after.
    const differs = [0, Date.parse('2030-01-01')].some(
      (now) => ids(now).join() !== ids(NOW).join(),
    );
    expect(differs).toBe(changes);
  });

  it('has all keys, newest first, without a search and a filter', () => {
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(shown({})).toEqual(['3', '2', '1']);
  });

  it.each([
    ['ZOHO', ['1']],
    ['anna', ['1']],
    ['botpr', ['2']],
    ['a1hr', ['3']],
    ['tickets:read', ['3']],
    ['zoho write', ['1']],
    ['zoho tickets', []],
    ['   ', ['3', '2', '1']],
  ])('has every word of %j somewhere', (query, ids) => {
    expect(shown({ query })).toEqual(ids);
  });

  it('can be narrowed by status, environment and resource', () => {
    expect(shown({ query: 'status:expired status:disabled' })).toEqual(['3', '2']);
    expect(shown({ query: 'environment:test' })).toEqual(['2']);
    expect(shown({ query: 'scope:tickets scope:contacts' })).toEqual(['3', '1']);
  });

  it('leaves inactive keys out when they are hidden, unless they are asked for', () => {
    expect(shown({}, true)).toEqual(['1']);
    expect(shown({ query: 'status:disabled' }, true)).toEqual(['2']);
  });

  it('is ordered by status: active, expired, disabled, and the other way round', () => {
    expect(shown({}, false, { column: 'status', descending: false })).toEqual(['1', '3', '2']);
    expect(shown({}, false, { column: 'status', descending: true })).toEqual(['2', '3', '1']);
  });

  it.each([
    apiKey({ enabled: false, expiresAt: PAST }),
    apiKey({ expiresAt: PAST }),
    apiKey({ expiresAt: new Date(NOW).toISOString() }),
    apiKey({ expiresAt: FUTURE }),
    apiKey(),
  ])('has the status that the rules give it (%#)', (key) => {
    const status = statusOf(key, NOW);
    expect(statusChoiceOf(entryOf(key), NOW)).toBe(
      status.state === 'active' ? 'active' : status.reason,
    );
  });
});
