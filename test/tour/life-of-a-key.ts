import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { resize } from '../support/app';
import { unlock } from '../support/main-job';
import type { Camera } from './camera';

/** A key that the demo always has. */
const KEY = '🤖 Order bot';

/** Details, comparison, rules, reminders, views, and the ways to hand a secret over. */
export async function lifeOfAKey(
  { app, page }: RunningApp,
  camera: Camera,
  passphrase: string,
): Promise<void> {
  await unlock(page, passphrase);
  await look(page, camera);
  await rotate(page, camera, passphrase);
  await find(page, camera);
  await rules(page, camera);
  await page.getByRole('button', { name: /^Reminders/ }).click();
  await page.getByRole('dialog', { name: 'Reminders' }).waitFor();
  await camera.shoot(page, 'reminders');
  await close(page);
  await page.getByRole('link', { name: 'API Keys' }).click();
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  await resize(app, { width: 1560, height: 900 });
  await page.waitForFunction(() => innerWidth === 1560);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menu').waitFor();
  await camera.shoot(page, 'columns-1560x900');
  await page.keyboard.press('Escape');
  await resize(app, { width, height });
}

async function look(page: Page, camera: Camera): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search API keys' });
  await search.fill('bot');
  await page.getByRole('row', { name: KEY }).click();
  const details = page.getByRole('complementary', { name: 'API key details' });
  await details.getByRole('list', { name: 'Latest activity' }).waitFor();
  await camera.shoot(page, 'api-key-details');
  await details.getByRole('button', { name: 'Close details' }).click();
  const boxes = page.getByRole('checkbox', { name: /^Select / });
  for (const place of [1, 2, 3]) await boxes.nth(place).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('dialog', { name: 'Compare API keys' }).waitFor();
  await camera.shoot(page, 'compare-api-keys');
  await close(page);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
}

async function rotate(page: Page, camera: Camera, passphrase: string): Promise<void> {
  const choose = async (item: string) => {
    await page.getByRole('button', { name: `More actions for ${KEY}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Hand over…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await camera.shoot(page, 'hand-over-api-key');
  await close(page);
  await choose('Rotate secret…');
  await dialog.getByRole('button', { name: 'Rotate' }).waitFor();
  await camera.shoot(page, 'rotate-secret');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await dialog.getByRole('button', { name: 'Copy message' }).click();
  await camera.shoot(page, 'rotated-secret');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: KEY }).click();
  await page.getByRole('button', { name: 'End grace now' }).waitFor();
  await camera.shoot(page, 'api-key-details-grace');
  await page.getByRole('button', { name: 'Close details' }).click();
}

async function find(page: Page, camera: Camera): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search API keys' });
  await search.fill('access:write expires:within:90d status:actve');
  await page.getByText(/is searched as text/).waitFor();
  await camera.shoot(page, 'filter-language');
  await search.fill('');
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('menu').waitFor();
  await camera.shoot(page, 'more-filters');
  await page.keyboard.press('Escape');
  const views = page.getByRole('button', { name: 'Views' });
  await views.click();
  await page.getByRole('checkbox', { name: 'Group by integration' }).check();
  await camera.shoot(page, 'views');
  await page.keyboard.press('Escape');
  await camera.shoot(page, 'grouped-by-integration');
  await views.click();
  await page.getByRole('checkbox', { name: 'Group by integration' }).uncheck();
  await page.keyboard.press('Escape');
}

async function rules(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Security check' }).click();
  await page.getByRole('tab', { name: 'Rules' }).click();
  for (const [rule, mode] of [
    ['Owner', 'Warn'],
    ['Maximum lifetime', 'Warn'],
  ] as const) {
    const choice = page.getByRole('radiogroup', { name: rule, exact: true });
    await choice.getByRole('radio', { name: mode }).check();
  }
  await camera.shoot(page, 'rules');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await page.getByRole('button', { name: 'Save rules' }).waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: /^Accept…: no owner/ }).click();
  await page.getByRole('dialog', { name: /^Accept/ }).waitFor();
  await camera.shoot(page, 'accept-finding');
  await close(page);
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}
