import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CredentialChanges } from '../../../../electron/vault/operations/change-credentials';
import type { UnlockMethod } from '../../../../shared/contract/unlock-methods';
import type { Result } from '../../../../shared/lib/result';
import { CHEAP_COST } from '../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import { keysOf } from '../../../support/small-vault';
import { newKey, valueOf } from '../../../support/sample-keys';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  fakeKeychain,
  rollbackMarkStore,
  sessionOn,
  temporaryDirectory,
} from '../../../support/test-vault';
import type { TestSession } from '../../../support/test-vault';

export const NEXT = 'seven quiet lighthouses';
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code);
export const byPassphrase = (passphrase: string) => ({ method: 'passphrase', passphrase }) as const;
export const byCode = (code: string) => ({ method: 'recovery-code', code }) as const;
export const KEYCHAIN = { method: 'keychain' } as const;

/** Changes of each keyslot. */
export const CHANGES = {
  passphrase: {
    event: 'vault.passphrase-changed',
    old: () => byPassphrase(PASSPHRASE),
    make: async (security: CredentialChanges) => {
      valueOf(await security.changePassphrase(PROOF, NEXT));
      return byPassphrase(NEXT);
    },
  },
  'recovery code': {
    event: 'vault.recovery-code-changed',
    old: (recoveryCode: string) => byCode(recoveryCode),
    make: async (security: CredentialChanges) => {
      const { recoveryCode } = valueOf(await security.prepareRecoveryCode(PROOF));
      valueOf(await security.confirmRecoveryCode());
      return byCode(recoveryCode);
    },
  },
  keychain: {
    event: 'vault.keychain-removed',
    old: () => KEYCHAIN,
    make: async (security: CredentialChanges) => {
      valueOf(await security.setKeychain(PROOF, false));
      return PROOF;
    },
  },
} as const;
export type Change = (typeof CHANGES)[keyof typeof CHANGES];

export const securityOf = ({ session }: TestSession, keychain = fakeKeychain()) =>
  new CredentialChanges({
    session,
    keychain,
    kdfCost: async () => CHEAP_COST,
    ratePassphrase: acceptAnyPassphrase,
  });

/** A vault with a keychain slot, three keys and a backup after each of them. */
export async function lived(faulty = new FaultyFileSystem()) {
  const directory = join(await temporaryDirectory(), 'vault');
  const keychain = fakeKeychain();
  const lastSeen = rollbackMarkStore();
  const made = await createdVault(directory, { keychain, lastSeen, fs: faulty.fs });
  const addKey = async (name: string) => {
    const key = valueOf(await keysOf(made).create(newKey({ name })));
    await made.session.lock();
    made.clock.now += 3_600_000;
    valueOf(await made.session.unlock(PROOF));
    return key;
  };
  const first = await addKey('First');
  await addKey('Second');
  await addKey('Third');
  return { ...made, directory, keychain, lastSeen, addKey, first };
}

export const backupsOf = async (directory: string) =>
  (await readdir(join(directory, 'backups'))).toSorted();

/**
 * The result of opening a copy of the vault with another `vault.json`, on a computer without a
 * mark.
 */
export async function openedWith(
  directory: string,
  file: Buffer,
  given: UnlockMethod,
  keychain = fakeKeychain(),
) {
  const copy = join(await temporaryDirectory(), 'vault');
  await cp(directory, copy, { recursive: true, preserveTimestamps: true });
  await writeFile(join(copy, 'vault.json'), file);
  const app = sessionOn(copy, { keychain });
  const code = codeOf(await app.session.unlock(given));
  return { ...app, copy, code };
}
