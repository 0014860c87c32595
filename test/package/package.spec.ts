import { readFile, readdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillVault } from '../demo/fill-vault';
import { CHEAP_COST } from '../support/cheap-cost';
import { asarListing } from './asar-listing';
import { electronExecutable } from '../support/electron';
import { ordinaryUser } from './installed-app';
import type { OrdinaryUser } from './installed-app';
import { freePort, tryToConnect } from './ports';
import { runToEnd } from './program';

// One story: the package is looked at, installed, used by an ordinary user, and removed.

const file = process.env['OWNCHAT_PACKAGE'] ?? '';
/** What `--version` prints. A Node would print `v` and another number. */
const VERSION = /^\d+\.\d+\.\d+(-dev)?\n$/;
const HOME = '/usr/lib/ownchat-keys';
const BINARY = `${HOME}/ownchat-keys`;

let user: OrdinaryUser;

const field = async (name: string) =>
  (await runToEnd('dpkg-deb', ['--field', file, name])).stdout.trim();

beforeAll(async () => {
  user = await ordinaryUser(process.env['OWNCHAT_USER'] ?? '');
  // Without an fsync for each file: the installed packages are removed again.
  const installed = await runToEnd('dpkg', ['--force-unsafe-io', '--install', file]);
  expect(installed, installed.stderr).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  await runToEnd('dpkg', ['--remove', 'ownchat-keys']);
  await user.stop();
});

