import '../../../../support/without-electron';
import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunningReport } from '../../../../../electron/headless/running-report';
import { readPassphrase } from '../../../../../electron/headless/passphrase-input';
import { readSmallFile, writeSmallFile } from '../../../../../electron/platform/disk/small-file';
import { readStartupState } from '../../../../../electron/start/startup-state';
import { LogFile } from '../../../../../electron/platform/logs/log-file';
import { PreferencesStore } from '../../../../../electron/preferences/preferences-store';
import { CrashCounter } from '../../../../../electron/start/crash-counter';
import { DEFAULT_PREFERENCES } from '../../../../../shared/preferences/preferences';
import { failureOf } from '../../../../support/sample-keys';
import { temporaryDirectory } from '../../../../support/test-vault';

const INTRUDERS: [string, (path: string) => unknown][] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['an endless device', (path) => symlink('/dev/zero', path)],
  ['a full device', (path) => symlink('/dev/full', path)],
  ['a folder', (path) => mkdir(path)],
  ['a circle of links', (path) => symlink(path, path)],
];

describe.skipIf(process.platform === 'win32').each(INTRUDERS)('%s', (_what, put) => {
  const placed = async (name: string) => {
    const directory = await temporaryDirectory();
    const path = join(directory, name);
    await put(path);
    const kind = (await lstat(path)).mode;
    return { directory, path, isStill: async () => (await lstat(path)).mode === kind };
  };

  it('in the place of the preferences does not block, and stays', async () => {
    const { directory, path, isStill } = await placed('preferences.json');
    expect(readStartupState(directory).theme).toBe(DEFAULT_PREFERENCES.theme);
    const store = new PreferencesStore(directory);
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    expect(store.recall('windowPlaces')).toBeUndefined();
    store.rollbackMark = 'a mark';
    expect(failureOf(store.set({ theme: 'dark' }))).toMatchObject({ code: 'write-failed', path });
    expect(await isStill()).toBe(true);
  });

  it('in the place of the log, the count of starts or the marker of a report counts as missing', async () => {
    const logs = await placed('main.log');
    new LogFile(logs.directory, () => 0).write('a complaint');
    expect(await logs.isStill()).toBe(true);
    const { path } = await placed('start-count');
    expect(new CrashCounter(path).begin()).toBe(false);
    const { directory } = await placed('report-running');
    const report = new RunningReport(directory);
    report.begin();
    expect(report.isThere).toBe(false);
    report.end();
  });

  it('in the place of a passphrase file cannot be read', async () => {
    const { path } = await placed('passphrase');
    expect(await readPassphrase({ from: 'file', path })).toEqual({ problem: 'not-readable' });
  });
});

describe('a small file', () => {
  it('is read and written, and truncated only to its previous content', async () => {
    const path = join(await temporaryDirectory(), 'file');
    writeSmallFile(path, 'longer', 'anew');
    writeSmallFile(path, 'short', 'anew');
    writeSmallFile(path, 'er', 'at the end');
    expect(readSmallFile(path, 7)).toBe('shorter');
    expect(() => readSmallFile(path, 6)).toThrow(expect.objectContaining({ code: 'EFBIG' }));
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
  });

  it('that is oversized is not read: preferences of two gigabytes are set aside', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'preferences.json');
    await writeFile(path, '{"preferences":{"theme":"dark"}}');
    await truncate(path, 2 ** 31 - 2);
    expect(readStartupState(directory).theme).toBe(DEFAULT_PREFERENCES.theme);
    const store = new PreferencesStore(directory);
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    expect(store.set({ theme: 'dark' }).ok).toBe(true);
    expect(await readFile(path, 'utf8')).toContain('dark');
  });
});
