import { PASSPHRASE, createKey, createVault, expect, lock, test, unlock } from './fixtures';

test('first run refuses a short passphrase and one that was typed differently twice', async ({
  launch,
}) => {
  const { page } = await launch();
  const passphrase = page.getByLabel('Passphrase', { exact: true });
  const confirmation = page.getByLabel('Confirm passphrase', { exact: true });
  const create = page.getByRole('button', { name: 'Create vault' });
  await passphrase.fill('short');
  await confirmation.fill('short');
  await create.click();
  await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
  await passphrase.fill(PASSPHRASE);
  await confirmation.fill(`${PASSPHRASE} `);
  await create.click();
  await expect(confirmation).toHaveAttribute('aria-invalid', 'true');
  await confirmation.fill(PASSPHRASE);
  await create.click();
  await expect(page.getByRole('heading', { name: 'Save your recovery code' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
});

test('quitting before the recovery code is confirmed leaves no vault behind', async ({
  launch,
}) => {
  const first = await launch();
  await first.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await first.page.getByLabel('Confirm passphrase', { exact: true }).fill(PASSPHRASE);
  await first.page.getByRole('button', { name: 'Create vault' }).click();
  await first.page.getByRole('heading', { name: 'Save your recovery code' }).waitFor();
  await first.close();
  const second = await launch();
  await expect(second.page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
});

test('a wrong passphrase is reported and delays the next attempt, and the right one opens', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await lock(page);
  await expect(page.getByText('Zoho')).toHaveCount(0);
  const field = page.getByLabel('Passphrase', { exact: true });
  for (const wrong of ['wrong horse battery', 'wrong again']) {
    await field.fill(wrong);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toBeFocused();
  }
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
});

test('the recovery code opens the vault', async ({ launch }) => {
  const { page } = await launch();
  const code = await createVault(page, PASSPHRASE);
  await lock(page);
  await page.getByRole('button', { name: 'Recovery code' }).click();
  const field = page.getByRole('textbox', { name: 'Recovery code' });
  await field.fill('not a recovery code');
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
});

test('a second start shows the first window and makes no second one', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked();
  await expect(launch({ userData })).rejects.toThrow();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await createKey(page, { name: 'Still here', permissions: { Tags: 'Read' } });
  await expect(page.getByRole('row', { name: 'Still here' })).toBeVisible();
});
