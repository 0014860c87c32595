import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fillVault } from '../demo/fill-vault';
import { CHEAP_COST, PASSPHRASE, createKey, createVault, expect, test, unlock } from './fixtures';

const DAY_MS = 24 * 60 * 60 * 1000;

const names = (page: Page) =>
  page
    .getByRole('row')
    .getByRole('button', { name: /^Edit / })
    .evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label')?.replace('Edit ', '') ?? ''),
    );

/** The scroll position of an element after scrolling has ended. */
const settled = async (element: Element) => {
  let before = -1;
  while (before !== element.scrollTop) {
    before = element.scrollTop;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return before;
};

test.describe('with a few keys', () => {
  test('search, filters and sorting find them; no match offers the way back', async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked({
      keys: [
        {
          name: 'Support bot',
          integration: 'Botpress',
          permissions: { Messages: 'Write' },
        },
        {
          name: 'Analytics',
          note: 'for the monthly board meeting',
          environment: 'Test',
          permissions: { Reports: 'Read' },
        },
        { name: 'Zapier', permissions: { Tags: 'Read', Contacts: 'Read' } },
      ],
    });

    const search = page.getByRole('searchbox', { name: 'Search API keys' });
    for (const [typed, found] of [
      ['botpr', 'Support bot'],
      ['BOARD', 'Analytics'],
      ['tags', 'Zapier'],
      ['ock_test', 'Analytics'],
    ] as const) {
      await search.fill(typed);
      await expect.poll(() => names(page)).toEqual([found]);
    }
    await search.fill('nothing has this');
    await page
      .getByRole('button', { name: /^Clear/ })
      .last()
      .click();
    await expect.poll(() => names(page)).toHaveLength(3);

    await page.getByRole('columnheader', { name: 'API Key Name' }).getByRole('button').click();
    await expect.poll(() => names(page)).toEqual(['Analytics', 'Support bot', 'Zapier']);
    await expect(page.getByRole('columnheader', { name: 'API Key Name' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await page.getByRole('columnheader', { name: 'API Key Name' }).getByRole('button').click();
    await expect.poll(() => names(page)).toEqual(['Zapier', 'Support bot', 'Analytics']);

    await page.getByRole('button', { name: 'Environment' }).click();
    await page
      .getByRole('menuitemcheckbox', { name: 'Test' })
      .or(page.getByRole('menuitemradio', { name: 'Test' }))
      .click();
    await page.keyboard.press('Escape');
    await expect.poll(() => names(page)).toEqual(['Analytics']);
    await expect(page.getByText('1 of 3 keys')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Environment: Test' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitemcheckbox', { name: 'Test' })).toBeVisible();
    await page.keyboard.press('Escape');
    // A user who types before the menu has faded out keeps the focus. Until then it has no role.
    await page.locator('#key-search').fill('ana');
    await expect(page.getByRole('menu', { includeHidden: true })).toHaveCount(0);
    await expect(search).toBeFocused();
  });

  test('relative times are updated, and an expired key becomes inactive', async ({ launch }) => {
    const { page } = await launch();
    await page.clock.install();
    await createVault(page, PASSPHRASE);
    await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    const row = page.getByRole('row', { name: 'Zoho' });
    await expect(row).toContainText('Active');
    const days = Number(/in (\d+) days/.exec(await row.innerText())?.[1]);
    expect(days).toBeGreaterThan(14);

    await page.clock.fastForward(14 * DAY_MS);
    await expect(row).toContainText(`in ${days - 14} days`);
    await expect(row).toContainText('Active');
    await page.clock.fastForward(days * DAY_MS);
    await expect(row).toContainText('Inactive');
    await expect(row).toContainText('Expired');
    await page.getByRole('button', { name: 'Hide inactive' }).click();
    await expect(row).toBeHidden();
    await expect(page.getByText('0 of 1')).toBeVisible();
  });

  test('a key that expires leaves the list while inactive ones are hidden', async ({ launch }) => {
    const { page } = await launch();
    await page.clock.install();
    await createVault(page, PASSPHRASE);
    await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    await page.getByRole('button', { name: 'Hide inactive' }).click();
    const row = page.getByRole('row', { name: 'Zoho' });
    await expect(row).toContainText('Active');
    await page.clock.fastForward(400 * DAY_MS);
    await expect(row).toBeHidden();
  });

  test('the columns are those of Ownchat, and hiding inactive keys is remembered', async ({
    launch,
    launchUnlocked,
  }) => {
    const first = await launchUnlocked({
      keys: [
        { name: 'Zoho', permissions: { Contacts: 'Read' } },
        { name: 'Old', permissions: { Contacts: 'Read' } },
      ],
    });
    for (const name of [
      'API Key Name',
      'Access Scope',
      'Status',
      'Created Date',
      'Last Used',
      'Expires',
      'Actions',
    ]) {
      await expect(first.page.getByRole('columnheader', { name })).toBeVisible();
    }
    await first.page.getByRole('button', { name: 'More actions for Old' }).click();
    await first.page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await expect(first.page.getByRole('row', { name: 'Old' })).toContainText('Disabled');
    await first.page.getByRole('button', { name: 'Hide inactive' }).click();
    await expect.poll(() => names(first.page)).toEqual(['Zoho']);
    await first.close();
    const second = await launch();
    await unlock(second.page, PASSPHRASE);
    await expect.poll(() => names(second.page)).toEqual(['Zoho']);
    await second.page.getByRole('button', { name: 'Show inactive' }).click();
    await expect.poll(() => names(second.page)).toHaveLength(2);
  });

  test('several keys are deactivated, activated and deleted at once', async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked();
    for (const name of ['One', 'Two', 'Three']) {
      await createKey(page, { name, permissions: { Contacts: 'Read' } });
    }
    await page.getByRole('checkbox', { name: 'Select One', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Select Two', exact: true }).check();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const warning = page.getByRole('dialog', { name: 'Deactivate 2 API keys' });
    await warning.getByRole('button', { name: 'Deactivate' }).click();
    await expect(page.getByRole('row', { name: 'Two' })).toContainText('Disabled');
    await expect(page.getByRole('row', { name: 'Three' })).not.toContainText('Disabled');
    // Afterwards the selection is cleared, and the focus moves to the next step.
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
    await expect(page.getByRole('searchbox', { name: 'Search API keys' })).toBeFocused();
    await page.getByRole('checkbox', { name: 'Select One', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Select Two', exact: true }).check();
    await page.getByRole('button', { name: /^Delete…?$/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Delete/ });
    await dialog.getByRole('textbox').fill('2');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => names(page)).toEqual(['Three']);
  });

  test('a failed change is shown until it is dismissed or another one succeeds', async ({
    launchUnlocked,
  }) => {
    const { app, page } = await launchUnlocked({
      keys: [{ name: 'One', permissions: { Contacts: 'Read' } }],
    });
    await app.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('keys:set-enabled');
      const failure = { code: 'write-failed', path: '/v', problem: 'disk-full', reason: 'ENOSPC' };
      ipcMain.handle('keys:set-enabled', () => JSON.stringify({ ok: false, failure }));
    });
    const deactivate = async () => {
      await page.getByRole('button', { name: 'More actions for One' }).click();
      await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    };
    const alert = page.getByRole('alert');
    await deactivate();
    await expect(alert).toBeVisible();
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByRole('searchbox', { name: 'Search API keys' })).toBeFocused();
    await deactivate();
    await expect(alert).toBeVisible();
    await createKey(page, { name: 'Two', permissions: { Contacts: 'Read' } });
    await expect(alert).toBeHidden();
  });

  test('hidden keys stay selected and are counted, and the focus is never lost', async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked();
    for (const name of ['One', 'Two', 'Three']) {
      await createKey(page, { name, permissions: { Contacts: 'Read' } });
    }
    const search = page.getByRole('searchbox', { name: 'Search API keys' });
    const select = (name: string) => page.getByRole('row', { name }).getByRole('checkbox');
    const deactivate = async (name: string) => {
      await page.getByRole('button', { name: `More actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    };
    await page.getByRole('button', { name: 'Hide inactive' }).click();

    await select('One').check();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect(search).toBeFocused();

    await select('One').check();
    await select('Two').check();
    await deactivate('One');
    await expect(page.getByText('2 selected, 1 out of view')).toBeVisible();
    await expect.poll(() => names(page)).toEqual(['Three', 'Two']);
    await expect(page.locator('[data-scroller=keys]')).toBeFocused();
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate 2 API keys' });
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await expect.poll(() => names(page)).toEqual(['Three']);
    await expect(search).toBeFocused();
    await deactivate('Three');
    await expect(page.getByText('No API key matches')).toBeVisible();
    await expect(search).toBeFocused();

    await page.getByRole('button', { name: 'Show inactive' }).click();
    await expect.poll(() => names(page)).toHaveLength(3);
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);

    await page.getByRole('button', { name: 'Delete Two' }).click();
    await page.getByRole('textbox', { name: 'Type the name to confirm' }).fill('Two');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => names(page)).toHaveLength(2);
    await expect(search).toBeFocused();
  });
});

test('ten thousand keys: only visible rows are rendered, and search finds one of them', async ({
  launch,
  userData,
}) => {
  await fillVault(join(userData, 'vault'), {
    keys: 10_000,
    passphrase: PASSPHRASE,
    cost: CHEAP_COST,
  });
  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  const table = page
    .getByRole('table', { name: 'API Keys' })
    .or(page.getByRole('grid', { name: 'API Keys' }));
  await expect(table).toHaveAttribute('aria-rowcount', '10001');
  await expect(table).toHaveAttribute('aria-busy', 'false');
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page
    .getByRole('checkbox', { name: /^Select / })
    .nth(1)
    .focus();
  const card = page.locator('[data-scroller=keys]');
  let scrolled = 0;
  for (let pages = 0; pages < 4; pages += 1) {
    await page.keyboard.press('PageDown');
    await expect
      .poll(() => card.evaluate((element) => element.scrollTop))
      .toBeGreaterThan(scrolled);
    scrolled = await card.evaluate(settled);
  }
  await expect(card).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator('tr[aria-rowindex="10001"]')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.locator('tr[aria-rowindex="2"]')).toBeVisible();
  const [first] = await names(page);
  await page.getByRole('searchbox', { name: 'Search API keys' }).fill(first ?? '');
  await expect.poll(async () => (await names(page))[0]).toBe(first);
});

test('truncated content of a cell is available to keyboard and pointer: all scopes, the exact instant', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [
      {
        name: 'Zoho',
        permissions: { Contacts: 'Write', Tags: 'Read', Messages: 'Write', Tickets: 'Read' },
      },
    ],
  });
  const row = page.getByRole('row', { name: 'Zoho' });
  const more = row.getByRole('note');
  await expect(more).toHaveText(/^\+[23]$/);
  await row.getByRole('checkbox').focus();
  await page.keyboard.press('Tab');
  await expect(more).toBeFocused();
  const tip = page.locator('[popover]');
  await expect(tip).toBeVisible();
  await expect(tip).toContainText('Tickets: read');
  await expect(more).toHaveAccessibleName(/Tickets: read/);
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  const created = row.locator('time').first();
  const instant = (await created.getAttribute('datetime')) ?? '';
  expect(instant).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
  await expect(created).toHaveAttribute('title', instant);
  expect(Math.abs(Date.parse(instant) - Date.now())).toBeLessThan(60_000);
  const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
  await expect(created).toHaveText(local.format(Date.parse(instant)));
});

test('in a window of 1024 nothing scrolls sideways, and at twice the size the window itself stays', async ({
  launch,
  userData,
}) => {
  await fillVault(join(userData, 'vault'), { keys: 60, passphrase: PASSPHRASE, cost: CHEAP_COST });
  const { app, page } = await launch({ size: { width: 1024, height: 700 } });
  await unlock(page, PASSPHRASE);
  const card = page.locator('[data-scroller=keys]');
  await expect(card).toBeVisible();
  expect(await page.evaluate(() => innerWidth)).toBe(1024);
  await expect
    .poll(() => card.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
    .toBe(0);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(512);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
});
