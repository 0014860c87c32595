import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { RawBridge } from '../../shared/contract/bridge';
import { expectNoViolations } from '../support/axe';
import { startMessageBus, whyNoMessageBus } from '../support/message-bus';
import { expect, lock, PASSPHRASE, test, unlock } from './fixtures';

/** The GPU process. */
const rendererOf = (app: ElectronApplication) =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId());

const placeOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { id: window?.id, bounds: window?.getBounds(), isShown: window?.isVisible() };
  });

/** The test cannot be idle: it advances the clock, and the system reports no input. */
const beAwayFor = (app: ElectronApplication, seconds: number) =>
  app.evaluate(({ powerMonitor }, away) => {
    const idleBefore = powerMonitor.getSystemIdleTime();
    const time = performance.now.bind(performance);
    performance.now = () => time() + away * 1_000;
    powerMonitor.getSystemIdleTime = () => idleBefore + away;
    powerMonitor.emit('resume');
  }, seconds);

const isLocked = async (page: Page) => {
  await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  expect(await page.content()).not.toContain('Zoho');
};

/** Runs in the page. */
async function keptNow(): Promise<string> {
  const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
  return ownchat.request('keys:kept-form', undefined);
}

test('locking replaces the process that has drawn the keys; window, place and focus stay', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await page.getByRole('link', { name: 'Preferences' }).click();
  const before = { renderer: await rendererOf(app), place: await placeOf(app) };
  await lock(page);
  await isLocked(page);
  const passphrase = page.getByLabel('Passphrase', { exact: true });
  await expect
    .poll(() => passphrase.evaluate((field) => field === document.activeElement))
    .toBe(true);
  // A parallel test may bring its window to the front, so the focus is read from the page.
  const windowHasFocus = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused());
  await expect
    .poll(async () => (await page.evaluate(() => document.hasFocus())) === (await windowHasFocus()))
    .toBe(true);
  expect(await rendererOf(app)).not.toBe(before.renderer);
  await expect
    .poll(() => app.evaluate(({ app: { getAppMetrics } }) => getAppMetrics().map(({ pid }) => pid)))
    .not.toContain(before.renderer);
  expect(await placeOf(app)).toEqual(before.place);
  expect(await page.evaluate(() => history.length)).toBe(1);

  // After unlocking, the same page is shown, and the list is complete.
  await passphrase.fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(page.getByRole('button', { name: 'Edit Zoho' })).toBeVisible();
});

test('an open dialog does not stop the auto-lock', async ({ launchUnlocked }) => {
  const { app, page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
  await dialog.getByRole('textbox', { name: 'Note' }).fill('half a sentence');
  await beAwayFor(app, 9 * 60);
  await expect(dialog).toBeVisible();
  await beAwayFor(app, 60);
  await isLocked(page);
});

test('unsaved input is sealed, and offered again after a lock and after a restart', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const { app, page, close } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit.getByRole('textbox', { name: 'Note' }).fill('half a sentence');
  await beAwayFor(app, 10 * 60);
  await isLocked(page);
  expect(await readFile(join(userData, 'preferences.json'), 'utf8')).not.toContain('sentence');

  await unlock(page, PASSPHRASE);
  await expect(edit.getByRole('textbox', { name: 'Note' })).toHaveValue('half a sentence');
  await expect(edit.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  await expectNoViolations(page, 'what was not saved');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();

  await page.getByRole('button', { name: 'Create API Key' }).click();
  const create = page.getByRole('dialog', { name: 'Create API Key' });
  await create.getByRole('textbox', { name: 'API Key Name' }).fill('Billing');
  await create.getByRole('combobox', { name: 'Expiration' }).click();
  await page.getByRole('option', { name: '30 days' }).click();
  await beAwayFor(app, 10 * 60);
  await isLocked(page);
  await close();

  const again = await launch();
  await unlock(again.page, PASSPHRASE);
  const offered = again.page.getByRole('dialog', { name: 'Create API Key' });
  await expect(offered.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Billing');
  await expect(offered.getByRole('combobox', { name: 'Expiration' })).toContainText('30 days');
  await offered.getByRole('button', { name: 'Cancel' }).click();
  await again.page.getByRole('button', { name: 'Discard' }).click();
  await expect(offered).toBeHidden();

  // Saved or discarded input is not offered again.
  await lock(again.page);
  await unlock(again.page, PASSPHRASE);
  await expect(again.page.getByRole('button', { name: 'Edit Zoho' })).toBeVisible();
  await again.page.getByRole('searchbox', { name: 'Search API keys' }).fill('Zo');
  await expect(again.page.getByRole('dialog')).toHaveCount(0);
});

test('unsaved input survives a session that ends without waiting for the answer', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked({
    mayComplain: true,
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
  await dialog.getByRole('textbox', { name: 'Note' }).fill('half a sentence');
  // Requests are answered in order: this answer shows that the input has arrived.
  await page.evaluate(keptNow);
  app.process().kill('SIGTERM');
  await expect(page.getByRole('alertdialog', { name: 'Discard changes?' })).toBeVisible();
  const preferences = () => readFile(join(userData, 'preferences.json'), 'utf8');
  await expect.poll(preferences).toContain('ciphertext');
  const ended = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await ended;

  const again = await launch();
  // The form may be shown before the page is.
  await again.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await again.page.keyboard.press('Enter');
  const offered = again.page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(offered.getByRole('textbox', { name: 'Note' })).toHaveValue('half a sentence');
});

test('unsaved input for a deleted key is reported once, then discarded', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  const form = { keyId: '01900000-0000-7000-8000-000000000001', fields: { note: 'of another' } };
  await page.evaluate(async (kept) => {
    const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
    await ownchat.request('keys:keep-form', { form: kept });
  }, form);
  const visit = async () => {
    await page.getByRole('link', { name: 'Preferences' }).click();
    await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'API Keys' }).click();
    await expect(page.getByRole('button', { name: 'Edit Zoho' })).toBeVisible();
  };
  const isGone = page.getByText('API key not found in this vault.');
  await visit();
  await expect(isGone).toBeVisible();
  await expect(isGone).toBeHidden();
  await visit();
  // Sent and answered after the page has asked for the unsaved form.
  expect(JSON.parse(await page.evaluate(keptNow))).toEqual({ ok: true, value: null });
  await expect(isGone).toBeHidden();
});

test('how long that takes is a preference', async ({ launchUnlocked }) => {
  const { app, page } = await launchUnlocked();
  await page.getByRole('link', { name: 'Preferences' }).click();
  const choice = page.getByRole('radiogroup', { name: 'Lock after' });
  await expect(choice.getByRole('radio', { name: '10 min' })).toBeChecked();
  await choice.getByRole('radio', { name: '1 min', exact: true }).check();
  await beAwayFor(app, 60);
  await isLocked(page);
});

for (const event of ['suspend', 'lock-screen', 'user-did-resign-active']) {
  test(`the vault locks on ${event}`, async ({ launchUnlocked }) => {
    const { app, page } = await launchUnlocked();
    await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await isLocked(page);
    // Locking again while locked keeps the typed passphrase.
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
  });
}

test.describe('on Linux', () => {
  const reason = whyNoMessageBus();
  test.skip(reason !== null, reason ?? '');

  test('the vault locks when the desktop says that the screen is locked', async ({
    launchUnlocked,
  }) => {
    const bus = await startMessageBus();
    try {
      const { page, close } = await launchUnlocked({ env: bus.env });
      bus.signal('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:false');
      await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
      bus.signal('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true');
      await isLocked(page);
      await unlock(page, PASSPHRASE);
      await close();
    } finally {
      await bus.stop();
    }
  });
});
