import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runStep } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { toolPath } from '../bootstrap/tool.mjs';
import { countRun, vitestCounts } from './counts.mjs';
import { memoryFolder } from './memory-folder.mjs';

/**
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string} work a folder for the report
 * @param {string[]} args for vitest
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runUnitTests({ env }, work, args) {
  const report = path.join(work, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Coverage of a part of the tests would only miss its limits.
  const coverage = args.length === 0 ? ['--coverage'] : [];
  const temp = await memoryFolder();
  try {
    const code = await runStep(
      process.execPath,
      [toolPath('vitest'), 'run', ...coverage, ...reporters, ...args],
      { cwd: ROOT, env: { ...env, TMPDIR: temp } },
    );
    return await countRun(report, vitestCounts, code);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}
