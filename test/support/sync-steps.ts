import type { Page } from '@playwright/test';
import type { Endpoint } from '../endpoint/start-endpoint';

// The user's actions on the Sync page, by accessible names alone.

export async function openSync(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sync', exact: true }).click();
  await page.getByRole('heading', { name: 'Sync', level: 1 }).waitFor();
}

/** Fills the form that connects an endpoint. */
export async function fillEndpoint(
  page: Page,
  { url, token }: Pick<Endpoint, 'url' | 'token'>,
  passphrase: string,
): Promise<void> {
  await page.getByRole('textbox', { name: 'Address' }).fill(url);
  await page.getByLabel('Access token', { exact: true }).last().fill(token);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
}

/** Connects a vault on the Sync page, up to the first completed sync. */
export async function connectEndpoint(
  page: Page,
  endpoint: Pick<Endpoint, 'url' | 'token'>,
  passphrase: string,
): Promise<void> {
  await fillEndpoint(page, endpoint, passphrase);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Start sync' }).click();
  await page.getByRole('main').getByText('Up to date').waitFor();
}

/** Syncs once, and waits for its end. */
export async function syncNow(page: Page): Promise<void> {
  const answer = page.getByRole('button', { name: 'Sync now' });
  await answer.click();
  await answer.waitFor();
}
