import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestKeys, keyPageFrom } from '../../../../electron/keys/key-pages';
import { storedKey } from '../../../support/sample-keys';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');

/** Few instants, so that many keys share one. */
const someEntries = fc
  .array(
    fc.record({
      createdAt: fc.integer({ min: 0, max: 50 }).map((day) => new Date(day * 1e9).toISOString()),
      enabled: fc.boolean(),
      expiresAt: fc.constantFrom(null, '2026-11-24T11:59:59.999Z', '2026-11-24T12:00:00.001Z'),
    }),
    { maxLength: 400, size: 'max' },
  )
  .map((all) => all.map((fields, index) => storedKey(index + 1, fields)));

describe('the newest keys', () => {
  it('are the first shown keys, in the order of the page, with exact counts', () => {
    fc.assert(
      fc.property(someEntries, fc.boolean(), (entries, hideInactive) => {
        const shown = entries
          .map(({ record }) => record)
          .filter(({ enabled, expiresAt }) => {
            const isActive = enabled && (expiresAt === null || Date.parse(expiresAt) > NOW);
            return isActive || !hideInactive;
          })
          .toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1));
        const newest = newestKeys(entries, hideInactive, NOW);
        expect(newest.total).toBe(entries.length);
        expect(newest.shown).toBe(shown.length);
        expect(newest.keys.map(({ id }) => id)).toEqual(shown.slice(0, 60).map(({ id }) => id));
      }),
    );
  });
});

describe('the parts of the list', () => {
  it.each([0, 1, 1_999, 2_000, 2_001, 4_000, 4_001])('together hold all %i keys', (count) => {
    const entries = Array.from({ length: count }, (_, index) => storedKey(index + 1));
    const ids: string[] = [];
    let parts = 0;
    for (let from: number | null = 0; from !== null; parts += 1) {
      const part = keyPageFrom(entries, from);
      ids.push(...part.keys.map(({ id }) => id));
      from = part.next;
    }
    expect(ids).toEqual(entries.map(({ record }) => record.id));
    expect(parts).toBe(Math.max(1, Math.ceil(count / 2_000)));
    expect(keyPageFrom(entries, count + 1)).toEqual({ keys: [], next: null });
  });
});
