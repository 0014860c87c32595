import { expectNoViolations } from '../support/axe';
import { listKeys } from '../support/keys-in-page';
import { RULED_KEYS, openRules } from '../support/rules-page';
import { expect, test } from './fixtures';

test('the preview of a change says which keys a rule holds back, and the others are changed', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: RULED_KEYS });
  await openRules(page);
  await page
    .getByRole('radiogroup', { name: 'One key for each integration', exact: true })
    .getByRole('radio', { name: 'Block' })
    .check();
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('Saved the rules')).toBeVisible();
  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('menuitem', { name: 'Integration…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 2 API keys' });
  await dialog.getByRole('textbox', { name: 'Integration' }).fill('Billing');
  await expect(dialog.getByRole('listitem').nth(1)).toContainText('One key for each integration');
  await expect(dialog).toContainText('Your rules block the change of 1 key.');
  await expect(dialog).toContainText('1 key changes, 1 stays.');
  await expectNoViolations(page, 'change that a rule blocks');
  await dialog.getByRole('button', { name: 'Apply to 1 key' }).click();
  await expect(page.getByText('Changed 1 API key')).toBeVisible();
  const integrations = (await listKeys(page)).map(({ integration }) => integration);
  expect(integrations.filter((each) => each === 'Billing')).toHaveLength(1);
});
