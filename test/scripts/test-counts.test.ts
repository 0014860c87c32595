import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  countRun,
  playwrightCounts,
  sum,
  summary,
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

it('reads what vitest counted, and names what failed', () => {
  const file = path.resolve('test/unit/some.test.ts');
  const failed = {
    status: 'failed',
    fullName: 'a key is kept',
    failureMessages: ['Error: \u{1b}[31mlost\u{1b}[39m\n    at some.test.ts:1'],
  };
  expect(
    vitestCounts({
      numPassedTests: 5,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { name: file, status: 'failed', assertionResults: [{ status: 'passed' }, failed] },
        { name: file, status: 'failed', message: 'does not load', assertionResults: [] },
        { name: file, status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    }),
  ).toEqual({
    passed: 5,
    failed: [
      'test/unit/some.test.ts › a key is kept › Error: lost',
      'test/unit/some.test.ts › does not load',
    ],
    skipped: 3,
  });
});

it('reads the counts of Playwright, and names the failed tests, at any depth', () => {
  const tests = [{ results: [{ errors: [] }, { errors: [{ message: 'Error: gone\nmore' }] }] }];
  const spec = { file: 'a.spec.ts', line: 7, title: 'opens', ok: false, tests };
  expect(
    playwrightCounts({
      stats: { expected: 5, flaky: 1, unexpected: 1, skipped: 3 },
      suites: [{ specs: [{ ok: true }], suites: [{ specs: [spec] }] }],
    }),
  ).toEqual({ passed: 6, failed: ['a.spec.ts:7 › opens › Error: gone'], skipped: 3 });
});

it('counts a run that failed without a failed test as one failure', async () => {
  writeFileSync(report, JSON.stringify({ numPassedTests: 5 }));
  expect(await countRun(report, vitestCounts, 0)).toEqual({ passed: 5, failed: [], skipped: 0 });
  const { failed, ...rest } = await countRun(report, vitestCounts, 1);
  expect(rest).toEqual({ passed: 5, skipped: 0 });
  expect(failed).toEqual([
    'a run of tests ended with exit code 1, without a failed test, see above',
  ]);
});

it('counts a run without a readable report as one failure, with any exit code', async () => {
  const unread = {
    passed: 0,
    failed: ['a run of tests ended with exit code 0, without a report'],
    skipped: 0,
  };
  expect(await countRun(report, playwrightCounts, 0)).toEqual(unread);
  writeFileSync(report, '{');
  expect(await countRun(report, playwrightCounts, 0)).toEqual(unread);
});

it('ends with what failed, and in one line', () => {
  const total = sum([
    { passed: 2, failed: [], skipped: 0 },
    { passed: 3, failed: ['a › b'], skipped: 0 },
  ]);
  expect(summary(total)).toBe('FAILED a › b\n5 passed, 1 failed');
  expect(summary({ passed: 5, failed: [], skipped: 4 })).toBe('5 passed, 0 failed, 4 skipped');
});
