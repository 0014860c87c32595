import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { PASSPHRASE, expect, lock, test, unlock } from './fixtures';

const activityIn = (userData: string) => join(userData, 'vault', 'activity.jsonl');

async function lines(userData: string): Promise<string[]> {
  return (await readFile(activityIn(userData), 'utf8')).split('\n').slice(0, -1);
}

/** Removes the newest entries, like an attacker who has the files and no key. */
async function keepFirst(userData: string, count: number): Promise<void> {
  const kept = (await lines(userData)).slice(0, count);
  await writeFile(activityIn(userData), `${kept.join('\n')}\n`);
}

/** Removes the rollback mark of the vault on this computer. */
async function removeMark(userData: string): Promise<void> {
  const path = join(userData, 'preferences.json');
  const { lastSeen, ...others } = JSON.parse(await readFile(path, 'utf8')) as Record<
    string,
    unknown
  >;
  expect(lastSeen).toBeTruthy();
  await writeFile(path, JSON.stringify(others));
}

async function verify(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
}

test('a wrong proof that is cut off the end of the activity is missed, without a mark too', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const first = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Tags: 'Read' } }] });
  await lock(first.page);
  const before = (await lines(userData)).length;
  await unlock(first.page, PASSPHRASE);
  await first.page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await first.page.getByRole('menuitem', { name: /^Reveal/ }).click();
  const dialog = first.page.getByRole('dialog', { name: 'Reveal API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await dialog.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect(dialog.getByText('Wrong passphrase')).toBeVisible();
  await first.close();
  await keepFirst(userData, before);
  await removeMark(userData);

  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  await expect(page.getByText('Open for reading only')).toBeVisible();
  await verify(page);
  await expect(page.getByText(`The activity is broken at line ${before + 1}`)).toBeVisible();
});

test('Verify reports a missing or unknown end, and the user can accept it', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const first = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Tags: 'Read' } }] });
  await lock(first.page);
  const before = (await lines(userData)).length;
  await unlock(first.page, PASSPHRASE);
  await first.close();
  const whole = await readFile(activityIn(userData), 'utf8');
  await keepFirst(userData, before);

  const cut = await launch();
  await unlock(cut.page, PASSPHRASE);
  await expect(cut.page.getByText('This is an older version of your vault')).toBeVisible();
  await verify(cut.page);
  await expect(cut.page.getByText('The end of the activity is missing')).toBeVisible();
  await expectNoViolations(cut.page, 'cut');
  await cut.close();
  await writeFile(activityIn(userData), whole);

  const good = await launch();
  await unlock(good.page, PASSPHRASE);
  await verify(good.page);
  await expect(good.page.getByText('The activity is intact')).toBeVisible();
  await good.close();

  await removeMark(userData);
  const unknown = await launch();
  await unlock(unknown.page, PASSPHRASE);
  const notice = unknown.page.getByText('Newer activity may be missing');
  await expect(notice).toBeVisible();
  await verify(unknown.page);
  await expect(unknown.page.getByText('Newer entries may be missing')).toBeVisible();
  await expectNoViolations(unknown.page, 'not remembered');
  await unknown.page.getByRole('button', { name: 'Continue…', exact: true }).click();
  await expect(notice).toBeHidden();
  await expect(unknown.page.getByRole('list', { name: 'Activity' })).toContainText(
    'Accepted without a rollback check',
  );
  await unknown.close();

  const last = await launch();
  await unlock(last.page, PASSPHRASE);
  await expect(last.page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  await verify(last.page);
  await expect(last.page.getByText('The activity is intact')).toBeVisible();
  await expect(last.page.getByText('Newer activity may be missing')).toBeHidden();
});
