import { createKey, expect, lock, PASSPHRASE, test, unlock } from './fixtures';
import type { Page } from '@playwright/test';
import { lastQuestionOf } from '../support/system-questions';

async function deleteKey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete API key' });
  await expect(dialog).toContainText('You can restore it for 30 days, under Recently deleted.');
  await dialog.getByRole('textbox', { name: 'Type the name to confirm' }).fill(name);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name })).toBeHidden();
}

async function secretOf(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Reveal' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reveal API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  const secret = await dialog.getByRole('textbox', { name: 'API key' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return secret;
}

test('a deletion is undone from the message; later the key is restored, inactive and with its secret', async ({
  launchUnlocked,
}) => {
  const {
    app,
    page,
    secrets: [secret],
  } = await launchUnlocked({
    keys: [
      { name: 'Zoho', permissions: { Contacts: 'Read' } },
      { name: 'Billing', permissions: { Tags: 'Read' } },
    ],
  });

  await deleteKey(page, 'Zoho');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status').getByText('Reverted the change of 1')).toBeVisible();
  expect(await lastQuestionOf(app)).toContain('Activate the API key “Zoho”?');
  await expect(page.getByRole('row', { name: 'Zoho' })).not.toContainText('Inactive');

  await deleteKey(page, 'Zoho');
  await lock(page);
  await unlock(page, PASSPHRASE);
  await createKey(page, { name: 'zoho', permissions: { Tags: 'Read' } });
  const opener = page.getByRole('button', { name: 'Recently deleted' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Recently deleted' });
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Restore Zoho' }).click();
  await expect(dialog).toContainText('No API key was deleted in the last 30 days.');
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  // Another key has its name now.
  await expect(page.getByRole('row', { name: 'Zoho (2)' })).toContainText('Inactive');
  expect(await secretOf(page, 'Zoho (2)')).toBe(secret);
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('Deleted API key restored')).toHaveCount(2);
});
