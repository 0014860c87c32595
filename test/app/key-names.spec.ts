import { vaultWithKeys } from '../support/prepared-vault';
import { PASSPHRASE, expect, fillKeyForm, test, unlock } from './fixtures';

test('imported names that break the rules can be edited, and confirmed by their visible form', async ({
  launch,
  userData,
}) => {
  const names = ['A  B', 'Zo\u200bho', '\u3164', '<img src=x onerror=alert(1)>\u202Egnp.exe'];
  await vaultWithKeys(
    { userData, passphrase: PASSPHRASE },
    names.map((name) => ({ name })),
  );
  const { app, page } = await launch();
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('button', { name: `Edit ${names[3]}` })).toBeVisible();
  expect(await page.locator('img').count()).toBe(0);
  const title = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getTitle(),
  );
  expect(title).toBe('Ownchat Keys');

  await page.getByRole('button', { name: `Edit ${names[1]}` }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await fillKeyForm(edit, { note: 'still here' });
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();

  const deletion = page.getByRole('dialog', { name: 'Delete API key' });
  const remove = deletion.getByRole('button', { name: 'Delete' });
  for (const [name, label, typed, help] of [
    ['A  B', 'Type the name to confirm', 'A B', 'Enter the name exactly as shown'],
    ['Zo\u200bho', 'Type the name to confirm', 'Zoho', 'Enter the name exactly as shown'],
    ['\u3164', 'Type 1 to confirm', '1', 'Enter 1 to enable Delete'],
  ] as const) {
    await page.locator(`[data-action="delete"][aria-label="Delete ${name}"]`).click();
    await expect(deletion).toContainText(help);
    await expect(remove).toBeDisabled();
    const field = deletion.getByRole('textbox', { name: label });
    await field.fill('something else');
    await expect(remove).toBeDisabled();
    await field.fill(typed);
    await remove.click();
    await expect(deletion).toBeHidden();
  }
});

test('a new name must equal its visible form', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'CRM  sync', permissions: { Contacts: 'Read' } }],
  });
  await expect(page.getByRole('button', { name: 'Edit CRM sync', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await fillKeyForm(dialog, { name: 'CRM\u200b sync\u202e', permissions: { Contacts: 'Read' } });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Remove line breaks and invisible characters from the name.');
});
