import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf } from '../../../../support/small-vault';
import {
  PASSPHRASE,
  PROOF,
  createdVault,
  fakeKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

const WRONG = { method: 'passphrase', passphrase: 'wrong' } as const;

/** A locked vault with a key and a backup. */
async function lockedVault(options: Parameters<typeof createdVault>[1] = {}) {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory, options);
  valueOf(await keysOf(made).create(newKey()));
  valueOf(await made.session.vault!.snapshot());
  await made.session.lock();
  const { session, environment } = made;
  const care = new RepairService({ environment, session, chooseFolder: async () => null });
  return { ...made, directory, care };
}

describe('a vault that is locked during an unlock', () => {
  it.each(['passphrase', 'recovery code', 'keychain'])('by the %s stays locked', async (method) => {
    const { session, states, recoveryCode } = await lockedVault({ keychain: fakeKeychain() });
    const ways = {
      passphrase: PROOF,
      'recovery code': { method: 'recovery-code', code: recoveryCode },
      keychain: { method: 'keychain' },
    } as const;
    const way = ways[method as keyof typeof ways];
    const unlocking = session.unlock(way);
    expect(session.canLock).toBe(true);
    states.length = 0;
    await session.lock();
    expect(failureOf(await unlocking).code).toBe('vault-locked');
    expect(session.vault).toBeNull();
    expect(session.canLock).toBe(false);
    expect(states.filter(({ kind }) => kind === 'unlocked')).toEqual([]);
    valueOf(await session.unlock(way));
  });

  it('with a delayed attempt skips that attempt', async () => {
    const { session, wrongTries } = await lockedVault();
    failureOf(await session.unlock(WRONG));
    failureOf(await session.unlock(WRONG));
    const counted = wrongTries.get();
    const tries = [session.unlock(WRONG), session.unlock(PROOF)];
    await session.lock();
    for (const tried of await Promise.all(tries)) {
      expect(failureOf(tried).code).toBe('vault-locked');
    }
    expect(wrongTries.get()).toEqual(counted);
  });

  it('by a repair is locked right after it, which is recorded', async () => {
    const made = await lockedVault();
    const { session, states, care, directory, clock } = made;
    await rm(join(directory, 'vault.json'));
    valueOf(await care.find(PROOF));
    states.length = 0;
    const used = care.use();
    expect(session.canLock).toBe(true);
    await Promise.all([used, session.lock()]);
    expect(session.vault).toBeNull();
    expect(states.filter(({ kind }) => kind === 'unlocked')).toEqual([]);
    clock.now += 60_000;
    valueOf(await session.unlock(PROOF));
    expect(session.vault?.keys.size).toBe(1);
    const events: string[] = [];
    await session.vault?.activity.readBack(null, ({ event }) => {
      events.push(event);
      return true;
    });
    expect(events).toContain('vault.recovered');
  });

  it('by creating a new one is locked right after it', async () => {
    const { session, states } = sessionOn(join(await temporaryDirectory(), 'vault'));
    valueOf(await session.create(PASSPHRASE, false));
    const confirmed = session.confirmRecoveryCode();
    expect(session.canLock).toBe(true);
    await session.lock();
    await confirmed;
    expect(session.vault).toBeNull();
    expect(states.filter(({ kind }) => kind === 'unlocked')).toEqual([]);
    valueOf(await session.unlock(PROOF));
  });
});

describe('a version found by a repair', () => {
  it('is discarded even if the search is still running', async () => {
    const { care, directory, session } = await lockedVault();
    await rm(join(directory, 'vault.json'));
    const finding = care.find(PROOF);
    await vi.waitFor(() => expect(session.canLock).toBe(false));
    await new Promise((resume) => setTimeout(resume, 1));
    care.forget();
    expect(failureOf(await finding).code).toBe('recovery-expired');
    expect(failureOf(await care.use()).code).toBe('recovery-expired');
  });

  it('keeps its data key while it is put in place', async () => {
    let letGo = () => undefined as void;
    const fs = {
      ...realFileSystem,
      mkdir: async (...args: Parameters<typeof realFileSystem.mkdir>) => {
        letGo();
        return realFileSystem.mkdir(...args);
      },
    } as typeof realFileSystem;
    const { care, directory, session, clock } = await lockedVault({ fs });
    await rm(join(directory, 'vault.json'));
    valueOf(await care.find(PROOF));
    letGo = () => care.forget();
    valueOf(await care.use());
    await session.lock();
    clock.now += 60_000;
    valueOf(await session.unlock(PROOF));
    expect(session.vault?.keys.size).toBe(1);
  });
});
