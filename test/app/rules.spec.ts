import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { answerQuestions, lastQuestionOf, questionsOf } from '../support/system-questions';
import { expect, fillKeyForm, test } from './fixtures';

const KEYS = [
  { name: 'prod-zoho', integration: 'Zoho', permissions: { Contacts: 'Read' } },
  { name: 'prod-sap', integration: 'SAP', permissions: { Tags: 'Read' } },
] as const;

async function openCheck(page: Page, tab?: 'Findings' | 'Rules' | 'Accepted'): Promise<void> {
  await page.getByRole('link', { name: 'Security check' }).click();
  await expect(page.getByRole('heading', { name: 'Security check', level: 1 })).toBeVisible();
  if (tab) await page.getByRole('tab', { name: tab }).click();
}

const setRule = async (page: Page, rule: string, mode: string): Promise<void> => {
  await page
    .getByRole('radiogroup', { name: rule, exact: true })
    .getByRole('radio', { name: mode })
    .check();
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('Saved the rules')).toBeVisible();
};

test('a rule finds keys, and stops a change that would break it', async ({ launchUnlocked }) => {
  test.slow();
  const { app, page } = await launchUnlocked({ keys: KEYS });
  await openCheck(page, 'Rules');
  await expectNoViolations(page, 'rules, all off');
  const owner = page.getByRole('radiogroup', { name: 'Owner', exact: true });
  await owner.getByRole('radio', { name: 'Block' }).check();
  await expect(page.getByText('2 keys break this now.')).toBeVisible();
  await page
    .getByRole('radiogroup', { name: 'Maximum lifetime', exact: true })
    .getByRole('radio', { name: 'Warn' })
    .check();
  await page.getByRole('textbox', { name: 'Days' }).fill('0');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('Enter a whole number from 1 to 3,650.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Days' }).fill('30');
  await expectNoViolations(page, 'rules, being changed');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('Saved the rules')).toBeVisible();
  // A stricter rule takes no guard away.
  expect(await questionsOf(app)).toEqual([]);

  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(page.getByText('2 keys without an owner')).toBeVisible();
  await expectNoViolations(page, 'findings of rules');

  // The form says it before saving, and refuses.
  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const create = page.getByRole('dialog', { name: 'Create API Key' });
  await fillKeyForm(create, { name: 'prod-new', permissions: { Tags: 'Read' } });
  await expect(create.getByText('Your rules ask for an owner.')).toBeVisible();
  await expect(create.getByText('Your rules allow a lifetime of at most 30 days.')).toBeVisible();
  await expectNoViolations(page, 'form with broken rules');
  await create.getByRole('button', { name: 'Save' }).click();
  await expect(create.getByRole('textbox', { name: 'Owner' })).toBeFocused();
  await expect(create.getByRole('textbox', { name: 'Owner' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await create.getByRole('textbox', { name: 'Owner' }).fill('Ana');
  await create.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Done' }).click();

  // A key that broke the rule before can still be edited.
  await page.getByRole('button', { name: 'Edit prod-sap' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit.getByRole('textbox', { name: 'Note' }).fill('changed');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();

  // A row that breaks it stops at the rule too.
  await page.getByRole('button', { name: 'More actions for prod-sap' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await expect(page.getByRole('row', { name: 'prod-sap' })).toContainText('Inactive');
  await page.getByRole('button', { name: 'More actions for prod-sap' }).click();
  await page.getByRole('menuitem', { name: 'Activate' }).click();
  await expect(page.getByText('Your rules do not allow this change')).toBeVisible();
});

test('a finding is accepted with a reason, until a day, and comes back when that is removed', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({ keys: KEYS });
  await openCheck(page, 'Rules');
  await setRule(page, 'Owner', 'Block');
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: 'Accept…: no owner' }).click();
  const dialog = page.getByRole('dialog', { name: 'Accept: no owner' });
  await expectNoViolations(page, 'accept');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog.getByText('Enter a reason.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Moves to the new team');
  await dialog.getByRole('checkbox', { name: 'prod-sap' }).uncheck();
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
  expect(await lastQuestionOf(app)).toContain('prod-zoho');
  await expect(page.getByText('1 key without an owner')).toBeVisible();

  await page.getByRole('tab', { name: 'Accepted · 1' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'prod-zoho' })).toContainText(
    'Moves to the new team',
  );
  await expectNoViolations(page, 'accepted');
  await page.getByRole('button', { name: 'Remove: no owner' }).click();
  await expect(page.getByText('Nothing is accepted')).toBeVisible();
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(page.getByText('2 keys without an owner')).toBeVisible();

  // A weaker rule is a question of the main process, and Activity says what it was.
  await page.getByRole('tab', { name: 'Rules' }).click();
  await answerQuestions(app, false);
  await page
    .getByRole('radiogroup', { name: 'Owner', exact: true })
    .getByRole('radio', { name: 'Off' })
    .check();
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect.poll(() => lastQuestionOf(app)).toContain('Owner: ');
  await expect(page.getByText('1 rule changed, not saved')).toBeVisible();
  await answerQuestions(app, true);
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('1 rule changed, not saved')).toBeHidden();
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByText('Encrypted setting changed').first().click();
  await expect(page.getByText('Block: every key has an owner')).toBeVisible();
});

test('the keys of a finding are one step away, selected, and the sidebar counts', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({ keys: KEYS });
  const link = page.getByRole('link', { name: 'Security check' });
  await expect(link).toHaveAccessibleName('Security check');
  await openCheck(page, 'Rules');
  // By keyboard alone.
  await page.getByRole('tab', { name: 'Rules' }).press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Findings' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page
    .getByRole('radiogroup', { name: 'Maximum lifetime', exact: true })
    .getByRole('radio', { name: 'Warn' })
    .check();
  await page.getByRole('textbox', { name: 'Days' }).fill('7');
  await page.getByRole('button', { name: 'Save rules' }).press('Enter');
  await expect(link).toHaveAccessibleName('Security check 1 finding needs attention');
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('link', { name: 'Set expiration…: lives too long, 2 keys' }).click();
  // The dialog opens with its preview, for all keys of the finding.
  const dialog = page.getByRole('dialog', { name: 'Change 2 API keys' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('radio', { name: 'Set a date' })).toBeChecked();
  await expectNoViolations(page, 'remedy of a finding');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const rows = page.getByRole('grid', { name: 'API Keys' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('row', { name: 'prod-sap' }).getByRole('checkbox')).toBeChecked();
  await expect(page.locator('body')).not.toBeFocused();

  // Back shows the keys, without the dialog.
  await link.click();
  await expect(page.getByRole('heading', { name: 'Security check', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(3);
  await expect(dialog).toHaveCount(0);
});
