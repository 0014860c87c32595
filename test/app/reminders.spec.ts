import { expectNoViolations } from '../support/axe';
import { listKeys } from '../support/keys-in-page';
import { expect, lock, PASSPHRASE, test, unlock } from './fixtures';

test('keys that expire soon are told on unlock, and extended, put off or rotated in one place', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [
      { name: 'Zoho', permissions: { Contacts: 'Read' }, expiresInDays: 2.5 },
      { name: 'Billing', permissions: { Tags: 'Read' }, expiresInDays: 10, rotateEvery: 1 },
      { name: 'Later', permissions: { Tags: 'Read' }, expiresInDays: 300 },
    ],
  });
  const told = page.getByRole('status').getByText('must be rotated');
  await expect(told).toBeVisible();
  await expect(page.getByRole('status').getByText('And 1 more API key is due.')).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Show' }).click();

  const dialog = page.getByRole('dialog', { name: 'Reminders' });
  const rows = dialog.getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expectNoViolations(page, 'reminders');
  await dialog.getByRole('button', { name: 'Not now: Zoho' }).click();
  await expect(rows).toHaveCount(2);

  await dialog.getByRole('button', { name: 'Extend Billing…' }).click();
  await page.getByRole('menuitem', { name: 'By 90 days' }).click();
  await expect(rows).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Rotate Billing…' }).click();
  const rotate = page.getByRole('dialog', { name: 'Rotate secret' });
  await rotate.getByRole('radio', { name: 'Revoke immediately' }).check();
  await rotate.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  // What was told and put off stays so after a lock.
  await lock(page);
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Reminders' }).click();
  await expect(rows).toHaveCount(1);
  await expect(dialog).toContainText('Billing');
  await expect(page.getByRole('status').getByText('must be rotated')).toBeHidden();

  await dialog.getByRole('button', { name: 'Export a calendar…' }).click();
  await expect(page.getByRole('radio', { name: 'Due dates' })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Format' })).toContainText('Calendar');
});

test('an extension is undone from its message, and one that a rule blocks is explained in the list', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' }, expiresInDays: 2.5 }],
  });
  const dialog = page.getByRole('dialog', { name: 'Reminders' });
  const extend = async () => {
    await page.getByRole('button', { name: 'Reminders' }).click();
    await dialog.getByRole('button', { name: 'Extend Zoho…' }).click();
    await page.getByRole('menuitem', { name: 'By 90 days' }).click();
  };
  const [before] = await listKeys(page);
  await extend();
  await expect(dialog).toContainText('No API key is due');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Reverted the change of 1 API key')).toBeVisible();
  expect((await listKeys(page))[0]?.expiresAt).toBe(before?.expiresAt);

  await page.getByRole('link', { name: 'Security check' }).click();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await page
    .getByRole('radiogroup', { name: 'Maximum lifetime', exact: true })
    .getByRole('radio', { name: 'Block' })
    .check();
  await page.getByRole('textbox', { name: 'Days' }).fill('30');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('Saved the rules')).toBeVisible();
  await extend();
  await expect(dialog.getByRole('alert')).toContainText('Your rules do not allow this change');
  await expectNoViolations(page, 'extension that a rule blocks');
});
