import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { chooseFolder } from '../support/file-dialogs';
import { resize } from '../support/app';
import { createKeys, setKeysEnabled } from '../support/keys-in-page';
import { createKey, expect, fillKeyForm, test } from './fixtures';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search API keys' });
const row = (page: Page, name: string) => page.getByRole('row', { name });
const show = (page: Page) => page.getByRole('status').getByRole('button', { name: 'Show' });

test('inactive keys that match while they are hidden are counted, and shown by one button', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const ids = await createKeys(page, [
    { name: 'Zoho sync' },
    { name: 'Zoho old' },
    { name: 'Billing', integration: '' },
  ]);
  await setKeysEnabled(page, [ids[0]!], false);
  await page.getByRole('button', { name: 'Hide inactive' }).click();
  await search(page).fill('sync');
  await expect(page.getByRole('heading', { name: 'No API key matches' })).toBeVisible();
  await expect(page.getByText('1 inactive key matches.')).toBeVisible();
  await expectNoViolations(page, 'a hidden match');
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(row(page, 'Zoho sync')).toContainText('Disabled');
  await expect(search(page)).toHaveValue('sync');

  await setKeysEnabled(page, ids, false);
  await page.getByRole('button', { name: 'Hide inactive' }).click();
  await search(page).fill('zoho');
  await expect(page.getByText('2 inactive keys match.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show them' })).toBeVisible();
  await search(page).fill('no key has this');
  await expect(page.getByText('Try another word, or clear the search')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Show (it|them)$/ })).toHaveCount(0);
  await search(page).fill('');
  await expect(page.getByText('All 3 API keys are inactive')).toBeVisible();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.locator('[data-key-id]')).toHaveCount(3);
});

