import type { Page } from '@playwright/test';
import { changeKey, createKeys, deleteKeys, listKeys } from '../support/keys-in-page';
import { PASSPHRASE, expect, test } from './fixtures';

// Changes of a key by another vault or the endpoint, while a menu or a dialog about it is open.

const rowOf = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'API Keys' }).getByRole('row', { name });

async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await expect(page.getByRole('menu')).toBeVisible();
}

async function openDialog(page: Page, name: string, item: string, title: string) {
  if (item === 'Delete') await page.getByRole('button', { name: `Delete ${name}` }).click();
  else {
    await openMenu(page, name);
    await page.getByRole('menuitem', { name: item }).click();
  }
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  return dialog;
}

const DIALOGS = [
  ['Delete', 'Delete API key'],
  ['Reveal API key…', 'Reveal API key'],
  ['Copy API key…', 'Copy API key'],
  ['Rotate secret…', 'Rotate secret'],
] as const;

test('a row menu action does what its label said when the menu opened', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const [id = ''] = await createKeys(page, [{ name: 'Zoho' }, { name: 'Billing' }]);
  const isEnabled = async () => (await listKeys(page)).find((key) => key.id === id)?.enabled;
  const menu = page.getByRole('menu');

  await openMenu(page, 'Zoho');
  await changeKey(page, id, { enabled: false });
  await expect(menu).toContainText('It has become inactive.');
  await menu.getByRole('menuitem', { name: 'Deactivate' }).click();
  await expect(page.getByText('Zoho was already inactive')).toBeVisible();
  await expect(menu).toHaveCount(0);
  expect(await isEnabled()).toBe(false);

  await openMenu(page, 'Zoho');
  await changeKey(page, id, { enabled: true });
  await expect(menu).toContainText('It has become active.');
  await changeKey(page, id, { enabled: false });
  await expect(menu).not.toContainText('It has become');
  await menu.getByRole('menuitem', { name: 'Activate' }).click();
  await expect.poll(isEnabled).toBe(true);
});

