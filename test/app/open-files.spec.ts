import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RawBridge } from '../../shared/contract/bridge';
import { dropFiles, holdFiles } from '../support/drag-files';
import { PASSPHRASE, expect, lock, test } from './fixtures';
import { startAgain } from '../support/start-again';

const TABLE = 'name,scopes\nZoho,contacts:read\nBot,tags:write\n';

const isWindows = process.platform === 'win32';

const importDialog = (page: Page) => page.getByRole('dialog', { name: 'Import API keys' });
const refusal = (page: Page) =>
  page.getByRole('alertdialog', { name: 'This file cannot be imported' });

async function fileIn(directory: string, name: string, content: string | Buffer = TABLE) {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

async function pipeIn(directory: string, name: string): Promise<string> {
  const path = join(directory, name);
  execFileSync('mkfifo', [path]);
  return path;
}

/** Drops things that are not files, and checks the message. */
const special = (paths: string[], name: string): [string[], string] => [
  paths,
  `${name}: it is a folder or a special file`,
];

/** Accepts the values that the dialog shows. */
async function importAll(page: Page): Promise<void> {
  const dialog = importDialog(page);
  await dialog.getByRole('button', { name: 'Check the rows' }).click();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Imported: 2 added/)).toBeVisible();
}

test('a file named to the start waits for the vault to be opened, and then is imported', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const first = await launchUnlocked();
  await first.close();
  const path = await fileIn(userData, 'from the desktop.csv');
  const { page } = await launch({ args: [path] });
  await expect(page.getByText('from the desktop.csv opens after you unlock')).toBeVisible();
  await expect(importDialog(page)).toBeHidden();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(importDialog(page)).toContainText('from the desktop.csv has 2 rows');
  await importAll(page);
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
});

test('a second start and the file manager of macOS hand files over', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked();
  await startAgain(userData, [await fileIn(userData, 'second.json', '[{"name": "Zoho"}]')]);
  await expect(importDialog(page)).toContainText('second.json has 1 row');
  await importDialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(importDialog(page)).toBeHidden();
  const path = await fileIn(userData, 'opened.csv');
  await app.evaluate(({ app: electron }, file) => {
    electron.emit('open-file', { preventDefault: () => undefined }, file);
  }, path);
  await expect(importDialog(page)).toContainText('opened.csv has 2 rows');
  await importAll(page);
});

test('a file dropped on the window is imported; while the vault is locked it waits', async ({
  launchUnlocked,
  userData,
}) => {
  const { page } = await launchUnlocked();
  const path = await fileIn(userData, 'dropped.csv');
  const target = page.getByText('Drop the file to import it');
  // A drag above the window sends its event many times a second.
  await expect(async () => {
    await holdFiles(page, path);
    await expect(target).toBeVisible({ timeout: 300 });
  }).toPass();
  // A drag that leaves the window has no effect.
  await expect(target).toBeHidden();
  await dropFiles(page, path);
  await expect(target).toBeHidden();
  await expect(importDialog(page)).toContainText('dropped.csv has 2 rows');
  await importAll(page);
  await lock(page);
  await dropFiles(page, path);
  await expect(page.getByText('dropped.csv opens after you unlock')).toBeVisible();
  await expect(importDialog(page)).toBeHidden();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(importDialog(page)).toBeVisible();
});

test('a dropped file that cannot be imported is refused with the reason', async ({
  launchUnlocked,
  userData,
}) => {
  const { page } = await launchUnlocked();
  const good = await fileIn(userData, 'good.csv');
  const link = async (name: string, to: string) => {
    await symlink(to, join(userData, name));
    return join(userData, name);
  };
  const folder = join(userData, 'folder.csv');
  await mkdir(folder);
  const huge = await fileIn(userData, 'huge.csv', '');
  // Windows allocates the whole file at once, and a test must not fill the disk.
  await truncate(huge, (isWindows ? 1 : 20) * 1024 ** 3);
  const refusals: [string[], string][] = [
    [[folder], 'folder.csv: it is a folder'],
    [[userData], 'only encrypted exports (.ownchat-vault), CSV, JSON and Excel files'],
    [[await fileIn(userData, 'photo.png')], 'photo.png: only encrypted exports'],
    [[good, huge], 'Choose one file at a time.'],
    [[huge], 'huge.csv: it is too large.'],
    // Windows has neither in its file system.
    ...(isWindows
      ? []
      : [
          special([await pipeIn(userData, 'pipe.csv')], 'pipe.csv'),
          special([await link('device.csv', '/dev/zero')], 'device.csv'),
        ]),
    [[await link('huge-link.csv', huge)], 'huge-link.csv: it is too large.'],
    [[await link('nowhere.csv', '/nowhere.csv')], 'nowhere.csv: it cannot be read.'],
    [
      [await fileIn(userData, 'zip.csv', Buffer.from('PK\u0003\u0004\0\0\0'))],
      'the workbook cannot be read.',
    ],
    [
      [await fileIn(userData, 'photo.csv', Buffer.from('GIF89a\u0001\0\0'))],
      'it is neither text nor an Excel workbook.',
    ],
    [
      [await fileIn(userData, 'damaged.ownchat-vault')],
      'damaged.ownchat-vault: its end is missing.',
    ],
  ];
  for (const [paths, words] of refusals) {
    await dropFiles(page, ...paths);
    await expect(refusal(page)).toContainText(words);
    await refusal(page).getByRole('button', { name: 'Close' }).click();
    await expect(refusal(page)).toBeHidden();
  }
  await expect(importDialog(page)).toBeHidden();
  // A link to an importable file works like the file itself.
  await dropFiles(page, await link('link.csv', good));
  await expect(importDialog(page)).toContainText('link.csv has 2 rows');
  // Another file does not replace one whose review is open.
  await importDialog(page).getByRole('button', { name: 'Check the rows' }).click();
  await importDialog(page).getByRole('button', { name: 'Import', exact: true }).waitFor();
  await dropFiles(page, good);
  await expect(refusal(page)).toContainText('another file is being imported');
});

test('the page can name no file, and make none up', async ({ launchUnlocked, userData }) => {
  const { page } = await launchUnlocked();
  const path = await fileIn(userData, 'named.csv');
  const tried = await page.evaluate(async (file) => {
    const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
    const request = ownchat.request as (name: string, input: unknown) => Promise<string>;
    const wayOf = (attempt: () => Promise<unknown>) =>
      Promise.resolve()
        .then(attempt)
        .then(
          () => 'answered',
          () => 'refused',
        );
    return {
      byName: await wayOf(() => request('import:drop', { files: [{ name: 'x', path: file }] })),
      likeAFile: await wayOf(() => ownchat.drop([{ name: file }])),
      withPath: await wayOf(() => ownchat.drop([{ name: 'x', path: file } as { name: string }])),
      madeUp: await wayOf(() => ownchat.drop([new File(['name\nZoho\n'], file)])),
    };
  }, path);
  expect(tried).toEqual({
    byName: 'refused',
    likeAFile: 'refused',
    withPath: 'refused',
    madeUp: 'answered',
  });
  await expect(refusal(page)).toContainText('it cannot be read.');
  await expect(importDialog(page)).toBeHidden();
});
