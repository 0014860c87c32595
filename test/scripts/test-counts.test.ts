import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  countRun,
  playwrightCounts,
  sum,
  summaryLine,
  vitestCounts,
} from '../../scripts/test-parts/counts.mjs';

let directory: string;
let report: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'counts-test-'));
  report = path.join(directory, 'report.json');
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('reads the counts of vitest and of Playwright', () => {
  expect(
    vitestCounts({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }),
  ).toEqual({ passed: 5, failed: 1, skipped: 3 });
  expect(playwrightCounts({ stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 3 } })).toEqual(
    { passed: 6, failed: 2, skipped: 3 },
  );
});

it('counts a run that failed without a failed test as one failure', async () => {
  writeFileSync(report, JSON.stringify({ numPassedTests: 5, numFailedTests: 0 }));
  expect(await countRun(report, vitestCounts, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 });
  expect(await countRun(report, vitestCounts, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

it('counts a run without a readable report as one failure, whatever its exit code', async () => {
  expect(await countRun(report, playwrightCounts, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  writeFileSync(report, '{');
  expect(await countRun(report, playwrightCounts, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('ends in one line', () => {
  const total = sum([
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  expect(summaryLine(total)).toBe('5 passed, 1 failed');
  expect(summaryLine({ ...total, skipped: 4 })).toBe('5 passed, 1 failed, 4 skipped');
});
