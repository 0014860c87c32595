import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { changeKey, createKeys, deleteKeys, listKeys } from '../support/keys-in-page';
import { expect, test } from './fixtures';

const detailsOf = (page: Page) => page.getByRole('complementary', { name: 'API key details' });
const rowOf = (page: Page, name: string) => page.getByRole('row', { name });
const heading = (page: Page, name: string) => detailsOf(page).getByRole('heading', { name });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search API keys' });

test('the keyboard alone opens the details, moves through the list and closes them', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [
      { name: 'Billing', permissions: { Contacts: 'Read' } },
      { name: 'Zoho', integration: 'Zoho CRM', permissions: { Messages: 'Write' } },
    ],
  });
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).focus();
  // Past the headers that sort.
  for (let stop = 0; stop < 7; stop += 1) await page.keyboard.press('Tab');
  await expect(rowOf(page, 'Zoho')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Zoho')).toBeVisible();
  await expect(detailsOf(page)).toContainText('Can read and write messages');
  await expect(detailsOf(page).getByRole('list', { name: 'Latest activity' })).toContainText(
    'API key created',
  );
  await expect(rowOf(page, 'Zoho')).toBeFocused();
  await expect(rowOf(page, 'Zoho')).toHaveAttribute('aria-current', 'true');
  await expectNoViolations(page, 'key details');

  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'Billing')).toBeFocused();
  await expect(heading(page, 'Billing')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(heading(page, 'Zoho')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Select Zoho' })).toBeChecked();
  await page.keyboard.press('Space');

  // Into the details, and back to the row.
  await page.keyboard.press('Enter');
  await expect(detailsOf(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(detailsOf(page).getByRole('button', { name: 'Close details' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(detailsOf(page)).toHaveCount(0);
  await expect(rowOf(page, 'Zoho')).toBeFocused();
});

test('a click shows a key, a double click edits it, and controls keep their meaning', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [
      { name: 'Billing', permissions: { Contacts: 'Read' } },
      { name: 'Zoho', permissions: { Messages: 'Write' } },
    ],
  });
  await page.getByRole('checkbox', { name: 'Select Zoho' }).check();
  await page.getByRole('checkbox', { name: 'Select Zoho' }).uncheck();
  await rowOf(page, 'Zoho').click({ modifiers: ['Control'] });
  await expect(detailsOf(page)).toHaveCount(0);
  await rowOf(page, 'Zoho').click();
  await expect(heading(page, 'Zoho')).toBeVisible();
  await detailsOf(page).getByRole('button', { name: 'Close details' }).click();
  await expect(detailsOf(page)).toHaveCount(0);

  // Where the details appear under the pointer after the first click.
  await rowOf(page, 'Billing').getByRole('gridcell').nth(5).dblclick();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(edit.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Billing');
  await edit.getByRole('button', { name: 'Cancel' }).click();
  await expect(edit).toHaveCount(0);
  await expect(rowOf(page, 'Billing')).toBeFocused();

  const details = detailsOf(page);
  await details.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(details.getByRole('button', { name: 'Edit', exact: true })).toBeFocused();
  await details.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await expect(details).toContainText('Disabled');
});

test('the details show the key as it is now, and nothing of a deleted one', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const [id = ''] = await createKeys(page, [{ name: 'Zoho', owner: 'Ada' }, { name: 'Billing' }]);
  await rowOf(page, 'Zoho').click();
  await expect(detailsOf(page)).toContainText('Ada');
  await changeKey(page, id, { name: 'Zoho Berlin', owner: 'Grace' });
  await expect(heading(page, 'Zoho Berlin')).toBeVisible();
  await expect(detailsOf(page)).toContainText('Grace');
  await expect(detailsOf(page).getByRole('list', { name: 'Latest activity' })).toContainText(
    'API key changed: Name, Owner',
  );

  await search(page).fill('Billing');
  await expect(detailsOf(page)).toContainText('hide this key');
  await detailsOf(page).getByRole('button', { name: 'Show in the list' }).click();
  await expect(rowOf(page, 'Zoho Berlin')).toBeFocused();
  await expect(search(page)).toHaveValue('');

  await deleteKeys(page, [id]);
  await expect(detailsOf(page)).toContainText('Zoho Berlin has been deleted.');
  await expect(detailsOf(page)).not.toContainText('Grace');
  await expect(detailsOf(page).getByRole('button')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(detailsOf(page)).toHaveCount(0);
  await expect(page.locator('body')).not.toBeFocused();
});

test('a rotation is followed and ended from the details', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await rowOf(page, 'Zoho').click();
  const details = detailsOf(page);
  await details.getByRole('button', { name: 'Rotate…' }).click();
  const rotate = page.getByRole('dialog', { name: 'Rotate secret' });
  await expect(rotate.getByRole('radio', { name: '24 hours' })).toBeChecked();
  await rotate.getByRole('button', { name: 'Rotate' }).click();
  await page
    .getByRole('dialog', { name: 'New secret' })
    .getByRole('button', { name: 'Done' })
    .click();
  await expect(details).toContainText(/works for another (1 day|23 hrs 59 mins)/);
  await details.getByRole('button', { name: 'End grace now' }).click();
  const box = page.getByRole('alertdialog');
  await page.keyboard.press('Escape');
  await expect(box).toHaveCount(0);
  await expect(details).toContainText('Two secrets work.');
  await details.getByRole('button', { name: 'End grace now' }).click();
  await box.getByRole('button', { name: 'End grace now' }).click();
  await expect(details).not.toContainText('Two secrets work.');
  await expect(details).toBeFocused();
});

test('a duplicate has the settings of the other key, its own name and its own secret', async ({
  launchUnlocked,
}) => {
  const { page, app } = await launchUnlocked();
  const [id = ''] = await createKeys(page, [
    {
      name: 'Zoho',
      integration: 'Zoho CRM',
      scopes: ['contacts:write'],
      owner: 'Ada',
      tags: ['eu'],
    },
  ]);
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Copy ID' }).click();
  await expect(page.getByText('Copied the ID of')).toBeVisible();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(id);

  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  const create = page.getByRole('dialog', { name: 'Create API Key' });
  await expect(create.getByRole('textbox', { name: 'API Key Name' })).toHaveValue('Zoho (2)');
  await create.getByRole('button', { name: 'Save' }).click();
  const created = page.getByRole('dialog', { name: 'API key created' });
  const secret = await created.getByRole('textbox', { name: 'API key' }).inputValue();

  await created.getByRole('button', { name: 'Copy message' }).click();
  await expect(created).toContainText('Message copied.');
  const message = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(message).toContain('OWNCHAT_API_KEY_ZOHO_CRM');
  expect(message).toContain('Zoho (2)');
  expect(message).not.toContain(secret);
  await created.getByRole('button', { name: 'Done' }).click();
  const copy = (await listKeys(page)).find(({ name }) => name === 'Zoho (2)');
  expect(copy).toMatchObject({ scopes: ['contacts:write'], owner: 'Ada', tags: ['eu'] });
});

test('two keys are compared side by side', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked({
    keys: [
      { name: 'Billing', permissions: { Contacts: 'Read' } },
      { name: 'Zoho', permissions: { Contacts: 'Write', Messages: 'Read' } },
    ],
  });
  await page.getByRole('checkbox', { name: 'Select Zoho' }).check();
  const compare = page.getByRole('toolbar').getByRole('button', { name: 'Compare' });
  await expect(compare).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Select Billing' }).check();
  await compare.click();
  const dialog = page.getByRole('dialog', { name: 'Compare API keys' });
  const line = (name: string) => dialog.getByRole('row', { name });
  await expect(line('Contacts').getByRole('cell')).toHaveText(['Write', 'Read']);
  await expect(line('Contacts')).toHaveAttribute('data-differs', 'true');
  await expect(line('Messages').getByRole('cell')).toHaveText(['Read', 'None']);
  await expect(line('Environment')).toHaveAttribute('data-differs', 'false');
  await expectNoViolations(page, 'comparison');
  // Only the table scrolls.
  expect(await dialog.evaluate((frame) => frame.scrollHeight - frame.clientHeight)).toBe(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(compare).toBeFocused();
});
