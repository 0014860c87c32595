import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSlots } from '../../../../../../renderer/features/keys/table/row-slots';

describe('the rows of the document', () => {
  it('stay with their keys, and draw the keys that come when theirs have left', () => {
    const rows = new RowSlots();
    const [a, b, c] = rows.assign(['a', 'b', 'c'], undefined);
    expect(rows.assign(['c', 'x', 'a'], undefined)).toEqual([c, b, a]);
  });

  it('do not draw another key while they have the focus', () => {
    const rows = new RowSlots();
    const [a, b] = rows.assign(['a', 'b'], undefined);
    const next = rows.assign(['x', 'y'], 'b');
    expect(next).toContain(a);
    expect(next).not.toContain(b);
  });

  it('are unique for each key, in any sequence of views', () => {
    const ids = fc.uniqueArray(fc.nat(30).map(String), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, fc.option(fc.nat(30).map(String)))), (steps) => {
        const rows = new RowSlots();
        let before = new Map<string, number>();
        for (const [shown, focused] of steps) {
          const slots = rows.assign(shown, focused ?? undefined);
          expect(new Set(slots).size).toBe(shown.length);
          const now = new Map(shown.map((id, index) => [id, slots[index] ?? 0]));
          for (const [id, slot] of now) if (before.has(id)) expect(slot).toBe(before.get(id));
          before = now;
        }
      }),
    );
  });
});