test.describe('a key that a filter hides is shown by its toast', () => {
  test('after it is created, edited, or deactivated', async ({ launchUnlocked }) => {
    const { page } = await launchUnlocked({ args: ['--force-prefers-reduced-motion'] });
    await createKeys(
      page,
      Array.from({ length: 40 }, (_, place) => ({ name: `Key ${String(place).padStart(2, '0')}` })),
    );
    await search(page).fill('Key 1');
    await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    await expect(page.getByText('Created Zoho')).toBeVisible();
    await expect(row(page, 'Zoho')).toHaveCount(0);
    await show(page).click();
    await expect(row(page, 'Zoho')).toBeVisible();
    await expect(search(page)).toHaveValue('');
    await expect(row(page, 'Zoho')).toBeFocused();
    await expect(row(page, 'Zoho')).toHaveAttribute('data-marked', 'true');

    // Even without a filter, it may be far down the table.
    await page.getByRole('columnheader', { name: 'API Key Name' }).getByRole('button').click();
    await createKey(page, { name: 'Zz last', permissions: { Contacts: 'Read' } });
    await expect(row(page, 'Zz last')).toHaveCount(0);
    await show(page).click();
    await expect(row(page, 'Zz last')).toBeInViewport();

    await search(page).fill('Key 15');
    await page.getByRole('button', { name: 'Edit Key 15' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit API Key' });
    await fillKeyForm(edit, { name: 'Renamed' });
    await edit.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved Renamed')).toBeVisible();
    await expect(row(page, 'Renamed')).toHaveCount(0);
    await show(page).click();
    await expect(row(page, 'Renamed')).toBeInViewport();

    await page.getByRole('button', { name: 'Hide inactive' }).click();
    await search(page).fill('Key 2');
    await page.getByRole('button', { name: 'More actions for Key 20' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await expect(row(page, 'Key 20')).toHaveCount(0);
    await show(page).click();
    // Clears only the filter that hid it.
    await expect(row(page, 'Key 20')).toContainText('Disabled');
    await expect(search(page)).toHaveValue('Key 2');

    // No button: the key is where it was.
    await page.getByRole('button', { name: 'More actions for Key 21' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await expect(page.getByText('Deactivated Key 21')).toBeVisible();
    await expect(show(page)).toHaveCount(0);
  });

  test('after it is imported, from whichever page', async ({ launchUnlocked, userData }) => {
    const { app, page } = await launchUnlocked({ args: ['--force-prefers-reduced-motion'] });
    await createKeys(page, [{ name: 'Billing' }]);
    const path = join(userData, 'keys.csv');
    await writeFile(
      path,
      'name,scopes,status\nZoho,contacts:read,disabled\nBot,tags:read,active\n',
    );
    await page.getByRole('button', { name: 'Hide inactive' }).click();
    await page.getByRole('link', { name: 'Backups' }).click();
    await chooseFolder(app, path);
    await page.getByRole('button', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import API keys' });
    await dialog.getByRole('button', { name: 'Check the rows' }).click();
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await show(page).click();
    await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
    await expect(row(page, 'Zoho')).toHaveAttribute('data-marked', 'true');
    await expect(row(page, 'Bot')).toHaveAttribute('data-marked', 'true');
    await expect(row(page, 'Billing')).toHaveAttribute('data-marked', 'false');
  });
});

test('a toast begins with the action, and truncates only the name', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({ args: ['--force-prefers-reduced-motion'] });
  const long = 'A very long name of an API key that no toast has room for, whatever its font is';
  const arabic = 'مزامنة العملاء';
  await createKeys(page, [{ name: long }, { name: arabic }]);
  const toast = page.getByRole('status').filter({ has: page.locator('bdi') });
  for (const name of [long, arabic]) {
    await page.getByRole('button', { name: `More actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await expect(toast).toContainText(`Deactivated ${name}`);
    const named = toast.locator('bdi');
    await expect(named).toHaveAttribute('title', name);
    const place = await toast.evaluate((element) => {
      const text = document.createRange();
      const words = element.querySelector('span')!;
      text.selectNodeContents(words.firstChild!);
      const bdi = words.querySelector('bdi')!.getBoundingClientRect();
      const verb = text.getBoundingClientRect();
      const box = words.getBoundingClientRect();
      return {
        isVerbFirst: verb.left < bdi.left,
        isVerbWhole: verb.left >= box.left && verb.right <= box.right,
        isInside: bdi.right <= box.right + 1 && box.right <= innerWidth,
      };
    });
    expect(place).toEqual({ isVerbFirst: true, isVerbWhole: true, isInside: true });
  }
});

test('full access and full read access have their own words, and a selected row keeps its tints', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ size: { width: 1280, height: 800 } });
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await dialog.getByRole('textbox', { name: 'API Key Name' }).fill('All');
  await dialog.getByRole('button', { name: 'Full access…' }).click();
  await page.getByRole('button', { name: 'Give full access' }).click();
  await expect(dialog).toContainText('Can do everything');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, 'All').locator('.chip')).toHaveText(['Full access']);

  await page.getByRole('button', { name: 'Create API Key' }).click();
  await dialog.getByRole('textbox', { name: 'API Key Name' }).fill('Reader');
  await dialog.getByRole('button', { name: 'Read only' }).click();
  await expect(dialog).toContainText('Can read everything');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, 'Reader').locator('.chip')).toHaveText(['Reads everything']);

  await createKey(page, { name: 'Some', permissions: { Tags: 'Write', Bots: 'Read' } });
  await expect(row(page, 'Some').locator('.chip')).toHaveText(['Tags: write', 'Bots: read']);
  await row(page, 'Some').getByRole('checkbox').check();
  const grounds = await row(page, 'Some').evaluate((element) =>
    [...element.querySelectorAll('.chip, td')].map(
      (each) => getComputedStyle(each).backgroundColor,
    ),
  );
  const [, , scopes] = grounds;
  const chips = await row(page, 'Some')
    .locator('.chip')
    .evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
  expect(new Set([...chips, scopes]).size).toBe(3);
  await expectNoViolations(page, 'selected');

  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await page
    .getByRole('button', { name: /API key created/ })
    .last()
    .click();
  await expect(page.getByText('Full access')).toBeVisible();
});

test('no permission is cut off where there is room for fewer, however wide the window is', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({ size: { width: 1280, height: 800 } });
  await createKeys(page, [
    { name: 'Small', scopes: ['tags:read', 'bots:read', 'users:read', 'teams:write'] },
    { name: 'Two', scopes: ['contacts:write', 'users:read'] },
    { name: 'Three', scopes: ['webhooks:write', 'tags:write', 'bots:write'] },
  ]);
  const cut = () =>
    page
      .locator('.chip')
      .evaluateAll((chips) =>
        chips.filter((chip) => chip.scrollWidth > chip.clientWidth).map((chip) => chip.textContent),
      );
  const chips = page.locator('.chip');
  const counts: number[] = [];
  for (const width of [1024, 1180, 1440, 1900]) {
    await resize(app, { width, height: 800 });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(width - 5);
    await expect.poll(cut).toEqual([]);
    counts.push(await chips.count());
  }
  // A wider table shows more of them.
  expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
});
