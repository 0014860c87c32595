import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PASSPHRASE, createKey, createVault, expect, lock, test, unlock } from './fixtures';

const list = (page: Page) => page.getByRole('list', { name: 'Activity' });
const row = (page: Page, name: RegExp) => list(page).getByRole('button', { name });

async function openActivity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  await expect(list(page)).toBeVisible();
}

async function disable(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await expect(page.getByRole('row', { name })).toContainText('Disabled');
}

test('all events are listed with their changes, and new ones appear on top', async ({ launch }) => {
  const { page } = await launch();
  await createVault(page, PASSPHRASE);
  const secret = await createKey(page, { name: 'Billing bot', permissions: { Tags: 'Read' } });
  await page.getByRole('button', { name: 'Edit Billing bot' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit.getByRole('textbox', { name: 'Integration' }).fill('Stripe');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();
  await lock(page);
  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await unlock(page, PASSPHRASE);

  await openActivity(page);
  await expect(list(page).getByRole('button')).toHaveText([
    /Vault unlocked.*with the passphrase/,
    /Unlocking failed.*1 wrong attempt.*unknown/,
    /Vault locked/,
    /API key changed.*Billing bot.*Integration/,
    /API key created.*Billing bot/,
    /Vault created/,
  ]);
  await expect(list(page).getByRole('heading', { level: 2 })).toHaveText(['Today']);
  await row(page, /API key changed/).click();
  await expect(list(page)).toContainText('none');
  await expect(list(page).locator('ins')).toHaveText('Stripe');
  await row(page, /API key created/).press('Enter');
  await expect(list(page)).toContainText('Tags: read');
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('link', { name: 'API Keys' }).click();
  await disable(page, 'Billing bot');
  await page.goBack();
  await expect(row(page, /API key changed/).first()).toContainText('Disabled');
  await expect(page.getByText('7 entries', { exact: true })).toBeVisible();
});

test('filters and the search find, say when nothing fits, and are cleared together', async ({
  launch,
}) => {
  const { page } = await launch();
  await createVault(page, PASSPHRASE);
  await createKey(page, { name: 'Billing bot', permissions: { Tags: 'Read' } });
  await createKey(page, { name: 'CRM sync', permissions: { Tags: 'Read' } });
  await disable(page, 'CRM sync');
  await openActivity(page);
  const rows = list(page).getByRole('button');
  await expect(rows).toHaveCount(4);

  await page.getByRole('searchbox', { name: 'Search activity' }).fill('crm disabled');
  await expect(page.getByText('No activity matches')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('crm');
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'What', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'API key created' }).click();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveText([/CRM sync/]);
  await page.getByRole('button', { name: 'When', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Today' }).click();
  await expect(page.getByRole('button', { name: 'When: Today' })).toBeFocused();
  await expect(rows).toHaveText([/CRM sync/]);

  await page.getByRole('searchbox', { name: 'Search activity' }).fill('nothing has this');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(rows).toHaveCount(4);
});

test('the activity of one key opens from its row, and leads back', async ({ launch }) => {
  const { page } = await launch();
  await createVault(page, PASSPHRASE);
  await createKey(page, { name: 'Billing bot', permissions: { Tags: 'Read' } });
  await createKey(page, { name: 'CRM sync', permissions: { Tags: 'Read' } });
  await disable(page, 'CRM sync');
  await page.getByRole('button', { name: 'More actions for CRM sync' }).click();
  await page.getByRole('menuitem', { name: 'Show activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeFocused();
  await expect(list(page).getByRole('button')).toHaveText([/API key changed/, /API key created/]);
  await expect(page.getByText('API key: CRM sync')).toBeVisible();
  await expect(page.getByText('No older activity for this key.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('nothing has this');
  await expect(page.getByRole('heading', { name: 'No activity matches' })).toBeVisible();
  await expect(page.getByText('API key: CRM sync')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('');
  await page.getByRole('button', { name: 'Clear filter API key' }).click();
  await expect(list(page).getByRole('button')).toHaveCount(4);
  await page.goBack();
  await expect(list(page).getByRole('button')).toHaveCount(2);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
});

test('verifying says that all is whole, or names the first line that is not', async ({
  launch,
  userData,
}) => {
  const { page } = await launch();
  await createVault(page, PASSPHRASE);
  await createKey(page, { name: 'Billing bot', permissions: { Tags: 'Read' } });
  await createKey(page, { name: 'CRM sync', permissions: { Tags: 'Read' } });
  await openActivity(page);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('All 3 lines checked')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('All 3 lines checked')).toBeHidden();

  const path = join(userData, 'vault', 'activity.jsonl');
  const [first = '', second = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
  const at = second.indexOf('"ciphertext":"') + 50;
  const flipped = second[at] === 'A' ? 'B' : 'A';
  const altered = second.slice(0, at) + flipped + second.slice(at + 1);
  await writeFile(path, [first, altered, ...rest].join('\n'));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The activity is broken at line 2')).toBeVisible();

  // Entries after the broken line are shown, earlier ones are not, and the page says so.
  await page.getByRole('link', { name: 'API Keys' }).click();
  await openActivity(page);
  await expect(list(page).getByRole('button')).toHaveText([/API key created.*CRM sync/]);
  await expect(list(page)).toContainText('Line 2 of the activity file');
});
