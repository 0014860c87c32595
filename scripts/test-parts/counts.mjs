import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../bootstrap/paths.mjs';

/** @typedef {{ passed: number, failed: string[], skipped: number }} Counts `failed` has a line for each failed test */

/**
 * The counts in a report of vitest's JSON reporter.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = /** @type {any} */ (
    report
  );
  const failed = [];
  for (const { name, status, message, assertionResults } of testResults ?? []) {
    const file = path.relative(ROOT, name);
    const tests = assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    for (const test of tests)
      failed.push(failureLine(file, test.fullName, test.failureMessages?.[0]));
    // A file that does not load has no test that could fail.
    if (status === 'failed' && tests.length === 0) failed.push(failureLine(file, '', message));
  }
  return {
    passed: numPassedTests ?? 0,
    failed,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  };
}

/**
 * The counts in a report of Playwright's JSON reporter. A test that passed only on a retry counts as passed; the report
 * calls it flaky.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function playwrightCounts(report) {
  const { stats, suites } = /** @type {any} */ (report);
  const failed = [];
  const open = [...(suites ?? [])];
  for (let suite = open.shift(); suite; suite = open.shift()) {
    open.push(...(suite.suites ?? []));
    for (const spec of suite.specs ?? []) {
      if (spec.ok) continue;
      const error = spec.tests.flatMap((/** @type {any} */ { results }) =>
        results.flatMap((/** @type {any} */ result) => result.errors ?? []),
      )[0];
      failed.push(failureLine(`${spec.file}:${spec.line}`, spec.title, error?.message));
    }
  }
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}

/**
 * @param {string} file
 * @param {string} title
 * @param {string | undefined} message only its first line is shown
 */
function failureLine(file, title, message) {
  const [reason] = stripVTControlCharacters(message ?? '').split('\n');
  return [file, title, reason].filter(Boolean).join(' › ');
}

/**
 * The counts of one run. A run that failed without a failed test (no report, a file that does not load,
 * coverage under its limit) counts as one failure: the sum must not hide it.
 *
 * @param {string} file the JSON report
 * @param {(report: unknown) => Counts} read
 * @param {number} exitCode of the run
 * @returns {Promise<Counts>}
 */
export async function countRun(file, read, exitCode) {
  /** @type {Counts} */
  let counts = { passed: 0, failed: [], skipped: 0 };
  let readable = true;
  try {
    counts = read(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    readable = false;
  }
  if (counts.failed.length > 0 || (exitCode === 0 && readable)) return counts;
  const reason = readable ? 'without a failed test, see above' : 'without a report';
  return { ...counts, failed: [`a run of tests ended with exit code ${exitCode}, ${reason}`] };
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: [...a.failed, ...b.failed],
      skipped: a.skipped + b.skipped,
    }),
    { passed: 0, failed: [], skipped: 0 },
  );
}

/**
 * @param {Counts} counts
 * @returns {string} the last lines of a test run: the failed tests, and a line of counts
 */
export function summary({ passed, failed, skipped }) {
  const names = failed.map((name) => `FAILED ${name}\n`).join('');
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${names}${passed} passed, ${failed.length} failed${skips}`;
}
