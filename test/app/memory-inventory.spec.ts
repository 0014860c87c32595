import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseFolder, chooseTarget } from '../support/file-dialogs';
import { READABLE_MEMORY, searchMemory } from '../support/process-memory';
import { reachableInMain, reachableInPage } from '../support/reachable-texts';
import { connectEndpoint } from '../support/sync-steps';
import { PASSPHRASE, createVault, expect, lock, unlock } from './fixtures';
import { createKey, openKeys, openSync, test } from './sync-fixtures';

test.skip(process.platform !== 'linux', 'reads /proc');

test('@root memory holds what SECURITY.md lists while the vault is open and after the lock, and nothing else', async ({
  launch,
  userData,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith();
  const first = await launch();
  const code = await createVault(first.page, PASSPHRASE);
  const drawn = 'Quarterly-zebra';
  const secret = await createKey(first.page, { name: drawn, permissions: { Contacts: 'Read' } });
  await first.close();

  const { app, page } = await launch({ args: READABLE_MEMORY });
  const imported = 'Imported-ibex';
  const { token } = endpoint;
  const needles = { passphrase: PASSPHRASE, code, drawn, secret, imported, token };
  const inMain = () => reachableInMain(app, userData, needles);
  /** `NAME in PROCESS` for everything found that the list in SECURITY.md does not have. */
  const unlisted = (listed: Record<string, readonly string[]>) =>
    searchMemory(app.process().pid ?? 0, needles).flatMap(({ type, found }) =>
      found.filter((name) => !listed[type]?.includes(name)).map((name) => `${name} in ${type}`),
    );
  await unlock(page, PASSPHRASE);
  const keys = ['drawn', 'passphrase'];
  expect(unlisted({ main: keys, renderer: keys })).toEqual([]);
  // The passphrase is garbage now, which is not overwritten at once.
  expect(await inMain()).toEqual(['drawn']);
  expect(await reachableInPage(page, needles)).toEqual(['drawn']);

  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await openKeys(page);
  await page.getByRole('button', { name: `More actions for ${drawn}` }).click();
  await page.getByRole('menuitem', { name: 'Test key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText('It works.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  const table = join(userData, 'keys.csv');
  await writeFile(table, `name,scopes\n${imported},contacts:read\n`);
  await page.getByRole('link', { name: 'Backups' }).click();
  await chooseFolder(app, table);
  await page.getByRole('button', { name: 'Import…' }).click();
  const importing = page.getByRole('dialog', { name: 'Import API keys' });
  await importing.getByRole('button', { name: 'Check the rows' }).click();
  await expect(importing.getByText(imported)).toBeVisible();
  await importing.getByRole('button', { name: 'Back' }).click();
  await importing.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('link', { name: 'Reports' }).click();
  await chooseTarget(app, join(userData, 'report.pdf'));
  await page.getByRole('button', { name: 'Export…' }).click();
  const said = page.getByRole('status').filter({ hasText: /was saved\./ });
  await expect(said).toBeVisible({ timeout: 30_000 });
  const shown = [...keys, 'imported', 'token'];
  const sent = ['drawn', 'secret', 'token'];
  const open = { main: [...shown, 'secret'], renderer: shown, utility: sent };
  expect(unlisted(open)).toEqual([]);

  await lock(page);
  // The old renderer process may take a moment to end.
  await expect.poll(() => unlisted({ ...open, renderer: [] })).toEqual([]);
  expect(await inMain()).toEqual([]);
  expect(await reachableInPage(page, needles)).toEqual([]);
});
