import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture, runStep } from '../bootstrap/child.mjs';
import { startVirtualDisplay } from '../bootstrap/display.mjs';
import { Failure, tail } from '../bootstrap/failure.mjs';
import { inRoot, ROOT } from '../bootstrap/paths.mjs';
import { toolPath } from '../bootstrap/tool.mjs';
import { distribution, runtimeEnvironment } from '../runtime/runtime.mjs';
import { countRun, playwrightCounts } from './counts.mjs';
import { memoryFolder } from './memory-folder.mjs';
import { readableCopy } from './readable-copy.mjs';

/** A system account without password, shell or home. It is kept, since another run may use it. */
const USER = 'ownchat-test';

/**
 * Runs Playwright as another user, with a home of its own and without root's environment. Needed files that this user
 * cannot read, e.g. below /root, are copied.
 *
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string} work
 * @param {string[]} args for Playwright
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runAsOrdinaryUser({ runtime }, work, args) {
  const { uid, gid } = await ensureUser();
  const place = await mkdtemp(path.join(tmpdir(), 'ownchat-user-'));
  await chmod(place, 0o755);
  const temp = await memoryFolder();
  const own = async (/** @type {string} */ name) => {
    const folder = path.join(place, name);
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, uid, gid);
    return folder;
  };
  const as = ['runuser', '-u', USER, '--'];
  const canRead = async (/** @type {string} */ file) =>
    (await capture('runuser', ['-u', USER, '--', 'test', '-r', file])).code === 0;
  /** @type {import('../bootstrap/display.mjs').Display | undefined} */
  let display;
  try {
    const home = await own('home');
    const output = await own('output');
    await chown(temp, uid, gid);
    const run = await own('run');
    const repository = await readableCopy(ROOT, path.join(place, 'repository'), canRead);
    const electron = await readableCopy(
      distribution(runtime),
      path.join(place, 'electron'),
      canRead,
    );
    const node = await readableCopy(process.execPath, path.join(place, 'node'), canRead);
    const executable = path.join(
      electron,
      path.relative(distribution(runtime), runtime.executable),
    );
    display = await startVirtualDisplay(as);
    const report = path.join(output, 'report.json');
    /** @type {Record<string, string>} */
    const env = {
      PATH: `${path.dirname(node)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: home,
      USER,
      LOGNAME: USER,
      LANG: 'C.UTF-8',
      TMPDIR: temp,
      XDG_RUNTIME_DIR: run,
      ...display.env,
      ...runtimeEnvironment({ ...runtime, executable }),
      OWNCHAT_TEST_SANDBOX: 'on',
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...inherited(),
    };
    const script = path.join(
      repository,
      path.relative(ROOT, toolPath('@playwright/test', 'playwright')),
    );
    const results = path.join(output, 'results');
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const command = [
      ...as.slice(1),
      'env',
      '-i',
      ...variables,
      node,
      script,
      'test',
      '--reporter=list,json',
      '--output',
      results,
      ...args,
    ];
    const code = await runStep('runuser', command, { cwd: repository });
    await cp(report, path.join(work, 'user.json')).catch(() => {});
    // Traces and screenshots of failures go to the usual folder.
    await cp(results, inRoot('test-results'), { recursive: true }).catch(() => {});
    return await countRun(path.join(work, 'user.json'), playwrightCounts, code);
  } finally {
    await display?.stop();
    await rm(place, { recursive: true, force: true });
    await rm(temp, { recursive: true, force: true });
  }
}

/** The environment variables that change how tests run. */
function inherited() {
  const names = Object.keys(process.env).filter((name) =>
    /^(CI|FORCE_COLOR|NO_COLOR|DEBUG|OWNCHAT_TEST_(?!SANDBOX)\w+)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}

/** @returns {Promise<{ name: string, uid: number, gid: number }>} */
export async function ensureUser() {
  if ((await capture('id', [USER])).code !== 0) {
    const { code, output } = await capture('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      USER,
    ]);
    // 9: another run has made the account meanwhile.
    if (code !== 0 && code !== 9)
      throw new Failure(
        `The user ${USER}, as whom the app tests run, could not be made.`,
        'Run the tests as an ordinary user instead.',
        tail(output),
      );
  }
  const id = async (/** @type {string} */ flag) =>
    Number((await capture('id', [flag, USER])).output.trim());
  return { name: USER, uid: await id('-u'), gid: await id('-g') };
}
