import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { expectNoViolations } from '../support/axe';
import { chooseTarget } from '../support/file-dialogs';
import { expect, PASSPHRASE, test } from './fixtures';

test('a secret is handed over as a file that its passphrase opens', async ({
  launchUnlocked,
  userData,
}) => {
  const {
    app,
    page,
    secrets: [secret],
  } = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] });
  const path = join(userData, 'Zoho.age');
  await chooseTarget(app, path);
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Hand over…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over API key' });
  await expectNoViolations(page, 'hand over');
  const save = dialog.getByRole('button', { name: 'Save file…' });

  await dialog.getByRole('radio', { name: 'An age recipient' }).check();
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
  await save.click();
  await expect(dialog).toContainText('Enter the recipient of your colleague.');
  await dialog.getByRole('textbox', { name: 'Recipient' }).fill('age1nobody');
  await save.click();
  await expect(dialog).toContainText('This is not an age recipient.');

  await dialog.getByRole('radio', { name: 'A new passphrase' }).check();
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
  await save.click();
  await expect(dialog).toContainText(path);
  const passphrase = await dialog.locator('dd[translate=no]').innerText();
  await expectNoViolations(page, 'saved file');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  expect(await decrypter.decrypt(await readFile(path), 'text')).toBe(`${secret}\n`);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('API key saved as an encrypted file')).toBeVisible();
});
