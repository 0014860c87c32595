import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runStep } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { say } from '../bootstrap/report.mjs';
import { isRoot, sandboxSwitches } from '../bootstrap/sandbox.mjs';
import { toolPath } from '../bootstrap/tool.mjs';
import { countRun, playwrightCounts, sum } from './counts.mjs';
import { memoryFolder } from './memory-folder.mjs';
import { runAsOrdinaryUser } from './ordinary-user.mjs';

/**
 * The tests on the real app. Chromium's sandbox cannot run as root, and the app must be tested in it: root
 * runs the few tests about running as root, and everything else as an ordinary user.
 *
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string} work a folder for the reports
 * @param {string[]} args for Playwright
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runAppTests(ready, work, args) {
  if (!isRoot()) {
    await sandboxSwitches(ready.runtime);
    return playwright(ready.env, path.join(work, 'app.json'), args, { OWNCHAT_TEST_SANDBOX: 'on' });
  }
  const counts = [];
  if (!choosesByName(args)) {
    say("App tests as root, without Chromium's sandbox (tests tagged @root):");
    const selection = ['--grep', '@root', '--pass-with-no-tests', ...args];
    counts.push(
      await playwright(ready.env, path.join(work, 'root.json'), selection, {
        OWNCHAT_TEST_SANDBOX: 'off',
      }),
    );
  }
  say("App tests as an ordinary user, in Chromium's sandbox:");
  counts.push(await runAsOrdinaryUser(ready, work, args));
  return sum(counts);
}

/** Whether the person chooses tests by title. Playwright takes one --grep, so they run once, in the sandbox. @param {string[]} args */
function choosesByName(args) {
  return args.some((arg) => /^(-g|--grep)(=|$)/.test(arg));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} report
 * @param {string[]} args
 * @param {Record<string, string>} more
 */
async function playwright(env, report, args, more) {
  const command = [
    toolPath('@playwright/test', 'playwright'),
    'test',
    '--reporter=list,json',
    ...args,
  ];
  const temp = await memoryFolder();
  try {
    const code = await runStep(process.execPath, command, {
      cwd: ROOT,
      env: { ...env, ...more, TMPDIR: temp, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    return await countRun(report, playwrightCounts, code);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}
