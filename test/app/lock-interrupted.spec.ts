import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { PASSPHRASE, expect, test, unlock } from './fixtures';

/** Locks by a second start with `--lock`, and interrupts the new page that follows. */
const lockAnd = (app: ElectronApplication, interruption: 'quit' | 'reload') =>
  app.evaluate(({ app: main, BrowserWindow }, how) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (how === 'reload') {
      contents?.once('did-start-navigation', () => setImmediate(() => contents.reload()));
    }
    main.emit('second-instance', {}, [], '', { kind: 'lock' });
    if (how === 'quit') main.quit();
  }, interruption);

const logOf = (userData: string) => readFile(join(userData, 'logs', 'main.log'), 'utf8');

test('quitting right after a lock ends the app as usual', async ({ launchUnlocked, userData }) => {
  const { app } = await launchUnlocked();
  const ended = new Promise((resolve) => {
    app.process().once('exit', resolve);
  });
  // The app may have ended before it answers.
  await lockAnd(app, 'quit').catch(() => undefined);
  expect(await ended).toBe(0);
  expect(await logOf(userData)).not.toContain('unhandled rejection');
});

test('a page that reloads while the vault is locked ends on the unlock screen', async ({
  launchUnlocked,
  userData,
}) => {
  const { app, page } = await launchUnlocked({ mayComplain: true });
  await lockAnd(app, 'reload');
  await unlock(page, PASSPHRASE);
  expect(await logOf(userData)).not.toContain('unhandled rejection');
});
