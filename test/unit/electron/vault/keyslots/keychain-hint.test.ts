import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seemsToHaveKeychainSlot } from '../../../../../electron/vault/keyslots/keychain-hint';
import { createdVault, fakeKeychain, temporaryDirectory } from '../../../../support/test-vault';

async function vaultOf(options: Parameters<typeof createdVault>[1]): Promise<string> {
  const { environment } = await createdVault(await temporaryDirectory(), options);
  return environment.paths.vault;
}

describe('the keychain slot hint', () => {
  it('reads the slots without a key', async () => {
    expect(seemsToHaveKeychainSlot(await vaultOf({ keychain: fakeKeychain() }))).toBe(true);
    expect(seemsToHaveKeychainSlot(await vaultOf({}))).toBe(false);
  });

  it('finds it behind the maximum number of slots', async () => {
    const path = await vaultOf({ keychain: fakeKeychain() });
    const file = JSON.parse(await readFile(path, 'utf8')) as { slots: { type: string }[] };
    const passphrase = file.slots.find(({ type }) => type === 'passphrase');
    const keychain = file.slots.find(({ type }) => type === 'keychain');
    const slots = [...Array.from({ length: 15 }, () => passphrase), keychain];
    await writeFile(path, JSON.stringify({ ...file, slots }));
    expect(seemsToHaveKeychainSlot(path)).toBe(true);
  });

  it('is false for unreadable files, and reads only the head', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'vault.json');
    expect(seemsToHaveKeychainSlot(path)).toBe(false);
    await writeFile(path, `${' '.repeat(1024 * 1024)}"type":"keychain"`);
    expect(seemsToHaveKeychainSlot(path)).toBe(false);
    await mkdir(join(directory, 'folder'));
    expect(seemsToHaveKeychainSlot(join(directory, 'folder'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('does not block on a pipe', async () => {
    const pipe = join(await temporaryDirectory(), 'vault.json');
    execFileSync('mkfifo', [pipe]);
    expect(seemsToHaveKeychainSlot(pipe)).toBe(false);
  });
});
