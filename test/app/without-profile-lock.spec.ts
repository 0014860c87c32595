import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  APP_DIRECTORY,
  appEnvironment,
  appSwitches,
  electronExecutable,
  sandboxSwitches,
} from '../support/electron';
import { PASSPHRASE, createKey, expect, fillKeyForm, test, unlock } from './fixtures';

/** Starts the app once more, and waits for its end. */
async function start(
  userData: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; error: string }> {
  const app = spawn(
    electronExecutable(),
    [...sandboxSwitches(), APP_DIRECTORY, ...appSwitches({ userData }), ...args],
    { env: { ...appEnvironment(), ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let error = '';
  app.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  return new Promise((done) => app.once('close', (code) => done({ code, error })));
}

const keyNames = '[data-key-id]';

test.skip(process.platform === 'win32', 'there the lock is no file of the profile');

test('in a folder without locks the app works without one and says so, and the vault loses nothing', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  test.skip(process.getuid?.() === 0, 'nothing is refused to root');
  test.slow();
  const before = await launchUnlocked();
  await before.close();
  for (const name of await readdir(userData)) {
    if (name.startsWith('Singleton')) await rm(join(userData, name), { force: true });
  }
  await chmod(userData, 0o500);
  try {
    const first = await launch();
    const notice = first.page.getByRole('status').filter({ hasText: 'A second instance' });
    await expect(notice).toContainText(
      `You have no permission to write to the folder ${userData}.`,
    );
    await unlock(first.page, PASSPHRASE);
    // The second instance does not know of the first: both have the vault open.
    const second = await launch();
    await unlock(second.page, PASSPHRASE);
    // The first instance has not noticed the unlock by the second.
    await createKey(second.page, { name: 'Second', permissions: { Contacts: 'Read' } });
    await first.page.getByRole('button', { name: 'Create API Key' }).click();
    const dialog = first.page.getByRole('dialog', { name: 'Create API Key' });
    await fillKeyForm(dialog, { name: 'First', permissions: { Contacts: 'Read' } });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The vault changed on disk');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await first.page.getByRole('button', { name: 'Discard' }).click();
    await first.page.getByRole('button', { name: 'Merge' }).click();
    await expect(first.page.locator(keyNames).filter({ hasText: 'Second' })).toHaveCount(1);
    const told = await start(userData, ['--lock']);
    expect(told.error).toContain(
      'Nothing was locked: the app cannot find out whether it is running.',
    );
    expect(told.code).toBe(9);
  } finally {
    await chmod(userData, 0o700);
  }
});

test('a temporary folder with a long name is no reason to end, nor to open twice', async ({
  launchUnlocked,
  userData,
}) => {
  const temporary = join(userData, 'x'.repeat(90));
  await mkdir(temporary);
  const env = { TMPDIR: temporary };
  const { app, page } = await launchUnlocked({ env });
  expect(await app.evaluate(() => process.env['TMPDIR'])).toBe(temporary);
  expect(await start(userData, [], env)).toMatchObject({ code: 0 });
  expect(await start(userData, ['--lock'], env)).toMatchObject({ code: 0 });
  await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
});