describe('the content of the package', () => {
  test('only the built app, its description and the one native module', async () => {
    const paths = await asarListing(`${HOME}/resources/app.asar`);
    const known =
      /^(package\.json|out\/(main|preload|renderer)\/.+|node_modules\/@node-rs\/argon2(-[\w-]+)?\/(package\.json|index\.js|LICENSE|[\w.-]+\.node))$/;
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
    expect(paths).toContain('out/main/main.js');
    expect(paths.filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  test('installed, it is at most a tenth larger than the bare runtime', async () => {
    const bytesIn = async (folder: string) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      const sizes = files.map(
        async (entry) => (await stat(join(entry.parentPath, entry.name))).size,
      );
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    };
    const bare = await bytesIn(dirname(electronExecutable()));
    expect((await bytesIn(HOME)) / bare).toBeLessThan(1.1);
  });

  test('every library it is linked against comes with a package it depends on', async () => {
    const names = (await readdir(HOME)).filter((name) => /\.so(\.\d+)?$/.test(name));
    const objects = [BINARY, ...names.map((name) => join(HOME, name))];
    const { stdout } = await runToEnd('ldd', objects);
    expect(stdout).not.toContain('not found');
    const libraries = [...stdout.matchAll(/=> (\/\S+)/g)].map((match) => match[1] ?? '');
    const outside = libraries.filter((path) => !path.startsWith(HOME));
    const closure = await closureOf(await field('Depends'));
    const orphans = [...(await ownersOf(outside))].filter((owner) => !closure.has(owner));
    expect(orphans).toEqual([]);
  });

  test('made with a runtime past its end of life, it says so in its version', async () => {
    const version = await field('Version');
    const shown = (await user.run('ownchat-keys', ['--version'])).stdout;
    const runtime = await readFile(join(dirname(electronExecutable()), 'version'), 'utf8');
    expect(version.endsWith('~dev')).toBe(Number.parseInt(runtime, 10) < 45);
    expect(shown.trim()).toBe(version.replace('~', '-'));
  });

  test.each([
    ['desktop-file-validate', ['/usr/share/applications/ownchat-keys.desktop']],
    ['appstreamcli', ['validate', '--no-net', '/usr/share/metainfo/com.ownchat.keys.metainfo.xml']],
    ['man', ['--warnings', '-Tutf8', '/usr/share/man/man1/ownchat-keys.1.gz']],
  ])('%s has nothing to complain about', async (program, args) => {
    const tried = await runToEnd(program, args);
    expect(tried, tried.stdout + tried.stderr).toMatchObject({ exitCode: 0 });
    expect(tried.stderr).toBe('');
  });

  test.each([
    ['/usr/share/mime/globs2', 'application/vnd.ownchat.vault:*.ownchat-vault'],
    [
      '/usr/share/applications/mimeinfo.cache',
      'x-scheme-handler/ownchat-keys=ownchat-keys.desktop',
    ],
  ])('%s knows it', async (path, entry) => {
    expect(await readFile(path, 'utf8')).toContain(entry);
  });
});

describe('fuses', () => {
  test('are set in the binary as intended', async () => {
    const wire = await getCurrentFuseWire(BINARY);
    const on = [
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    const off = [
      FuseV1Options.RunAsNode,
      // It would ask the keychain before there is a window, for cookies that the app does not have.
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
  });

  test('it does not become a Node when asked by the environment', async () => {
    const asked = await user.run('ownchat-keys', ['--version'], { ELECTRON_RUN_AS_NODE: '1' });
    expect(asked.stdout).toMatch(VERSION);
  });

  test('it does not read NODE_OPTIONS', async () => {
    const script = join(user.home, 'hook.cjs');
    await user.run('sh', ['-c', `echo 'process.stdout.write("hooked")' > ${script}`]);
    const asked = await user.run('ownchat-keys', ['--version'], {
      NODE_OPTIONS: `--require=${script} --no-such-option`,
    });
    expect(asked.stdout).toMatch(VERSION);
    expect(asked.stderr).not.toContain('no-such-option');
  });

  test('it lets no debugger attach', async () => {
    const asked = await user.run('ownchat-keys', ['--inspect-brk=127.0.0.1:0', '--version']);
    // With the fuse off it is no switch of Electron any more, only an option that the app does not know.
    expect(asked.exitCode).toBe(2);
    expect(asked.stderr).not.toMatch(/debugger listening/i);
  });

  test.each([
    '--remote-debugging-pipe',
    '--js-flags=--expose-gc',
    '--ignore-certificate-errors',
    '--renderer-cmd-prefix=/bin/true',
    '--single-process',
    '--bypasscsp-schemes=app',
    '--disable-seccomp-filter-sandbox',
  ])('it refuses to start with %s', async (option) => {
    const started = await user.run('ownchat-keys', [option]);
    expect(started, started.stderr).toMatchObject({ exitCode: 2, stdout: '' });
    expect(started.stderr).toContain(`Refused: ${option.split('=')[0]}.`);
  });

  test('it refuses a debugging port before anything listens on it', async () => {
    const port = await freePort();
    const run = { hasEnded: false };
    const ended = user.run('ownchat-keys', [`--remote-debugging-port=${port}`]).finally(() => {
      run.hasEnded = true;
    });
    const answers = new Set<string>();
    while (!run.hasEnded) answers.add(await tryToConnect(port));
    expect(await ended).toMatchObject({ exitCode: 2 });
    expect([...answers]).toEqual(['ECONNREFUSED']);
  });

  test('it loads no app from beside its archive', async () => {
    const startBeside = async (source: string, name: string) => {
      const copy = join(user.home, name);
      const script = `cp -r ${source} ${copy} && cd ${copy}/resources && rm -f *.asar && mkdir app &&
      echo '{"main":"main.js"}' > app/package.json && echo 'process.stdout.write("loaded"); process.exit(0)' > app/main.js`;
      const copied = await user.run('sh', ['-c', script]);
      expect(copied, copied.stderr).toMatchObject({ exitCode: 0 });
      return user.run('timeout', ['5', `${copy}/${name}`]);
    };
    expect((await startBeside(HOME, 'ownchat-keys')).stdout).not.toContain('loaded');
    // The same runtime without the fuse loads an app that is placed beside it.
    const bare = join(user.home, 'bare');
    const { exitCode } = await runToEnd('cp', ['-r', dirname(electronExecutable()), bare]);
    expect(exitCode).toBe(0);
    await runToEnd('chmod', ['-R', 'a+rX', bare]);
    expect((await startBeside(bare, 'electron')).stdout).toContain('loaded');
  });
});

describe('as installed, for an ordinary user', () => {
  test('it answers without a display', async () => {
    const help = await user.run('ownchat-keys', ['--help'], { DISPLAY: '' });
    expect(help.exitCode).toBe(0);
    expect(help.stdout).toContain('Usage\n  ownchat-keys');
    const wrong = await user.run('ownchat-keys', ['--report=nothing'], { DISPLAY: '' });
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    const lock = await user.run('ownchat-keys', ['--lock'], { DISPLAY: '' });
    expect(lock).toMatchObject({ exitCode: 8, stdout: '' });
  });

  test('it makes a report without a window', async () => {
    const profile = join(user.home, 'reporting');
    const passphrase = 'correct horse battery staple';
    await fillVault(join(profile, 'vault'), { keys: 5, passphrase, cost: CHEAP_COST });
    const secret = join(profile, 'passphrase');
    await writeFile(secret, `${passphrase}\n`, { mode: 0o600 });
    const name = process.env['OWNCHAT_USER'] ?? '';
    await runToEnd('chown', ['-R', name, profile]);
    for (const [ending, begins] of [
      ['pdf', '%PDF-'],
      ['csv', 'API key inventory,'],
    ] as const) {
      const path = join(profile, `keys.${ending}`);
      const made = await user.run('ownchat-keys', [
        `--user-data-dir=${profile}`,
        '--password-store=basic',
        '--report=inventory',
        `--output=${path}`,
        `--passphrase-file=${secret}`,
      ]);
      expect(made, made.stderr).toMatchObject({ exitCode: 0 });
      expect(made.stdout).toContain('5 rows');
      expect((await readFile(path, 'utf8')).slice(0, begins.length)).toBe(begins);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
  });

  test('it opens its window in the sandbox, answers a second start, quits, and leaves the data', async () => {
    const started = user.start();
    await user.waitForWindow('Ownchat Keys');
    const { stdout: processes } = await runToEnd('pgrep', ['-f', `${BINARY} --type=renderer`]);
    const [renderer = ''] = processes.split('\n');
    const status = await runToEnd('cat', [`/proc/${renderer}/status`]);
    expect(status.stdout).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status.stdout).toMatch(/^Seccomp:\s+2$/m);
    const notice = (await field('Version')).endsWith('~dev');
    expect(started.stderr().includes('development build')).toBe(notice);

    expect(await user.run('ownchat-keys', ['--password-store=basic'])).toMatchObject({
      exitCode: 0,
    });
    expect(await user.run('ownchat-keys', ['--lock'])).toMatchObject({ exitCode: 0 });

    process.kill(started.pid, 'SIGTERM');
    expect(await started.ended).toBe(0);

    const data = join(user.home, '.config', 'Ownchat Keys');
    const before = (await readdir(data)).toSorted();
    expect(await runToEnd('dpkg', ['--purge', 'ownchat-keys'])).toMatchObject({ exitCode: 0 });
    expect((await readdir(data)).toSorted()).toEqual(before);
    await expect(stat(HOME)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(stat('/usr/bin/ownchat-keys')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** The packages that files belong to, by their real paths or the ones they are reached by. */
async function ownersOf(paths: readonly string[]): Promise<Set<string>> {
  const real = await Promise.all(paths.map((path) => realpath(path)));
  const all = new Set([...paths, ...real].flatMap((path) => [path, path.replace(/^\/usr/, '')]));
  const { stdout } = await runToEnd('dpkg-query', ['--search', ...all]);
  return new Set([...stdout.matchAll(/^([^:,\s]+)/gm)].map((match) => match[1] ?? ''));
}

/** All installed packages that come with a list of dependencies. */
async function closureOf(depends: string): Promise<Set<string>> {
  const { stdout } = await runToEnd('dpkg-query', [
    '--show',
    '--showformat',
    '${Package}|${Depends}, ${Pre-Depends}\n',
  ]);
  const known = new Map(
    stdout
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('|')), line.slice(line.indexOf('|') + 1)]),
  );
  const found = new Set<string>();
  const add = (list: string) => {
    for (const [name] of list.matchAll(/(?<![\w.+-])[a-z0-9][a-z0-9.+-]+(?![\w.+-]*\))/g)) {
      const next = known.get(name);
      if (next === undefined || found.has(name)) continue;
      found.add(name);
      add(next);
    }
  };
  add(depends);
  return found;
}
