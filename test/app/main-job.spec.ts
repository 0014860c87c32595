import { PASSPHRASE, createKey, createVault, expect, test, unlock } from './fixtures';

const NAME = 'CRM sync (Zoho)';

test('create a key, find it after a restart, edit, deactivate and delete it @root', async ({
  launch,
}) => {
  const first = await launch();
  await createVault(first.page, PASSPHRASE);
  await expect(first.page.getByText('No API keys yet')).toBeVisible();
  const secret = await createKey(first.page, { name: NAME, permissions: { Contacts: 'Write' } });
  expect(secret).toMatch(/^ock_live_[0-9A-Za-z]{46}$/);
  await expect(first.page.getByRole('row', { name: NAME })).toContainText('Contacts: write');
  await first.close();

  const second = await launch();
  await unlock(second.page, PASSPHRASE);
  const row = second.page.getByRole('row', { name: NAME });
  await expect(row).toContainText(secret.slice(0, 13));
  await expect(row).not.toContainText(secret);

  await second.page.getByRole('button', { name: `Edit ${NAME}` }).click();
  const edit = second.page.getByRole('dialog', { name: 'Edit API Key' });
  await edit.getByRole('textbox', { name: 'API Key Name' }).fill('Zoho');
  await edit
    .getByRole('radiogroup', { name: 'Tags', exact: true })
    .getByRole('radio', { name: 'Read' })
    .check();
  await edit.getByRole('switch', { name: 'Active' }).click();
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();
  const edited = second.page.getByRole('row', { name: 'Zoho' });
  await expect(edited).toContainText('Inactive');
  await expect(edited).toContainText('Disabled');
  await expect(edited).toContainText('Tags: read');

  await second.page.getByRole('button', { name: 'Delete Zoho' }).click();
  const deletion = second.page.getByRole('dialog', { name: 'Delete API key' });
  await expect(deletion.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await deletion.getByRole('textbox', { name: 'Type the name to confirm' }).fill('Zoho');
  await deletion.getByRole('button', { name: 'Delete' }).click();
  await expect(second.page.getByText('No API keys yet')).toBeVisible();
  await second.close();

  const third = await launch();
  await unlock(third.page, PASSPHRASE);
  await expect(third.page.getByText('No API keys yet')).toBeVisible();
});
