import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningApp } from '../support/app';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import { PASSPHRASE, createKey, createVault, expect, lock, test } from './fixtures';

/** The first page of a vault that opens by itself, and the one of every other load. */
const OPENING = 'app://ownchat/opening.html';
const USUAL = 'app://ownchat/index.html';

async function createWithKeychain({ page }: RunningApp): Promise<void> {
  await page.getByRole('checkbox', { name: 'Unlock with this computer’s keychain' }).check();
  await createVault(page, PASSPHRASE);
}

test('the keychain opens the vault at the next start, and not after it was locked', async ({
  launch,
}) => {
  const reason = whyNoSecretService();
  test.skip(reason !== null, reason ?? '');
  const service = await startSecretService();
  try {
    const first = await launch({ keychain: true, env: service.env });
    await createWithKeychain(first);
    expect(first.page.url()).toContain(USUAL);
    await createKey(first.page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    await first.page.getByRole('button', { name: 'Hide inactive' }).click();
    await first.page.getByRole('link', { name: 'Preferences' }).click();
    await first.page.getByRole('radio', { name: 'Dark' }).check();
    await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await first.close();

    const second = await launch({ keychain: true, env: service.env });
    await expect(second.page.getByRole('row', { name: 'Zoho' })).toBeVisible();
    expect(second.page.url()).toContain(OPENING);
    // What was chosen is told while the vault opens.
    await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(second.page.getByRole('button', { name: 'Show inactive' })).toBeVisible();
    await expect(second.page.getByRole('status', { name: 'Loading your API keys' })).toHaveCount(0);
    await expect(second.page.getByRole('button', { name: 'Create API Key' })).toBeEnabled();
    await lock(second.page);
    await expect(second.page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
    expect(second.page.url()).toContain(USUAL);
    await second.page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
    await expect(second.page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
    await second.close();

    // On a computer without that keychain the passphrase still opens it.
    const elsewhere = await launch();
    await expect(elsewhere.page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
    expect(elsewhere.page.url()).toContain(OPENING);
    await expect(elsewhere.page.getByRole('heading', { name: 'API Keys' })).toHaveCount(0);
    await elsewhere.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await elsewhere.page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(elsewhere.page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
    await elsewhere.close();
  } finally {
    await service.stop();
  }
});

test('no keychain is offered where there is no real one', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});

test('a vault that should open by itself and cannot is shown as what it is', async ({
  launch,
  userData,
}) => {
  const reason = whyNoSecretService();
  test.skip(reason !== null, reason ?? '');
  const service = await startSecretService();
  try {
    const first = await launch({ keychain: true, env: service.env });
    await createWithKeychain(first);
    await createKey(first.page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    await first.close();
    const path = join(userData, 'vault', 'vault.json');
    const good = await readFile(path, 'utf8');
    await writeFile(path, good.slice(0, good.length - 100));

    const { page } = await launch({ keychain: true, env: service.env });
    await expect(page.getByText(path)).toBeVisible();
    expect(page.url()).toContain(OPENING);
    await expect(page.getByRole('heading', { name: 'API Keys' })).toHaveCount(0);
    await writeFile(path, good);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
    await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  } finally {
    await service.stop();
  }
});
