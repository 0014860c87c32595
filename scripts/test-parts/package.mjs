import path from 'node:path';
import { capture, runStep } from '../bootstrap/child.mjs';
import { ensureLibraries, PACKAGE_PROGRAMS } from '../bootstrap/libraries.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { say } from '../bootstrap/report.mjs';
import { isRoot } from '../bootstrap/sandbox.mjs';
import { toolPath } from '../bootstrap/tool.mjs';
import { makePackage } from '../commands/package.mjs';
import { countRun, vitestCounts } from './counts.mjs';
import { ensureUser } from './ordinary-user.mjs';

/**
 * Makes the Debian package and tests its use: installs it, starts it as an ordinary user, removes it.
 *
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string} work a folder for the report
 * @param {string[]} args for vitest
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runPackageTests(ready, work, args) {
  const reason = await whyNot();
  if (reason !== null) {
    say(`Skipped: ${reason}`);
    return { passed: 0, failed: [], skipped: 1 };
  }
  await ensureLibraries(ready.runtime, { more: PACKAGE_PROGRAMS });
  const { name } = await ensureUser();
  const file = await makePackage();
  const report = path.join(work, 'package.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const config = path.join('test', 'package', 'vitest.config.ts');
  const code = await runStep(
    process.execPath,
    [toolPath('vitest'), 'run', '--config', config, ...reporters, ...args],
    { cwd: ROOT, env: { ...ready.env, OWNCHAT_PACKAGE: file, OWNCHAT_USER: name } },
  );
  return countRun(report, vitestCounts, code);
}

/** @returns {Promise<string | null>} why the package cannot be installed here */
async function whyNot() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'the package is for Linux on x64.';
  if (!isRoot()) return 'only root can install a package.';
  if ((await capture('dpkg-deb', ['--version'])).code !== 0)
    return 'this is no Debian or Ubuntu: there is no dpkg.';
  const installed = await capture('dpkg-query', ['-W', '-f', '${Status}', 'ownchat-keys']);
  if (installed.output.includes('ok installed'))
    return 'ownchat-keys is installed on this computer, and the test would remove it.';
  return null;
}
