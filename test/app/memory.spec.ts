import { join } from 'node:path';
import { READABLE_MEMORY, searchMemory } from '../support/process-memory';
import { readSealedVault, vaultEnvironment } from '../support/open-vault-file';
import { createKey, createVault, expect, lock, PASSPHRASE, test, unlock } from './fixtures';

test.skip(process.platform !== 'linux', 'reads /proc');

/**
 * The data key of the vault in a profile, and its subkeys: each of them gives access to content.
 */
async function keysOfVault(userData: string, code: string): Promise<Record<string, Buffer>> {
  const { dataKey } = await readSealedVault(vaultEnvironment(join(userData, 'vault')), code);
  return {
    'data key': dataKey.bytes,
    'snapshot key': dataKey.for('snapshot'),
    'activity key': dataKey.for('activity'),
    'secret key': dataKey.for('secret'),
  };
}

test('@root memory holds no secret that was not revealed, and after the lock no key and no name that was drawn', async ({
  launch,
  userData,
}) => {
  test.slow();
  const first = await launch();
  const code = await createVault(first.page, PASSPHRASE);
  const names = { 'first name': 'Quarterly-zebra', 'second name': 'Monthly-walrus' };
  const permissions = { Contacts: 'Read' } as const;
  const hidden = await createKey(first.page, { name: names['first name'], permissions });
  const revealed = await createKey(first.page, { name: names['second name'], permissions });
  await first.close();

  const { app, page } = await launch({ args: READABLE_MEMORY });
  const keys = await keysOfVault(userData, code);
  const search = () => {
    const needles = { ...keys, ...names, hidden, revealed };
    const found = searchMemory(app.process().pid ?? 0, needles);
    return Object.fromEntries(found.map(({ type, found: names_ }) => [type, names_]));
  };
  await unlock(page, PASSPHRASE);
  const open = search();
  // A positive control: it finds values that must be there.
  expect(open['main']).toEqual(expect.arrayContaining(['data key', 'first name']));
  expect(open['renderer']).toEqual(['first name', 'second name']);
  expect(Object.values(open).flat()).not.toContain('hidden');
  expect(Object.values(open).flat()).not.toContain('revealed');

  await page.getByRole('button', { name: `More actions for ${names['second name']}` }).click();
  await page.getByRole('menuitem', { name: /^Reveal/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Reveal API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'API key' })).toHaveValue(revealed);
  expect(search()['renderer']).toContain('revealed');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await lock(page);
  // The old renderer process may take a moment to end. Rendered or revealed texts may stay in the
  // main process until their memory is reused.
  const mayStay = (type: string, name: string) =>
    type === 'main' && (name === 'revealed' || name.endsWith('name'));
  const left = () =>
    Object.entries(search()).flatMap(([type, found]) =>
      found.filter((name) => !mayStay(type, name)).map((name) => `${name} in ${type}`),
    );
  await expect.poll(left).toEqual([]);
});
