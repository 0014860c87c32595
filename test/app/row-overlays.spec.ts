import type { Page } from '@playwright/test';
import { resize } from '../support/app';
import { expect, test } from './fixtures';
import { changeKey, createKeys, deleteKeys } from '../support/keys-in-page';

/**
 * The text of the open tooltip, and the expected one of the element under the pointer or with the
 * focus.
 */
const tooltip = (page: Page) =>
  page.evaluate(() => {
    const open = document.querySelector('[popover]:popover-open');
    const at = [...document.querySelectorAll<HTMLElement>('[data-tip]:hover, [data-tip]:focus')];
    return { open: open?.textContent ?? null, own: at.map(({ dataset }) => dataset['tip']) };
  });

/** Passes when no tooltip is open, or when it belongs to its element. */
const expectTrueTooltip = (page: Page) =>
  expect
    .poll(async () => {
      const { open, own } = await tooltip(page);
      return open === null || own.includes(open);
    })
    .toBe(true);

/** Twenty keys, each with other permissions. */
const KEYS = Array.from({ length: 20 }, (_, place) => ({
  name: `Key ${String(place).padStart(2, '0')}`,
  scopes: ['users:write', 'teams:write', 'channels:write', 'broadcasts:write'].concat(
    place % 2 === 0
      ? ['tickets:read', 'templates:read']
      : ['bots:read', 'webhooks:read', 'tags:read'],
  ),
}));

test.describe('a tooltip in a row closes when its row changes', () => {
  const openTip = async (page: Page) => {
    const more = page.getByRole('row', { name: 'Key 19' }).getByRole('note');
    // Scrolling and resizing close the tooltip, so they must have ended.
    await expect(async () => {
      await page.mouse.move(5, 5);
      await more.hover();
      await expect(page.locator('[popover]')).toContainText('Bots: read', { timeout: 2_000 });
    }).toPass();
  };

  test('when the table is searched, sorted, scrolled or resized, or the key is changed', async ({
    launchUnlocked,
  }) => {
    const { app, page } = await launchUnlocked({ size: { width: 1280, height: 800 } });
    const ids = await createKeys(page, KEYS);
    const search = page.getByRole('searchbox', { name: 'Search API keys' });
    await search.focus();

    await openTip(page);
    // Its row is then reused for a key that was out of sight.
    await page.keyboard.type('00');
    await expect(page.getByRole('row', { name: 'Key 19' })).toHaveCount(0);
    await expectTrueTooltip(page);
    await search.fill('');
    await expect(page.getByRole('row', { name: 'Key 19' })).toBeVisible();

    await page.getByRole('columnheader', { name: 'API Key Name' }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await openTip(page);
    await page.keyboard.press('Enter');
    await expect(page.locator('tr[aria-rowindex="2"]')).toContainText('Key 00');
    await expectTrueTooltip(page);
    await page.keyboard.press('Enter');

    await openTip(page);
    await page.mouse.wheel(0, 300);
    await expect
      .poll(() => page.locator('[data-scroller=keys]').evaluate(({ scrollTop }) => scrollTop))
      .toBeGreaterThan(100);
    await expectTrueTooltip(page);
    await page.mouse.wheel(0, -1000);

    await openTip(page);
    await resize(app, { width: 1100, height: 700 });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1150);
    await expectTrueTooltip(page);
    await resize(app, { width: 1280, height: 800 });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1200);

    await openTip(page);
    await changeKey(page, ids[19]!, {
      scopes: [
        'users:write',
        'teams:write',
        'channels:write',
        'messages:write',
        'contacts:write',
        'exports:read',
      ],
    });
    await expect(page.locator('[data-tip*="Exports: read"]')).toHaveCount(1);
    await expectTrueTooltip(page);
    await changeKey(page, ids[19]!, { scopes: KEYS[19]!.scopes });

    await openTip(page);
    await deleteKeys(page, [ids[19]!]);
    await expect(page.getByRole('row', { name: 'Key 19' })).toHaveCount(0);
    await expectTrueTooltip(page);
  });
});

test('a menu of a row shows the present state of its key, and closes with the row', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ size: { width: 1280, height: 800 } });
  const ids = await createKeys(page, KEYS);
  const menu = page.getByRole('menu');
  const open = async (name: string) => {
    await page.getByRole('button', { name: `More actions for ${name}` }).click();
    await expect(menu).toBeVisible();
  };

  await open('Key 18');
  await expect(menu.getByRole('menuitem', { name: 'Deactivate' })).toBeVisible();
  await changeKey(page, ids[18]!, { enabled: false });
  // The label stays: the pointer may be on it.
  await expect(menu).toContainText('It has become inactive.');
  await expect(menu.getByRole('menuitem', { name: 'Deactivate' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);

  // In another order its row moves away from it.
  await page.getByRole('columnheader', { name: 'API Key Name' }).getByRole('button').click();
  await open('Key 05');
  await changeKey(page, ids[5]!, { name: 'A name that comes first' });
  await expect(menu).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'More actions for A name that comes first' }),
  ).toBeFocused();

  await open('Key 03');
  await deleteKeys(page, [ids[3]!]);
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole('searchbox', { name: 'Search API keys' })).toBeFocused();
});
