import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileNameOf, withEnding } from '../../../../electron/reports/export/file-names';
import { periodInWords, spanOf } from '../../../../electron/reports/content/period';
import { nextTime } from '../../../../electron/reports/schedule/rhythm';
import type { ReportPeriod } from '../../../../shared/reports/report';

// A Tuesday.
const NOW = Date.parse('2026-11-24T12:34:56.789Z');

describe('a period', () => {
  it.each<[ReportPeriod, string]>([
    [{ kind: 'all' }, 'All activity'],
    [{ kind: 'last-7-days' }, '2026-11-18 to 2026-11-24 (UTC)'],
    [{ kind: 'last-30-days' }, '2026-10-26 to 2026-11-24 (UTC)'],
    [{ kind: 'last-90-days' }, '2026-08-27 to 2026-11-24 (UTC)'],
    [{ kind: 'last-12-months' }, '2025-12-01 to 2026-11-24 (UTC)'],
    [{ kind: 'previous-week' }, '2026-11-16 to 2026-11-22 (UTC)'],
    [{ kind: 'previous-month' }, '2026-10-01 to 2026-10-31 (UTC)'],
    [{ kind: 'between', from: '2026-02-03', to: '2026-02-01' }, '2026-02-01 to 2026-02-03 (UTC)'],
  ])('%j', (period, words) => {
    expect(periodInWords(spanOf(period, NOW))).toBe(words);
  });

  it('spans the turn of the year', () => {
    const january = Date.parse('2027-01-04T00:00:00.000Z');
    expect(periodInWords(spanOf({ kind: 'previous-month' }, january))).toContain('2026-12-01');
    expect(periodInWords(spanOf({ kind: 'previous-week' }, january))).toContain('2026-12-28');
  });
});

describe("a schedule's rhythm", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ['UTC', 'weekly', '2026-11-24T12:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['UTC', 'weekly', '2026-11-30T00:00:00.000Z', '2026-12-07T00:00:00.000Z'],
    ['UTC', 'weekly', '2026-11-29T23:59:59.999Z', '2026-11-30T00:00:00.000Z'],
    ['UTC', 'monthly', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z'],
    ['UTC', 'monthly', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    // West of UTC Monday begins later than in UTC, east of it earlier: it is due when both have
    // Monday.
    ['America/Los_Angeles', 'weekly', '2026-11-24T12:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    ['America/Los_Angeles', 'weekly', '2026-11-30T02:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    ['America/Los_Angeles', 'monthly', '2026-12-01T08:00:00.000Z', '2027-01-01T08:00:00.000Z'],
    ['Asia/Tokyo', 'weekly', '2026-11-29T16:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['Asia/Tokyo', 'monthly', '2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'],
  ] as const)('in %s: %s after %s', (zone, rhythm, now, next) => {
    vi.stubEnv('TZ', zone);
    expect(nextTime(rhythm, Date.parse(now))).toBe(next);
    const weekday = new Date(next).getDay();
    if (rhythm === 'weekly') expect(weekday).toBe(1);
  });
});

describe('a file name', () => {
  it.each([
    ['API key inventory', 'API key inventory 2026-11-24.pdf'],
    ['../../etc/passwd', '-..-etc-passwd 2026-11-24.pdf'],
    ['a:b*c?"<>|', 'a-b-c----- 2026-11-24.pdf'],
    ['con', 'report 2026-11-24.pdf'],
    [' . ', 'report 2026-11-24.pdf'],
    ['\u202egnp\u0000', '-gnp- 2026-11-24.pdf'],
  ])('%j', (title, name) => {
    expect(fileNameOf(title, NOW, 'pdf')).toBe(name);
  });

  it('fits every file system, and is not cut within a character', () => {
    const name = fileNameOf('中'.repeat(200), NOW, 'ndjson');
    expect(Buffer.byteLength(name)).toBeLessThan(220);
    expect(name).toMatch(/^中+ 2026-11-24\.ndjson$/u);
  });

  it("has the format's extension", () => {
    expect(withEnding('/x/report', 'csv')).toBe('/x/report.csv');
    expect(withEnding('/x/report.CSV', 'csv')).toBe('/x/report.CSV');
    expect(withEnding('/x/report.json', 'ndjson')).toBe('/x/report.json.ndjson');
  });
});
