import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APP_DIRECTORY } from '../support/electron';
import type { SecretService } from '../support/secret-service';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import { SpawnedApp } from '../support/spawned-app';
import { PASSPHRASE, createKey, createVault, expect, lock, test as base } from './fixtures';

/**
 * The first address during automatic unlock, and that of every other load; a page may follow as its
 * hash.
 */
const OPENING = /^app:\/\/ownchat\/index\.html\?opening(?:#.*)?$/;
const USUAL = /^app:\/\/ownchat\/index\.html(?:#.*)?$/;

interface KeychainFixtures {
  keychain: SecretService;
  /** Creates a vault with a key, which this keychain opens. @returns the path of `vault.json` */
  makeVault: () => Promise<string>;
}

const test = base.extend<KeychainFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  keychain: async ({}, use) => {
    const reason = whyNoSecretService();
    base.skip(reason !== null, reason ?? '');
    const service = await startSecretService();
    await use(service);
    await service.stop();
  },

  makeVault: ({ keychain, launch, userData }, use) =>
    use(async () => {
      const { page, close } = await launch({ keychain: true, env: keychain.env });
      await page.getByRole('checkbox', { name: 'Unlock with this computer’s keychain' }).check();
      await createVault(page, PASSPHRASE);
      expect(page.url()).toMatch(USUAL);
      await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
      await page.getByRole('button', { name: 'Hide inactive' }).click();
      await page.getByRole('link', { name: 'Preferences' }).click();
      await page.getByRole('radio', { name: 'Dark' }).check();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await close();
      return join(userData, 'vault', 'vault.json');
    }),
});

test('the keychain opens the vault at the next start, and not after it was locked', async ({
  keychain,
  makeVault,
  launch,
}) => {
  await makeVault();
  const second = await launch({ keychain: true, env: keychain.env });
  await expect(second.page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  expect(second.page.url()).toMatch(OPENING);
  // The selected method is shown while the vault opens.
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(second.page.getByRole('button', { name: 'Show inactive' })).toBeVisible();
  await expect(second.page.getByRole('button', { name: 'Create API Key' })).toBeEnabled();
  await lock(second.page);
  await expect(second.page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  expect(second.page.url()).toMatch(USUAL);
  await second.page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
  await expect(second.page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
  await second.close();

  // On a computer without that keychain the passphrase still opens it.
  const elsewhere = await launch();
  await expect(elsewhere.page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  expect(elsewhere.page.url()).toMatch(OPENING);
  await expect(elsewhere.page.getByRole('heading', { name: 'API Keys' })).toHaveCount(0);
  await elsewhere.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await elsewhere.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(elsewhere.page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
});

/** The successive content of the screen during a start. */
interface Moment {
  isLoading: boolean;
  canCreate: boolean;
  canSelect: boolean;
  rows: number;
  /** whether the message that the keys could not be loaded was shown */
  hasFailed: boolean;
}

/** Runs in the page before its own scripts. */
const NOTE_MOMENTS = `
  window.moments = [];
  new MutationObserver(() => {
    const has = (selector) => document.querySelector(selector) !== null;
    const moment = JSON.stringify({
      isLoading: has('[role="status"][aria-label="Loading your API keys"]'),
      canCreate: has('button[data-action="create"]:enabled'),
      canSelect: has('th input:enabled'),
      rows: document.querySelectorAll('tr[data-key-id]').length,
      hasFailed: /vault-locked|The vault is locked/.test(document.body?.textContent ?? ''),
    });
    if (window.moments.at(-1) !== moment) window.moments.push(moment);
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
`;

/**
 * Starts the app, and records the content of its screen until a condition is met.
 *
 * @param isShown an expression in the page
 */
async function momentsUntil(
  isShown: string,
  start: Pick<ConstructorParameters<typeof SpawnedApp>[0], 'userData' | 'keychain' | 'env'>,
): Promise<Moment[]> {
  const options = { ...start, app: APP_DIRECTORY, pageScript: NOTE_MOMENTS };
  for (;;) {
    const app = new SpawnedApp(options);
    try {
      await app.whenTruthy(isShown);
      const moments = await app.evaluate<string[] | null>('window.moments ?? null');
      await app.quit();
      // On a busy machine a page is sometimes loaded before the script that watches it.
      if (moments) return moments.map((moment) => JSON.parse(moment) as Moment);
    } finally {
      await app.kill();
    }
  }
}

const shows = (selector: string): string => `document.querySelector('${selector}') !== null`;

test('while the vault opens all but the keys is there, and nothing that needs them', async ({
  keychain,
  makeVault,
  userData,
}) => {
  await makeVault();
  const start = { userData, keychain: true, env: keychain.env };
  const moments = await momentsUntil(shows('tr[data-key-id]'), start);
  const drawn = moments.findIndex(({ isLoading }) => isLoading);
  expect(moments[drawn]).toEqual({
    isLoading: true,
    canCreate: false,
    canSelect: false,
    rows: 0,
    hasFailed: false,
  });
  expect(moments.at(-1)).toMatchObject({ isLoading: false, rows: 1 });
  // While the vault stays closed, the page does not report that keys could not be loaded.
  const closed = await momentsUntil(shows('input[type="password"]'), { userData });
  expect(closed.some(({ isLoading }) => isLoading)).toBe(true);
  expect(closed.filter(({ hasFailed, rows }) => hasFailed || rows > 0)).toEqual([]);
});

test('no keychain is offered where there is no real one', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});

for (const [what, damage] of Object.entries({
  truncated: (text: string) => text.slice(0, text.length - 100),
  // Its header is unchanged, so the damage is found only with the key.
  altered(text: string) {
    const at = text.lastIndexOf('"ciphertext":"') + 40;
    return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  },
})) {
  test(`an automatic unlock of a vault that is ${what} shows the screen of that state`, async ({
    keychain,
    makeVault,
    launch,
    userData,
  }) => {
    const vault = await makeVault();
    const good = await readFile(vault, 'utf8');
    await writeFile(vault, damage(good));
    const start = { userData, keychain: true, env: keychain.env };
    const moments = await momentsUntil(`document.body.textContent.includes('${vault}')`, start);
    expect(moments.filter(({ hasFailed }) => hasFailed)).toEqual([]);

    const { page } = await launch({ keychain: true, env: keychain.env });
    await expect(page.getByText(vault)).toBeVisible();
    expect(page.url()).toMatch(OPENING);
    await expect(page.getByRole('heading', { name: 'API Keys' })).toHaveCount(0);
    await writeFile(vault, good);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Use this computer’s keychain' }).click();
    await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();
  });
}
