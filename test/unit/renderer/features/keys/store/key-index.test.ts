import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf } from '../../../../../../renderer/features/keys/store/key-entry';
import type { SortColumn } from '../../../../../../renderer/features/keys/store/key-index';
import { KeyIndex } from '../../../../../../renderer/features/keys/store/key-index';
import { apiKey } from '../../../some-api-key';

const COLUMNS: SortColumn[] = ['name', 'scopes', 'status', 'createdAt', 'lastUsedAt', 'expiresAt'];

const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Few ids and few names, so that changes meet keys that exist and orders have ties. */
const someKey = fc
  .record({
    id: fc.integer({ min: 0, max: 20 }).map(String),
    name: fc.constantFrom('Zoho', 'zoho 2', 'zoho 10', 'Ärzte', 'bot'),
    scopes: fc.constantFrom(['contacts:read'], ['tags:write', 'users:read']),
    createdAt: instant,
    lastUsedAt: fc.option(instant),
    expiresAt: fc.option(instant),
  })
  .map((fields) => apiKey({ ...fields, scopes: [...fields.scopes] }));

const delta = fc.record({
  changed: fc.uniqueArray(someKey, { maxLength: 6, selector: ({ id }) => id }),
  removed: fc.array(fc.integer({ min: 0, max: 20 }).map(String), { maxLength: 4 }),
});

describe('the index of keys', () => {
  it('is after any changes what an index of the result would be, in every order', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 12 }), (deltas) => {
        let index = new KeyIndex([]);
        // Every order is computed at the start, so that every change must maintain all of them.
        for (const column of COLUMNS) index.ordered(column);
        const expected = new Map<string, ReturnType<typeof apiKey>>();
        for (const { changed, removed } of deltas) {
          const before = index;
          const copies = COLUMNS.map((column) => [...before.ordered(column)]);
          index = before.after(changed, removed);
          // Holders of the earlier index still see its entries.
          expect(COLUMNS.map((column) => before.ordered(column))).toEqual(copies);
          for (const id of removed) expected.delete(id);
          for (const key of changed) expected.set(key.id, key);
        }
        const fresh = new KeyIndex([...expected.values()]);
        expect(index.size).toBe(expected.size);
        for (const column of COLUMNS) {
          expect(index.ordered(column)).toEqual(fresh.ordered(column));
          expect(Object.isFrozen(index.ordered(column))).toBe(true);
        }
        for (let id = 0; id <= 20; id += 1) {
          expect(index.get(String(id))).toEqual(expected.get(String(id)));
        }
      }),
    );
  });

  it('sorts names as a person would', () => {
    const names = ['zoho 10', 'Ärzte', 'Zoho 2', 'bot', 'azure'];
    expect(names.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))).toEqual([
      'Ärzte',
      'azure',
      'bot',
      'Zoho 2',
      'zoho 10',
    ]);
  });

  it('sorts numbers by value, however many digits they have', () => {
    const number = fc.oneof(fc.nat({ max: 20_000_000 }), fc.bigInt({ min: 0n, max: 10n ** 40n }));
    fc.assert(
      fc.property(number, number, fc.constantFrom('', '0', '0000000'), (a, b, zeros) => {
        const [left, right] = [BigInt(a), BigInt(b)];
        const isLess = orderOf(`Key ${zeros}${left}`) < orderOf(`key ${right} x`);
        expect(isLess).toBe(left <= right);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes a large change at once', () => {
    const empty = new KeyIndex([]);
    empty.ordered('name');
    const keys = Array.from({ length: 1000 }, (_, place) =>
      apiKey({ id: String(place), name: `key ${1000 - place}` }),
    );
    const index = empty.after(keys, []);
    expect(index.ordered('name')[0]?.key.name).toBe('key 1');
    expect(index.get('999')?.name).toBe('key 1');
    expect([empty.size, empty.get('999')]).toEqual([0, undefined]);
  });

  it('stays right through more changes than it keeps beside its base', () => {
    let index = new KeyIndex([apiKey({ id: 'a', name: 'first' }), apiKey({ id: 'b' })]);
    for (let round = 1; round <= 1_200; round += 1) {
      index = index.after([apiKey({ id: String(round % 30), name: `key ${round}` })], ['b']);
    }
    expect(index.size).toBe(31);
    expect(index.ordered('name').map(({ key }) => key.name)).toEqual([
      'first',
      ...Array.from({ length: 30 }, (_, place) => `key ${1_171 + place}`),
    ]);
    expect([index.get('b'), index.get('0')?.name]).toEqual([undefined, 'key 1200']);
  });

  it('gives out keys that cannot be changed', () => {
    const index = new KeyIndex([apiKey({ id: 'a' })]);
    const key = index.get('a');
    expect(() => Object.assign(key!, { name: 'other' })).toThrow(TypeError);
    expect(() => key?.scopes.push('users:write')).toThrow(TypeError);
  });
});
