import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { takeLock } from '../../../../electron/start/profile-lock';
import { temporaryDirectory } from '../../../support/test-vault';

afterEach(() => {
  vi.unstubAllEnvs();
});

const refuse = () => false;
const lockOf = (folder: string, pid: number, computer = hostname()) =>
  symlinkSync(`${computer}-${pid}`, join(folder, 'SingletonLock'));

describe.skipIf(process.platform === 'win32')('the lock of a profile', () => {
  it('is ours when Electron says so', async () => {
    expect(takeLock(await temporaryDirectory(), () => true)).toEqual({ kind: 'ours' });
  });

  it('is held when the process that it names runs and seems to be this app', async () => {
    const folder = await temporaryDirectory();
    // A process of the same program, as two starts of the app are.
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    onTestFinished(() => void other.kill());
    lockOf(folder, other.pid!);
    expect(takeLock(folder, refuse)).toEqual({ kind: 'held' });
    expect(readdirSync(folder)).toEqual(['SingletonLock']);
  });

  it('is held by a process that has answered, although it is not visible from here', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    for (const computer of [hostname(), 'another-container']) {
      const folder = await temporaryDirectory();
      lockOf(folder, gone, computer);
      expect(takeLock(folder, refuse), computer).toEqual({ kind: 'held' });
    }
  });

  it.skipIf(process.getuid?.() === 0)(
    'is nobody’s where it was left behind and cannot be taken over, whoever has the number now',
    async () => {
      const other = spawn('sleep', ['60']);
      onTestFinished(() => void other.kill());
      const gone = spawnSync(process.execPath, ['-e', '']).pid;
      const left: [number, string][] = [
        [gone, hostname()],
        [process.ppid, 'another-computer'],
        ...(process.platform === 'linux' ? [[other.pid!, hostname()] as [number, string]] : []),
      ];
      for (const [pid, computer] of left) {
        const folder = await temporaryDirectory();
        lockOf(folder, pid, computer);
        chmodSync(folder, 0o500);
        const none = { kind: 'none', obstacle: 'no-permission', path: folder };
        expect(takeLock(folder, refuse), computer).toEqual(none);
        chmodSync(folder, 0o700);
      }
    },
  );

  it('leaves no file behind when only a part of it could be made', async () => {
    const folder = await temporaryDirectory();
    const failing = () => {
      lockOf(folder, process.pid);
      symlinkSync('/tmp/somewhere/SingletonSocket', join(folder, 'SingletonSocket'));
      return false;
    };
    expect(takeLock(folder, failing)).toEqual({ kind: 'none', obstacle: 'other', path: folder });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says that the folder may not be written to', async () => {
    const folder = await temporaryDirectory();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    const none = { kind: 'none', obstacle: 'no-permission', path: folder };
    expect(takeLock(folder, refuse)).toEqual(none);
  });

  it('cannot be made in a folder that is not there', async () => {
    const missing = join(await temporaryDirectory(), 'missing');
    expect(takeLock(missing, refuse)).toEqual({ kind: 'none', obstacle: 'other', path: missing });
  });
});

describe.skipIf(process.platform === 'win32')('the temporary folder', () => {
  /** @returns the lock's state for Electron */
  function seenWith(folder: string, given: string | undefined): string | undefined {
    vi.stubEnv('TMPDIR', given);
    let seen: string | undefined;
    takeLock(folder, () => {
      seen = process.env['TMPDIR'];
      return true;
    });
    expect(process.env['TMPDIR']).toBe(given);
    return seen;
  }

  it('stays as it is when a socket fits into it', async () => {
    const folder = await temporaryDirectory();
    for (const given of [undefined, '', '/tmp', folder]) {
      expect(seenWith(folder, given)).toBe(given);
    }
  });

  it('is replaced by a short one while the lock is taken, when it is too long, relative, missing or closed', async () => {
    const folder = await temporaryDirectory();
    const long = join(folder, 'x'.repeat(90));
    mkdirSync(long);
    vi.stubEnv('XDG_RUNTIME_DIR', undefined);
    for (const given of [long, 'relative', join(folder, 'missing')]) {
      expect(seenWith(folder, given), given).toBe('/tmp');
    }
    const runtime = join(folder, 'run');
    mkdirSync(runtime);
    vi.stubEnv('XDG_RUNTIME_DIR', runtime);
    expect(seenWith(folder, long)).toBe(runtime);
    // An unsuitable folder is not used either.
    vi.stubEnv('XDG_RUNTIME_DIR', long);
    expect(seenWith(folder, long)).toBe('/tmp');
  });

  it('replaces the remains of a start with a too long one', async () => {
    const folder = await temporaryDirectory();
    const socket = join(folder, 'SingletonSocket');
    symlinkSync(`/${'x'.repeat(120)}/SingletonSocket`, socket);
    takeLock(folder, () => {
      expect(lstatSync(socket, { throwIfNoEntry: false })).toBeUndefined();
      return true;
    });
    symlinkSync('/tmp/scoped_dirabcdef/SingletonSocket', socket);
    takeLock(folder, () => true);
    expect(lstatSync(socket).isSymbolicLink()).toBe(true);
  });
});
