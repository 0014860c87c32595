import { readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Page } from '@playwright/test';
import { handedOver } from '../../electron/start/second-start-message';
import { startAgain } from '../support/start-again';
import { createKey, expect, test } from './fixtures';

const LINK = 'ownchat-keys://page/preferences';
const TOO_LONG = /^Refused: the arguments and the working directory take [\d,]+ bytes/m;

/** Checks that it still answers, writes and renders. */
const goesOn = async (page: Page, name: string) => {
  await page.getByRole('link', { name: 'API Keys' }).click();
  await createKey(page, { name, permissions: { Contacts: 'Read' } });
  await expect(page.getByRole('row', { name })).toBeVisible();
};

test('a second start with 5,000 arguments, or with one that is very long, is refused, and the running app goes on', async ({
  launchUnlocked,
  userData,
}) => {
  const { page } = await launchUnlocked();
  const many = Array.from({ length: 5_000 }, () => LINK);
  expect(await startAgain(userData, many)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(TOO_LONG),
  });
  await goesOn(page, 'After many');
  // Linux takes 128 KiB for one argument, Windows 32,767 characters for all.
  const longest = 'x'.repeat(process.platform === 'win32' ? 31_500 : 127_000);
  for (const args of [[longest], ['--lock', `--lang=${longest}`], [`ownchat-keys://${longest}`]]) {
    expect(await startAgain(userData, args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(TOO_LONG),
    });
  }
  await goesOn(page, 'After long');
  // A message below the limit is accepted: 800 links are less than 30 KiB.
  expect(await startAgain(userData, many.slice(0, 800))).toMatchObject({ exitCode: 0 });
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  await goesOn(page, 'After 800');
});

test('nine links, and a file with a blank and a Chinese sign in its name, are handed over', async ({
  launchUnlocked,
  userData,
}) => {
  const { page } = await launchUnlocked();
  const nine = [
    'activity',
    'reports',
    'sync',
    'activity',
    'reports',
    'sync',
    'activity',
    'reports',
  ];
  const links = [...nine, 'preferences'].map((name) => `ownchat-keys://page/${name}`);
  expect(await startAgain(userData, links)).toMatchObject({ exitCode: 0 });
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
  const name = 'a b 钥.csv';
  await writeFile(join(userData, name), 'name,scopes\nZoho,contacts:read\n');
  expect(await startAgain(userData, [join(userData, name)])).toMatchObject({ exitCode: 0 });
  const dialog = page.getByRole('dialog', { name: 'Import API keys' });
  await expect(dialog).toContainText(`${name} has 1 row`);
});

/** The message of Chromium for a second start; the running app cannot distinguish it. */
function startMessage(args: readonly string[], data: unknown): Buffer {
  // Chromium's own header, and the value in V8's serialisation.
  const added = Buffer.concat([Buffer.from([0xff, 0x13]), serialize(handedOver(data))]);
  const texts = ['START', '/', String(args.length), ...args, String(added.length)];
  return Buffer.concat([Buffer.from(`${texts.join('\0')}\0`), added]);
}

test('200 starts in a row, some with too long arguments, and 2 MB from another program do not change the app', async ({
  launchUnlocked,
  userData,
}) => {
  test.skip(process.platform === 'win32', 'Windows has no socket for it');
  const { app, page } = await launchUnlocked();
  await app.evaluate(({ app: electron }) => {
    const world = globalThis as { starts?: number };
    world.starts = 0;
    electron.on('second-instance', () => {
      world.starts = (world.starts ?? 0) + 1;
    });
  });
  const starts = () => app.evaluate(() => (globalThis as { starts?: number }).starts);
  const tell = async (message: Buffer) => {
    const socket = createConnection(readlinkSync(join(userData, 'SingletonSocket')));
    await new Promise((closed) => {
      // A longer message is not read to its end.
      socket.on('error', () => undefined);
      socket.on('close', closed);
      socket.end(message);
      socket.resume();
    });
  };
  const asks = (count: number, page_: string) => ({
    kind: 'window',
    open: Array.from({ length: count }, () => ({ kind: 'page', page: page_ })),
  });
  for (let start = 0; start < 200; start += 1) {
    // More than fifty are refused, from any sender.
    const data = start % 2 === 0 ? asks(50, 'activity') : asks(400, 'reports');
    await tell(startMessage(['/app', 'a.csv'], data));
  }
  await expect.poll(starts).toBe(200);
  await tell(Buffer.alloc(2 * 1024 * 1024, 'x'));
  await tell(startMessage(['/app', 'x'.repeat(40 * 1024)], {}));
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  await goesOn(page, 'After all');
});
