import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ApiKeys } from '../../electron/keys/api-keys';
import { expectNoViolations } from '../support/axe';
import { preparedVault } from '../support/prepared-vault';
import { newKey, valueOf } from '../support/sample-keys';
import { PASSPHRASE, expect, test, unlock } from './fixtures';

const DAY_MS = 86_400_000;
const OLD_KEYS = 6;

/** A vault that was made two years ago, with enough later changes that no backup is that old. */
async function oldVault(userData: string): Promise<void> {
  const clock = { now: Date.now() - 730 * DAY_MS };
  const vault = await preparedVault({ userData, passphrase: PASSPHRASE, now: () => clock.now });
  const keys = new ApiKeys({ vault: () => vault, now: () => clock.now, onChange: () => undefined });
  const create = async (name: string) => valueOf(await keys.create(newKey({ name })));
  for (let number = 1; number <= OLD_KEYS; number += 1) await create(`Old ${number}`);
  clock.now = Date.now() - DAY_MS;
  for (let number = 1; number <= 12; number += 1) {
    await create(`New ${number}`);
    valueOf(await vault.snapshot());
  }
  await vault.close();
}

const list = (page: Page) => page.getByRole('list', { name: 'Activity' });

async function openActivity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
}

test('old activity is archived, and verified and read as before, also after a start', async ({
  launch,
  userData,
}) => {
  await oldVault(userData);
  const first = await launch();
  await unlock(first.page, PASSPHRASE);
  await openActivity(first.page);
  const open = first.page.getByRole('button', { name: 'Archive old activity…' });
  await open.click();
  const dialog = first.page.getByRole('dialog', { name: 'Archive old activity' });
  await expect(dialog.getByRole('radio', { name: '1 year' })).toBeChecked();
  await expect(dialog).toContainText('7 events, from ');
  await expectNoViolations(first.page, 'archive dialog');
  await dialog.getByRole('radio', { name: '30 days' }).check();
  await expect(dialog).toContainText('7 events, from ');
  await dialog.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  await expect(first.page.getByText('7 events archived')).toBeVisible();
  await expect(list(first.page)).toContainText('Old activity archived');
  await expect(list(first.page)).not.toContainText('Vault created');
  await open.click();
  await expect(dialog).toContainText('There is nothing to archive.');
  await expect(dialog.getByRole('button', { name: 'Archive', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await first.page.getByRole('button', { name: 'Verify' }).click();
  await expect(first.page.getByText('7 archived events are intact too.')).toBeVisible();
  await first.close();

  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('row', { name: 'New 12' })).toBeVisible();
  await openActivity(page);
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('Old 3');
  await expect(list(page)).toContainText(/Activity 1 to 7, .* is in the archive activity-1-7-/);
  await page.getByRole('button', { name: 'Read activity 1 to 7' }).click();
  await expect(list(page).getByRole('button')).toHaveText([/API key created.*Old 3/]);
  await expect(list(page)).toContainText('No older activity.');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('7 archived events are intact too.')).toBeVisible();

  const folder = join(userData, 'vault', 'archive');
  for (const name of await readdir(folder)) await rm(join(folder, name));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The activity is intact')).toBeVisible();
  await expect(page.getByText('An archive is missing')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('Old 4');
  await page.getByRole('button', { name: 'Read activity 1 to 7' }).click();
  await expect(page.getByText('This archive is missing')).toBeVisible();
});
