import type { Page } from '@playwright/test';
import { lastQuestionOf } from '../support/system-questions';
import { expect, test } from './fixtures';

async function rotate(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate secret' });
  await dialog.getByRole('radio', { name: '24 hours' }).check();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name })).toContainText('Old secret');
}

/** Answers what the form of a key offers about its two secrets. */
async function choose(
  page: Page,
  name: string,
  action: string,
  question: string | null,
): Promise<void> {
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  const form = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(form.getByText('Two secrets work.')).toBeVisible();
  await form.getByRole('button', { name: action }).click();
  if (question !== null) {
    const box = page.getByRole('alertdialog', { name: question });
    await expect(box.getByRole('button', { name: 'Keep both secrets' })).toBeFocused();
    await box.getByRole('button', { name: action }).click();
    await expect(box).toBeHidden();
  }
  await expect(form.getByText('Two secrets work.')).toBeHidden();
  await expect(form.getByRole('textbox', { name: 'API Key Name' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(page.getByRole('row', { name })).not.toContainText('Old secret');
}

test('while two secrets work, either of them is ended from the form', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  const row = page.getByRole('row', { name: 'Zoho' });
  const hint = /ock_live_\w{4}…\w{4}/;
  const hintOf = async () => hint.exec((await row.textContent()) ?? '')?.[0] ?? '';
  const first = await hintOf();

  await rotate(page, 'Zoho');
  const second = await hintOf();
  expect(second).not.toBe(first);
  await choose(page, 'Zoho', 'End grace now', 'End the grace period now?');
  expect(await hintOf()).toBe(second);

  await rotate(page, 'Zoho');
  expect(await hintOf()).not.toBe(second);
  // The old secret works longer than was chosen, so the main process asks.
  await choose(page, 'Zoho', 'Cancel rotation', null);
  expect(await lastQuestionOf(app)).toContain('Cancel the rotation of the API key “Zoho”?');
  expect(await hintOf()).toBe(second);
});
