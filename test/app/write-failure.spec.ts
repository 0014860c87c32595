import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSPHRASE, expect, fillKeyForm, test, unlock } from './fixtures';

test('a write error is reported, loses nothing, and saving again works', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.skip(process.getuid?.() === 0, 'nothing is refused to root');
  const first = await launchUnlocked();
  await first.close();
  const activity = join(userData, 'vault', 'activity.jsonl');
  await chmod(activity, 0o400);
  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await fillKeyForm(dialog, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Zoho');
  await chmod(activity, 0o600);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog', { name: 'API key created' })).toBeVisible();
});

test('a preference that cannot be stored is reverted, and the failure is shown', async ({
  launchUnlocked,
  userData,
}) => {
  test.skip(process.getuid?.() === 0, 'nothing is refused to root');
  const { page } = await launchUnlocked();
  await page.getByRole('link', { name: 'Preferences' }).click();
  const choice = page.getByRole('radiogroup', { name: 'Lock after' });
  const minute = choice.getByRole('radio', { name: '1 min', exact: true });
  await chmod(userData, 0o500);
  try {
    await minute.click();
    await expect(page.getByRole('alert')).toContainText('The change was not saved.');
    await expect(choice.getByRole('radio', { name: '10 min' })).toBeChecked();
  } finally {
    await chmod(userData, 0o700);
  }
  await minute.click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(minute).toBeChecked();
});
