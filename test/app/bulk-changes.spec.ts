import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { changeKey, createKeys, deleteKeys, listKeys } from '../support/keys-in-page';
import { expect, test } from './fixtures';

const DAY = 24 * 60 * 60_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const names = (count: number) => Array.from({ length: count }, (_, number) => `Key ${number + 1}`);

/** Counts the clicks of a task. */
function counted() {
  const clicks = { count: 0 };
  const press = async (locator: ReturnType<Page['locator']>, options = {}) => {
    clicks.count += 1;
    await locator.click(options);
  };
  return { clicks, press };
}

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected API keys' });
const box = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: `Select ${name}`, exact: true });

test('ten keys that expire are extended in five clicks', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked();
  const expiresAt = inDays(5);
  await createKeys(
    page,
    names(10).map((name) => ({ name, expiresAt })),
  );
  await expect(page.getByRole('row')).toHaveCount(11);
  const { clicks, press } = counted();
  await press(page.getByRole('checkbox', { name: 'Select all keys shown' }));
  await press(bar(page).getByRole('button', { name: 'Change…' }));
  await press(page.getByRole('menuitem', { name: 'Expiration…' }));
  const dialog = page.getByRole('dialog', { name: 'Change 10 API keys' });
  await expect(dialog).toContainText('10 keys get more access: they work longer.');
  await expectNoViolations(page, 'expiration of many keys');
  await press(dialog.getByRole('button', { name: 'Apply to 10 keys' }));
  await expect(page.getByText('Changed 10 API keys')).toBeVisible();
  expect(clicks.count).toBeLessThanOrEqual(5);
  const [key] = await listKeys(page);
  const days = (Date.parse(key?.expiresAt ?? '') - Date.parse(expiresAt)) / DAY;
  expect(Math.round(days)).toBe(90);
  await expect(bar(page)).toHaveCount(0);
});

test('one permission is removed from five keys in eight clicks, and undone in one', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const scopes = ['contacts:read', 'messages:write'];
  await createKeys(page, [
    ...names(4).map((name) => ({ name, scopes })),
    { name: 'Key 5', scopes: ['messages:read'] },
  ]);
  await expect(page.getByRole('row')).toHaveCount(6);
  const { clicks, press } = counted();
  await press(page.getByRole('checkbox', { name: 'Select all keys shown' }));
  await press(bar(page).getByRole('button', { name: 'Change…' }));
  await press(page.getByRole('menuitem', { name: 'Remove permission…' }));
  const dialog = page.getByRole('dialog', { name: 'Change 5 API keys' });
  await expect(dialog.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  await press(dialog.getByRole('combobox', { name: 'Permission' }));
  await press(page.getByRole('option', { name: 'Messages' }));
  await expect(dialog).toContainText('4 keys change, 1 stays. No key gets more access.');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Key 5' })).toContainText(
    'its last permission',
  );
  await press(dialog.getByRole('button', { name: 'Apply to 4 keys' }));
  await expect(dialog).toHaveCount(0);
  expect(clicks.count).toBeLessThanOrEqual(8);
  const scopesNow = async () => (await listKeys(page)).map((key) => key.scopes.join()).toSorted();
  expect(await scopesNow()).toEqual([...Array(4).fill('contacts:read'), 'messages:read']);

  // Undoing gives access to several keys, so its preview says so first.
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  const revert = page.getByRole('dialog', { name: 'Revert this change' });
  await expect(revert).toContainText('4 keys get more access');
  await revert.getByRole('button', { name: 'Revert 4 keys' }).click();
  await expect(page.getByText('Reverted the change of 4 API keys')).toBeVisible();
  expect(await scopesNow()).toContain('contacts:read,messages:write');
});

test('an edit is undone in one click', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked();
  await createKeys(page, [{ name: 'Zoho' }]);
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
  await dialog.getByRole('textbox', { name: 'API Key Name' }).fill('Renamed');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('row', { name: 'Renamed' })).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  await expect(page.getByText('Reverted the change of 1 API key')).toBeVisible();
});

