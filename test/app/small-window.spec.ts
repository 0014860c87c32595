import { changeKey, createKeys } from '../support/keys-in-page';
import { resize } from '../support/app';
import { expect, test } from './fixtures';

const LONG = 'A very long name '.repeat(5).trim().slice(0, 80);

test('at 400 % only the table scrolls sideways, and a dialog begins at its title', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({ size: { width: 1280, height: 800 } });
  await createKeys(page, [
    { name: LONG, integration: LONG.slice(0, 60) },
    { name: 'Zoho' },
    { name: 'Billing' },
  ]);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(4),
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(320);
  const excess = () => page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);

  for (const [hash, title] of [
    ['api-keys', 'API Keys'],
    ['security-check', 'Security check'],
    ['activity', 'Activity'],
    ['backups', 'Backups'],
    ['sync', 'Sync'],
    ['reports', 'Reports'],
    ['preferences', 'Preferences'],
  ] as const) {
    await test.step(title, async () => {
      await page.evaluate((address) => {
        location.hash = `#/${address}`;
      }, hash);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      expect.soft(await excess(), title).toBe(0);
      if (hash !== 'reports') return;
      for (const kind of ['Access review', 'Risk', 'Activity', 'Lifecycle']) {
        await page.getByRole('radio', { name: kind }).check();
        await expect(page.locator('section[aria-busy=false]')).toBeVisible();
        expect.soft(await excess(), kind).toBe(0);
      }
    });
  }

  await page.evaluate(() => {
    location.hash = '#/api-keys';
  });
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const create = page.getByRole('dialog', { name: 'Create API Key' });
  await expect(create).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(create).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  expect(await excess()).toBe(0);
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate 3 API keys' });
  await expect(dialog.getByRole('heading')).toBeInViewport({ ratio: 0.9 });
  await expect(page.locator('[role=dialog]')).toContainText('3 of these 3 keys work now');
});

test('the toast about a key with a long name is readable', async ({ launchUnlocked }) => {
  const { app, page } = await launchUnlocked();
  const [id = ''] = await createKeys(page, [{ name: LONG }]);
  await changeKey(page, id, { enabled: false });
  await resize(app, { width: 900, height: 700 });
  await page.getByRole('link', { name: 'Activity' }).click();
  const row = page.getByRole('button', { name: /^API key changed/ });
  const summary = row.getByText('Disabled');
  await expect(summary).toBeVisible();
  expect(await summary.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
});
