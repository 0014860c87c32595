import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { chooseTarget } from '../support/file-dialogs';
import { startAgain } from '../support/start-again';
import {
  PASSPHRASE,
  createKey,
  createVault,
  expect,
  fillKeyForm,
  lock,
  test,
  unlock,
} from './fixtures';

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
  launchUnlocked,
}) => {
  test.skip(process.platform !== 'linux', 'other systems write none unless told to');
  // Arguments and environment of the start are inherited from here.
  const raise = ['--core=unlimited:', '--pid', String(process.pid)];
  await promisify(execFile)('prlimit', raise);
  const { app, page } = await launchUnlocked();
  const isForbidden = async () =>
    (await coreLimits(app)).filter((limit) => !/ (0|gone)$/.test(limit));
  await expect.poll(isForbidden).toEqual([]);
  const kinds = (await coreLimits(app)).map((limit) => limit.split(' ')[0]);
  expect(kinds).toEqual(expect.arrayContaining(['Browser', 'Tab']));
  // The page gets another process, which inherits the limit from the zygote that it is forked from.
  await lock(page);
  expect(await isForbidden()).toEqual([]);
  expect(await app.evaluate(({ crashReporter }) => crashReporter.getUploadedReports())).toEqual([]);
});

test('the vault opens once no process of the app can leave its memory in a core file, and not before', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.skip(process.platform !== 'linux', 'other systems write none unless told to');
  const { stdout: path } = await promisify(execFile)('sh', ['-c', 'command -v prlimit']);
  await promisify(execFile)('prlimit', ['--core=unlimited:', '--pid', String(process.pid)]);
  const first = await launchUnlocked();
  await first.close();
  // A `prlimit` that waits until the test releases it.
  const folder = join(userData, 'held');
  const gate = join(folder, 'gate');
  await mkdir(folder);
  const held = `#!/bin/sh\nwhile [ ! -e '${gate}' ]; do sleep 0.05; done\nexec ${path.trim()} "$@"\n`;
  await writeFile(join(folder, 'prlimit'), held, { mode: 0o755 });
  const { app, page } = await launch({ env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } });
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  // Another start takes longer than opening the vault would.
  await startAgain(userData, []);
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeHidden();
  expect(await coreLimits(app)).toContain('Browser unlimited');
  await writeFile(gate, '');
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
  expect((await coreLimits(app)).filter((limit) => !/ (0|gone)$/.test(limit))).toEqual([]);
});

test('the window is kept out of screen captures where the system can, and only when that is chosen', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  const asked = () => app.evaluate(() => (globalThis as { asked?: boolean[] }).asked);
  await app.evaluate(({ BrowserWindow }) => {
    const calls: boolean[] = [];
    (globalThis as { asked?: boolean[] }).asked = calls;
    const window = BrowserWindow.getAllWindows()[0];
    if (window) window.setContentProtection = (isWanted) => void calls.push(isWanted);
  });
  const protect = page.getByRole('switch', { name: 'Hide the window from screen captures' });
  const openPreferences = () => page.getByRole('link', { name: 'Preferences' }).click();
  await openPreferences();
  await expect(page.getByRole('switch', { name: 'Stay in the notification area' })).toBeVisible();
  if (process.platform === 'linux') {
    await expect(protect).toHaveCount(0);
    await page.getByRole('link', { name: 'API Keys' }).click();
    // The page for another system, simulated.
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

/** The needles that occur in the bytes, in any encoding that a program may use. */
function foundIn(bytes: Buffer, needles: Readonly<Record<string, string>>): string[] {
  return Object.entries(needles).flatMap(([name, text]) => {
    const forms = (['utf8', 'utf16le'] as const).flatMap((encoding) => {
      const raw = Buffer.from(text, encoding);
      const texts = [raw.toString('hex'), raw.toString('base64').slice(0, -4), encodeURI(text)];
      return [raw, ...texts.map((form) => Buffer.from(form))];
    });
    return forms.some((form) => bytes.includes(form)) ? [name] : [];
  });
}

/** `FILE: NEEDLE` for each file below a directory with a needle in its content or name. */
async function foundBelow(directory: string, needles: Record<string, string>): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = Buffer.concat([await readFile(path), Buffer.from(path)]);
      return foundIn(bytes, needles).map((name) => `${relative(directory, path)}: ${name}`);
    });
  return (await Promise.all(found)).flat();
}