test('search and filters work while keys are selected, and the selection survives them', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const ids = await createKeys(
    page,
    ['Zoho', 'Botpress', 'Billing', 'Campaigns'].map((name) => ({ name, integration: '' })),
  );
  await box(page, 'Zoho').check();
  await box(page, 'Botpress').check();
  const search = page.getByRole('searchbox', { name: 'Search API keys' });
  await search.fill('Botpress');
  await expect(bar(page)).toContainText('2 selected, 1 out of view');
  await search.fill('Billing');
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await expect(bar(page)).toContainText('3 selected, 2 out of view');
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).uncheck();
  await expect(bar(page)).toContainText('2 selected, 2 out of view');
  await search.fill('no such key');
  await expect(page.getByText('No API key matches')).toBeVisible();
  await expect(bar(page)).toBeVisible();
  await deleteKeys(page, [ids[0]!]);
  await expect(bar(page)).toContainText('1 selected, 1 out of view');
  await search.fill('');
  await expect(box(page, 'Botpress')).toBeChecked();
  await expectNoViolations(page, 'selection');
  await bar(page).getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(bar(page)).toHaveCount(0);
});

test('a report deactivates keys, and only a rotation ends it', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked();
  await createKeys(page, [{ name: 'Zoho' }, { name: 'Other' }]);
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Mark as compromised…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 1 API key' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Posted in a chat');
  await expect(dialog).toContainText('Only a rotation ends this.');
  await expectNoViolations(page, 'report');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Marked 1 API key as compromised')).toBeVisible();
  await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: 'Zoho' })).toContainText('Inactive');

  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await bar(page).getByRole('button', { name: 'Activate', exact: true }).click();
  const activation = page.getByRole('dialog', { name: 'Change 2 API keys' });
  await expect(activation.getByRole('listitem').filter({ hasText: 'Zoho' })).toContainText(
    'marked as compromised: rotate it first',
  );
  await expect(activation.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  await activation.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('link', { name: 'Activity' }).click();
  await page
    .getByRole('button', { name: /API key changed.*Zoho/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Revert this change…' }).click();
  const revert = page.getByRole('dialog', { name: 'Revert this change' });
  await expect(revert).toContainText('marked as compromised: rotate it instead');
  await expect(revert.getByRole('button', { name: 'Revert', exact: true })).toBeDisabled();
});

test('an entry of the activity is reverted, but not over a later change', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const ids = await createKeys(page, [{ name: 'Zoho' }, { name: 'Other' }]);
  await changeKey(page, ids[0]!, { note: 'First' });
  await changeKey(page, ids[0]!, { note: 'Second' });
  await page.getByRole('link', { name: 'Activity' }).click();
  const entries = page.getByRole('button', { name: /API key changed.*Zoho/ });
  const revert = page.getByRole('dialog', { name: 'Revert this change' });
  await entries.nth(1).click();
  await page.getByRole('button', { name: 'Revert this change…' }).click();
  await expect(revert).toContainText('changed since: Note');
  await expect(revert).toContainText('Later changes stand on this one');
  await expectNoViolations(page, 'revert');
  await page.keyboard.press('Escape');
  await expect(revert).toHaveCount(0);
  await entries.nth(1).click();
  await entries.first().click();
  await page.getByRole('button', { name: 'Revert this change…' }).click();
  await revert.getByRole('button', { name: 'Revert 1 key' }).click();
  await expect(page.getByText('Reverted the change of 1 API key')).toBeVisible();
  const zoho = (await listKeys(page)).find(({ name }) => name === 'Zoho');
  expect(zoho?.note).toBe('First');
});

test('many keys are changed with the keyboard alone', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked();
  await createKeys(page, [{ name: 'One' }, { name: 'Two' }]);
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).focus();
  await page.keyboard.press('Space');
  await bar(page).getByRole('button', { name: 'Change…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Expiration…' })).toBeFocused();
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change 2 API keys' });
  await expect(dialog.getByRole('textbox', { name: 'Owner' })).toBeFocused();
  await page.keyboard.type('Mia');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect((await listKeys(page)).map(({ owner }) => owner)).toEqual(['Mia', 'Mia']);
  await expect(page.locator('body')).not.toBeFocused();
});
