import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningApp } from '../support/app';
import { PASSPHRASE, createKey, createVault, expect, test, unlock } from './fixtures';

async function vaultWithAKey(started: RunningApp): Promise<void> {
  await createVault(started.page, PASSPHRASE);
  await createKey(started.page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
  await started.close();
}

const DAMAGE: Record<string, (text: string) => string> = {
  truncated: (text) => text.slice(0, text.length / 2),
  altered: (text) => text.replace('"slots"', '"slotz"'),
  'from a newer version': (text) => text.replace('"version":1', '"version":2'),
};

for (const [what, damage] of Object.entries(DAMAGE)) {
  test(`a vault that is ${what} is named, left alone, and opens once it is mended`, async ({
    launch,
    userData,
  }) => {
    await vaultWithAKey(await launch());
    const path = join(userData, 'vault', 'vault.json');
    const good = await readFile(path, 'utf8');
    const bad = damage(good);
    await writeFile(path, bad);
    const { page } = await launch();
    await expect(page.getByText(path)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Quit' })).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(path)).toBeVisible();
    expect(await readFile(path, 'utf8')).toBe(bad);
    await writeFile(path, good);
    await page.getByRole('button', { name: 'Try again' }).click();
    await unlock(page, PASSPHRASE);
    await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  });
}

test('a vault whose file is gone is missing, not absent: no new one is offered', async ({
  launch,
  userData,
}) => {
  await vaultWithAKey(await launch());
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
  await vaultWithAKey(await launch());
  const path = join(userData, 'vault', 'activity.jsonl');
  await rm(path);
  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  await expect(page.getByText(path)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create API Key' }).first()).toBeDisabled();
});
