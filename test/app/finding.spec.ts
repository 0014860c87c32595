import type { Page } from '@playwright/test';
import { resize } from '../support/app';
import { expectNoViolations } from '../support/axe';
import { expect, lock, PASSPHRASE, test, unlock } from './fixtures';

// Finding keys, counted in clicks from the API Keys page.

const KEYS = [
  { name: 'Zoho sync', integration: 'Zoho CRM', permissions: { Contacts: 'Write' } },
  { name: 'Zoho export', integration: 'zoho crm', permissions: { Contacts: 'Read' } },
  { name: 'Support bot', integration: 'Botpress', permissions: { Messages: 'Write' } },
] as const;

const shownNames = (page: Page) =>
  page
    .locator('[data-key-id] .name')
    .evaluateAll((names) => names.map(({ textContent }) => textContent).toSorted());

const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search API keys' });

test('all keys of an integration take two clicks', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  await page.getByRole('button', { name: 'Integration', exact: true }).click();
  await page.getByRole('option', { name: 'Zoho CRM' }).click();
  await expect.poll(() => shownNames(page)).toEqual(['Zoho export', 'Zoho sync']);
  // The search box shows the filter in the filter language.
  await expect(searchBox(page)).toHaveValue('integration:="Zoho CRM"');
  await expect(page.getByRole('button', { name: 'Integration: Zoho CRM' })).toBeFocused();

  await page.getByRole('button', { name: 'Clear filter Integration' }).click();
  await expect(searchBox(page)).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Integration', exact: true })).toBeFocused();
});

