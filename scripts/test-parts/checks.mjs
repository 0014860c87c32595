import { capture } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { say, seconds } from '../bootstrap/report.mjs';
import { toolPath } from '../bootstrap/tool.mjs';

/** @type {{ name: string, tool: [string, string?], args: string[] }[]} */
const CHECKS = [
  { name: 'format (oxfmt)', tool: ['oxfmt'], args: ['--check'] },
  {
    name: 'lint (oxlint, with types)',
    tool: ['oxlint'],
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'types (tsc)', tool: ['typescript', 'tsc'], args: ['-b'] },
  { name: 'unused code (knip)', tool: ['knip'], args: ['--no-progress'] },
];

/**
 * One after another: each uses all cores by itself.
 *
 * @returns {Promise<import('./counts.mjs').Counts>} each check counts as one test
 */
export async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, tool, args } of CHECKS) {
    const started = Date.now();
    const { code, output } = await capture(process.execPath, [toolPath(...tool), ...args], {
      cwd: ROOT,
    });
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} ${seconds(Date.now() - started)}`);
    if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}
