import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { answerQuestions, lastQuestionOf } from '../support/system-questions';
import { PASSPHRASE, createKey, expect, lock, test, unlock } from './fixtures';

test('a vault that was rolled back is read-only until the user accepts it', async ({
  launchUnlocked,
  userData,
}) => {
  const vault = join(userData, 'vault');
  const { app, page } = await launchUnlocked({
    keys: [{ name: 'Kept', permissions: { Tags: 'Read' } }],
  });
  await lock(page);
  await cp(vault, join(userData, 'copy'), { recursive: true });
  await unlock(page, PASSPHRASE);
  await createKey(page, { name: 'Lost', permissions: { Tags: 'Read' } });
  await lock(page);
  await rm(vault, { recursive: true });
  await cp(join(userData, 'copy'), vault, { recursive: true });

  await unlock(page, PASSPHRASE);
  await expect(page.getByText('This is an older version of your vault')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Kept' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create API Key' })).toBeDisabled();
  const goOn = page.getByRole('button', { name: 'Continue with this version…' });
  await answerQuestions(app, false);
  await goOn.click();
  // Asked once, with all consequences, in a box of the system.
  await expect.poll(() => lastQuestionOf(app)).toContain('Continue with this older version?');
  expect(await lastQuestionOf(app)).toMatch(/Changes made after activity entry \d+ are missing/);
  await expect(goOn).toBeFocused();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await answerQuestions(app, true);
  await goOn.click();
  await expect(page.getByText('This is an older version of your vault')).toBeHidden();
  await createKey(page, { name: 'Goes on', permissions: { Tags: 'Read' } });
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Activity' })).toContainText(
    'Older version accepted',
  );
});
