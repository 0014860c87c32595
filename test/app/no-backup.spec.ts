import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoViolations } from '../support/axe';
import { PASSPHRASE, createKey, expect, lock, test, unlock } from './fixtures';

test('a failure to save backups is shown and logged until one is saved', async ({
  launchUnlocked,
  userData,
}) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await lock(page);
  await unlock(page, PASSPHRASE);
  await createKey(page, { name: 'Billing', permissions: { Contacts: 'Read' } });
  // Existing backups stay; a file blocks the place of the next one.
  const backups = join(userData, 'vault', 'backups');
  await rename(backups, `${backups}.before`);
  await writeFile(backups, 'in the way');
  await lock(page);
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('status').filter({ hasText: 'No backup' })).toContainText(
    `${backups} cannot be written: a file with this name already exists`,
  );
  await expectNoViolations(page, 'no backup');
  expect(await readFile(join(userData, 'logs', 'main.log'), 'utf8')).toContain(
    'no snapshot, no backup: {"code":"write-failed"',
  );
  await rm(backups);
  await rename(`${backups}.before`, backups);
  await lock(page);
  await unlock(page, PASSPHRASE);
  await expect(page.getByText('No backup')).toHaveCount(0);
  await expect(page.locator('[data-key-id]')).toHaveCount(2);
});
