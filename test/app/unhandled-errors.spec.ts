import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { PASSPHRASE, expect, test, unlock } from './fixtures';

/** Answers message boxes with the button of that index, and counts the boxes. */
const answerBoxes = (app: ElectronApplication, button: number) =>
  app.evaluate(({ dialog }, response) => {
    const boxes: string[] = [];
    Object.assign(globalThis, { boxes });
    dialog.showErrorBox = (title) => void boxes.push(`blocking: ${title}`);
    dialog.showMessageBox = async (...given: unknown[]) => {
      boxes.push((given.at(-1) as { message: string }).message);
      return { response, checkboxChecked: false };
    };
  }, button);

const boxesOf = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes);

const TOLD = 'Ownchat Keys has run into a problem';

for (const kind of ['an uncaught exception', 'an unhandled rejection'] as const) {
  test(`${kind} in the main process locks the vault, is shown and logged, and the app keeps running`, async ({
    launchUnlocked,
    userData,
  }) => {
    const { app, page } = await launchUnlocked();
    await answerBoxes(app, 1);
    await app.evaluate((_electron, isException) => {
      const error = new Error('the test breaks something');
      if (isException)
        setImmediate(() => {
          throw error;
        });
      else void Promise.reject(error);
    }, kind === 'an uncaught exception');
    await expect.poll(() => boxesOf(app)).toEqual([TOLD]);
    await unlock(page, PASSPHRASE);
    const log = await readFile(join(userData, 'logs', 'main.log'), 'utf8');
    expect(log).toContain('the test breaks something');
  });
}
