import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recentDays, USAGE_DAYS, usageOf } from '../../../../shared/keys/usage';
import { keyUsageSchema } from '../../../../shared/keys/usage-schema';

const at = (day: string) => Date.parse(`${day}T15:00:00.000Z`);

describe('the usage of a key', () => {
  it('is counted by day up to the newest, in any order of reports', () => {
    const usage = usageOf([
      { day: '2026-11-23', count: 2 },
      { day: '2026-11-20', count: 5 },
      { day: '2026-11-23', count: 1 },
      { day: '2025-01-01', count: 9 },
    ]);
    expect(usage?.until).toBe('2026-11-23');
    expect(usage?.counts).toHaveLength(USAGE_DAYS);
    expect(usage?.counts.slice(-4)).toEqual([5, 0, 0, 3]);
    expect(usage?.counts.reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(usageOf([])).toBeNull();
  });

  it('leaves the chart when it is too old', () => {
    const usage = { until: '2026-11-23', counts: [4, 0, 7] };
    const days = recentDays(usage, at('2026-11-25'));
    expect(days).toHaveLength(USAGE_DAYS);
    expect(days.at(-1)).toEqual({ day: '2026-11-25', count: 0 });
    expect(days.slice(-5).map(({ count }) => count)).toEqual([4, 0, 7, 0, 0]);
    expect(recentDays(usage, at('2027-11-25')).every(({ count }) => count === 0)).toBe(true);
  });

  it('always fits the schema of the vault', () => {
    const day = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const daily = fc.array(fc.record({ day, count: fc.nat(1_000_000) }), { minLength: 1 });
    fc.assert(
      fc.property(daily, (told) => {
        const usage = keyUsageSchema.parse(usageOf(told));
        const newest = told
          .map((each) => each.day)
          .toSorted((a, b) => a.localeCompare(b))
          .at(-1);
        expect(usage.until).toBe(newest);
        const shown = recentDays(usage, at(usage.until));
        expect(shown.map(({ count }) => count)).toEqual(usage.counts);
      }),
    );
  });
});
