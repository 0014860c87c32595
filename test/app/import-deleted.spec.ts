import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { chooseFolder } from '../support/file-dialogs';
import { expect, test } from './fixtures';
import { answerQuestions, lastQuestionOf } from '../support/system-questions';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Import API keys' });
const rowOf = (page: Page, name: string) =>
  dialogOf(page).getByRole('listitem').filter({ hasText: name });
const submit = (page: Page) =>
  dialogOf(page).getByRole('button', { name: 'Import', exact: true }).click();

const ask = async (page: Page, name: string, input: unknown): Promise<{ value?: unknown }> =>
  page.evaluate(
    async ([request, given]) =>
      JSON.parse(await window.ownchat.request(request as 'keys:list', given)) as {
        value?: unknown;
      },
    [name, input] as const,
  );

async function idOf(page: Page, name: string): Promise<string> {
  const { value } = await ask(page, 'keys:list', { from: 0 });
  const { keys } = value as { keys: { id: string; name: string }[] };
  return keys.find((key) => key.name === name)?.id ?? '';
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a deleted key is restored only if the person agrees (${colorScheme})`, async ({
    launchUnlocked,
    userData,
  }) => {
    test.slow();
    const { app, page } = await launchUnlocked({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
      keys: [
        { name: 'Leaked', permissions: { Contacts: 'Read' } },
        { name: 'Kept', permissions: { Contacts: 'Read' } },
      ],
    });
    const kept = await idOf(page, 'Kept');
    await ask(page, 'keys:delete', { ids: [await idOf(page, 'Leaked')] });
    const path = join(userData, 'older.csv');
    await writeFile(
      path,
      'name,scopes,note\nLeaked,contacts:write,\nKept,,from the file\nNew,tags:read,\n',
    );
    await page.getByRole('link', { name: 'Backups' }).click();
    await chooseFolder(app, path);
    await page.getByRole('button', { name: 'Import…' }).click();
    await dialogOf(page).getByRole('button', { name: 'Check the rows' }).click();

    const row = rowOf(page, 'Leaked');
    await expect(row).toContainText('Line 2 · Deleted here');
    await expect(row).toContainText(/It was deleted here on .+20\d\d.+ Adding it restores it\./);
    await expect(row.getByRole('combobox')).toHaveValue('skip');
    await expect(dialogOf(page)).toContainText('1 to add, 0 to replace, 2 to skip');
    await expectNoViolations(page, 'deleted');
    await row.getByRole('combobox').selectOption('Add');
    await answerQuestions(app, false);
    await submit(page);
    await expect.poll(() => lastQuestionOf(app)).toContain('Give the API key “Leaked” more access');
    expect(await lastQuestionOf(app)).toContain('it was deleted here and is restored');
    await expect(dialogOf(page)).toBeVisible();
    await answerQuestions(app, true);
    // The main process asks for confirmation too.
    expect(
      await ask(page, 'import:apply', { choices: [{ index: 0, choice: 'add' }] }),
    ).toMatchObject({ failure: { code: 'import-gives-more', names: ['Leaked'] } });

    // A shown secret is no longer valid once its key has changed.
    await rowOf(page, 'Kept').getByRole('combobox').selectOption('Replace');
    await row.getByRole('combobox').selectOption('Skip');
    await ask(page, 'keys:update', { id: kept, changes: { note: 'mine' } });
    await submit(page);
    await expect(dialogOf(page).getByRole('alert')).toContainText(
      'The preview is out of date for these API keys: Kept. Nothing was imported.',
    );
    await dialogOf(page).getByRole('button', { name: 'Back' }).click();
    await dialogOf(page).getByRole('button', { name: 'Check the rows' }).click();
    await expect(rowOf(page, 'Kept')).toContainText('Note: mine → from the file');
    await rowOf(page, 'Leaked').getByRole('combobox').selectOption('Add');
    await submit(page);
    await expect(page.getByText('Imported: 2 added, 0 replaced, 1 skipped')).toBeVisible();
  });
}
