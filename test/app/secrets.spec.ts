import type { ElectronApplication, Page } from '@playwright/test';
import { PASSPHRASE, createKey, createVault, expect, fillKeyForm, lock, test } from './fixtures';

const clipboardOf = (app: ElectronApplication) =>
  app.evaluate(({ clipboard }) => clipboard.readText());

/** The primary selection of X11. Electron 33 reads it by an argument, later ones by an object. */
const primaryOf = (app: ElectronApplication) =>
  app.evaluate(({ clipboard }) =>
    (clipboard.readText as (type: 'selection') => string | Promise<string>)('selection'),
  );

const openFromMenu = async (page: Page, item: 'Reveal' | 'Copy') => {
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${item} API key`) }).click();
  return page.getByRole('dialog', { name: `${item} API key` });
};

test('copying with the keyboard is tracked as copying with the button is, and nothing can be selected', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  await page.getByRole('button', { name: 'Create API Key' }).click();
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
  await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.selectAll());
  const box = await field.boundingBox();
  if (box) {
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
  }
  await expect(field).toBeFocused();
  expect(secret).not.toContain((await primaryOf(app)) || 'nothing selected');

  for (const keys of ['Control+c', 'Control+x', 'Control+Insert']) {
    await app.evaluate(({ clipboard }) => clipboard.clear());
    await field.press(keys);
    await expect.poll(() => clipboardOf(app)).toBe(secret);
    await expect(created.getByText(/^Clipboard clears in/)).toBeVisible();
    // Chromium copies to both on X11; a middle click would paste the second one anywhere.
    await expect.poll(() => primaryOf(app)).toBe('');
  }
  await created.getByRole('button', { name: 'Done' }).click();
  await lock(page);
  await expect.poll(() => clipboardOf(app)).toBe('');
});

for (const item of ['Reveal', 'Copy'] as const) {
  test(`${item}: leaving while the passphrase is checked gives nothing away`, async ({
    launchUnlocked,
  }) => {
    const {
      app,
      page,
      secrets: [secret],
    } = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] });
    const dialog = await openFromMenu(page, item);
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await app.evaluate(({ clipboard }) => clipboard.writeText('something else'));
    // At once: verifying takes no time in a test.
    await dialog.evaluate((element) => {
      element.querySelector<HTMLElement>('button[type=submit]')?.click();
      [...element.querySelectorAll('button')]
        .find(({ textContent }) => textContent === 'Cancel')
        ?.click();
    });
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'More actions for Zoho' })).toBeFocused();
    await expect(page.getByText(/^Copied/)).toHaveCount(0);
    expect(await clipboardOf(app)).toBe('something else');
    expect(await primaryOf(app)).toBe('something else');
    expect(await page.content()).not.toContain(secret);

    // The next request works as usual.
    const again = await openFromMenu(page, item);
    await again.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await again.getByRole('button', { name: item, exact: true }).click();
    if (item === 'Copy') {
      await expect.poll(() => clipboardOf(app)).toBe(secret);
      await expect.poll(() => primaryOf(app)).toBe('');
    } else await expect(again.getByRole('textbox', { name: 'API key' })).toHaveValue(secret);
  });
}

test('the recovery code will do instead of the passphrase', async ({ launch }) => {
  const { page } = await launch();
  const code = await createVault(page, PASSPHRASE);
  const secret = await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  const dialog = await openFromMenu(page, 'Reveal');
  await dialog.getByRole('button', { name: 'Use the recovery code instead' }).click();
  const field = dialog.getByRole('textbox', { name: 'Recovery code' });
  await expect(field).toBeFocused();
  await field.fill('not a recovery code');
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('button', { name: 'Use the passphrase instead' }).click();
  await expect(dialog.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await dialog.getByRole('button', { name: 'Use the recovery code instead' }).click();
  await field.fill(code);
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(dialog.getByRole('textbox', { name: 'API key' })).toHaveValue(secret);
});

test('a message that is copied after the secret ends its countdown, and stays', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  await page.getByRole('button', { name: 'Create API Key' }).click();
  await fillKeyForm(page.getByRole('dialog', { name: 'Create API Key' }), {
    name: 'Zoho',
    permissions: { Contacts: 'Read' },
  });
  await page.getByRole('button', { name: 'Save' }).click();
  const created = page.getByRole('dialog', { name: 'API key created' });
  await created.getByRole('button', { name: 'Copy', exact: true }).click();
  const countdown = page.getByText(/Clipboard clears in/);
  await expect(countdown).toHaveCount(2);
  await created.getByRole('button', { name: 'Copy message' }).click();
  await expect(created).toContainText('Message copied.');
  await expect(countdown).toHaveCount(0);
  await expect(page.getByText('The API key is no longer in the clipboard')).toHaveCount(1);
  expect(await clipboardOf(app)).toContain('Zoho');
});