test('no secret, passphrase or name is in a file, a title or an output of the app, however it ends', async ({
  launch,
  userData,
}) => {
  test.slow();
  const temporary = join(userData, 'temporary');
  await mkdir(temporary);
  const env = { TMPDIR: temporary };
  const first = await launch({ env });
  const { app, page } = first;
  const titles: string[] = [];
  const noteTitles = async () => {
    const shown = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    );
    titles.push(...shown, await page.title());
  };
  const code = await createVault(page, PASSPHRASE);
  const names = { name: 'Quarterly-zebra', note: 'nobody-may-read-this' };
  const permissions = { Contacts: 'Read' } as const;
  const secret = await createKey(page, { ...names, permissions });
  await noteTitles();
  await page.getByRole('button', { name: `More actions for ${names.name}` }).click();
  await page.getByRole('menuitem', { name: /^Reveal/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Reveal API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'API key' })).toHaveValue(secret);
  await noteTitles();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('searchbox', { name: 'Search API keys' }).fill(names.name);

  // Unsaved input, and then a lock.
  const typed = 'typed-and-never-saved';
  await page.getByRole('button', { name: 'Create API Key' }).click();
  await fillKeyForm(page.getByRole('dialog', { name: 'Create API Key' }), { name: typed });
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  const wrong = 'a wrong walrus altogether';
  await page.getByLabel('Passphrase', { exact: true }).fill(wrong);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByText(/^Wrong passphrase/)).toBeVisible();
  await noteTitles();

  const needles = { secret, passphrase: PASSPHRASE, code, plainCode: code.replaceAll('-', '') };
  const everything = { ...needles, ...names, typed, wrong };
  expect(await foundBelow(userData, everything)).toEqual([]);
  // Crashes the renderer process, and then the whole app.
  await app.evaluate(async ({ BrowserWindow, dialog: dialogs }) => {
    dialogs.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  const log = () => readFile(join(userData, 'logs', 'main.log'), 'utf8');
  await expect.poll(log, { timeout: 30_000 }).toMatch(/the page is gone: \w+/);
  const closed = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await closed;
  expect(await foundBelow(userData, everything)).toEqual([]);
  const outputs = Buffer.from([first.mainOutput(), ...first.complaints].join('\n'));
  expect(foundIn(outputs, everything)).toEqual([]);
  expect(foundIn(Buffer.from(titles.join('\n')), everything)).toEqual([]);
  first.complaints.length = 0;

  // A report has names on request, and never a secret. The search finds the names, which shows that
  // it works.
  const again = await launch({ env });
  await unlock(again.page, PASSPHRASE);
  const offered = again.page.getByRole('dialog', { name: 'Create API Key' });
  await offered.getByRole('button', { name: 'Cancel' }).click();
  await again.page.getByRole('button', { name: 'Discard' }).click();
  await again.page.getByRole('link', { name: 'Reports' }).click();
  await chooseTarget(again.app, join(userData, 'report.csv'));
  await again.page.getByRole('combobox', { name: 'Format' }).click();
  await again.page.getByRole('option', { name: 'CSV' }).click();
  await again.page.getByRole('button', { name: 'Export…' }).click();
  const said = again.page.getByRole('status').filter({ hasText: /was saved\./ });
  await expect(said).toBeVisible({ timeout: 30_000 });
  await again.close();
  expect(await foundBelow(userData, { ...needles, ...names })).toEqual([
    'report.csv: name',
    'report.csv: note',
  ]);
});