test('dialogs show the present name of their key, and report its deletion', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();

  for (const [item, title] of DIALOGS) {
    await test.step(title, async () => {
      const [id = ''] = await createKeys(page, [{ name: 'Zoho' }]);
      const dialog = await openDialog(page, 'Zoho', item, title);
      await changeKey(page, id, { name: 'Zoho Berlin' });
      await expect(dialog).toContainText('Zoho Berlin');
      await deleteKeys(page, [id]);
      await expect(dialog).toContainText('Zoho Berlin has been deleted');
      await expect(dialog.getByRole('button')).toHaveText(['Close']);
      await expect(dialog.getByRole('textbox')).toHaveCount(0);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.locator('body')).not.toBeFocused();
    });
  }

  await test.step('after a rename, the new name must be typed', async () => {
    const [id = ''] = await createKeys(page, [{ name: 'Zoho' }]);
    const dialog = await openDialog(page, 'Zoho', 'Delete', 'Delete API key');
    await dialog.getByRole('textbox').fill('Zoho');
    await expect(dialog.getByRole('button', { name: 'Delete' })).toBeEnabled();
    await changeKey(page, id, { name: 'Billing' });
    await expect(dialog.getByRole('button', { name: 'Delete' })).toBeDisabled();
    await dialog.getByRole('textbox').fill('Billing');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Deleted Billing')).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('a secret on the screen is hidden with its key', async () => {
    const [id = ''] = await createKeys(page, [{ name: 'Zoho' }]);
    const dialog = await openDialog(page, 'Zoho', 'Reveal API key…', 'Reveal API key');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Reveal' }).click();
    await expect(dialog.getByRole('textbox', { name: 'API key' })).toHaveValue(/^ock_live_/);
    await changeKey(page, id, { name: 'Renamed' });
    await expect(dialog).toContainText('The secret of Renamed.');
    await deleteKeys(page, [id]);
    await expect(dialog).toContainText('Renamed has been deleted');
    await expect(dialog.getByRole('textbox')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('the form of a deleted key cannot be saved, and keeps the input', async () => {
    const [id = ''] = await createKeys(page, [{ name: 'Zoho' }]);
    await page.getByRole('button', { name: 'Edit Zoho' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
    await dialog.getByRole('textbox', { name: 'API key name' }).fill('Zoho 2');
    await deleteKeys(page, [id]);
    await expect(dialog).toContainText('Zoho has been deleted');
    await expect(dialog.getByRole('textbox', { name: 'API key name' })).toHaveValue('Zoho 2');
    await expect(dialog.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
  });
});

test('of several keys those that are there are deleted, and the others are counted', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const ids = await createKeys(
    page,
    ['One', 'Two', 'Three', 'Four'].map((name) => ({ name })),
  );
  const selectAll = page.getByRole('checkbox', { name: 'Select all keys shown' });
  await selectAll.check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Delete \d API keys?$/ });
  await expect(dialog).toHaveAccessibleName('Delete 4 API keys');
  await deleteKeys(page, [ids[1]!]);
  await expect(dialog).toHaveAccessibleName('Delete 3 API keys');
  await expect(dialog).toContainText('1 of the keys that you selected has been deleted.');
  await dialog.getByRole('textbox').fill('3');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted 3 API keys; 1 already deleted')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  expect(await listKeys(page)).toEqual([]);

  const others = await createKeys(page, [{ name: 'Five' }, { name: 'Six' }]);
  await selectAll.check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete…' }).click();
  const last = page.getByRole('dialog', { name: /^Delete/ });
  await deleteKeys(page, others);
  await expect(last).toContainText('All keys that you selected have been deleted.');
  await expect(last.getByRole('button')).toHaveText(['Close']);
  await page.keyboard.press('Enter');
  await expect(last).toHaveCount(0);
  await expect(page.locator('body')).not.toBeFocused();
});

test('deactivating several keys first shows which ones stop working', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const ids = await createKeys(page, [
    { name: 'Zoho', integration: 'Zoho CRM' },
    { name: 'Billing' },
    { name: 'Old' },
  ]);
  await changeKey(page, ids[2]!, { enabled: false });
  const bar = page.getByRole('toolbar', { name: 'Selected API keys' });
  const deactivate = bar.getByRole('button', { name: 'Deactivate', exact: true });
  const selectAll = page.getByRole('checkbox', { name: 'Select all keys shown' });
  const dialog = page.getByRole('dialog', { name: 'Deactivate 3 API keys' });
  await selectAll.check();
  await deactivate.click();
  await expect(dialog).toContainText('2 of these 3 keys work now and become inactive.');
  await expect(dialog.getByRole('list', { name: 'Working now' })).toContainText('Zoho CRM');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog).toContainText('Deactivate them in Ownchat too');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(deactivate).toBeFocused();

  await deactivate.click();
  await deleteKeys(page, [ids[1]!]);
  const smaller = page.getByRole('dialog', { name: 'Deactivate 2 API keys' });
  await expect(smaller).toContainText('1 of these 2 keys works now and becomes inactive.');
  await expect(smaller).toContainText('has been deleted');
  await smaller.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('Deactivated 2 API keys; 1 already deleted')).toBeVisible();
  await expect(smaller).toHaveCount(0);
  await expect(bar).toHaveCount(0);
  await expect(page.locator('body')).not.toBeFocused();
  expect((await listKeys(page)).map(({ enabled }) => enabled)).toEqual([false, false]);

  // If no selected key is active, nothing is asked.
  await selectAll.check();
  await deactivate.click();
  await expect(page.getByText('Deactivated 2 API keys')).toBeVisible();
  await expect(bar).toHaveCount(0);
  await expect(rowOf(page, 'Zoho')).toContainText('Inactive');
});

test('deleting several keys names them first, those in use before the others', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const ids = await createKeys(
    page,
    Array.from({ length: 7 }, (_, number) => ({
      name: `Key ${number + 1}`,
      integration: 'X'.repeat(80),
    })),
  );
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await page
    .getByRole('toolbar', { name: 'Selected API keys' })
    .getByRole('button', { name: 'Delete' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Delete 7 API keys' });
  const list = dialog.getByRole('list', { name: 'API keys' });
  await expect(list.getByRole('listitem')).toHaveCount(5);
  await expect(dialog).toContainText('and 2 more');
  // Long names stay inside.
  expect(
    await list.evaluate((named) => {
      const body = named.parentElement?.parentElement;
      return body && body.scrollWidth - body.clientWidth;
    }),
  ).toBe(0);
  await deleteKeys(page, ids.slice(0, 4));
  const smaller = page.getByRole('dialog', { name: 'Delete 3 API keys' });
  await expect(smaller.getByRole('list', { name: 'API keys' }).getByRole('listitem')).toHaveText([
    /Key 7/,
    /Key 6/,
    /Key 5/,
  ]);
});
