import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { chooseFromMenu } from '../support/app-menu';
import { startAgain } from '../support/start-again';
import { PASSPHRASE, expect, fillKeyForm, lock, test } from './fixtures';

const isEnabled = (app: ElectronApplication, id: string) =>
  app.evaluate(
    ({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.enabled,
    id,
  );

test('each menu item opens its page, and those about keys are disabled while locked', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  await chooseFromMenu(app, 'New API key…');
  const form = page.getByRole('dialog', { name: 'Create API Key' });
  await expect(form).toBeVisible();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(form).toBeHidden();
  await chooseFromMenu(app, 'Preferences…');
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  await expect(page.getByText('This copy runs from source')).toBeVisible();
  // From another page too; afterwards the focus is in the page.
  await chooseFromMenu(app, 'New API key…');
  await expect(form).toBeVisible();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeFocused();
  await chooseFromMenu(app, 'Lock vault');
  await page.getByRole('heading', { name: 'Unlock your vault' }).waitFor();
  await expect.poll(() => isEnabled(app, 'open-vault:new-key')).toBe(false);
  await chooseFromMenu(app, 'About Ownchat Keys');
  const about = page.getByRole('dialog', { name: 'About Ownchat Keys' });
  const { electron } = await app.evaluate(() => ({ electron: process.versions.electron }));
  await expect(about.getByText(electron ?? '', { exact: true })).toBeVisible();
  await about.getByText(/^@mui\/material \d/).click();
  await expect(about.locator('details[open] pre')).toContainText('Permission is hereby granted');
  await about.getByText(`Electron ${electron}`).click();
  const electronLicence = about.locator('details[open] pre', { hasText: 'Electron contributors' });
  await expect(electronLicence).toContainText('Permission is hereby granted');
  const opened = await app.evaluateHandle(({ shell }) => {
    const paths: string[] = [];
    shell.openPath = async (path) => {
      paths.push(path);
      return '';
    };
    return paths;
  });
  await about.getByRole('button', { name: 'Open the licences of Chromium' }).click();
  await expect.poll(() => opened.jsonValue()).toHaveLength(1);
  const [chromiumLicences = ''] = await opened.jsonValue();
  expect(await readFile(chromiumLicences, 'utf8')).toContain('Chromium');
  await about.getByRole('button', { name: 'Close' }).click();
  await expect(about).toBeHidden();
});

test('a second start passes its request on; a locked vault shows it after unlocking', async ({
  launchUnlocked,
  userData,
}) => {
  // Starts Electron five times.
  test.slow();
  const { page } = await launchUnlocked({
    keys: [{ name: 'Billing', permissions: { Contacts: 'Read' } }],
  });
  const id = await page.locator('[data-key-id]').first().getAttribute('data-key-id');
  expect(await startAgain(userData, ['ownchat-keys://page/preferences'])).toMatchObject({
    exitCode: 0,
  });
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  expect(await startAgain(userData, ['--lock'])).toMatchObject({ exitCode: 0 });
  await page.getByRole('heading', { name: 'Unlock your vault' }).waitFor();
  expect(await startAgain(userData, [`ownchat-keys://key/${id}`])).toMatchObject({ exitCode: 0 });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  const details = page.getByRole('complementary', { name: 'API key details' });
  await expect(details.getByRole('heading', { name: 'Billing' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Billing' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await startAgain(userData, ['ownchat-keys://key/01a20885-705b-70e3-b97a-a7d0cb324c23']);
  await expect(page.getByText('API key not found in this vault.')).toBeVisible();
});

test('the window restores its position, but never outside the displays', async ({
  launch,
  userData,
}) => {
  const bounds = { x: 60, y: 40, width: 900, height: 600 };
  const read = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }, place) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(place);
  }, bounds);
  await expect.poll(() => read(first.app)).toEqual(bounds);
  await first.close();
  const second = await launch();
  expect(await read(second.app)).toEqual(bounds);
  await second.close();
  const file = join(userData, 'preferences.json');
  const stored = await readFile(file, 'utf8');
  await writeFile(
    file,
    stored.replaceAll('"x": 60', '"x": 60000').replaceAll('"x":60', '"x":60000'),
  );
  const third = await launch();
  expect((await read(third.app))?.x).toBeLessThan(5000);
});

/**
 * Kills the renderer process, and waits until the main process knows: a request to a dying page is
 * never answered.
 */
function crashPage(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow, dialog }) => {
    // No person answers in a test: choose Reload.
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((resolve) => {
      contents?.once('render-process-gone', () => resolve());
      contents?.forcefullyCrashRenderer();
    });
  });
}

/**
 * Playwright cannot use a page that has crashed, so the new one is reached through its window. Null
 * while there is none, and for the empty page during a lock (`renew-page.ts`), which may be gone
 * before it answers.
 */
function inPage<T>(app: ElectronApplication, code: string): Promise<T> {
  return app.evaluate(({ BrowserWindow }, script) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const isThere =
      contents && !contents.isCrashed() && contents.getURL().startsWith('app://ownchat/');
    return isThere && !contents.isLoading() ? contents.executeJavaScript(script) : null;
  }, code);
}

