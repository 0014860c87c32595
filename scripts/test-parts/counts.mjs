import { readFile } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What vitest's JSON reporter counted.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = /** @type {any} */ (
    report
  );
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  };
}

/**
 * What Playwright's JSON reporter counted. A test that passed only when repeated has passed; the list names it flaky.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function playwrightCounts(report) {
  const { expected, flaky, unexpected, skipped } = /** @type {any} */ (report).stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
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
  let counts = { passed: 0, failed: 0, skipped: 0 };
  let readable = true;
  try {
    counts = read(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    readable = false;
  }
  if (counts.failed === 0 && (exitCode !== 0 || !readable)) return { ...counts, failed: 1 };
  return counts;
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * @param {Counts} counts
 * @returns {string} the last line of a test run
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
