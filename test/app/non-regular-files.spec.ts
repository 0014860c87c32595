import { execFileSync } from 'node:child_process';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSPHRASE, createKey, expect, lock, test, unlock } from './fixtures';

test.skip(process.platform === 'win32', 'there are no such pipes');

/** Replaces a file by a pipe without a writer. */
async function putPipe(path: string): Promise<void> {
  await rm(path, { force: true });
  execFileSync('mkfifo', [path]);
}

test('a pipe in the place of any file of the profile keeps neither the window nor the keys waiting', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const before = await launchUnlocked({
    keys: [{ name: 'First', permissions: { Contacts: 'Read' } }],
  });
  await before.close();
  const vault = join(userData, 'vault');
  const pipes = ['preferences.json', 'start-count', 'report-running', 'logs/main.log'];
  await mkdir(join(userData, 'logs'), { recursive: true });
  await mkdir(join(vault, 'backups'), { recursive: true });
  for (const name of [...pipes, 'vault/backups/vault-0000000000000099.json']) {
    await putPipe(join(userData, name));
  }

  const { page, close } = await launch();
  await unlock(page, PASSPHRASE);
  await createKey(page, { name: 'Second', permissions: { Contacts: 'Read' } });
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect(
    page.getByText('A device, a pipe or a socket has this name.', { exact: false }),
  ).toBeVisible();
  await lock(page);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  await close();
  expect((await lstat(join(userData, 'preferences.json'))).isFIFO()).toBe(true);

  const activity = join(vault, 'activity.jsonl');
  await rename(activity, `${activity}.away`);
  await putPipe(activity);
  const again = await launch();
  await again.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await again.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(again.page.getByText('The vault file cannot be read')).toBeVisible();
  await again.close();
  await rm(activity);
  await rename(`${activity}.away`, activity);
  const whole = await launch();
  await unlock(whole.page, PASSPHRASE);
  await expect(whole.page.locator('[data-key-id]')).toHaveCount(2);
});
