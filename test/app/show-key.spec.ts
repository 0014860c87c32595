import type { Page } from '@playwright/test';
import { createKeys } from '../support/keys-in-page';
import { createKey, expect, test } from './fixtures';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search API keys' });
const row = (page: Page, name: string) => page.getByRole('row', { name });
const show = (page: Page) => page.getByRole('status').getByRole('button', { name: 'Show' });

test('the toast of a new key shows the key from another page', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({ args: ['--force-prefers-reduced-motion'] });
  await createKeys(page, [{ name: 'Billing' }]);
  // Its toast has the button when the table does not show the key.
  await search(page).fill('Billing');
  await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await page.getByRole('link', { name: 'Backups' }).click();
  await show(page).click();
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
  await expect(row(page, 'Zoho')).toHaveAttribute('data-marked', 'true');
});

test('the search stays when inactive keys are hidden after a finding was cleared', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ args: ['--force-prefers-reduced-motion'] });
  await createKeys(page, [
    { name: 'Billing', integration: '' },
    { name: 'Zoho', integration: '' },
  ]);
  await page.getByRole('link', { name: 'Security check' }).click();
  await page
    .getByRole('link', { name: /integration/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Clear filter Security check' }).click();
  await search(page).fill('Zoho');
  await expect(row(page, 'Billing')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hide inactive' }).click();
  await expect(page.getByRole('button', { name: 'Show inactive' })).toBeVisible();
  await expect(row(page, 'Billing')).toHaveCount(0);
  await expect(search(page)).toHaveValue('Zoho');
});
