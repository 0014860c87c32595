import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { chooseFolder, chooseTarget } from '../support/file-dialogs';
import { createKey, expect, test } from './fixtures';
import { answerQuestions, lastQuestionOf } from '../support/system-questions';

const fixture = (name: string) => join(import.meta.dirname, '../fixtures/import', name);
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Import API keys' });
const rowOf = (page: Page, name: string) =>
  dialogOf(page).getByRole('listitem').filter({ hasText: name });
const selectOf = (page: Page, name: string) =>
  dialogOf(page).getByRole('combobox', { name, exact: true });

async function chooseImport(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Backups' }).click();
  await chooseFolder(app, path);
  await page.getByRole('button', { name: 'Import…' }).click();
}

const check = (page: Page) =>
  dialogOf(page).getByRole('button', { name: 'Check the rows' }).click();
const submit = (page: Page) =>
  dialogOf(page).getByRole('button', { name: 'Import', exact: true }).click();

/** A restricted key: disabled, with an expiry, for one network. */
async function createLeaked(page: Page): Promise<void> {
  await createKey(page, { name: 'Leaked', permissions: { Contacts: 'Read' } });
  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Edit Leaked' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit.getByRole('combobox', { name: 'Expiration' }).click();
  await page.getByRole('option', { name: 'Custom date…' }).click();
  await edit.getByLabel('Expiration date').fill('2030-01-31');
  await edit.getByRole('switch', { name: 'Active' }).click();
  await edit.getByRole('button', { name: 'More options' }).click();
  await edit.getByRole('textbox', { name: 'Allowed IP addresses' }).fill('10.0.0.0/8');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit).toBeHidden();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a row gives a key more access only if the person agrees (${colorScheme})`, async ({
    launchUnlocked,
    userData,
  }) => {
    test.slow();
    const { app, page } = await launchUnlocked({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
    });
    await createLeaked(page);
    for (const name of ['01-row-that-says-little.json', '02-empty-cells.csv']) {
      await chooseImport(app, page, fixture(name));
      await check(page);
      await rowOf(page, 'Leaked').getByRole('combobox').selectOption('Replace');
      await expect(rowOf(page, 'Leaked')).toContainText(
        'Contacts: read · Inactive · expires 31 Jan 2030 · Live · from 10.0.0.0/8',
      );
      await expect(rowOf(page, 'Leaked')).toContainText('Note: empty → owner: sales');
      await expect(rowOf(page, 'Leaked')).not.toContainText('more access');
      await dialogOf(page).getByRole('button', { name: 'Back' }).click();
      await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
    }

    const path = join(userData, 'wider.csv');
    const wider =
      'name,status,expires,allowed ips,scopes\nLeaked,active,never,any,Contacts: Write\n';
    await writeFile(path, wider);
    await chooseImport(app, page, path);
    await check(page);
    const row = rowOf(page, 'Leaked');
    await expect(row).toContainText('Gives more access.');
    await expect(row).toContainText('It becomes active.');
    await expect(row).toContainText('It never expires. Before: 31 Jan 2030.');
    await expect(row).toContainText('It also gets Contacts: write.');
    await expect(row).toContainText('It works from any address.');
    await expectNoViolations(page, 'more access');
    await row.getByRole('combobox').selectOption('Replace');
    await answerQuestions(app, false);
    await submit(page);
    await expect.poll(() => lastQuestionOf(app)).toContain('Give the API key “Leaked” more access');
    expect((await lastQuestionOf(app)).match(/• .*/g)).toEqual([
      '• it is active again',
      '• it never expires',
      '• more permissions: Contacts: write',
      '• requests from any address',
    ]);
    await expect(dialogOf(page)).toBeVisible();
    await answerQuestions(app, true);
    // The main process asks for confirmation too.
    const answer = await page.evaluate(
      async () =>
        JSON.parse(
          await window.ownchat.request('import:apply', {
            choices: [{ index: 0, choice: 'replace' }],
          }),
        ) as unknown,
    );
    expect(answer).toMatchObject({ failure: { code: 'import-gives-more', names: ['Leaked'] } });
    await submit(page);
    await expect(page.getByText('Imported: 0 added, 1 replaced, 0 skipped')).toBeVisible();
    await page.getByRole('link', { name: 'API Keys' }).click();
    await expect(page.getByRole('row', { name: 'Leaked' })).toContainText('Active');
  });
}

test('how a file is read is shown, and can be changed', async ({ launchUnlocked, userData }) => {
  test.slow();
  const { app, page } = await launchUnlocked({ args: ['--force-prefers-reduced-motion'] });
  await chooseImport(app, page, fixture('03-excel-windows-1252.csv'));
  await expect(selectOf(page, 'Encoding')).toHaveValue('windows-1252');
  await expect(selectOf(page, 'Separator')).toHaveValue(';');
  await expect(selectOf(page, 'Column names in line')).toHaveValue('1');
  await expect(selectOf(page, 'Order of dates')).toHaveValue('dmy');
  const samples = dialogOf(page).getByRole('region', { name: 'The first rows of the file' });
  await expect(samples).toContainText('Büro-Bot');
  await selectOf(page, 'Encoding').selectOption('windows-1251');
  await expect(samples).toContainText('Bьro-Bot');
  await selectOf(page, 'Encoding').selectOption('utf-8');
  await expect(dialogOf(page).getByRole('alert')).toContainText(
    '03-excel-windows-1252.csv, line 3: it does not use this encoding.',
  );
  await expectNoViolations(page, 'reading');
  await selectOf(page, 'Encoding').selectOption('windows-1252');
  await check(page);
  await expect(rowOf(page, 'Büro-Bot')).toContainText(
    'Messages: write · Inactive · expires 31 Jan 2028 · Live · from anywhere',
  );
  await expect(rowOf(page, 'CRM sync')).toContainText('expires 4 Dec 2027');
  await selectOf(page, 'Order of dates').selectOption('mdy');
  await expect(rowOf(page, 'CRM sync')).toContainText('expires 12 Apr 2027');
  await expect(rowOf(page, 'Büro-Bot')).toContainText(
    'The expiration is not a date: “31.01.2028”.',
  );
  await selectOf(page, 'Encoding').selectOption('macintosh');
  await expect(rowOf(page, 'B¸ro-Bot')).toBeVisible();
  await expect(selectOf(page, 'Order of dates')).toHaveValue('mdy');
  await dialogOf(page).getByRole('button', { name: 'Back' }).click();
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();

  const path = join(userData, 'both.csv');
  await writeFile(path, 'name,scopes,expires\nA,tags:read,1/5/2028\n');
  await chooseImport(app, page, path);
  await check(page);
  await expect(dialogOf(page)).toContainText('The dates in this file fit more than one order.');
  await selectOf(page, 'Order of dates').selectOption('dmy');
  await expect(rowOf(page, 'A')).toContainText('expires 1 May 2028');
  await expect(dialogOf(page)).not.toContainText('fit more than one order');
});

test('an exported report can be imported, and a secret in a name is not shown', async ({
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const {
    app,
    page,
    secrets: [secret],
  } = await launchUnlocked({
    args: ['--force-prefers-reduced-motion'],
    keys: [{ name: '=1+1', permissions: { Contacts: 'Write' } }],
  });
  await page.getByRole('link', { name: 'Reports' }).click();
  const path = join(userData, 'inventory.xlsx');
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'Excel' }).click();
  await chooseTarget(app, path);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('inventory.xlsx was saved.')).toBeVisible();

  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Delete =1+1' }).click();
  await page.getByRole('textbox', { name: 'Type the name to confirm' }).fill('=1+1');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await chooseImport(app, page, path);
  await check(page);
  await expect(rowOf(page, '=1+1')).toContainText('Contacts: write · Active · expires ');
  await rowOf(page, '=1+1').getByRole('combobox').selectOption('Add');
  await submit(page);
  await expect(page.getByText('Imported: 1 added, 0 replaced, 0 skipped')).toBeVisible();

  const wrong = join(userData, 'wrong.csv');
  await writeFile(wrong, `Label,Scopes\n${secret},tags:read\n`);
  await chooseImport(app, page, wrong);
  await check(page);
  await expect(dialogOf(page)).toContainText('The name is a secret');
  expect(await page.content()).not.toContain(secret.slice(14, 40));
});
