import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { securityStatusOf } from '../../../../../electron/vault/session/security-status';
import { passphraseSlot, recoverySlot } from '../../../../../electron/vault/keyslots/keyslots';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { keysOf } from '../../../../support/small-vault';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import {
  PASSPHRASE,
  createdVault,
  fakeKeychain,
  temporaryDirectory,
} from '../../../../support/test-vault';
import { VAULT_ID, environmentWith } from '../../../../support/vault-parts';

describe('the security status', () => {
  it('is reported for an open vault, and not for a locked one', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory, { keychain: fakeKeychain() });
    expect(valueOf(await made.session.protection())).toEqual({
      passphrase: { memoryMiB: 19, passes: 2 },
      hasRecoveryCode: true,
      hasKeychain: true,
      backups: 0,
      lastBackupAt: null,
    });
    await made.session.lock();
    expect(failureOf(await made.session.protection())).toEqual({ code: 'vault-locked' });
  });

  it('includes the number of backups, and the time of the newest', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    const backups = join(directory, 'backups');
    await mkdir(backups, { recursive: true });
    const counted = async () => {
      const { backups: count, lastBackupAt } = valueOf(await made.session.protection());
      return { count, lastBackupAt };
    };
    expect(await counted()).toEqual({ count: 0, lastBackupAt: null });
    await rm(backups, { recursive: true });
    for (const name of ['First', 'Second']) {
      valueOf(await keysOf(made).create(newKey({ name })));
      valueOf(await made.session.vault!.snapshot());
    }
    await writeFile(join(backups, 'notes.txt'), 'of a person');
    const savedAt = new Date('2026-11-22T08:00:00.000Z');
    await utimes(join(backups, 'vault-0000000000000002.json'), savedAt, savedAt);
    expect(await counted()).toEqual({ count: 2, lastBackupAt: savedAt.toISOString() });
  });

  it('shows the cheapest passphrase slot, and none without a passphrase', async () => {
    const world = await environmentWith();
    const key = Buffer.alloc(32, 7);
    const dear = { ...CHEAP_COST, memoryKiB: 32 * 1024, iterations: 3 };
    const slots = [
      await passphraseSlot(key, VAULT_ID, PASSPHRASE, dear),
      await passphraseSlot(key, VAULT_ID, PASSPHRASE, CHEAP_COST),
    ];
    expect(valueOf(await securityStatusOf(world, slots))).toMatchObject({
      passphrase: { memoryMiB: 19, passes: 2 },
      hasRecoveryCode: false,
    });
    expect(
      valueOf(await securityStatusOf(world, [recoverySlot(key, VAULT_ID, 'A'.repeat(32))])),
    ).toMatchObject({ passphrase: { memoryMiB: 0, passes: 0 }, hasRecoveryCode: true });
  });

  it('is not guessed when the backups cannot be read', async () => {
    const faulty = new FaultyFileSystem();
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory, { fs: faulty.fs });
    const backups = join(directory, 'backups');
    for (const name of ['readdir', 'stat']) {
      valueOf(await keysOf(made).create(newKey({ name })));
      valueOf(await made.session.vault!.snapshot());
      faulty.breakWhere((call) =>
        call.name === name && call.path.startsWith(backups) ? 'EACCES' : null,
      );
      expect(failureOf(await made.session.protection())).toEqual({
        code: 'vault-unreadable',
        path: backups,
        reason: 'EACCES',
      });
      faulty.mend();
    }
  });
});
