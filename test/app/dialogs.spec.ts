import type { Page } from '@playwright/test';
import type { RawBridge } from '../../shared/contract/bridge';
import { PASSPHRASE, createKey, expect, fillKeyForm, test } from './fixtures';

const openCreate = async (page: Page) => {
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  // The dialog's code is loaded on demand: a click by coordinates would land on the page behind it.
  await expect(dialog).toBeVisible();
  return dialog;
};

/** Runs in the page. */
async function askForAnything(): Promise<void> {
  const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
  await ownchat.request('vault:state', null);
}

test.describe('Create API Key', () => {
  test('shows an error at each invalid field, and removes it after the correction', async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked({
      keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
    });
    const dialog = await openCreate(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const name = dialog.getByRole('textbox', { name: 'API Key Name' });
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await expect(name).toBeFocused();
    await name.fill('zOHO 2');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('radio', { name: 'None' }).first()).toBeFocused();
    await expect(dialog.getByText('Choose at least one permission.')).toBeInViewport();
    await name.fill('zOHO');
    await fillKeyForm(dialog, { permissions: { Tags: 'Read' } });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await name.fill('Zoho 2');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('dialog', { name: 'API key created' })).toBeVisible();
  });

  test('goes to the date where it is the date that is wrong', async ({ launchUnlocked }) => {
    const { page } = await launchUnlocked();
    const dialog = await openCreate(page);
    await fillKeyForm(dialog, { name: 'Zoho', permissions: { Tags: 'Read' } });
    await dialog.getByRole('combobox', { name: 'Expiration' }).click();
    await page.getByRole('option', { name: 'Custom date…' }).click();
    const date = dialog.getByLabel('Expiration date');
    await date.fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toContainText('Choose a date in the future.');
    await expect(date).toBeFocused();
  });

  test('starts without any scope; templates fill them in, full access only after a warning', async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked();
    const dialog = await openCreate(page);
    const permissions = dialog.getByRole('group', { name: 'Access permissions' });
    const none = permissions.getByRole('radio', { name: 'None', checked: true });
    await expect(none).toHaveCount(23);
    await dialog.getByRole('button', { name: 'Messaging bot' }).click();
    await expect(
      permissions
        .getByRole('radiogroup', { name: 'Messages', exact: true })
        .getByRole('radio', { name: 'Write' }),
    ).toBeChecked();
    await dialog.getByRole('button', { name: 'Full access' }).click();
    const warning = page.getByRole('alertdialog', { name: /full access/i });
    await expect(warning).toBeVisible();
    await warning.getByRole('button', { name: 'Cancel' }).click();
    await expect(permissions.getByRole('radio', { name: 'None', checked: true })).not.toHaveCount(
      0,
    );
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(dialog).toBeHidden();
  });

  test('is not left by the way back without asking', async ({ launchUnlocked }) => {
    const { page } = await launchUnlocked();
    await page.getByRole('link', { name: 'Preferences' }).click();
    await page.getByRole('link', { name: 'API Keys' }).click();
    const dialog = await openCreate(page);
    await fillKeyForm(dialog, { name: 'Typed', permissions: { Tags: 'Read' } });
    const back = () => page.evaluate(() => window.history.back());
    await back();
    const question = page.getByRole('alertdialog');
    await expect(question).toBeVisible();
    // The question is on top now, so Back closes it.
    await back();
    await expect(question).toBeHidden();
    await expect(dialog.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Typed');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const created = page.getByRole('dialog', { name: 'API key created' });
    await expect(created).toBeVisible();
    await back();
    await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/api-keys');
    await created.getByRole('button', { name: 'Done' }).click();
    await expect(created).toBeHidden();
    await back();
    await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  });

  test('asks before it discards input', async ({ launchUnlocked }) => {
    const { page } = await launchUnlocked();
    const dialog = await openCreate(page);
    await dialog.getByRole('textbox', { name: 'API Key Name' }).fill('Zoho');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await expect(dialog.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Zoho');
    await expect(dialog.getByRole('textbox', { name: 'API Key Name' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Create API Key' })).toBeFocused();
  });

  test('asks also after a click outside, and closes only an unchanged form', async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked();
    const dialog = await openCreate(page);
    await page.mouse.click(5, 5);
    await expect(dialog).toBeHidden();
    await openCreate(page);
    await dialog.getByRole('textbox', { name: 'API Key Name' }).fill('Zoho');
    await page.mouse.click(5, 5);
    await expect(page.getByRole('alertdialog', { name: 'Discard changes?' })).toBeVisible();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await expect(dialog.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Zoho');
  });

  test('closing the window asks as well; Keep editing keeps everything, Discard ends the app', async ({
    launchUnlocked,
  }) => {
    const { app, page } = await launchUnlocked();
    const dialog = await openCreate(page);
    const note = dialog.getByRole('textbox', { name: 'Note' });
    await note.fill('for the board');
    const closeWindow = async () => {
      // An answer to a later request shows that the earlier ones have arrived. A person cannot
      // close the window within that millisecond.
      await page.evaluate(askForAnything);
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    };
    const question = page.getByRole('alertdialog', { name: 'Discard changes?' });

    await closeWindow();
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(question).toBeHidden();
    await expect(note).toHaveValue('for the board');
    await expect(note).toBeFocused();

    const ended = app.waitForEvent('close');
    await closeWindow();
    await question.getByRole('button', { name: 'Discard' }).click();
    await ended;
  });

  test('shows the secret once; only Done closes it; copying does not touch the page', async ({
    launchUnlocked,
  }) => {
    const { app, page } = await launchUnlocked();
    const dialog = await openCreate(page);
    await fillKeyForm(dialog, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    await dialog.getByRole('button', { name: 'Save' }).click();
    const created = page.getByRole('dialog', { name: 'API key created' });
    const secret = await created.getByRole('textbox', { name: 'API key' }).inputValue();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    await expect(created).toBeVisible();
    await created.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
    await created.getByRole('button', { name: 'Done' }).click();
    await expect(created).toBeHidden();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Lock vault' }).click();
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
  });
});

test('a stored secret is revealed and copied only after the passphrase', async ({
  launchUnlocked,
}) => {
  const {
    app,
    page,
    secrets: [secret],
  } = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] });
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: /^Reveal/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Reveal API key' });
  const passphrase = dialog.getByLabel('Passphrase', { exact: true });
  await passphrase.fill('not my passphrase');
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
  await passphrase.fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(dialog.getByRole('textbox', { name: 'API key' })).toHaveValue(secret);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: /^Copy API key/ }).click();
  const copy = page.getByRole('dialog', { name: 'Copy API key' });
  await copy.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await copy.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
});

test('the row menu deactivates and activates', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  const row = page.getByRole('row', { name: 'Zoho' });
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await expect(row).toContainText('Inactive');
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Activate' }).click();
  await expect(row).not.toContainText('Inactive');
});

test('hostile names are only ever text, and never in the window title', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  const name = '<img src=x onerror=alert(1)>gnp.exe';
  await createKey(page, { name, permissions: { Contacts: 'Read' } });
  await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeVisible();
  expect(await page.locator('img').count()).toBe(0);
  const title = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getTitle(),
  );
  expect(title).toBe('Ownchat Keys');
});

test('an opened section of a form is scrolled into view', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({ size: { width: 1024, height: 700 } });
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await dialog.getByRole('button', { name: 'More options' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Allowed IP addresses' })).toBeInViewport({
    ratio: 1,
  });
  await expect(dialog.getByText('Leave empty to allow any address')).toBeInViewport({ ratio: 1 });
});
