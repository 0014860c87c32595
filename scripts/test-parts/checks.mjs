import { capture } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { say, seconds } from '../bootstrap/report.mjs';
import { toolPath } from '../bootstrap/tool.mjs';

/** @type {{ name: string, tool?: [string, string?], script?: string, args: string[] }[]} */
const CHECKS = [
  { name: 'format (oxfmt)', tool: ['oxfmt'], args: ['--check'] },
  {
    name: 'lint (oxlint, with types)',
    tool: ['oxlint'],
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'types (tsc)', tool: ['typescript', 'tsc'], args: ['-b'] },
  { name: 'unused code (knip)', tool: ['knip'], args: ['--no-progress'] },
  {
    name: "lint of the endpoint's contract (redocly)",
    tool: ['@redocly/cli', 'redocly'],
    args: ['lint', 'shared/endpoint/openapi.yaml', '--config', 'shared/endpoint/redocly.yaml'],
  },
  {
    name: "types of the endpoint's contract",
    script: 'scripts/openapi/write-types.mjs',
    args: ['--check'],
  },
];

/** Variables that keep the tools from phoning home and from looking for updates. */
const ENV = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/**
 * Runs the checks one after another, because each uses all cores.
 *
 * @returns {Promise<import('./counts.mjs').Counts>} each check counts as one test
 */
export async function runChecks() {
  /** @type {import('./counts.mjs').Counts} */
  const counts = { passed: 0, failed: [], skipped: 0 };
  for (const { name, tool, script = '', args } of CHECKS) {
    const started = Date.now();
    const program = tool ? toolPath(...tool) : script;
    const { code, output } = await capture(process.execPath, [program, ...args], {
      cwd: ROOT,
      env: ENV,
    });
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} ${seconds(Date.now() - started)}`);
    if (code === 0) counts.passed += 1;
    else {
      process.stdout.write(`${output.trimEnd()}\n`);
      counts.failed.push(name);
    }
  }
  return counts;
}
