import type { Page } from '@playwright/test';
import { PASSPHRASE, createKey, createVault, expect, lock, test as base } from './fixtures';
import { startMessageBus, whyNoMessageBus } from '../support/message-bus';
import { startPromptingService } from '../support/prompting-secret-service';
import type { SecretService } from '../support/secret-service';
import { startSecretService, whyNoSecretService } from '../support/secret-service';

// A keychain that does not answer: a genuine one whose process is stopped, so that it answers late
// when it continues, and one that waits for a password.

const test = base.extend<{ keychain: SecretService }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  keychain: async ({}, use) => {
    const reason = whyNoSecretService();
    base.skip(reason !== null, reason ?? '');
    const service = await startSecretService();
    await use(service);
    await service.stop();
  },
});

const keysHeading = (page: Page) => page.getByRole('heading', { name: 'API Keys', level: 1 });
const waiting = (page: Page) => page.getByText('Waiting for this computer’s keychain');
const USE_KEYCHAIN = 'Unlock with this computer’s keychain';

test('the first run shows its window and makes a vault while the keychain never answers', async ({
  keychain,
  launch,
}) => {
  await keychain.pause();
  const { page, app } = await launch({ keychain: true, env: keychain.env });
  await page.getByRole('checkbox', { name: USE_KEYCHAIN }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Confirm passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await expect(waiting(page)).toBeVisible();
  // The main process still answers.
  expect(await app.evaluate(() => 1 + 1)).toBe(2);
  await page.getByRole('button', { name: 'Create the vault without the keychain' }).click();
  // Deriving the keys takes long on a busy machine.
  await page.getByRole('heading', { name: 'Save your recovery code' }).waitFor();
  await page.getByRole('checkbox', { name: 'I have saved my recovery code' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(keysHeading(page)).toBeVisible();
  await page.getByRole('link', { name: 'Preferences' }).click();
  await expect(page.getByRole('button', { name: 'Turn on…' })).toBeVisible();
});

test('at the start the passphrase opens the vault while the keychain does not answer, and a late answer opens nothing', async ({
  keychain,
  launch,
}) => {
  const first = await launch({ keychain: true, env: keychain.env });
  await first.page.getByRole('checkbox', { name: USE_KEYCHAIN }).check();
  await createVault(first.page, PASSPHRASE);
  await first.close();

  await keychain.pause();
  const { page, app } = await launch({ keychain: true, env: keychain.env });
  await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  await expect(waiting(page)).toBeVisible();
  expect(await app.evaluate(() => 1 + 1)).toBe(2);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(keysHeading(page)).toBeVisible();
  await createKey(page, { name: 'Meanwhile', permissions: { Contacts: 'Read' } });
  await lock(page);
  keychain.resume();
  await expect(page.getByRole('button', { name: 'Use this computer’s keychain' })).toBeVisible();
  // It answers the next request again.
  await page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
  await expect(page.getByRole('row', { name: 'Meanwhile' })).toBeVisible();
});

test('a keychain that takes its time still opens the vault, and asked by hand it can be given up', async ({
  keychain,
  launch,
}) => {
  const first = await launch({ keychain: true, env: keychain.env });
  await first.page.getByRole('checkbox', { name: USE_KEYCHAIN }).check();
  await createVault(first.page, PASSPHRASE);
  await first.close();

  await keychain.pause();
  const { page } = await launch({ keychain: true, env: keychain.env });
  await expect(waiting(page)).toBeVisible();
  keychain.resume();
  await expect(keysHeading(page)).toBeVisible();

  await lock(page);
  await keychain.pause();
  await page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
  await expect(waiting(page)).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(keysHeading(page)).toBeVisible();
});

test('Preferences shows itself and stays of use while the keychain never answers', async ({
  keychain,
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keychain: true, env: keychain.env });
  await keychain.pause();
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('button', { name: 'Turn on…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn on keychain unlock' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(waiting(page)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText('The keychain has not answered')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Turn on…' })).toBeFocused();

  // The same while it is asked: other actions are not delayed.
  await page.getByRole('button', { name: 'Turn on…' }).click();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(waiting(page)).toBeVisible();
  // Like Ctrl+L, which reaches the menu only from a keyboard. The requesting page is gone before
  // the answer.
  await page.evaluate(() => void window.ownchat.request('vault:lock', undefined));
  await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
});

test('a desktop that asks for the password of a new keyring is asked when the person chooses it', async ({
  launch,
}) => {
  const reason = whyNoMessageBus();
  test.skip(reason !== null, reason ?? '');
  const bus = await startMessageBus();
  const service = await startPromptingService(bus.address);
  try {
    const { page, app } = await launch({ keychain: true, env: bus.env });
    await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
    let isAsked = false;
    void service.asked.then(() => (isAsked = true));
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Confirm passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('checkbox', { name: USE_KEYCHAIN }).check();
    expect(isAsked).toBe(false);
    await page.getByRole('button', { name: 'Create vault' }).click();
    await service.asked;
    await expect(waiting(page)).toBeVisible();
    expect(await app.evaluate(() => 1 + 1)).toBe(2);
    await page.getByRole('button', { name: 'Create the vault without the keychain' }).click();
    await page.getByRole('heading', { name: 'Save your recovery code' }).waitFor();
  } finally {
    service.close();
    await bus.stop();
  }
});
