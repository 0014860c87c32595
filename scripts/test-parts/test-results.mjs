import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../bootstrap/paths.mjs';

/** @typedef {import('./attacks.mjs').TestResult} TestResult */

/**
 * Each test in the report of vitest's JSON reporter.
 *
 * @param {unknown} report
 * @returns {TestResult[]}
 */
export function vitestResults(report) {
  const { testResults } = /** @type {any} */ (report);
  return testResults.flatMap((/** @type {any} */ { name, assertionResults }) =>
    assertionResults.map((/** @type {any} */ { title, status, failureMessages }) => ({
      file: path.relative(ROOT, name).replaceAll('\\', '/'),
      title,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
      reason: firstLine(failureMessages?.[0]),
    })),
  );
}

/**
 * Each test in the report of Playwright's JSON reporter.
 *
 * @param {unknown} report
 * @returns {TestResult[]}
 */
export function playwrightResults(report) {
  const { suites } = /** @type {any} */ (report);
  const results = [];
  const open = [...suites];
  for (let suite = open.shift(); suite; suite = open.shift()) {
    open.push(...(suite.suites ?? []));
    for (const { file, title, ok, tests } of suite.specs ?? []) {
      const isSkipped = tests.every((/** @type {any} */ { status }) => status === 'skipped');
      const errors = tests.flatMap((/** @type {any} */ test) =>
        test.results.flatMap((/** @type {any} */ result) => result.errors ?? []),
      );
      results.push({
        file: `test/app/${file}`,
        title,
        status: isSkipped ? 'skipped' : ok ? 'passed' : 'failed',
        reason: ok ? '' : firstLine(errors[0]?.message),
      });
    }
  }
  return /** @type {TestResult[]} */ (results);
}

/** @param {string | undefined} message */
function firstLine(message) {
  return stripVTControlCharacters(message ?? '').split('\n')[0] ?? '';
}
