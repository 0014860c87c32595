import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import { CredentialChanges } from '../../electron/vault/operations/change-credentials';
import { decodeVaultFile } from '../../electron/vault/format/snapshot-file';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { CHEAP_COST } from '../support/cheap-cost';
import type { Fault } from '../support/faulty-file-system';
import { FaultyFileSystem } from '../support/faulty-file-system';
import { valueOf } from '../support/sample-keys';
import type { Records } from '../support/small-vault';
import { dataKeyBytesOf, openFromDisk, recordsOf, smallVault } from '../support/small-vault';
import {
  PASSPHRASE,
  acceptAnyPassphrase,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../support/test-vault';

const FAULTS: Record<string, Fault[]> = { once: ['EIO', 'half'], 'for good': ['ENOSPC'] };

/** One keyslot change, and the recovery codes that are valid before and after it. */
const CHANGES = [
  {
    name: 'rotating the recovery code',
    begin: (security: CredentialChanges, code: string) =>
      security.prepareRecoveryCode({ method: 'recovery-code', code }),
  },
  {
    name: 'changing the data key',
    begin: (security: CredentialChanges) => security.prepareDataKey(PASSPHRASE),
  },
];

/** Opens copies of a small vault, each with its own faulty file system. */
async function copies() {
  const original = join(await temporaryDirectory(), 'original');
  const vault = await smallVault(original);
  await vault.session.lock();
  const secrets = new Map<string, string>();
  const records = vault.states.at(-1)?.records ?? {};

  const open = async (begin: (typeof CHANGES)[number]['begin']) => {
    const directory = join(await temporaryDirectory(), 'vault');
    await cp(original, directory, { recursive: true, preserveTimestamps: true });
    const faulty = new FaultyFileSystem();
    const { session } = sessionOn(directory, { fs: faulty.fs });
    const oldCode = vault.recoveryCode;
    valueOf(await session.unlock({ method: 'recovery-code', code: oldCode }));
    for (const id of Object.keys(records)) {
      const secret = valueOf(session.vault?.openSecret(id) ?? locked).toString();
      expect(secrets.get(id) ?? secret).toBe(secret);
      secrets.set(id, secret);
    }
    const security = new CredentialChanges({
      session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    const newCode = valueOf(await begin(security, oldCode)).recoveryCode;
    return { directory, faulty, session, security, oldCode, newCode };
  };

  /** Finds which of the two codes opens the disk's content, which must be complete. */
  const opens = async (directory: string, oldCode: string, newCode: string) => {
    const read = await new SnapshotStore(realFileSystem, vaultPaths(directory)).read();
    const file = valueOf(read);
    if (!file) throw new Error('there is no vault any more');
    const right = [oldCode, newCode].filter((code) => {
      try {
        return dataKeyBytesOf(file, code);
      } catch {
        return false;
      }
    });
    expect(right).toHaveLength(1);
    const [code = ''] = right;
    const found = await openFromDisk(directory, dataKeyBytesOf(file, code));
    if ('failure' in found) throw new Error(JSON.stringify(found.failure));
    expect(found.records).toEqual(records);
    expect(found.condition).not.toBe('broken');
    return code === newCode ? 'new' : 'old';
  };
  return { open, opens, records, secrets };
}

const locked = { ok: false, failure: { code: 'vault-locked' } } as const;

const slotsOf = async (path: string) =>
  valueOf(decodeVaultFile(await realFileSystem.readFile(path), path)).slots;

async function slotsOfBackups(directory: string) {
  const { backups } = vaultPaths(directory);
  const names = await realFileSystem.readdir(backups);
  expect(names.filter((name) => !name.endsWith('.json'))).toEqual([]);
  return Promise.all(
    names.map(async (name) => [name, await slotsOf(join(backups, name))] as const),
  );
}

const inMemory = (vault: { keys: Parameters<typeof recordsOf>[0] } | null): Records | null =>
  vault && recordsOf(vault.keys);

describe.each(CHANGES)('a failing call during $name', ({ begin }) => {
  it.each(['once', 'for good'])(
    '%s: everything opens with either the old or the new keyslots',
    async (howOften) => {
      const { open, opens, records, secrets } = await copies();
      for (const fault of FAULTS[howOften] ?? []) {
        for (let n = 1; ; n += 1) {
          const world = await open(begin);
          const { directory, faulty, session, security, oldCode, newCode } = world;
          const callsBefore = faulty.calls.length;
          faulty.breakAt(n, fault, howOften === 'for good');
          const result = await security.confirmRecoveryCode();
          const wasReached = faulty.calls.length - callsBefore >= n;

          // As after a power loss at this point.
          const killed = join(await temporaryDirectory(), 'killed');
          await cp(directory, killed, { recursive: true, preserveTimestamps: true });
          const atOnce = await opens(killed, oldCode, newCode);
          expect(result.ok ? atOnce : 'old or new').toBe(result.ok ? 'new' : 'old or new');

          // As if the app continued: the open vault works, and so does a retry after the fault.
          faulty.mend();
          expect(inMemory(session.vault) ?? records).toEqual(records);
          if (!result.ok && session.vault) {
            expect(session.vault.slots.length).toBe(2);
            valueOf(await security.confirmRecoveryCode());
          }
          if (!session.vault) {
            const code = atOnce === 'new' ? newCode : oldCode;
            valueOf(await session.unlock({ method: 'recovery-code', code }));
          }
          for (const [id, secret] of secrets) {
            expect(valueOf(session.vault?.openSecret(id) ?? locked).toString()).toBe(secret);
          }
          await session.lock();
          const atLast = await opens(directory, oldCode, newCode);
          if (result.ok) expect(atLast).toBe('new');
          expect(faulty.usesAfterFailedSync).toEqual([]);
          // Unfinished work on the backups is done at the next opening, or was reported.
          const code = atLast === 'new' ? newCode : oldCode;
          valueOf(await session.unlock({ method: 'recovery-code', code }));
          await session.lock();
          const told = result.ok ? result.value.backupsLeft : [];
          const slots = await slotsOf(vaultPaths(directory).vault);
          for (const [name, its] of await slotsOfBackups(directory)) {
            if (!told.includes(name))
              expect({ n, fault, name, its }).toEqual({ n, fault, name, its: slots });
          }
          const names = await realFileSystem.readdir(directory);
          expect(names.filter((name) => /next|previous/.test(name))).toEqual([]);
          if (!wasReached) break;
        }
      }
    },
    300_000,
  );
});
