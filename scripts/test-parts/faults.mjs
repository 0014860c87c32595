import { runProgram } from '../run-typescript.mjs';

const RUNS = [
  ['--cycles', '200'],
  ['--sync', '60'],
];

/**
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string[]} args for the harness
 * @returns {Promise<import('./counts.mjs').Counts>} each run counts as one test
 */
export async function runFaults({ env }, args) {
  /** @type {import('./counts.mjs').Counts} */
  const counts = { passed: 0, failed: [], skipped: 0 };
  for (const run of args.length > 0 ? [args] : RUNS) {
    const code = await runProgram('test/faults/run.ts', run, env, { isStep: true });
    if (code === 0) counts.passed += 1;
    else counts.failed.push(`faults ${run.join(' ')}`);
  }
  return counts;
}
