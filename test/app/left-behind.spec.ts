import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { PASSPHRASE, createVault, expect, lock, test } from './fixtures';

/** The soft limit on core files of each process that Electron knows of. */
async function coreLimits(app: ElectronApplication): Promise<string[]> {
  const pids = await app.evaluate((electron) =>
    electron.app.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
  );
  const limits = pids.map(async ({ pid, type }) => {
    const text = await readFile(`/proc/${pid}/limits`, 'utf8').catch(() => '');
    return `${type} ${/^Max core file size\s+(\S+)/m.exec(text)?.[1] ?? 'gone'}`;
  });
  return Promise.all(limits);
}

test('no process of the app leaves its memory in a core file, and none reports its crashes', async ({
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'other systems write none unless told to');
  // What the app is started with is handed down from here.
  const raise = ['--core=unlimited:', '--pid', String(process.pid)];
  await promisify(execFile)('prlimit', raise);
  const { app, page } = await launch();
  await createVault(page, PASSPHRASE);
  const isForbidden = async () =>
    (await coreLimits(app)).filter((limit) => !/ (0|gone)$/.test(limit));
  await expect.poll(isForbidden).toEqual([]);
  const kinds = (await coreLimits(app)).map((limit) => limit.split(' ')[0]);
  expect(kinds).toEqual(expect.arrayContaining(['Browser', 'Tab']));
  // The page is given another process, which has it from the one that it is forked from.
  await lock(page);
  expect(await isForbidden()).toEqual([]);
  expect(await app.evaluate(({ crashReporter }) => crashReporter.getUploadedReports())).toEqual([]);
});

test('the window is kept out of screen captures where the system can, and only when that is chosen', async ({
  launch,
}) => {
  const { app, page } = await launch();
  await createVault(page, PASSPHRASE);
  const asked = () => app.evaluate(() => (globalThis as { asked?: boolean[] }).asked);
  await app.evaluate(({ BrowserWindow }) => {
    const calls: boolean[] = [];
    (globalThis as { asked?: boolean[] }).asked = calls;
    const window = BrowserWindow.getAllWindows()[0];
    if (window) window.setContentProtection = (isWanted) => void calls.push(isWanted);
  });
  const protect = page.getByRole('switch', { name: 'Keep the window out of screen captures' });
  const openPreferences = () => page.getByRole('link', { name: 'Preferences' }).click();
  await openPreferences();
  await expect(page.getByRole('switch', { name: 'Stay in the notification area' })).toBeVisible();
  if (process.platform === 'linux') {
    await expect(protect).toHaveCount(0);
    await page.getByRole('link', { name: 'API Keys' }).click();
    // The page of another system, as far as the app can tell.
    await app.evaluate(() => Object.defineProperty(process, 'platform', { value: 'win32' }));
    await openPreferences();
    await expect(protect).toBeVisible();
    await app.evaluate(() => Object.defineProperty(process, 'platform', { value: 'linux' }));
  }
  await expect(protect).not.toBeChecked();
  await protect.check();
  await expect.poll(asked).toEqual([true]);
  await protect.uncheck();
  await expect.poll(asked).toEqual([true, false]);
});
