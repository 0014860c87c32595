import type { Page } from '@playwright/test';
import { fillVault } from '../demo/fill-vault';
import { CHEAP_COST, PASSPHRASE, createKey, expect, test, unlock } from './fixtures';

async function openCheck(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Security check' }).click();
  await expect(page.getByRole('heading', { name: 'Security check', level: 1 })).toBeVisible();
}

test('shows the findings, each with a link to its keys', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked();
  await openCheck(page);
  await expect(page.getByText('Everything looks good')).toBeVisible();
  await expect(page.getByText('There are no API keys to check yet.')).toBeVisible();

  await page.getByRole('link', { name: 'API Keys' }).click();
  await createKey(page, {
    name: 'Good',
    integration: 'Zoho',
    permissions: { Tags: 'Read' },
  });
  await createKey(page, { name: 'Powerful', permissions: { 'API keys': 'Write' } });
  await openCheck(page);
  await expect(page.getByText('1 key without an integration')).toBeVisible();
  await page.getByRole('link', { name: 'Show 1 key: no IP restriction' }).click();
  const rows = page.getByRole('grid', { name: 'API Keys' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Powerful');

  // The selection stays until it is cleared.
  await page.getByRole('button', { name: 'Edit Powerful' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit
    .getByRole('radiogroup', { name: 'API keys', exact: true })
    .getByRole('radio', { name: 'None' })
    .check();
  await edit
    .getByRole('radiogroup', { name: 'Tags', exact: true })
    .getByRole('radio', { name: 'Read' })
    .check();
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear filter Security check' }).click();
  await expect(rows).toHaveCount(3);
  await page.goBack();
  await expect(page.getByText('powerful live key')).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'no IP restriction' })).toBeVisible();
});

test('shows the protection of the vault itself, and the hidden keys of a finding', async ({
  launch,
  userData,
}) => {
  await fillVault(`${userData}/vault`, { keys: 60, passphrase: PASSPHRASE, cost: CHEAP_COST });
  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Hide inactive' }).click();
  await openCheck(page);
  const vault = page.getByRole('region', { name: 'Your vault' });
  await expect(vault.getByRole('heading', { level: 3 })).toHaveText([
    /Passphrase: Needs attention/,
    /Recovery code: Passed/,
    /Keychain unlock: Passed/,
    /Backups: Passed/,
    /Activity: Passed/,
  ]);
  await expect(vault).toContainText('Your passphrase uses older protection.');
  await expect(vault.getByRole('link', { name: 'Open Preferences' })).toHaveCount(1);
  await page.getByRole('link', { name: /: expired$/ }).click();
  await expect(page.getByText('Security check: expired')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'API Keys' })).toContainText('Expired');
});
