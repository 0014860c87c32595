import type { Locator, Page } from '@playwright/test';

// The main user journey by accessible names alone, so that the tests check the names too.

/** First run, up to the API Keys page. @returns the recovery code */
export async function createVault(page: Page, passphrase: string): Promise<string> {
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Confirm passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await page.getByRole('heading', { name: 'Save your recovery code' }).waitFor();
  const text = await page.locator('body').innerText();
  const code = /\b[0-9A-HJKMNP-TV-Z]{4}(?:[-\s]+[0-9A-HJKMNP-TV-Z]{4}){7}\b/.exec(text)?.[0];
  await page.getByRole('checkbox', { name: 'I have saved my recovery code' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await waitForKeysPage(page);
  return (code ?? '').replaceAll(/\s+/g, '-').replaceAll(/-+/g, '-');
}

/** From the locked vault to the API Keys page. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('heading', { name: 'Unlock your vault' }).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await waitForKeysPage(page);
}

/** From any page to the locked vault. */
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock vault' }).click();
  await page.getByRole('heading', { name: 'Unlock your vault' }).waitFor();
}

/** The API Keys page, with any content. */
export async function waitForKeysPage(page: Page): Promise<void> {
  // A form that was open before the lock may cover the heading.
  const heading = { name: 'API Keys', level: 1, includeHidden: true };
  await page.getByRole('heading', heading).waitFor();
}

/** Choices in the dialog; omitted ones keep the dialog's defaults. */
export interface KeyChoices {
  name: string;
  integration?: string;
  note?: string;
  environment?: 'Live' | 'Test';
  /** label of the resource → level */
  permissions?: Record<string, 'None' | 'Read' | 'Write'>;
}

/** Creates a key through the dialogs. @returns its secret, which is shown once */
export async function createKey(page: Page, choices: KeyChoices): Promise<string> {
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await fillKeyForm(dialog, choices);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const created = page.getByRole('dialog', { name: 'API key created' });
  const secret = await created.getByRole('textbox', { name: 'API key' }).inputValue();
  await created.getByRole('button', { name: 'Done' }).click();
  await created.waitFor({ state: 'hidden' });
  return secret;
}

/** Fills the create or edit dialog without saving. */
export async function fillKeyForm(dialog: Locator, choices: Partial<KeyChoices>): Promise<void> {
  const { name, integration, note, environment, permissions } = choices;
  if (name !== undefined) await dialog.getByRole('textbox', { name: 'API Key Name' }).fill(name);
  if (integration !== undefined) {
    await dialog.getByRole('textbox', { name: 'Integration' }).fill(integration);
  }
  if (environment !== undefined) {
    const group = dialog.getByRole('radiogroup', { name: 'Environment' });
    await group.getByRole('radio', { name: environment }).check();
  }
  for (const [resource, level] of Object.entries(permissions ?? {})) {
    await dialog
      .getByRole('group', { name: 'Access permissions' })
      .getByRole('radiogroup', { name: resource, exact: true })
      .getByRole('radio', { name: level })
      .check();
  }
  if (note !== undefined) await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
}
