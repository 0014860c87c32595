import { readdir } from 'node:fs/promises';
import { PASSPHRASE, expect, test, unlock } from './fixtures';

/** Files with compiled code below a folder. Chromium creates its index in any case. */
async function compiledIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /^[\da-f]{16}_[\da-z]+$/.test(entry.name))
    .map(({ name }) => name);
}

test('no compiled code of the page is kept in the profile, from which it would run in the page at the next start', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const first = await launchUnlocked();
  await first.close();
  // Chromium caches the code of a script when it loads it a second time.
  for (let start = 0; start < 3; start += 1) {
    const { page, close } = await launch();
    await unlock(page, PASSPHRASE);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
    await close();
  }
  expect(await compiledIn(userData)).toEqual([]);
});