test('a page whose process has died is reloaded, and the crash is logged', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, complaints } = await launchUnlocked();
  await crashPage(app);
  const state = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return {
        isCrashed: contents?.isCrashed(),
        isLoading: contents?.isLoading(),
        url: contents?.getURL(),
      };
    });
  const logged = () => readFile(join(userData, 'logs', 'main.log'), 'utf8');
  await expect.poll(logged, { timeout: 30_000 }).toMatch(/the page is gone: \w+/);
  const loaded = { isCrashed: false, isLoading: false, url: 'app://ownchat/index.html' };
  await expect.poll(state, { timeout: 30_000 }).toMatchObject(loaded);
  complaints.length = 0;
});

test('unsaved input survives a crash of the page', async ({ launchUnlocked }) => {
  const { app, page, complaints } = await launchUnlocked();
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API Key' });
  await fillKeyForm(form, { name: 'Billing', permissions: { Contacts: 'Write' } });
  await form.getByRole('textbox', { name: 'Note' }).fill('half a sentence');
  await crashPage(app);
  const shown = () =>
    inPage<{ values: string[]; text: string } | null>(
      app,
      `(() => {
      const dialog = document.querySelector('[role="dialog"]');
      const fields = [...(dialog?.querySelectorAll('input, textarea') ?? [])];
      const values = fields.filter(({ type, checked }) => type !== 'radio' || checked);
      return dialog && { text: dialog.innerText, values: values.map(({ value }) => value) };
    })()`,
    );
  await expect
    .poll(shown, { timeout: 30_000 })
    .toMatchObject({ text: expect.stringContaining('Create API Key') });
  const offered = await shown();
  expect(offered?.text).toContain('Not saved yet');
  expect(offered?.text).toContain('Can read and write contacts');
  expect(offered?.values).toEqual(expect.arrayContaining(['Billing', 'half a sentence']));
  // Otherwise the end of the test would open a question without an answer.
  await inPage(app, `ownchat.request('app:set-unsaved', { hasUnsaved: false })`);
  complaints.length = 0;
});

test('a vault is locked though the process of its page has died, and opens when there is one again', async ({
  launchUnlocked,
}) => {
  const { app, complaints } = await launchUnlocked();
  await app.evaluate(({ BrowserWindow, dialog, powerMonitor }) => {
    // The question stays open while the screen is locked.
    dialog.showMessageBox = () => new Promise(() => undefined);
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((resolve) => {
      contents?.once('render-process-gone', () => {
        powerMonitor.emit('lock-screen');
        resolve();
      });
      contents?.forcefullyCrashRenderer();
    });
  });
  const state = () => inPage<string | null>(app, `ownchat.request('vault:state')`);
  await expect.poll(state, { timeout: 30_000 }).toContain('"locked"');
  const way = JSON.stringify({ method: 'passphrase', passphrase: PASSPHRASE });
  const unlocked = await inPage<string>(app, `ownchat.request('vault:unlock', ${way})`);
  expect(JSON.parse(unlocked)).toMatchObject({ ok: true });
  await expect.poll(state).toContain('"unlocked"');
  complaints.length = 0;
});

test('theme and reduced motion follow the desktop while the app runs', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ colorScheme: null });
  const button = page.getByRole('button', { name: 'Create API Key' });
  const look = () =>
    button.evaluate((element) => ({
      colour: getComputedStyle(document.querySelector('h1') ?? document.body).color,
      transition: Number.parseFloat(getComputedStyle(element).transitionDuration),
    }));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  const light = await look();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect.poll(async () => (await look()).colour).not.toBe(light.colour);
  const dark = await look();
  expect(light.transition).toBeGreaterThan(0.01);
  expect(dark.transition).toBeLessThan(0.001);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  await expect.poll(look).toEqual(light);
});

test('after repeated crashes it starts without graphics acceleration, and says so', async ({
  launch,
  userData,
}) => {
  await writeFile(join(userData, 'start-count'), '3');
  const { page, close } = await launch();
  await expect(page.getByText('Safe start.')).toBeVisible();
  await close();
  const again = await launch();
  await again.page.getByRole('heading', { name: 'Create your vault' }).waitFor();
  await expect(again.page.getByText('Safe start.')).toHaveCount(0);
});

test('with its place in the notification area it stays when its window is closed', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked();
  await chooseFromMenu(app, 'Preferences…');
  await page.getByRole('switch', { name: 'Stay in the notification area' }).check();
  await expect
    .poll(async () => readFile(join(userData, 'preferences.json'), 'utf8'))
    .toMatch(/"tray":\s*true/);
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isVisible).toBe(false);
  await startAgain(userData, []);
  await expect.poll(isVisible).toBe(true);
  // macOS has its own events: a click in the dock, a link, or a file.
  for (const [event, text] of [
    ['activate', ''],
    ['open-url', 'ownchat-keys://page/preferences'],
    ['open-file', join(userData, 'nowhere.csv')],
  ] as const) {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(isVisible).toBe(false);
    await app.evaluate(
      ({ app: electron }, [name, given]) => {
        electron.emit(name, { preventDefault: () => undefined }, given);
      },
      [event, text] as const,
    );
    await expect.poll(isVisible).toBe(true);
  }
  await page
    .getByRole('alertdialog', { name: 'This file cannot be imported' })
    .getByRole('button', { name: 'Close' })
    .click();
  await lock(page);
});
