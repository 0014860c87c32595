import type { Locator, Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { resize } from '../support/app';
import { lock, unlock, waitForKeysPage } from '../support/main-job';
import type { Camera } from './camera';

/** A key that the demo always has, near the top of its search results. */
const KEY = '🤖 Order bot';

/** A working day with a vault full of keys. */
export async function everyday(
  running: RunningApp,
  camera: Camera,
  passphrase: string,
): Promise<void> {
  const { page } = running;
  await unlock(page, passphrase);
  await camera.shoot(page, 'api-keys');
  await searchAndFilter(page, camera);
  await changeOne(page, camera);
  await readSecret(page, camera, passphrase);
  await deleteSome(page, camera);
  await lookBack(page, camera);
  await securityCheck(page, camera);
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
  await camera.shoot(page, 'preferences');
  await page.getByRole('link', { name: 'API Keys' }).click();
  await otherSizes(running, camera);
  await lock(page);
  await camera.shoot(page, 'unlock-your-vault');
  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page
    .getByLabel('Passphrase', { exact: true })
    .and(page.locator('[aria-invalid=true]'))
    .waitFor();
  await camera.shoot(page, 'unlock-wrong-passphrase');
  await page.getByRole('button', { name: 'Recovery code' }).click();
  await camera.shoot(page, 'unlock-recovery-code');
}

async function lookBack(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  const entries = page.getByRole('list', { name: 'Activity' }).getByRole('button');
  await entries.first().waitFor();
  await camera.shoot(page, 'activity');
  await entries.filter({ hasText: 'API key created' }).first().click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('The activity is intact').waitFor();
  await camera.shoot(page, 'activity-verified');
  await page.getByRole('link', { name: 'Show all activity of this key' }).click();
  await page.getByText('No older activity for this key.').waitFor();
  await camera.shoot(page, 'activity-of-one-key');
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('nothing has this');
  await page.getByText('No activity matches').waitFor();
  await camera.shoot(page, 'no-activity-matches');
}

async function securityCheck(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Security check' }).click();
  await page.getByRole('region', { name: 'Your vault' }).getByText('Backups').waitFor();
  await camera.shoot(page, 'security-check');
  await page.getByRole('region', { name: 'Your vault' }).scrollIntoViewIfNeeded();
  await camera.shoot(page, 'security-check-vault');
  await page.getByRole('link', { name: /: no expiration date$/ }).click();
  await page.getByText('Security check: no expiration date').waitFor();
  await camera.shoot(page, 'security-check-keys');
}

const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search API keys' });

async function searchAndFilter(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('button', { name: 'Status', exact: true }).first().click();
  await page.getByRole('menuitemcheckbox', { name: 'Disabled' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Expired' }).click();
  await camera.shoot(page, 'filter-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await search(page).fill('sync');
  await camera.shoot(page, 'search-and-filter');
  await search(page).fill('nothing has this name');
  await page.getByText('No API key matches').waitFor();
  await camera.shoot(page, 'no-api-key-matches');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('button', { name: 'Hide inactive' }).click();
  await camera.shoot(page, 'inactive-hidden');
  await page.getByRole('button', { name: 'Show inactive' }).click();
}

async function changeOne(page: Page, camera: Camera): Promise<void> {
  await search(page).fill('bot');
  await page.getByRole('button', { name: `More actions for ${KEY}` }).click();
  await page.getByRole('menu').waitFor();
  await camera.shoot(page, 'row-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Edit ${KEY}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
  await dialog.waitFor();
  await camera.shoot(page, 'edit-api-key');
  await dialog.getByRole('textbox', { name: 'Integration' }).fill('Telegram, second shop');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).waitFor();
  await camera.shoot(page, 'discard-changes');
  await page.getByRole('button', { name: 'Discard' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function readSecret(page: Page, camera: Camera, passphrase: string): Promise<void> {
  const choose = async (item: RegExp) => {
    await page.getByRole('button', { name: `More actions for ${KEY}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose(/^Reveal/);
  const reveal = page.getByRole('dialog', { name: 'Reveal API key' });
  await reveal.waitFor();
  await camera.shoot(page, 'reveal-api-key');
  await reveal.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await reveal.getByRole('button', { name: 'Reveal' }).click();
  await reveal.getByRole('textbox', { name: 'API key' }).waitFor();
  await camera.shoot(page, 'reveal-api-key-shown');
  await page.keyboard.press('Escape');
  await reveal.waitFor({ state: 'hidden' });
  await choose(/^Copy API key/);
  const copy = page.getByRole('dialog', { name: 'Copy API key' });
  await copy.waitFor();
  await camera.shoot(page, 'copy-api-key');
  await copy.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await copy.getByRole('button', { name: 'Copy', exact: true }).click();
  await copy.waitFor({ state: 'hidden' });
  await camera.shoot(page, 'api-key-copied');
}

async function deleteSome(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('button', { name: `Delete ${KEY}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete API key' });
  await dialog.getByRole('textbox', { name: 'Type the name to confirm' }).fill(KEY);
  await camera.shoot(page, 'delete-api-key');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await camera.shoot(page, 'bulk-bar');
  await changeMany(page, camera);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog').waitFor();
  await camera.shoot(page, 'delete-api-keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await search(page).fill('');
}

async function changeMany(page: Page, camera: Camera): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Change/ });
  const change = page.getByRole('toolbar').getByRole('button', { name: 'Change…' });
  for (const [item, picture] of [
    ['Expiration…', 'change-expiration'],
    ['Remove permission…', 'change-remove-permission'],
    ['Mark as compromised…', 'change-compromised'],
  ] as const) {
    await change.click();
    if (item === 'Expiration…') await camera.shoot(page, 'change-menu');
    await page.getByRole('menuitem', { name: item }).click();
    await dialog.waitFor();
    await camera.shoot(page, picture);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
}

async function otherSizes(running: RunningApp, camera: Camera): Promise<void> {
  const { app, page } = running;
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  await waitForKeysPage(page);
  await resize(app, { width: 1024, height: 700 });
  await page.waitForFunction(() => innerWidth === 1024);
  await camera.shoot(page, 'api-keys-1024x700');
  await resize(app, { width, height });
  const zoom = (factor: number) =>
    app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
    }, factor);
  await zoom(2);
  await page.waitForFunction((full) => innerWidth < full, width);
  await camera.shootWindow(running, 'api-keys-zoom-200');
  await page.getByRole('button', { name: 'Create API Key' }).click();
  await page.getByRole('dialog', { name: 'Create API Key' }).waitFor();
  await camera.shootWindow(running, 'create-api-key-zoom-200');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await zoom(1);
  await page.waitForFunction((full) => innerWidth === full, width);
}
