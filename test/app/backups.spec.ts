import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { chooseTarget } from '../support/file-dialogs';
import { PASSPHRASE, createKey, createVault, expect, lock, test, unlock } from './fixtures';

const FILE_PASSPHRASE = 'a passphrase of the file';

/** A vault with three keys: one was deleted, one is newer than the last backup. */
async function vaultWithPast(page: Page): Promise<void> {
  await createVault(page, PASSPHRASE);
  await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await createKey(page, { name: 'Old bot', permissions: { Tags: 'Write' } });
  // Each lock after a change saves the previous version.
  await lock(page);
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Delete Old bot' }).click();
  await page.getByRole('textbox', { name: 'Type the name to confirm' }).fill('Old bot');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await createKey(page, { name: 'Billing', permissions: { Contacts: 'Read' } });
  await lock(page);
  await unlock(page, PASSPHRASE);
}

async function openBackups(page: Page) {
  await page.getByRole('link', { name: 'Backups' }).click();
  const table = page.getByRole('table', { name: 'Earlier versions of the vault' });
  await expect(table).toBeVisible();
  await expect(table.getByText('Comparing…')).toHaveCount(0);
  return table;
}

const nameCells = (page: Page) => page.locator('[data-key-id]');

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a backup shows its changes, is restored, and the restore is undone (${colorScheme})`, async ({
    launch,
  }) => {
    test.slow();
    const { page } = await launch({ colorScheme, args: ['--force-prefers-reduced-motion'] });
    await vaultWithPast(page);
    const table = await openBackups(page);
    // Newest first: one with both old keys, and before it the empty vault.
    const newest = table.getByRole('row').nth(1);
    await expect(newest).toContainText(/today, \d/);
    await expect(newest.getByRole('cell').nth(1)).toHaveText('2');
    await expect(newest).toContainText('1 restored, 1 removed');
    await expect(table.getByRole('row').nth(2)).toContainText('2 removed');
    await expectNoViolations(page, 'backups');

    await newest.getByRole('button', { name: /^Restore the version of today/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore an earlier version' });
    await expect(dialog.getByRole('list', { name: 'Restored' })).toHaveText('Old bot');
    await expect(dialog.getByRole('list', { name: 'Removed' })).toHaveText('Billing');
    await expect(dialog).toContainText('A restored API key that is active works again.');
    await expectNoViolations(page, 'restore');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Earlier version restored')).toBeVisible();
    await expectNoViolations(page, 'restored');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(nameCells(page).filter({ hasText: 'Old bot' })).toHaveAttribute(
      'data-marked',
      'true',
    );
    await expect(nameCells(page).filter({ hasText: 'Zoho' })).toHaveAttribute(
      'data-marked',
      'false',
    );
    await expect(nameCells(page).filter({ hasText: 'Billing' })).toHaveCount(0);

    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    await expect(page.getByText('Backup restored').first()).toBeVisible();
    // The version before the restore was saved, so restoring it undoes the restore.
    const again = await openBackups(page);
    await again
      .getByRole('row', { name: '1 restored, 1 removed' })
      .first()
      .getByRole('button', { name: /^Restore/ })
      .click();
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Restore undone')).toBeVisible();
    await page.getByRole('link', { name: 'API Keys' }).click();
    await expect(nameCells(page).filter({ hasText: 'Old bot' })).toHaveCount(1);
    await expect(nameCells(page).filter({ hasText: 'Billing' })).toHaveCount(0);
  });
}

test('the export is one encrypted file, and asks for the passphrase of the vault when secrets leave it', async ({
  launchUnlocked,
  userData,
}) => {
  const {
    app,
    page,
    secrets: [secret],
  } = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] });
  await page.getByRole('link', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export API keys' });
  await expect(dialog.getByLabel('Passphrase of the file', { exact: true })).toBeFocused();
  const save = dialog.getByRole('button', { name: 'Choose file…' });
  const target = join(userData, 'keys.ownchat-vault');
  await chooseTarget(app, target);
  await save.click();
  await expect(dialog.getByText(/more characters are needed/)).toBeVisible();
  const strength = dialog.getByRole('status', { name: 'Strength' });
  await dialog.getByLabel('Passphrase of the file', { exact: true }).fill('password1234');
  await dialog.getByLabel('Confirm passphrase of the file').fill('password1234');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  // Both before and after the meter has its rating: the main process refuses it too.
  await save.click();
  await expect(strength).toContainText(/easy to guess/i);
  await save.click();
  await expect(dialog).toContainText('Add a few unrelated words.');
  await expect(readFile(target)).rejects.toMatchObject({ code: 'ENOENT' });
  await expectNoViolations(page, 'export');
  await dialog.getByLabel('Passphrase of the file', { exact: true }).fill(FILE_PASSPHRASE);
  await dialog.getByLabel('Confirm passphrase of the file').fill('another one');
  await save.click();
  await expect(dialog.getByText('The two passphrases differ.')).toBeVisible();
  await dialog.getByLabel('Confirm passphrase of the file').fill(FILE_PASSPHRASE);
  await dialog.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await save.click();
  await expect(dialog.getByText('Wrong passphrase')).toBeVisible();
  await expect(readFile(target)).rejects.toMatchObject({ code: 'ENOENT' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await save.click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(page.getByText(`Exported 1 API key to ${target}`)).toBeVisible();
  const text = await readFile(target, 'utf8');
  expect(text).toContain('"ownchat-keys-vault"');
  for (const inside of ['Zoho', secret, secret.slice(9, 30), 'contacts']) {
    expect(text).not.toContain(inside);
  }
});
