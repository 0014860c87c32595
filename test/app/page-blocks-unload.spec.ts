import { fileURLToPath } from 'node:url';
import { APP_DIRECTORY } from '../support/electron';
import { SpawnedApp } from '../support/spawned-app';
import { PASSPHRASE, expect, test as base } from './fixtures';

// Playwright answers the `beforeunload` question of a page by default. Here it stays open.

const AGREE_TO_QUESTIONS = fileURLToPath(
  new URL('../support/agree-to-questions.cjs', import.meta.url),
);

const test = base.extend<{ app: SpawnedApp }>({
  app: async ({ userData }, use) => {
    const app = new SpawnedApp({ app: APP_DIRECTORY, userData, require: AGREE_TO_QUESTIONS });
    await app.whenTruthy('document.body?.innerText.includes("Create your vault")');
    await use(app);
    await app.kill();
  },
});

test('a page that asks not to be left is replaced by a lock all the same', async ({ app }) => {
  const made = JSON.stringify({ passphrase: PASSPHRASE, useKeychain: false });
  expect(await app.evaluate(`ownchat.request('vault:create', ${made})`)).toContain('"ok":true');
  const confirmed = await app.evaluate(`ownchat.request('vault:confirm-recovery-code')`);
  expect(confirmed).toContain('"ok":true');
  // Chromium asks before a page unloads only after a user gesture on it.
  await app.pressKey();
  expect(await app.evaluate('navigator.userActivation.hasBeenActive')).toBe(true);
  await app.evaluate(`addEventListener('beforeunload', (event) => {
    event.preventDefault();
    event.returnValue = 'stay';
  })`);
  await app.evaluate('(globalThis.isOfBefore = true)');
  // The requesting page is gone before the answer.
  app.evaluate(`ownchat.request('vault:lock')`).catch(() => undefined);
  await app.whenTruthy(
    '!globalThis.isOfBefore && document.body?.innerText.includes("Unlock your vault")',
  );
});

test('a script of the page can show no box that looks like one of the app', async ({ app }) => {
  // A box would block the page until it is answered.
  const answers = await app.evaluate('[alert("Repaired."), confirm("Give more access?")].join()');
  expect(answers).toBe(',false');
});
