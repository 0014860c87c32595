import { runProgram } from '../run-typescript.mjs';

const RUNS = [
  ['--cycles', '200'],
  ['--sync', '12'],
];

/**
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string[]} args for the harness
 * @returns {Promise<import('./counts.mjs').Counts>} each run counts as one test
 */
export async function runFaults({ env }, args) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const run of args.length > 0 ? [args] : RUNS) {
    const code = await runProgram('test/faults/run.ts', run, env);
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}
