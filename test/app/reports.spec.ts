import { chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { RawBridge } from '../../shared/contract/bridge';
import { columnsOf } from '../../shared/reports/columns';
import { FIRST_REQUEST } from '../../shared/reports/report';
import type { Paper } from '../../shared/reports/report';
import { fillVault as fillWithDemoKeys } from '../demo/fill-vault';
import type { RunningApp } from '../support/app';
import { expectNoViolations } from '../support/axe';
import { chooseFolder } from '../support/file-dialogs';
import type { KeyChoices } from '../support/main-job';
import { hasFontFor, poppler } from '../support/pdf';
import { CHEAP_COST, PASSPHRASE, expect, lock, test, unlock } from './fixtures';
import type { Fixtures } from './fixtures';

/** Names that try to break out of the text, and scripts that need fallback fonts. */
const isWindows = process.platform === 'win32';

const HOSTILE = '=HYPERLINK("x") <b>&"</b>';
const SCRIPTS = { ar: 'مزامنة', hi: 'ग्राहक', 'zh-cn': '客户消息', 'und-zsye': '🤖' };

const KEYS: readonly KeyChoices[] = [
  { name: HOSTILE, integration: 'Zoho CRM', permissions: { Contacts: 'Write' } },
  ...Object.values(SCRIPTS).map((name): KeyChoices => {
    return { name, environment: 'Test', permissions: { Tags: 'Read' } };
  }),
];

async function goToReports(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'API key inventory' })).toBeVisible();
}

/** The Reports page of a vault with that many keys. */
async function reportsOfDemoKeys(
  keys: number,
  { launch, userData }: Pick<Fixtures, 'launch' | 'userData'>,
): Promise<RunningApp> {
  await fillWithDemoKeys(join(userData, 'vault'), {
    keys,
    passphrase: PASSPHRASE,
    cost: CHEAP_COST,
  });
  const started = await launch();
  await unlock(started.page, PASSPHRASE);
  await goToReports(started.page);
  return started;
}

async function leaveAndComeBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Preferences' }).click();
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
}

/** The system's save dialog returns this path from now on. */
const saveAs = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);

