import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chooseFolder } from '../support/file-dialogs';
import { PASSPHRASE, expect, test, unlock } from './fixtures';

const WAIT = /^Try again in \d+ s\.$/;

/**
 * The answer to a wrong passphrase comes after the delay of the previous one; the page shows the
 * delay.
 */
async function guess(page: Page, label: string, button: string, count: number): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  const submit = page.getByRole('button', { name: button, exact: true });
  for (let tried = 0; tried < count; tried += 1) {
    await field.fill(`not the passphrase ${tried}`);
    await submit.click();
    await expect(submit).toHaveAttribute('aria-busy', 'false');
    await expect(page.getByText('Wrong passphrase.')).toBeVisible();
  }
}

test('guessing at the vault waits and is recorded wherever it is done, after another start too', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const vaultFile = join(userData, 'vault', 'vault.json');
  const first = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await first.close();
  const copy = join(userData, 'copy.ownchat-vault');
  await cp(vaultFile, copy);

  const { app, page, close } = await launch();
  await unlock(page, PASSPHRASE);
  await page.getByRole('link', { name: 'Backups' }).click();
  await chooseFolder(app, copy);
  await page.getByRole('button', { name: 'Import…' }).click();
  await guess(page, 'Passphrase of the file', 'Open', 4);
  await expect(page.getByText(WAIT)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  const entries = page
    .getByRole('list', { name: 'Activity' })
    .getByRole('listitem')
    .filter({ hasText: 'Wrong passphrase or recovery code' });
  await expect(entries).toHaveCount(4);
  await close();

  await writeFile(vaultFile, 'damaged');
  const damaged = await launch();
  await damaged.page.getByRole('button', { name: 'Open the newest backup…' }).click();
  await guess(damaged.page, 'Passphrase', 'Open', 1);
  await expect(damaged.page.getByText(WAIT)).toBeVisible();
  await damaged.close();

  const again = await launch();
  await again.page.getByRole('button', { name: 'Open the newest backup…' }).click();
  await again.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await again.page.keyboard.press('Enter');
  await again.page.getByRole('button', { name: 'Use this backup' }).click();
  await expect(again.page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  await again.page.getByRole('link', { name: 'Activity', exact: true }).click();
  const list = again.page.getByRole('list', { name: 'Activity' });
  await expect(list).toContainText('Vault recovered');
  await expect(list).toContainText('1 wrong attempt');
});
