import { runProgram } from '../run-typescript.mjs';

const CYCLES = ['--cycles', '200'];

/**
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string[]} args for the harness
 * @returns {Promise<import('./counts.mjs').Counts>} the whole run counts as one test
 */
export async function runFaults({ env }, args) {
  const code = await runProgram('test/faults/run.ts', args.length > 0 ? args : CYCLES, env);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
