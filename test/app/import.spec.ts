import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { chooseFolder, chooseTarget } from '../support/file-dialogs';
import { PASSPHRASE, createKey, createVault, expect, lock, test, unlock } from './fixtures';
import { lastQuestionOf } from '../support/system-questions';

const FILE_PASSPHRASE = 'a passphrase of the file';

const importDialog = (page: Page) => page.getByRole('dialog', { name: 'Import API keys' });
const rowOf = (page: Page, name: string) =>
  importDialog(page).getByRole('listitem').filter({ hasText: name });
const keyRow = (page: Page, name: string) => page.getByRole('row', { name });

async function chooseImport(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await chooseFolder(app, path);
  await page.getByRole('button', { name: 'Import…' }).click();
}

async function exportTo(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await chooseTarget(app, path);
  await page.getByRole('link', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export API keys' });
  await dialog.getByLabel('Passphrase of the file', { exact: true }).fill(FILE_PASSPHRASE);
  await dialog.getByLabel('Confirm passphrase of the file').fill(FILE_PASSPHRASE);
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(dialog).toBeHidden();
}

async function unsealImport(page: Page): Promise<void> {
  const dialog = importDialog(page);
  await dialog.getByLabel('Passphrase of the file', { exact: true }).fill(FILE_PASSPHRASE);
  await dialog.getByRole('button', { name: 'Open' }).click();
  await dialog.getByRole('button', { name: 'Import', exact: true }).waitFor();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a CSV file becomes keys by its columns, with the problems of each row (${colorScheme})`, async ({
    launchUnlocked,
    userData,
  }) => {
    test.slow();
    const { app, page } = await launchUnlocked({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
      keys: [{ name: 'Taken', permissions: { Contacts: 'Read' } }],
    });
    await page.getByRole('link', { name: 'Backups' }).click();
    const path = join(userData, 'keys.csv');
    await writeFile(
      path,
      [
        'Label;Rights;Until;State;Who',
        'Zoho;contacts:write, tags:read;2027-05-31;active;Sales',
        'Bot;galaxies:read;;;',
        ';tags:read;;;',
        'taken;tags:write;;disabled;Support',
        'Old;tags:read;2020-01-01;;',
      ].join('\n'),
    );
    await chooseImport(app, page, path);
    const dialog = importDialog(page);
    const columnOf = (field: string) => dialog.getByRole('combobox', { name: field, exact: true });
    await expect(dialog).toContainText('keys.csv has 5 rows');
    await expect(dialog.getByRole('region', { name: 'The first rows of the file' })).toContainText(
      'contacts:write, tags:read',
    );
    // Some columns are recognised by name; the others are chosen.
    await expect(columnOf('API Key Name')).toHaveValue('0');
    await expect(columnOf('Status')).toHaveValue('3');
    await columnOf('API Key Name').selectOption('');
    await dialog.getByRole('button', { name: 'Check the rows' }).click();
    await expect(dialog).toContainText('Choose the column with the names.');
    await expectNoViolations(page, 'columns');
    await columnOf('API Key Name').selectOption('Label');
    await columnOf('Access Scope').selectOption('Rights');
    await columnOf('Expiration').selectOption('Until');
    await columnOf('Integration').selectOption('Who');
    await dialog.getByRole('button', { name: 'Check the rows' }).click();

    await expect(rowOf(page, 'Zoho')).toContainText('Line 2 · New');
    await expect(rowOf(page, 'Bot')).toContainText(
      'Line 3 · Cannot be imported · The access scope “galaxies:read” is unknown.',
    );
    await expect(rowOf(page, 'Line 4')).toContainText('The name is missing.');
    await expect(rowOf(page, 'taken')).toContainText('Line 5 · Name is taken');
    await expect(rowOf(page, 'Old')).toContainText('Line 6 · Cannot be imported · The expiration');
    await expect(dialog).toContainText('1 to add, 0 to replace, 4 to skip');
    await expectNoViolations(page, 'rows');
    await rowOf(page, 'taken').getByRole('combobox').selectOption('Rename');
    await expect(rowOf(page, 'taken')).toContainText('becomes taken (2)');
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.getByRole('button', { name: 'Check the rows' }).click();
    await rowOf(page, 'taken').getByRole('combobox').selectOption('Replace');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Imported: 1 added, 1 replaced, 3 skipped')).toBeVisible();
    expect(await lastQuestionOf(app)).toMatch(
      /^Give the API key “Taken” more access with this import\?\n[^]*more permissions: Tags: write/,
    );
    await expect(dialog).toBeHidden();

    await page.getByRole('link', { name: 'API Keys' }).click();
    await expect(keyRow(page, 'Zoho')).toContainText('Active');
    await expect(keyRow(page, 'taken')).toContainText('Inactive');
    await lock(page);
    await unlock(page, PASSPHRASE);
    await expect(keyRow(page, 'Zoho')).toBeVisible();
    await expect(keyRow(page, 'Bot')).toHaveCount(0);
  });
}

test('an export shows new, changed and conflicting keys before it is merged', async ({
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const { app, page } = await launchUnlocked({
    args: ['--force-prefers-reduced-motion'],
    keys: [
      { name: 'Same', permissions: { Contacts: 'Read' } },
      { name: 'Changed', permissions: { Contacts: 'Read' } },
      { name: 'Gone', permissions: { Tags: 'Write' } },
    ],
  });
  const path = join(userData, 'keys.ownchat-vault');
  await exportTo(app, page, path);
  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Edit Changed' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit.getByRole('textbox', { name: 'Integration' }).fill('Here');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();
  await page.getByRole('button', { name: 'Delete Gone' }).click();
  await page.getByRole('textbox', { name: 'Type the name to confirm' }).fill('Gone');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await createKey(page, { name: 'GONE', permissions: { Tags: 'Read' } });

  await page.getByRole('link', { name: 'Backups' }).click();
  await chooseImport(app, page, path);
  const dialog = importDialog(page);
  await expect(dialog).toContainText('keys.ownchat-vault is encrypted');
  await dialog.getByLabel('Passphrase of the file', { exact: true }).fill('not the passphrase');
  await dialog.getByRole('button', { name: 'Open' }).click();
  await expect(dialog).toContainText('Wrong passphrase');
  await expectNoViolations(page, 'unseal');
  await unsealImport(page);
  await expect(rowOf(page, 'Same')).toContainText('Already here');
  await expect(rowOf(page, 'Changed')).toContainText('Differs from yours · Different: Integration');
  await expect(rowOf(page, 'Gone')).toContainText('Name is taken');
  await expectNoViolations(page, 'merge');
  await rowOf(page, 'Changed').getByRole('combobox').selectOption('Replace');
  await rowOf(page, 'Gone').getByRole('combobox').selectOption('Rename');
  await expect(rowOf(page, 'Gone')).toContainText('It was deleted here on');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported: 1 added, 1 replaced, 1 skipped')).toBeVisible();
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(keyRow(page, 'Gone (2)')).toBeVisible();
  await page.getByRole('button', { name: 'Edit Changed' }).click();
  await expect(edit.getByRole('textbox', { name: 'Integration' })).toHaveValue('');
});

test('a first run can start with the keys of an export, secrets and all', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const path = join(userData, 'moved.ownchat-vault');
  const old = await launchUnlocked({
    userData: join(userData, 'old computer'),
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  const [secret] = old.secrets;
  await exportTo(old.app, old.page, path);
  await old.close();

  const { app, page } = await launch({ userData: join(userData, 'new computer') });
  const start = page.getByRole('button', { name: 'Start with the API keys of an export…' });
  await chooseFolder(app, join(userData, 'nothing.ownchat-vault'));
  await start.click();
  await expect(page.getByRole('alert')).toContainText('nothing.ownchat-vault: it cannot be read.');
  await chooseFolder(app, path);
  await start.click();
  const chosen = page.getByText('moved.ownchat-vault is imported after the vault is created.');
  await expect(chosen).toBeVisible();
  await expectNoViolations(page, 'first run with a file');
  await page.getByRole('button', { name: 'Do not import it' }).click();
  await expect(chosen).toBeHidden();
  await start.click();
  await expect(chosen).toBeVisible();
  await createVault(page, PASSPHRASE);
  await unsealImport(page);
  await expect(rowOf(page, 'Zoho')).toContainText('New');
  await importDialog(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(importDialog(page)).toBeHidden();
  await keyRow(page, 'Zoho').getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: /^Reveal/ }).click();
  const reveal = page.getByRole('dialog', { name: 'Reveal API key' });
  await reveal.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await reveal.getByRole('button', { name: 'Reveal' }).click();
  await expect(reveal.getByRole('textbox', { name: 'API key' })).toHaveValue(secret);
});

test('hostile files are refused in words that name the line', async ({
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const { app, page } = await launchUnlocked();
  await page.getByRole('link', { name: 'Backups' }).click();
  const files: [string, string | Buffer, string][] = [
    [
      'a.json',
      '[{"name": "A"},\n{"__proto__": {"isAdmin": true}}]',
      'a.json, line 2: a column or a field has a name that is not allowed.',
    ],
    [
      'b.json',
      '[{"name": "A",\n"name": "B"}]',
      'b.json, line 2: a column or a field has the same name',
    ],
    [
      'c.json',
      '[{"name": "A"},\n{"name": {"first": "B"}}]',
      'c.json, line 2: it must be a list of API keys with plain values.',
    ],
    [
      'd.json',
      `[{"name": "A"},\n{"name": "${'x'.repeat(9_000_000)}"}]`,
      'd.json, line 2: a value is longer than 10,000 characters.',
    ],
    ['e.json', '['.repeat(50_000), 'e.json, line 1: it is nested too deeply.'],
    ['f.json', '[{"name": "A"},\n{"name": "B"', 'f.json, line 2: it is not well-formed JSON.'],
    [
      'g.xlsx',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'g.xlsx: it is another kind of document, or a workbook with a password.',
    ],
    ['h.xlsx', 'PK\u0003\u0004', 'h.xlsx: the workbook cannot be read.'],
    [
      'i.csv',
      'name,note\nA,B\nA,B,C\n',
      'i.csv, line 3: the rows have different numbers of columns',
    ],
    ['j.csv', 'name,name\nA,B\n', 'j.csv, line 1: a column or a field has the same name'],
    ['k.csv', Buffer.alloc(129 * 1024 * 1024), 'k.csv: it is too large.'],
    ['l.csv', '', 'l.csv: it is empty.'],
    [
      'm.csv',
      `name\n${'A\n'.repeat(100_001)}`,
      'm.csv, line 100002: it has more than 100,000 rows.',
    ],
  ];
  for (const [name, content, words] of files) {
    const path = join(userData, name);
    await writeFile(path, content);
    await chooseImport(app, page, path);
    await expect(page.getByRole('alert')).toContainText(words);
    await expect(page.getByRole('alert')).toContainText('Nothing was imported.');
  }
  expect(await page.evaluate(() => 'isAdmin' in {})).toBe(false);
  await expect(importDialog(page)).toBeHidden();

  // A name that looks like a formula or markup is allowed; one that begins with a combining mark or
  // changes the direction is refused.
  const names = ['=1+1', '<img src=x onerror=alert(1)>', 'مفتاح', '\u{1F511}'.repeat(40)];
  const path = join(userData, 'names.csv');
  await writeFile(
    path,
    `\ufeffname,scopes\n${names.map((name) => `"${name}",tags:read`).join('\n')}\na\u202Eb,tags:read\n`,
  );
  await chooseImport(app, page, path);
  await importDialog(page).getByRole('button', { name: 'Check the rows' }).click();
  await expect(importDialog(page)).toContainText('4 to add');
  await expect(importDialog(page)).toContainText('characters that cannot be shown');
  await importDialog(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(importDialog(page)).toBeHidden();
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
});

test('an empty vault offers one button of each name: to create the first key, or to import keys', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked();
  await expect(page.getByRole('button', { name: 'Create API Key' })).toHaveCount(1);
  const first = page.getByRole('button', { name: 'Create your first API key' });
  await first.click();
  await expect(page.getByRole('dialog', { name: 'Create API Key' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();
  const path = join(userData, 'keys.csv');
  await writeFile(path, 'Name,Scopes\nZoho,contacts:read\n');
  await chooseFolder(app, path);
  await page.getByRole('button', { name: 'Import keys…' }).click();
  await expect(importDialog(page)).toBeVisible();
});
