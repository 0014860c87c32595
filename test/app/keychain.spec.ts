import { startSecretService, whyNoSecretService } from '../support/secret-service';
import { PASSPHRASE, createVault, expect, lock, test } from './fixtures';

test('the keychain opens the vault at the next start, and not after it was locked', async ({
  launch,
}) => {
  const reason = whyNoSecretService();
  test.skip(reason !== null, reason ?? '');
  const service = await startSecretService();
  try {
    const first = await launch({ keychain: true, env: service.env });
    await first.page
      .getByRole('checkbox', { name: 'Unlock with this computer’s keychain' })
      .check();
    await createVault(first.page, PASSPHRASE);
    await first.close();

    const second = await launch({ keychain: true, env: service.env });
    await expect(second.page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
    await lock(second.page);
    await expect(second.page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
    await second.page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
    await expect(second.page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
    await second.close();

    // On a computer without that keychain the passphrase still opens it.
    const elsewhere = await launch();
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
