import type { ElectronApplication, Page } from '@playwright/test';
import { PASSPHRASE, createKey, createVault, expect, fillKeyForm, lock, test } from './fixtures';

const clipboardOf = (app: ElectronApplication) =>
  app.evaluate(({ clipboard }) => clipboard.readText());

/** What X11 keeps of whatever was selected last. */
const primaryOf = (app: ElectronApplication) =>
  app.evaluate(({ clipboard }) => clipboard.readText('selection'));

const openFromMenu = async (page: Page, item: 'Reveal' | 'Copy') => {
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click();
  return page.getByRole('dialog', { name: `${item} API key` });
};

test('copying with the keyboard is tracked as copying with the button is, and nothing can be selected', async ({
  launch,
}) => {
  const { app, page } = await launch();
  await createVault(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Create API Key' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await fillKeyForm(dialog, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await dialog.getByRole('button', { name: 'Save' }).click();
  const created = page.getByRole('dialog', { name: 'API key created' });
  const field = created.getByRole('textbox', { name: 'API key' });
  const secret = await field.inputValue();

  await field.dblclick();
  await field.press('Control+a');
  await field.press('End');
  await field.press('Shift+Home');
  const box = await field.boundingBox();
  if (box) {
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
  }
  expect(secret.includes((await primaryOf(app)) || 'nothing')).toBe(false);

  for (const keys of ['Control+c', 'Control+x', 'Control+Insert']) {
    await app.evaluate(({ clipboard }) => clipboard.clear());
    await field.press(keys);
    await expect.poll(() => clipboardOf(app)).toBe(secret);
    await expect(created.getByText(/^Clipboard clears in/)).toBeVisible();
  }
  await created.getByRole('button', { name: 'Done' }).click();
  await lock(page);
  await expect.poll(() => clipboardOf(app)).toBe('');
});
