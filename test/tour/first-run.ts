import type { Page } from '@playwright/test';
import { fillKeyForm, waitForKeysPage } from '../support/main-job';
import type { Camera } from './camera';

/** From an empty profile to the first API key. */
export async function firstRun(page: Page, camera: Camera, passphrase: string): Promise<void> {
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor();
  await camera.shoot(page, 'create-your-vault');
  const field = page.getByLabel('Passphrase', { exact: true });
  const confirmation = page.getByLabel('Confirm passphrase', { exact: true });
  const submit = page.getByRole('button', { name: 'Create vault' });
  await field.fill('short');
  await confirmation.fill('shirt');
  await submit.click();
  await camera.shoot(page, 'create-your-vault-problems');
  await field.fill(passphrase);
  await confirmation.fill(passphrase);
  await submit.click();
  await page.getByRole('heading', { name: 'Save your recovery code' }).waitFor();
  await camera.shoot(page, 'save-your-recovery-code');
  await page.getByRole('checkbox', { name: 'I have saved my recovery code' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await waitForKeysPage(page);
  await camera.shoot(page, 'no-api-keys-yet');
  await createFirstKey(page, camera);
}

async function createFirstKey(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await dialog.waitFor();
  await camera.shoot(page, 'create-api-key');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await camera.shoot(page, 'create-api-key-problems');
  await fillKeyForm(dialog, { name: 'CRM sync (Zoho)', integration: 'Zoho CRM' });
  await dialog.getByRole('combobox', { name: 'Expiration' }).click();
  await page.getByRole('listbox').waitFor();
  await camera.shoot(page, 'create-api-key-expiration');
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: 'Full access' }).click();
  const warning = page.getByRole('alertdialog', { name: 'Give full access?' });
  await warning.waitFor();
  await camera.shoot(page, 'give-full-access');
  await warning.getByRole('button', { name: 'Cancel' }).click();
  await warning.waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: 'CRM sync' }).click();
  await camera.shoot(page, 'create-api-key-template');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const created = page.getByRole('dialog', { name: 'API key created' });
  await created.waitFor();
  await camera.shoot(page, 'api-key-created');
  await created.getByRole('button', { name: 'Copy', exact: true }).click();
  await created.getByText(/^Clipboard clears in/).waitFor();
  await camera.shoot(page, 'api-key-created-copied');
  await created.getByRole('button', { name: 'Done' }).click();
  await created.waitFor({ state: 'hidden' });
  await camera.shoot(page, 'first-api-key');
}
