import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { canonicalJson } from '../../electron/vault/crypto/canonical-json';
import { chooseFolder } from '../support/file-dialogs';
import { PASSPHRASE, createKey, createVault, expect, test, unlock } from './fixtures';
import type { Fixtures } from './fixtures';

async function vaultWithAKey(launchUnlocked: Fixtures['launchUnlocked']): Promise<void> {
  const { close } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await close();
}

/** Forges it without the key, but with knowledge of the format. */
function withManyPassphrases(text: string): string {
  const {
    checksum: _,
    body,
    ...header
  } = JSON.parse(text) as {
    checksum: string;
    body: unknown;
    slots: { type: string }[];
  };
  const slots = header.slots.filter(({ type }) => type === 'passphrase');
  const made = { ...header, slots: [...header.slots, ...slots, ...slots, ...slots, ...slots] };
  const checksum = createHash('sha256').update(canonicalJson(made)).digest('hex');
  return `${JSON.stringify({ ...made, checksum, body })}\n`;
}

const DAMAGE: Record<string, (text: string) => string> = {
  truncated: (text) => text.slice(0, text.length / 2),
  altered: (text) => text.replace('"slots"', '"slotz"'),
  'full of passphrases to try': withManyPassphrases,
  'from a newer version': (text) => text.replace('"version":2', '"version":3'),
};

for (const [what, damage] of Object.entries(DAMAGE)) {
  test(`a vault that is ${what} is named, left alone, and opens once it is mended`, async ({
    launch,
    launchUnlocked,
    userData,
  }) => {
    await vaultWithAKey(launchUnlocked);
    const path = join(userData, 'vault', 'vault.json');
    const good = await readFile(path, 'utf8');
    const bad = damage(good);
    await writeFile(path, bad);
    const { page } = await launch();
    await expect(page.getByText(path)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Quit' })).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('status')).toHaveText(
      /^Tried again at .* The vault still cannot be opened\.$/,
    );
    await expect(page.getByText(path)).toBeVisible();
    expect(await readFile(path, 'utf8')).toBe(bad);
    await writeFile(path, good);
    await page.getByRole('button', { name: 'Try again' }).click();
    await unlock(page, PASSPHRASE);
    await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  });
}

test('the newest backup is previewed, then used, and no change and no file is lost', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  await vaultWithAKey(launchUnlocked);
  const vault = join(userData, 'vault');
  const bad = (await readFile(join(vault, 'vault.json'), 'utf8')).slice(0, 300);
  await writeFile(join(vault, 'vault.json'), bad);
  const { page } = await launch();
  await page.getByRole('button', { name: 'Open the newest backup…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('Wrong passphrase.')).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check what will be restored' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'API keys to restore' })).toContainText('Zoho');
  expect(await readFile(join(vault, 'vault.json'), 'utf8')).toBe(bad);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('button', { name: 'Open the newest backup…' }).press('Enter');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Use this backup' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  const aside = (await readdir(vault)).find((name) => name.startsWith('vault.json.damaged-'));
  expect(await readFile(join(vault, aside ?? ''), 'utf8')).toBe(bad);
  await createKey(page, { name: 'Later', permissions: { Contacts: 'Read' } });
});

test('a backup that is looked at is closed when the screen locks, and is not used by who comes next', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  await vaultWithAKey(launchUnlocked);
  const path = join(userData, 'vault', 'vault.json');
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 300));
  const { app, page } = await launch();
  await page.getByRole('button', { name: 'Open the newest backup…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  const use = page.getByRole('button', { name: 'Use this backup' });
  await expect(use).toBeVisible();
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await use.click();
  await expect(page.getByText('The backup was closed')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeHidden();
});

test('the files of a damaged vault are copied to the folder that is chosen', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  await vaultWithAKey(launchUnlocked);
  const vault = join(userData, 'vault');
  await writeFile(join(vault, 'vault.json'), '{"format"');
  const { app, page } = await launch();
  const target = join(userData, 'chosen');
  await mkdir(target);
  await chooseFolder(app, null);
  await page.getByRole('button', { name: 'Save a copy of the files…' }).click();
  await chooseFolder(app, target);
  await page.getByRole('button', { name: 'Save a copy of the files…' }).click();
  await expect(page.getByRole('status')).toContainText(`files were copied to ${target}`);
  const [folder = ''] = await readdir(target);
  expect(await readFile(join(target, folder, 'vault.json'), 'utf8')).toBe('{"format"');
  expect(await readdir(join(target, folder))).toEqual(['activity.jsonl', 'backups', 'vault.json']);
});

test('a vault without its file is reported as missing, and no new vault is offered', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  await vaultWithAKey(launchUnlocked);
  const path = join(userData, 'vault', 'vault.json');
  await rename(path, `${path}.away`);
  const { page } = await launch();
  await expect(page.getByText(path)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toHaveCount(0);
});

test('a vault whose activity is damaged opens read-only and says so', async ({
  launch,
  userData,
}) => {
  // Two starts, and five Argon2id runs.
  test.slow();
  const first = await launch();
  await createVault(first.page, PASSPHRASE);
  await createKey(first.page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await first.close();
  const path = join(userData, 'vault', 'activity.jsonl');
  await rm(path);
  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  await expect(page.getByText(path)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create API Key' })).toBeDisabled();

  await page.getByRole('button', { name: 'Repair…' }).click();
  await expect(page.getByRole('heading', { name: 'Your vault cannot be opened' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to unlock' }).click();
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Repair…' }).click();
  await page.getByRole('button', { name: 'Repair the vault…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The activity record is missing.')).toBeVisible();
  await page.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  await createKey(page, { name: 'Later', permissions: { Contacts: 'Read' } });
});

/** Notes in the page where its heading is in each frame, from the first frame that has it. */
const noteHeadings = async (page: Page) => {
  await page.evaluate(() => {
    const tops = new Set<number>();
    const look = () => {
      const heading = [...document.querySelectorAll('h1')].find(
        ({ textContent }) => textContent === 'API Keys',
      );
      if (heading) tops.add(Math.round(heading.getBoundingClientRect().top));
      requestAnimationFrame(look);
    };
    Object.assign(globalThis, { headingTops: tops });
    look();
  });
  return () =>
    page.evaluate(() => [...(globalThis as unknown as { headingTops: Set<number> }).headingTops]);
};

test('the notice about a vault is shown together with its keys, which do not move', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  await vaultWithAKey(launchUnlocked);
  const path = join(userData, 'vault', 'activity.jsonl');
  await rm(path);
  const { page } = await launch();
  await page.getByRole('heading', { name: 'Unlock your vault' }).waitFor();
  const tops = await noteHeadings(page);
  await unlock(page, PASSPHRASE);
  await expect(page.getByText(path)).toBeVisible();
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  expect(await tops()).toHaveLength(1);
});
