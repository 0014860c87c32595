import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillVault } from '../demo/fill-vault';
import { CHEAP_COST, PASSPHRASE, createKey, expect, test, unlock } from './fixtures';

/** Enough that writing them takes longer than the notice delay, on any machine. */
const MANY_KEYS = 80_000;

/** The last line of the activity that the snapshot includes. */
async function includedIn(userData: string): Promise<number> {
  const vault = await readFile(join(userData, 'vault', 'vault.json'), 'utf8');
  return (JSON.parse(vault) as { sequence: number }).sequence;
}

test('a closed window stays while much is written, and says so', async ({ launch, userData }) => {
  test.setTimeout(240_000);
  await fillVault(join(userData, 'vault'), {
    keys: MANY_KEYS,
    passphrase: PASSPHRASE,
    cost: CHEAP_COST,
  });
  const { app, page } = await launch();
  await unlock(page, PASSPHRASE);
  await createKey(page, { name: 'One more', permissions: { Contacts: 'Read' } });
  const before = await includedIn(userData);
  const ended = app.waitForEvent('close', { timeout: 120_000 });
  const said = page.getByRole('alert').filter({ hasText: 'Saving your vault' }).waitFor();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await said;
  await ended;
  // The snapshot waited for the key, and includes it.
  expect(await includedIn(userData)).toBeGreaterThan(before);
});

test('a signal to end locks the vault before it is obeyed', async ({
  launchUnlocked,
  userData,
}) => {
  test.skip(process.platform === 'win32', 'there are no signals');
  const { app, page } = await launchUnlocked();
  await createKey(page, { name: 'One', permissions: { Contacts: 'Read' } });
  const before = await includedIn(userData);
  const child = app.process();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await includedIn(userData)).toBeGreaterThan(before);
});