test('what is typed shows as a chip, and what is no filter is explained', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  await searchBox(page).fill('integration:zoho access:write');
  await expect.poll(() => shownNames(page)).toEqual(['Zoho sync']);
  await expect(page.getByRole('button', { name: 'Integration: contains zoho' })).toBeVisible();
  await page.getByRole('button', { name: 'Access level: Any write permission' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Read only' }).click();
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toHaveValue('integration:zoho access:write access:read-only');
  await expect.poll(() => shownNames(page)).toEqual(['Zoho export', 'Zoho sync']);

  await searchBox(page).fill('status:actve');
  await expect(page.getByText(/is searched as text. Status can be active/)).toBeVisible();
});

test('the menu of more filters works from the keyboard', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  const more = page.getByRole('button', { name: 'More filters' });
  await expect(more).toBeEnabled();
  await more.press('Enter');
  await expect(page.getByRole('menuitemcheckbox').first()).toBeFocused();
  await page.getByRole('menuitemcheckbox', { name: 'Last used: Never' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toHaveValue('last-used:never');
  await expect(more).toBeFocused();
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Created by…' }).press('Enter');
  await page.getByRole('combobox', { name: 'Find created by' }).fill('no such person');
  await expect(page.getByText('Nothing has this text.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await expect.poll(() => shownNames(page)).toHaveLength(3);
});

test('in forced colours, only what is chosen has a tick, and the option of Enter is seen', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('button', { name: 'Status', exact: true }).first().click();
  await page.getByRole('menuitemcheckbox', { name: 'Disabled' }).click();
  const ticks = page
    .getByRole('menuitemcheckbox')
    .locator('svg')
    .evaluateAll((all) => all.map((tick) => getComputedStyle(tick).visibility));
  expect(await ticks).toEqual(['hidden', 'visible', 'hidden']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Integration', exact: true }).click();
  const options = page.getByRole('option');
  await expect(options.nth(1)).toBeVisible();
  const grounds = () =>
    options.evaluateAll((all) => all.map((option) => getComputedStyle(option).backgroundColor));
  const [first, second] = await grounds();
  expect(first).not.toBe(second);
});

test('the page is as it was left: filter, order, scroll and selection; a lock forgets them', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: Array.from({ length: 40 }, (_, number) => ({
      name: `Key ${number + 10}`,
      integration: number % 2 === 0 ? 'Zoho' : 'SAP',
      permissions: { Tags: 'Read' as const },
    })),
  });
  await searchBox(page).fill('integration:zoho');
  await page.getByRole('columnheader', { name: 'API Key Name' }).getByRole('button').click();
  await expect(page.getByText('20 of 40 keys')).toBeVisible();
  const table = page.locator('[data-scroller=keys]');
  await table.evaluate((element) => element.scrollTo({ top: 300 }));
  await page.getByRole('checkbox', { name: 'Select Key 24' }).check();

  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Select Key 24' })).toBeChecked();
  await expect(page.getByRole('columnheader', { name: 'API Key Name' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  expect(await table.evaluate((element) => element.scrollTop)).toBe(300);
  await expect(searchBox(page)).toHaveValue('integration:zoho');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(searchBox(page)).toHaveValue('integration:zoho');
  await lock(page);
  await unlock(page, PASSPHRASE);
  await expect(searchBox(page)).toHaveValue('');
  await expect(page.getByText('40 of 40 keys')).toBeVisible();
});

test('the columns of a window fit it, with their headers', async ({ launchUnlocked }) => {
  const keys = Array.from({ length: 30 }, (_, number) => ({
    name: `Key ${number + 10}`,
    integration: 'Zoho CRM',
    permissions: { Contacts: 'Write' as const, Messages: 'Read' as const },
    ...(number === 29 && { rotateEvery: 30 }),
  }));
  const { app, page } = await launchUnlocked({ keys });
  const table = page.locator('[data-scroller=keys]');
  const tooWide = () =>
    table.evaluate((card) => [
      ...(card.scrollWidth > card.clientWidth
        ? [`${card.scrollWidth} in ${card.clientWidth}`]
        : []),
      ...[...card.querySelectorAll('th button')].flatMap((button) => {
        const next = button.closest('th')?.nextElementSibling?.firstElementChild;
        const right = button.getBoundingClientRect().right;
        // Both buttons have a padding of 6 pixels.
        const isOver = next && right - 6 > next.getBoundingClientRect().left + 6;
        return isOver ? [button.textContent] : [];
      }),
    ]);
  for (const [width, columns] of [
    [1024, 7],
    [1280, 7],
    [1500, 11],
    [1600, 12],
    [1920, 12],
  ] as const) {
    await resize(app, { width, height: 900 });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    // With the column of check boxes.
    await expect(page.getByRole('columnheader')).toHaveCount(columns + 1);
    await expect.poll(tooWide).toEqual([]);
  }
});

test('a wide window has more columns, which are chosen, sorted and kept', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: KEYS, size: { width: 1600, height: 900 } });
  for (const name of ['Integration', 'Environment', 'Owner', 'Created by']) {
    await expect(page.getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  await page.getByRole('columnheader', { name: 'Integration' }).getByRole('button').click();
  await expect(page.locator('[data-key-id] .name').first()).toHaveText('Support bot');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Owner' }).click();
  await expect(page.getByRole('columnheader', { name: 'Owner' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
  await expectNoViolations(page, 'finding');
});

test('a view is saved, renamed, applied and deleted; some are there from the start', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  await searchBox(page).fill('integration:zoho');
  const views = page.getByRole('button', { name: 'Views' });
  const dialog = page.getByRole('dialog', { name: 'Views' });
  await views.click();
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('Zoho keys');
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await dialog.getByRole('button', { name: 'Rename view Zoho keys' }).click();
  await dialog.getByRole('textbox', { name: 'New name for Zoho keys' }).fill('CRM');
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expectNoViolations(page, 'finding');
  await dialog.getByRole('button', { name: 'Never used' }).click();
  await expect(dialog).toBeHidden();
  await expect(searchBox(page)).toHaveValue('status:active last-used:never');

  await lock(page);
  await unlock(page, PASSPHRASE);
  await views.click();
  await dialog.getByRole('button', { name: 'CRM', exact: true }).click();
  await expect.poll(() => shownNames(page)).toEqual(['Zoho export', 'Zoho sync']);
  await views.click();
  await dialog.getByRole('button', { name: 'Delete view CRM' }).click();
  await expect(dialog.getByText('No saved views yet.')).toBeVisible();
});

test('keys are grouped by integration, and a group can be closed', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('checkbox', { name: 'Group by integration' }).check();
  await page.keyboard.press('Escape');
  const zoho = page.getByRole('button', { name: 'Zoho CRM 2 keys' });
  await expect(zoho).toHaveAttribute('aria-expanded', 'true');
  await expectNoViolations(page, 'finding');
  await zoho.press('Enter');
  await expect(zoho).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(() => shownNames(page)).toEqual(['Support bot']);
});

test('permissions are found, set by group and by template, and a template can be undone', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  const chosen = (resource: string) =>
    dialog
      .getByRole('radiogroup', { name: resource, exact: true })
      .getByRole('radio', { checked: true });
  await dialog.getByRole('button', { name: 'Read for all in People' }).click();
  await expect(chosen('Contacts')).toHaveAccessibleName('Read');
  await expect(dialog.getByText('Can read contacts, users, teams')).toBeVisible();

  await dialog.getByRole('searchbox', { name: 'Find a permission' }).fill('webhook');
  await expect(dialog.getByRole('radiogroup', { name: 'Contacts' })).toBeHidden();
  await expect(dialog.getByRole('radiogroup', { name: 'Webhooks' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('searchbox', { name: 'Find a permission' })).toHaveValue('');

  await dialog.getByRole('button', { name: 'Reporting' }).click();
  await expect(dialog.getByText('Can read reports, exports')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo template' }).click();
  await expect(dialog.getByText('Can read contacts, users, teams')).toBeVisible();

  await dialog.getByRole('button', { name: 'New template…' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the template' }).fill('People only');
  await dialog.getByRole('button', { name: 'Add template' }).click();
  await expect(dialog.getByRole('button', { name: 'People only', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await dialog.getByRole('button', { name: 'Chosen only' }).click();
  await expect(dialog.getByRole('radiogroup', { name: 'Webhooks' })).toBeHidden();

  // Existing values are suggested in what stays a text box.
  const integration = dialog.getByRole('textbox', { name: 'Integration' });
  await integration.fill('bot');
  await expect(dialog.getByRole('option', { name: 'Botpress' })).toBeVisible();
  await expectNoViolations(page, 'finding');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(integration).toHaveValue('Botpress');
});
