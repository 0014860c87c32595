import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillVault } from '../demo/fill-vault';
import {
  APP_DIRECTORY,
  appEnvironment,
  appSwitches,
  electronExecutable,
  sandboxSwitches,
} from '../support/electron';
import { CHEAP_COST, PASSPHRASE, expect, test } from './fixtures';

const KEYS = 40;

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the app like a shell script: without a display and without a person. */
async function run(
  userData: string,
  args: string[],
  passphraseByDescriptor?: string,
): Promise<Ended> {
  const { passphrase, ended } = begin(userData, args);
  passphrase.end(passphraseByDescriptor ?? '');
  return ended;
}

/** @returns a run that waits for its passphrase */
function begin(
  userData: string,
  args: string[],
): { passphrase: NodeJS.WritableStream; ended: Promise<Ended> } {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = appEnvironment();
  const app = spawn(
    electronExecutable(),
    [...sandboxSwitches(), APP_DIRECTORY, ...appSwitches({ userData }), ...args],
    { env, cwd: userData, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  let out = '';
  let error = '';
  app.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  app.stderr?.on('data', (chunk: Buffer) => (error += chunk.toString()));
  const passphrase = app.stdio[3] as NodeJS.WritableStream;
  passphrase.on('error', () => undefined);
  const ended = new Promise<Ended>((done) => {
    app.once('close', (code: number | null) => done({ code, out, error }));
  });
  return { passphrase, ended };
}

async function profile(userData: string): Promise<string> {
  await fillVault(join(userData, 'vault'), {
    keys: KEYS,
    passphrase: PASSPHRASE,
    cost: CHEAP_COST,
  });
  const file = join(userData, 'passphrase');
  await writeFile(file, `${PASSPHRASE}\n`);
  await chmod(file, 0o600);
  return file;
}

/**
 * Sends a signal to a run that waits for its passphrase. @returns its exit status, when all its
 * processes have ended
 */
async function endWhileItWaits(
  userData: string,
  by: NodeJS.Signals,
  switches: readonly string[] = [],
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = appEnvironment();
  const app = spawn(
    electronExecutable(),
    [
      ...sandboxSwitches(),
      APP_DIRECTORY,
      ...appSwitches({ userData }),
      ...switches,
      '--report=inventory',
      '--output=r.csv',
      '--passphrase-fd=3',
    ],
    { env, cwd: userData, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) =>
    app.once('exit', (code, signal) => done({ code, signal })),
  );
  const O_NONBLOCK = 0o4000;
  const isWaiting = async () => {
    const info = await readFile(`/proc/${app.pid}/fdinfo/3`, 'utf8');
    return (Number.parseInt(/flags:\s*(\d+)/.exec(info)?.[1] ?? '', 8) & O_NONBLOCK) !== 0;
  };
  await expect.poll(isWaiting, { timeout: 30_000 }).toBe(true);
  const holder = Number((await readlink(join(userData, 'SingletonLock'))).split('-').at(-1));
  app.kill(by);
  const how = await ended;
  const isRunning = () => {
    try {
      return process.kill(holder, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isRunning, { timeout: 30_000 }).toBe(false);
  return how;
}

test.skip(process.platform !== 'linux', 'a display can only be done without on Linux');

test('reports are exported without a window or a display', async ({ userData }) => {
  test.slow();
  const file = await profile(userData);
  const unlock = `--passphrase-file=${file}`;
  const made = await run(userData, [
    '--report',
    'inventory',
    '--format',
    'xlsx',
    '--output',
    'keys.xlsx',
    '--filter',
    'status:active',
    unlock,
  ]);
  expect(made.error.replaceAll(/^\[\d+:.*$/gm, '').trim()).toBe('');
  expect(made.code).toBe(0);
  expect(made.out).toMatch(/keys\.xlsx\n\d+ rows, SHA-256 of the data [0-9a-f]{64}\n$/);
  const path = join(userData, 'keys.xlsx');
  expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  const printed = await run(
    userData,
    ['--report=risk', '--output=risk.pdf', '--passphrase-fd=3'],
    PASSPHRASE,
  );
  expect(printed.code).toBe(0);
  expect((await readFile(join(userData, 'risk.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');

  const again = await run(userData, ['--report=risk', '--output=risk.pdf', unlock]);
  expect(again.code).toBe(7);
  expect(again.error).toContain('Use --force to replace it.');
  const activity = [
    '--report=activity',
    '--period=all',
    '--output=risk.pdf',
    '--format=ndjson',
    '--force',
    unlock,
  ];
  expect((await run(userData, activity)).code).toBe(0);
  const lines = (await readFile(join(userData, 'risk.pdf'), 'utf8')).trim().split('\n');
  expect(lines[0]).toContain('Verified: ');
  expect(lines.filter((line) => line.includes('Report exported'))).toHaveLength(2);
  expect((await readdir(userData)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('each error is written to standard error, with its own exit code', async ({
  launch,
  userData,
}) => {
  test.slow();
  const file = await profile(userData);
  const ask = (...args: string[]) =>
    run(userData, ['--report=inventory', '--output=r.csv', ...args]);
  const unlock = `--passphrase-file=${file}`;

  const help = await run(userData, ['--help']);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--passphrase-fd=N') });
  const about = await readFile(join(APP_DIRECTORY, 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  expect(await run(userData, ['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
  expect(await ask('--ouput=x')).toMatchObject({ code: 2 });
  expect(await ask()).toMatchObject({
    code: 3,
    error: expect.stringContaining('--passphrase-file'),
  });
  await chmod(file, 0o644);
  expect(await ask(unlock)).toMatchObject({ code: 3, error: expect.stringContaining('chmod 600') });
  await chmod(file, 0o600);
  await writeFile(file, 'not the passphrase');
  expect(await ask(unlock)).toMatchObject({
    code: 3,
    error: expect.stringContaining('Wrong passphrase'),
  });
  // The window continues the count from here.
  const counted = JSON.parse(await readFile(join(userData, 'preferences.json'), 'utf8')) as object;
  expect(counted).toMatchObject({ failedAttempts: { count: 1 } });
  await writeFile(file, PASSPHRASE);
  expect(await ask(unlock, '--output=gone/r.csv')).toMatchObject({
    code: 6,
    error: expect.stringContaining('The folder no longer exists.'),
  });
  const empty = join(userData, 'empty');
  await mkdir(empty);
  expect(await run(empty, ['--report=risk', '--output=r.csv', unlock])).toMatchObject({ code: 4 });

  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  expect(await ask(unlock)).toMatchObject({ code: 5, error: expect.stringContaining('is open') });
  expect(await readdir(userData)).not.toContain('r.csv');
});

test('a signal ends a run at once, also while it waits for its passphrase', async ({
  userData,
}) => {
  test.slow();
  await profile(userData);
  // When the app restarts itself without a display, the shell reports the signal.
  expect(await endWhileItWaits(userData, 'SIGTERM')).toEqual({ code: null, signal: 'SIGTERM' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const how = await endWhileItWaits(userData, signal, ['--ozone-platform=headless']);
    expect(how).toEqual({ code: 130, signal: null });
  }
  expect(await readdir(userData)).not.toContain('r.csv');
});

test('a bad descriptor is reported, and a closed output is ignored', async ({ userData }) => {
  test.slow();
  const file = await profile(userData);
  const closed = await run(userData, ['--report=risk', '--output=r.csv', '--passphrase-fd=200']);
  expect(closed).toMatchObject({
    code: 3,
    error: expect.stringContaining('could not be read from 200'),
  });
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = appEnvironment();
  const app = spawn(
    electronExecutable(),
    [
      ...sandboxSwitches(),
      APP_DIRECTORY,
      ...appSwitches({ userData }),
      '--report=risk',
      '--output=r.csv',
      `--passphrase-file=${file}`,
    ],
    { env, cwd: userData, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  app.stdout?.destroy();
  expect(await new Promise((done) => app.once('exit', done))).toBe(0);
  expect(await readdir(userData)).toContain('r.csv');
});

test('a report goes to the standard output alone, and takes the place of no device or pipe', async ({
  userData,
}) => {
  test.slow();
  await profile(userData);
  // The encoding of PowerShell.
  const file = join(userData, 'passphrase-utf-16');
  await writeFile(file, Buffer.from(`\uFEFF${PASSPHRASE}\r\n`, 'utf16le'), { mode: 0o600 });
  const unlock = `--passphrase-file=${file}`;
  const given = await run(userData, ['--report=inventory', '--format=json', '--output=-', unlock]);
  expect(given.code).toBe(0);
  expect(JSON.parse(given.out)).toMatchObject({ rows: expect.any(Array) });
  expect(given.error).toContain(`${KEYS} rows, SHA-256 of the data`);
  expect(await readdir(userData)).not.toContain('-');
  const pipe = join(userData, 'pipe.csv');
  execFileSync('mkfifo', [pipe]);
  for (const output of ['/dev/null', '/dev/stdout', pipe]) {
    for (const more of [[], ['--force']]) {
      const args = ['--report=risk', '--format=csv', `--output=${output}`, unlock, ...more];
      const refused = await run(userData, args);
      expect(refused.error).toContain('A device, a pipe or a socket has this name.');
      expect(refused.code).toBe(6);
    }
  }
  expect((await stat(pipe)).isFIFO()).toBe(true);
});

test('a report whose process is killed says so, and has the exit code of the signal', async ({
  userData,
}) => {
  await profile(userData);
  const report = begin(userData, ['--report=risk', '--output=risk.csv', '--passphrase-fd=3']);
  await expect.poll(() => readdir(userData)).toContain('report-running');
  const pid = async () => Number(await readFile(join(userData, 'report-running'), 'utf8'));
  await expect.poll(pid).toBeGreaterThan(0);
  process.kill(await pid(), 'SIGKILL');
  const { code, error } = await report.ended;
  expect(error).toContain('SIGKILL');
  expect(code).toBe(1);
});

test('a start while a report is made waits for it, and there is nothing to be locked', async ({
  launch,
  userData,
}) => {
  test.slow();
  await profile(userData);
  const report = begin(userData, ['--report=risk', '--output=risk.csv', '--passphrase-fd=3']);
  await expect.poll(() => readdir(userData)).toContain('report-running');
  const locked = await run(userData, ['--lock']);
  expect(locked).toMatchObject({ code: 5, error: expect.stringContaining('Nothing was locked') });

  const opening = launch();
  const first = await Promise.race([opening.then(() => 'a window'), after(4000)]);
  expect(first).toBe('nothing yet');
  report.passphrase.end(PASSPHRASE);
  expect(await report.ended).toMatchObject({ code: 0 });
  const { page } = await opening;
  await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  expect(await readdir(userData)).not.toContain('report-running');
});

const after = (ms: number) =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve('nothing yet'), ms);
  });
