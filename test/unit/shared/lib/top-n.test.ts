import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topN } from '../../../../shared/lib/top-n';

it('gives the first in an order, as sorting all of them would', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200, size: 'max' });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 20 }), (all, count) => {
      const upwards = (a: number, b: number): number => a - b;
      expect(topN(all, count, upwards)).toEqual(all.toSorted(upwards).slice(0, count));
    }),
  );
});
