import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { createKey, createVault, expect, lock, PASSPHRASE, test, unlock } from './fixtures';
import { lastQuestionOf } from '../support/system-questions';

const NEW_PASSPHRASE = 'seven quiet lighthouses';
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){7}$/;

const toSecurity = async (page: Page) => {
  await page.getByRole('link', { name: 'Preferences' }).click();
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible();
};

const unlockBy = async (page: Page, passphrase: string) => {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
};

const unlockByCode = async (page: Page, code: string) => {
  await page.getByRole('button', { name: 'Recovery code' }).click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
};

test('the passphrase is changed with the keyboard alone; a weak one is refused with help', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  await toSecurity(page);
  await expectNoViolations(page, 'security');
  const opener = page.getByRole('button', { name: 'Change passphrase…' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' });
  await expect(dialog.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await dialog.getByLabel('New passphrase', { exact: true }).focus();
  await page.keyboard.type('password1234');
  await expect(dialog.getByRole('status', { name: 'Strength' })).toContainText('guess');
  await dialog.getByLabel('Confirm new passphrase').focus();
  await page.keyboard.type('password1234');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This could be guessed.')).toBeVisible();
  await expect(dialog.getByLabel('New passphrase', { exact: true })).toBeFocused();
  await expectNoViolations(page, 'passphrase');

  await dialog.getByLabel('New passphrase', { exact: true }).fill(NEW_PASSPHRASE);
  await dialog.getByLabel('Confirm new passphrase').fill(NEW_PASSPHRASE);
  await expect(dialog.getByRole('status', { name: 'Strength' })).toContainText('Very strong');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const changed = page.getByRole('dialog', { name: 'Passphrase changed' });
  await expect(changed.getByText('It still opens copies of the vault')).toBeVisible();
  await expectNoViolations(page, 'passphrase changed');
  await changed.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(changed).toBeHidden();
  await expect(opener).toBeFocused();

  await lock(page);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wrong passphrase')).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(NEW_PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
});

test('after a change the old passphrase opens no backup, and an older file is reported', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const { page, close } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await lock(page);
  const vault = join(userData, 'vault', 'vault.json');
  const older = await readFile(vault);
  await unlock(page, PASSPHRASE);
  await toSecurity(page);
  await page.getByRole('button', { name: 'Change passphrase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('New passphrase', { exact: true }).fill(NEW_PASSPHRASE);
  await dialog.getByLabel('Confirm new passphrase').fill(NEW_PASSPHRASE);
  await dialog.getByRole('button', { name: 'Change passphrase' }).click();
  const changed = page.getByRole('dialog', { name: 'Passphrase changed' });
  await changed.getByRole('button', { name: 'Change data key…' }).click();
  const dataKey = page.getByRole('dialog', { name: 'Change data key' });
  await dataKey.getByRole('button', { name: 'Cancel' }).click();
  await close();

  const backups = join(userData, 'vault', 'backups');
  const names = await readdir(backups);
  expect(names.length).toBeGreaterThan(0);
  await copyFile(join(backups, names.toSorted().at(-1) ?? ''), vault);
  const withBackup = await launch();
  await unlockBy(withBackup.page, PASSPHRASE);
  await expect(withBackup.page.getByText('Wrong passphrase')).toBeVisible();
  await withBackup.close();

  await writeFile(vault, older);
  const withOlder = await launch();
  await unlockBy(withOlder.page, PASSPHRASE);
  const notice = withOlder.page.getByText('The passphrase was changed on');
  await expect(notice).toBeVisible();
  await expect(withOlder.page.getByRole('button', { name: 'Create API key' })).toBeDisabled();
  await expectNoViolations(withOlder.page, 'older unlock methods');
  await withOlder.page.getByRole('button', { name: 'Continue with these unlock methods…' }).click();
  await expect(notice).toBeHidden();
  expect(await lastQuestionOf(withOlder.app)).toMatch(
    /^Continue with the older unlock methods\?\nThe passphrase, recovery code and keychain unlock from that time/,
  );
  await createKey(withOlder.page, { name: 'Afterwards', permissions: { Contacts: 'Read' } });
});

test('a new recovery code replaces the old one once it is saved, and is copied like a secret', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const old = await createVault(page, PASSPHRASE);
  await toSecurity(page);
  await page.getByRole('button', { name: 'New recovery code…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New recovery code' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  const code = await dialog.getByRole('group', { name: 'Recovery code' }).innerText();
  expect(code).toMatch(CODE);
  expect(code).not.toBe(old);
  await expectNoViolations(page, 'recovery code');
  await dialog.getByRole('button', { name: 'Copy code' }).click();
  await expect(dialog.getByText(/^Copied\. Clipboard clears in/)).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(code);
  await expect(dialog.getByRole('button', { name: 'Use this code' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'I have saved my recovery code' }).check();
  await dialog.getByRole('button', { name: 'Use this code' }).click();
  await expect(dialog).toBeHidden();

  await lock(page);
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
  await unlockByCode(page, old);
  await expect(page.getByText('Wrong recovery code')).toBeVisible();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
});

test('the data key is changed; every key and its secret are still there, and it is no older state', async ({
  launch,
}) => {
  test.slow();
  const { page, close } = await launch();
  const old = await createVault(page, PASSPHRASE);
  const secret = await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await toSecurity(page);
  await page.getByRole('button', { name: 'Change data key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change data key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  const code = await dialog.getByRole('group', { name: 'Recovery code' }).innerText();
  await dialog.getByRole('checkbox', { name: 'I have saved my recovery code' }).check();
  await dialog.getByRole('button', { name: 'Change data key' }).click();
  await expect(page.getByText('Data key changed')).toBeVisible();
  await expect(dialog).toBeHidden();

  await page.getByRole('link', { name: 'API Keys' }).click();
  await createKey(page, { name: 'Afterwards', permissions: { Contacts: 'Read' } });
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: /^Reveal/ }).click();
  const reveal = page.getByRole('dialog', { name: 'Reveal API key' });
  await reveal.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(reveal.getByRole('textbox', { name: 'API key' })).toHaveValue(secret);
  await page.keyboard.press('Escape');

  await lock(page);
  await unlockByCode(page, old);
  await expect(page.getByText('Wrong recovery code')).toBeVisible();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Edit Afterwards' })).toBeVisible();
  await close();

  const again = await launch();
  await unlock(again.page, PASSPHRASE);
  await expect(again.page.getByRole('button', { name: 'Edit Afterwards' })).toBeVisible();
  await expect(again.page.getByText('This is an older version of your vault')).toHaveCount(0);
  await createKey(again.page, { name: 'On and on', permissions: { Contacts: 'Read' } });
});

test('while the passphrase is hashed and the vault created, the app goes on answering', async ({
  launch,
}) => {
  const { page } = await launch();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Confirm passphrase', { exact: true }).fill(PASSPHRASE);
  // Counted, not timed: if the main thread computed the hash, no answer could come between.
  const answered = await page.evaluate(async () => {
    const { ownchat } = globalThis as unknown as {
      ownchat: { request(name: string, input?: unknown): Promise<string> };
    };
    const created = ownchat
      .request('vault:create', { passphrase: 'correct horse battery', useKeychain: false })
      .then(() => 'created' as const);
    for (let count = 0; ; count += 1) {
      const next = ownchat.request('preferences:get').then(() => 'answered' as const);
      if ((await Promise.race([created, next])) === 'created') return count;
    }
  });
  expect(answered).toBeGreaterThan(5);
});

test('keychain unlock says why it cannot be turned on here', async ({ launchUnlocked }) => {
  const { page } = await launchUnlocked();
  await toSecurity(page);
  await expect(page.getByText('This computer has no keychain that the app can use.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn on…' })).toBeDisabled();
});
