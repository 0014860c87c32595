import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { hasFontFor, poppler } from '../support/pdf';
import { PASSPHRASE, createKey, createVault, expect, test } from './fixtures';

/** Names that try to be something else than text, and scripts that fonts must be found for. */
const HOSTILE = '=HYPERLINK("x") <b>&"</b>';
const SCRIPTS = { ar: 'مزامنة', hi: 'ग्राहक', 'zh-cn': '客户消息' };

async function fillVault(page: Page): Promise<void> {
  await createVault(page, PASSPHRASE);
  await createKey(page, {
    name: HOSTILE,
    integration: 'Zoho CRM',
    permissions: { Contacts: 'Write' },
  });
  for (const name of Object.values(SCRIPTS)) {
    await createKey(page, { name, environment: 'Test', permissions: { Tags: 'Read' } });
  }
}

async function goToReports(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'API key inventory' })).toBeVisible();
}

/** The desktop's dialog for saving answers with this path from now on. */
const saveAs = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);

async function choose(page: Page, field: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

async function exportReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText(/is saved\./)).toBeVisible({ timeout: 30_000 });
}

test('a PDF has its fonts inside, its text is text, and it is tagged', async ({
  launch,
  userData,
}) => {
  test.slow();
  const { app, page } = await launch();
  await fillVault(page);
  await goToReports(page);
  const path = join(userData, 'inventory.pdf');
  await saveAs(app, path);
  await exportReport(page);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
  const text = poppler('pdftotext', '-layout', path, '-');
  test.skip(text === null, 'poppler-utils is not installed');
  expect(text).toContain('API key inventory');
  expect(text).toContain('Ownchat workspace');
  expect(text?.replaceAll(/\s+/g, ' ')).toContain('=HYPERLINK("x")');
  expect(text).toMatch(/1 \/ 2/);
  for (const [language, name] of Object.entries(SCRIPTS)) {
    if (hasFontFor(language)) expect(text?.normalize('NFKC')).toContain(name);
  }
  const fonts = (poppler('pdffonts', path) ?? '').trim().split('\n').slice(2);
  expect(fonts.some((line) => line.includes('+Inter-'))).toBe(true);
  for (const line of fonts) expect(line).toMatch(/ yes (yes|no) +(yes|no) +\d+ +\d+$/);
  const info = poppler('pdfinfo', path) ?? '';
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Page size: +84\d.*A4/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page and the HTML report have no accessibility violation (${colorScheme})`, async ({
    launch,
    userData,
  }) => {
    test.slow();
    const { app, page } = await launch({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
    });
    await fillVault(page);
    await goToReports(page);
    const expectNone = async (where: Page, what: string) => {
      const { violations } = await new AxeBuilder({ page: where }).setLegacyMode(true).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${what}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`,
      );
      expect(found).toEqual([]);
    };
    for (const kind of ['Access review', 'Risk', 'Activity', 'Lifecycle', 'Inventory']) {
      await page.getByRole('radio', { name: kind }).check();
      await expect(page.locator('section[aria-busy=false]')).toBeVisible();
      await expectNone(page, kind);
    }
    await page.getByRole('button', { name: 'Choose columns…' }).click();
    await expectNone(page, 'columns');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save these settings…' }).click();
    await expectNone(page, 'save');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Use Inventory' })).toBeVisible();
    await choose(page, 'Format', 'HTML');
    const path = join(userData, 'report.html');
    await saveAs(app, path);
    await exportReport(page);
    await expectNone(page, 'exported');

    if (colorScheme === 'dark') return;
    const opened = app.waitForEvent('window');
    await app.evaluate(({ BrowserWindow }, file) => {
      void new BrowserWindow({
        webPreferences: { partition: 'reader', sandbox: true },
      }).loadFile(file);
    }, path);
    const reader = await opened;
    await expect(reader.getByRole('heading', { name: 'API key inventory' })).toBeVisible();
    await expect(reader.getByRole('rowheader', { name: HOSTILE })).toBeVisible();
    await expectNone(reader, 'HTML report');
    await reader.close();
  });
}

test('a report is made of what the API Keys page shows or has selected, and remembered', async ({
  launch,
  userData,
}) => {
  const { app, page } = await launch();
  await fillVault(page);
  await page.getByRole('searchbox', { name: 'Search API keys' }).fill('environment:test');
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('environment:test');
  await expect(page.getByText('Environment: test', { exact: true })).toBeVisible();
  await choose(page, 'Format', 'CSV');
  const path = join(userData, 'test-keys.csv');
  await saveAs(app, path);
  await exportReport(page);
  expect(await readFile(path, 'utf8')).toContain('Environment: test');
  expect(await readFile(path, 'utf8')).not.toContain('Zoho');

  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('row', { name: 'HYPERLINK' }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('1 API key selected on the API Keys page.')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: HOSTILE })).toBeVisible();

  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('environment:test');
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveText('CSV');
  await page.getByRole('textbox', { name: 'Filter' }).fill('status:actve');
  await expect(page.getByText(/like “status:actve”/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export…' })).toBeDisabled();
});

test('everything on the page works from the keyboard', async ({ launch, userData }) => {
  const { app, page } = await launch();
  await fillVault(page);
  await saveAs(app, join(userData, 'keyboard.json'));
  await page.getByRole('link', { name: 'Reports' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeFocused();
  await page.getByRole('radio', { name: 'Inventory' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Access review' })).toBeVisible();
  await page.getByRole('button', { name: 'Choose columns…' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Integration', exact: true }).press('Space');
  await page.getByRole('button', { name: 'Move API Key Name down' }).press('Enter');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Choose columns…' })).toBeFocused();
  await expect(page.getByRole('columnheader').first()).toHaveText('Contacts');
  const format = page.getByRole('combobox', { name: 'Format' });
  await format.press('Enter');
  await page.keyboard.type('JSON');
  await page.keyboard.press('Enter');
  await expect(format).toHaveText('JSON');
  await page.getByRole('button', { name: 'Export…' }).press('Enter');
  await expect(page.getByText(/is saved\./)).toBeVisible();
  const report = JSON.parse(await readFile(join(userData, 'keyboard.json'), 'utf8')) as {
    report: string;
    columns: { id: string }[];
  };
  expect(report.report).toBe('access-review');
  expect(report.columns[0]?.id).toBe('scope:contacts');
});

test('a folder that is gone is said, and nothing is left anywhere', async ({
  launch,
  userData,
}) => {
  const { app, page } = await launch();
  await fillVault(page);
  await goToReports(page);
  await saveAs(app, join(userData, 'gone', 'report.pdf'));
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('alert')).toContainText('The folder is no longer there.');
  expect(await readdir(userData)).not.toContain('gone');
});