async function choose(page: Page, field: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

async function exportReport(page: Page, file = ''): Promise<void> {
  await page.getByRole('button', { name: 'Export…' }).click();
  const said = page.getByRole('status').filter({ hasText: /was saved\./ });
  await expect(said.filter({ hasText: file })).toBeVisible({ timeout: 30_000 });
}

test('a PDF has its fonts inside, its text is text, and it is tagged', async ({
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const { app, page } = await launchUnlocked({ keys: KEYS });
  await goToReports(page);
  const path = join(userData, 'inventory.pdf');
  await saveAs(app, path);
  await exportReport(page);
  // Windows has access lists in place of modes.
  if (!isWindows) expect((await stat(path)).mode & 0o777).toBe(0o600);
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

  await page.getByRole('radio', { name: 'Letter' }).check();
  for (const [kind, title, says] of [
    ['Access review', 'Access review', 'Signature'],
    ['Risk', 'Risk report', 'What to Do'],
    ['Activity', 'Activity report', 'form an unbroken chain'],
    ['Lifecycle', 'Lifecycle report', 'Age of the API keys'],
  ] as const) {
    await page.getByRole('radio', { name: kind }).check();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    const other = join(userData, `${kind}.pdf`);
    await saveAs(app, other);
    await exportReport(page, `${kind}.pdf`);
    const words = (poppler('pdftotext', '-layout', other, '-') ?? '').replaceAll(/\s+/g, ' ');
    expect(words).toContain(title);
    expect(words).toContain('SHA-256 of the data');
    expect(words).toContain(says);
    expect(picturesIn(other)).toBe(0);
    expect(beyondTheEdge(other)).toEqual([]);
    expect(poppler('pdfinfo', other)).toMatch(
      /Tagged: +yes[^]*Page size: +(792 x 612|612 x 792).*letter/,
    );
  }
});

/** The text of a PDF page by page, from `pdftotext`; null where it is not installed. */
function pagesOf(path: string): string[] | null {
  const text = poppler('pdftotext', '-layout', path, '-');
  return text?.split('\f').filter((each) => each.trim() !== '') ?? null;
}

/** The words of a PDF that are outside its pages, completely or in part. */
function beyondTheEdge(path: string): string[] {
  const boxes = poppler('pdftotext', '-bbox', path, '-') ?? '';
  const found: string[] = [];
  let width = 0;
  for (const [, page, right, word = ''] of boxes.matchAll(
    /<page width="([\d.]+)"|<word .*?xMax="([\d.]+)".*?>(.*?)<\/word>/g,
  )) {
    if (page !== undefined) width = Number(page);
    else if (Number(right) > width) found.push(word);
  }
  expect(width).toBeGreaterThan(0);
  return found;
}

/** The number of images in a PDF; its charts are vector graphics and do not count. */
const picturesIn = (path: string): number =>
  (poppler('pdfimages', '-list', path) ?? '').trim().split('\n').slice(2).length;

test('a PDF repeats the head of its table and cuts no row', async ({ launch, userData }) => {
  test.slow();
  const { app, page } = await reportsOfDemoKeys(60, { launch, userData });
  const path = join(userData, 'long.pdf');
  await saveAs(app, path);
  await exportReport(page, 'long.pdf');
  const pages = pagesOf(path);
  test.skip(pages === null, 'poppler-utils is not installed');
  expect(pages?.length).toBeGreaterThan(3);
  for (const [index, each] of pages?.entries() ?? []) {
    expect(each).toContain(`${index + 1} / ${pages?.length}`);
    if (index > 0) expect(each).toMatch(/API Key Name +Integration +Environment/);
  }

  // With all columns a row has many lines. Its id comes first and wraps after eight digits at the
  // earliest, which begin with the time: a page that continued a row would begin with other ones.
  const every = columnsOf('inventory').map(({ id }) => id);
  const columns = ['id', ...every.filter((id) => id !== 'id')];
  const wide = join(userData, 'wide.pdf');
  const printed = async (file: string, paper: Paper) => {
    await saveAs(app, file);
    const options = { ...FIRST_REQUEST.options, paper };
    const answer = await page.evaluate(
      (request) =>
        (globalThis as unknown as { ownchat: RawBridge }).ownchat.request(
          'reports:export',
          request,
        ),
      { ...FIRST_REQUEST, columns, options },
    );
    expect(JSON.parse(answer)).toMatchObject({ ok: true });
    expect(beyondTheEdge(file)).toEqual([]);
  };
  await printed(join(userData, 'letter.pdf'), 'letter');
  await printed(wide, 'a4');
  const starts: string[] = [];
  for (const each of pagesOf(wide)?.slice(1) ?? []) {
    const lines = each.split('\n').filter((line) => line.trim() !== '');
    const head = lines.findIndex((line) => line.includes('Key ID'));
    expect(lines[head + 1]).toMatch(/^ *01[0-9a-f]{6}(?:-|\s)/);
    for (const line of lines.slice(head + 1)) {
      const start = /^ *(01[0-9a-f]{6})(?:-|\s)/.exec(line)?.[1];
      if (start !== undefined) starts.push(start);
    }
  }
  expect(starts).toHaveLength(60);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page and the HTML report have no accessibility violation (${colorScheme})`, async ({
    launchUnlocked,
    userData,
  }) => {
    test.slow();
    const { app, page } = await launchUnlocked({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
      keys: KEYS,
    });
    await goToReports(page);
    for (const kind of ['Access review', 'Risk', 'Activity', 'Lifecycle', 'Inventory']) {
      await page.getByRole('radio', { name: kind }).check();
      await expect(page.locator('section[aria-busy=false]')).toBeVisible();
      await expectNoViolations(page, kind);
    }
    await page.getByRole('button', { name: 'Choose columns…' }).click();
    await expectNoViolations(page, 'columns');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save these settings…' }).click();
    await expectNoViolations(page, 'save');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Use Inventory' })).toBeVisible();
    await choose(page, 'Format', 'HTML');
    for (const [kind, title] of [
      ['Inventory', 'API key inventory'],
      ['Access review', 'Access review'],
      ['Risk', 'Risk report'],
      ['Activity', 'Activity report'],
      ['Lifecycle', 'Lifecycle report'],
    ] as const) {
      await page.getByRole('radio', { name: kind }).check();
      const path = join(userData, `${kind}.html`);
      await saveAs(app, path);
      await exportReport(page, `${kind}.html`);
      if (kind === 'Inventory') await expectNoViolations(page, 'exported');
      const opened = app.waitForEvent('window');
      await app.evaluate(({ BrowserWindow }, file) => {
        void new BrowserWindow({
          webPreferences: { partition: 'reader', sandbox: true },
        }).loadFile(file);
      }, path);
      const reader = await opened;
      await reader.emulateMedia({ colorScheme });
      await expect(reader.getByRole('heading', { name: title })).toBeVisible();
      if (kind === 'Inventory') {
        await expect(reader.getByRole('rowheader', { name: HOSTILE })).toBeVisible();
      }
      await expectNoViolations(reader, `HTML of ${kind}`);
      await reader.close();
    }
  });
}

test('a report covers the shown or selected keys, and its settings are remembered', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked({ keys: KEYS });
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

  // The filter is still there.
  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('searchbox', { name: 'Search API keys' }).fill('');
  await page.getByRole('row', { name: 'HYPERLINK' }).getByRole('checkbox').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('1 API key selected on the API Keys page.')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: HOSTILE })).toBeVisible();

  await leaveAndComeBack(page);
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('environment:test');
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveText('CSV');
  // A selection is kept as a draft; an exported report is remembered in the vault.
  await page.getByRole('radio', { name: 'Risk' }).check();
  await leaveAndComeBack(page);
  await expect(page.getByRole('radio', { name: 'Risk' })).toBeChecked();
  await lock(page);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Inventory' })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveText('CSV');
  await page.getByRole('textbox', { name: 'Filter' }).fill('status:actve');
  await expect(page.getByText(/no filter “status:actve”/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export…' })).toBeDisabled();
});

test('everything on the page works from the keyboard', async ({ launchUnlocked, userData }) => {
  const { app, page } = await launchUnlocked({ keys: KEYS });
  await saveAs(app, join(userData, 'keyboard.json'));
  await page.getByRole('link', { name: 'Reports' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeFocused();
  await page.getByRole('radio', { name: 'Inventory' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Access review' })).toBeVisible();
  await page.getByRole('button', { name: 'Choose columns…' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Integration', exact: true }).press('Space');
  const down = page.getByRole('button', { name: 'Move API Key Name down' });
  await down.press('Enter');
  await expect(down).toBeFocused();
  await down.press('Enter');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Choose columns…' })).toBeFocused();
  await expect(page.getByRole('columnheader').first()).toHaveText('Status');
  const format = page.getByRole('combobox', { name: 'Format' });
  await format.press('Enter');
  await page.keyboard.type('JSON');
  await page.keyboard.press('Enter');
  await expect(format).toHaveText('JSON');
  await page.getByRole('button', { name: 'Export…' }).press('Enter');
  await expect(page.getByText(/was saved\./)).toBeVisible();
  const report = JSON.parse(await readFile(join(userData, 'keyboard.json'), 'utf8')) as {
    report: string;
    columns: { id: string }[];
  };
  expect(report.report).toBe('access-review');
  expect(report.columns[0]?.id).toBe('status');
});

test('every format is written, shown and opened; a definition is saved and scheduled', async ({
  launchUnlocked,
  userData,
}) => {
  test.slow();
  const { app, page } = await launchUnlocked({ keys: KEYS });
  await goToReports(page);
  const out = join(userData, 'out');
  await mkdir(out);
  for (const [format, ending, begins] of [
    ['Excel', 'xlsx', 'PK'],
    ['CSV', 'csv', '\uFEFFAPI key inventory;'],
    ['JSON', 'json', '{\n  "$schema"'],
    ['JSON lines', 'ndjson', '{"$schema"'],
    ['HTML', 'html', '<!doctype html>'],
  ] as const) {
    await choose(page, 'Format', format);
    if (format === 'CSV') {
      await page.getByRole('radio', { name: 'Semicolon' }).check();
      await page.getByRole('checkbox', { name: 'Byte order mark' }).check();
      await page.getByRole('checkbox', { name: 'Write a checksum file' }).check();
    }
    const file = `keys.${ending}`;
    await saveAs(app, join(out, file));
    await exportReport(page, file);
    const written = await readFile(join(out, file), 'utf8');
    expect(written.slice(0, begins.length)).toBe(begins);
    if (format === 'CSV') {
      expect(await readFile(join(out, `${file}.sha256`), 'utf8')).toMatch(
        /^[0-9a-f]{64} {2}keys\.csv\n$/,
      );
      await page.getByRole('checkbox', { name: 'Write a checksum file' }).uncheck();
    }
  }
  expect((await readdir(out)).toSorted()).toEqual(
    ['csv', 'csv.sha256', 'html', 'json', 'ndjson', 'xlsx'].map((each) => `keys.${each}`),
  );

  const asked = await app.evaluateHandle(({ shell }) => {
    const list: string[] = [];
    shell.showItemInFolder = (path) => void list.push(`show ${path}`);
    shell.openPath = async (path) => {
      list.push(`open ${path}`);
      return '';
    };
    return list;
  });
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const path = join(out, 'keys.html');
  await expect.poll(() => asked.jsonValue()).toEqual([`show ${path}`, `open ${path}`]);
  await rm(path);
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect(page.getByRole('alert')).toContainText('The report was not found');

  await page.getByRole('button', { name: 'Save these settings…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Audit');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await chooseFolder(app, out);
  await page.getByRole('button', { name: 'Schedule Audit' }).click();
  await page.getByRole('radio', { name: 'Every Monday' }).check();
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  const scheduled = page.getByText(/^Every Monday into .*out\. Next on /);
  await expect(scheduled).toContainText(`${sep}out. Next on `);
  await page.getByRole('radio', { name: 'Risk' }).check();
  await page.getByRole('button', { name: 'Use Audit' }).click();
  await expect(page.getByRole('radio', { name: 'Inventory' })).toBeChecked();
  await page.getByRole('button', { name: 'Stop schedule of Audit' }).click();
  await expect(page.getByText(/^Every Monday into/)).toBeHidden();
});

test('an obstacle is reported, a file is replaced only after a confirmation, and no partial file stays', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked({ keys: KEYS });
  await goToReports(page);
  await choose(page, 'Format', 'CSV');
  const out = join(userData, 'out');
  const closed = join(userData, 'closed');
  await mkdir(out);
  await mkdir(closed);
  await chmod(closed, 0o500);
  for (const [path, says] of [
    [join(userData, 'gone', 'report.csv'), 'The folder no longer exists.'],
    [join(out, `${'n'.repeat(252)}.csv`), 'The name of the file is too long'],
    // Root ignores file modes, and on Windows no mode closes a folder.
    ...(process.getuid?.() === 0 || isWindows
      ? []
      : [[join(closed, 'report.csv'), 'You have no permission to write to this folder.'] as const]),
  ] as const) {
    await saveAs(app, path);
    await page.getByRole('button', { name: 'Export…' }).click();
    await expect(page.getByRole('alert')).toContainText(says);
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
  expect(await readdir(userData)).not.toContain('gone');
  expect(await readdir(out)).toEqual([]);
  expect(await readdir(closed)).toEqual([]);

  // The system's dialog has confirmed `report`, but not the existing `report.csv`.
  await writeFile(join(out, 'report.csv'), 'older');
  await saveAs(app, join(out, 'report'));
  for (const [response, content] of [
    [0, /^older$/],
    [1, /^API key inventory,/],
  ] as const) {
    const asked = app.evaluate(
      ({ dialog }, answer) =>
        new Promise<string>((resolve) => {
          dialog.showMessageBox = async (...args: unknown[]) => {
            const [options] = args.slice(-1) as [{ message: string }];
            resolve(options.message);
            return { response: answer, checkboxChecked: false };
          };
        }),
      response,
    );
    await page.getByRole('button', { name: 'Export…' }).click();
    expect(await asked).toBe('“report.csv” already exists.');
    if (response === 1) await expect(page.getByText(/was saved\./)).toBeVisible();
    else await expect(page.getByRole('button', { name: 'Export…' })).toBeEnabled();
    expect(await readFile(join(out, 'report.csv'), 'utf8')).toMatch(content);
  }
  expect(await readdir(out)).toEqual(['report.csv']);
});

/** @returns the progress values that the taskbar icon was given, as fractions; -1 removes it */
async function noteProgressOnIcon(app: ElectronApplication): Promise<() => Promise<number[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const told: number[] = [];
    (globalThis as { told?: number[] }).told = told;
    const window = BrowserWindow.getAllWindows()[0];
    if (window) window.setProgressBar = (fraction) => void told.push(fraction);
  });
  return () => app.evaluate(() => (globalThis as { told?: number[] }).told ?? []);
}

test('a long export shows how far it is, and can be cancelled', async ({ launch, userData }) => {
  test.slow();
  const { app, page } = await reportsOfDemoKeys(4_000, { launch, userData });
  const out = join(userData, 'out');
  await mkdir(out);
  await saveAs(app, join(out, 'long.pdf'));
  const onIcon = await noteProgressOnIcon(app);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('progressbar', { name: 'Progress of the export' })).toBeVisible();
  await expect.poll(async () => (await onIcon()).at(-1)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel export' }).click();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect.poll(async () => (await onIcon()).at(-1)).toBe(-1);
  await expect(page.getByRole('button', { name: 'Export…' })).toBeEnabled();
  expect(await readdir(out)).toEqual([]);
});
