import { RULED_KEYS, openRules } from '../support/rules-page';
import { expect, test } from './fixtures';

test('rules that were changed and not saved stay while other pages are shown, and hold back the end', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({ keys: RULED_KEYS });
  await openRules(page);
  const owner = page.getByRole('radiogroup', { name: 'Owner', exact: true });
  await owner.getByRole('radio', { name: 'Block' }).check();
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(page.getByRole('tab', { name: 'Rules · 0, not saved' })).toBeVisible();
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();

  const question = page.getByRole('alertdialog', { name: 'Discard changes?' });
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect(question).toContainText('The rules that you changed have not been saved.');
  await question.getByRole('button', { name: 'Keep editing' }).press('Enter');
  await expect(owner.getByRole('radio', { name: 'Block' })).toBeChecked();

  // Discarding a key's form leaves the rules, and the question about them.
  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const form = page.getByRole('dialog', { name: 'Create API Key' });
  await form.getByRole('textbox', { name: 'API Key Name' }).fill('Half');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(question).toHaveCount(0);
  await expect(form).toHaveCount(0);
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect(question).toContainText('The rules that you changed');
  await question.getByRole('button', { name: 'Keep editing' }).press('Enter');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByRole('tab', { name: 'Rules · 1', exact: true })).toBeVisible();
});
