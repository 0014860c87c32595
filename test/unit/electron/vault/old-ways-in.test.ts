import { copyFile, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataKey } from '../../../../electron/vault/crypto/data-key';
import { passphraseSlot } from '../../../../electron/vault/keyslots/keyslots';
import {
  decodeVaultFile,
  encodeVaultFile,
  resealVaultFile,
} from '../../../../electron/vault/format/snapshot-file';
import { RepairService } from '../../../../electron/vault/session/repair-service';
import { CredentialChanges } from '../../../../electron/vault/operations/change-credentials';
import type { UnlockMethod } from '../../../../shared/contract/unlock-methods';
import type { Result } from '../../../../shared/lib/result';
import { CHEAP_COST } from '../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import { dataKeyBytesOf, keysOf } from '../../../support/small-vault';
import { newKey, valueOf } from '../../../support/some-key';
import {
  PASSPHRASE,
  PROOF,
  anyPassphrase,
  createdVault,
  fakeKeychain,
  markStore,
  openings,
  sessionOn,
  temporaryDirectory,
} from '../../../support/test-vault';
import type { TestSession } from '../../../support/test-vault';

const NEXT = 'seven quiet lighthouses';
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code);
const byPassphrase = (passphrase: string) => ({ method: 'passphrase', passphrase }) as const;
const byCode = (code: string) => ({ method: 'recovery-code', code }) as const;
const KEYCHAIN = { method: 'keychain' } as const;

/** Changes of each keyslot. */
const CHANGES = {
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
type Change = (typeof CHANGES)[keyof typeof CHANGES];

const securityOf = ({ session }: TestSession, keychain = fakeKeychain()) =>
  new CredentialChanges({
    session,
    keychain,
    kdfCost: async () => CHEAP_COST,
    ratePassphrase: anyPassphrase,
  });

/** A vault with a keychain slot, three keys and a backup after each of them. */
async function lived(faulty = new FaultyFileSystem()) {
  const directory = join(await temporaryDirectory(), 'vault');
  const keychain = fakeKeychain();
  const lastSeen = markStore();
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

const backupsOf = async (directory: string) =>
  (await readdir(join(directory, 'backups'))).toSorted();

/**
 * The result of opening a copy of the vault with another `vault.json`, on a computer without a
 * mark.
 */
async function openedWith(
  directory: string,
  file: Buffer,
  way: UnlockMethod,
  keychain = fakeKeychain(),
) {
  const copy = join(await temporaryDirectory(), 'vault');
  await cp(directory, copy, { recursive: true, preserveTimestamps: true });
  await writeFile(join(copy, 'vault.json'), file);
  const world = sessionOn(copy, { keychain });
  const code = codeOf(await world.session.unlock(way));
  return { ...world, copy, code };
}

describe.each(Object.entries(CHANGES))('after a change of the %s', (_name, change: Change) => {
  it('every backup opens with the new keyslot only, and keeps its content and time', async () => {
    const world = await lived();
    const { directory, session, recoveryCode } = world;
    const times = new Map<string, number>();
    for (const name of await backupsOf(directory)) {
      times.set(name, (await stat(join(directory, 'backups', name))).mtimeMs);
    }
    const way = await change.make(securityOf(world));
    await session.lock();
    const names = await backupsOf(directory);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const file = await readFile(join(directory, 'backups', name));
      const old = await openedWith(directory, file, change.old(recoveryCode));
      expect(old.code).toMatch(/^wrong-|^keychain-unavailable$/);
      const opened = await openedWith(directory, file, way);
      expect(opened.code).toBe('ok');
      expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
      expect([...(opened.session.vault?.keys.values() ?? [])]).toHaveLength(3);
      const before = times.get(name);
      if (before === undefined) continue;
      expect((await stat(join(directory, 'backups', name))).mtimeMs).toBeCloseTo(before, -1);
    }
  });

  it('an older copy is reported, stays unchanged until it is accepted, and does not open by keychain', async () => {
    const world = await lived();
    const { directory, session, recoveryCode } = world;
    const older = await readFile(join(directory, 'vault.json'));
    await change.make(securityOf(world));
    valueOf(await keysOf(world).create(newKey({ name: 'Fourth' })));
    await session.lock();
    const way = change.old(recoveryCode);
    const opened = await openedWith(directory, older, way);
    if (way.method === 'keychain') {
      expect(opened.code).toBe('older-ways-in');
      expect(await opened.session.state()).toMatchObject({
        kind: 'locked',
        keychain: 'older-ways-in',
      });
      return;
    }
    expect(opened.code).toBe('ok');
    expect(await opened.session.state()).toMatchObject({
      kind: 'unlocked',
      notice: { kind: 'older-ways-in', event: change.event },
    });
    expect(codeOf(await keysOf(opened).create(newKey({ name: 'Not yet' })))).toBe(
      'vault-read-only',
    );
    const bytes = await readFile(join(opened.copy, 'vault.json'));
    await opened.session.lock();
    expect(await readFile(join(opened.copy, 'vault.json'))).toEqual(bytes);
    expect(codeOf(await opened.session.unlock(KEYCHAIN))).toBe('older-ways-in');

    valueOf(await opened.session.unlock(way));
    valueOf(await opened.session.acceptOlderState());
    expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
    valueOf(await keysOf(opened).create(newKey({ name: 'Now' })));
    await opened.session.lock();
    valueOf(await opened.session.unlock(way));
    expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('an older copy is also reported on a computer that has lost its mark', async () => {
    const world = await lived();
    const { directory, session, recoveryCode } = world;
    const older = await readFile(join(directory, 'vault.json'));
    await change.make(securityOf(world));
    await session.lock();
    await writeFile(join(directory, 'vault.json'), older);
    const lastOpened = openings();
    lastOpened.set('2026-11-23T09:12:00.000Z');
    const here = sessionOn(directory, { keychain: world.keychain, lastOpened });
    const old = change.old(recoveryCode);
    if (old.method === 'keychain') {
      expect(codeOf(await here.session.unlock(old))).toBe('older-ways-in');
      return;
    }
    valueOf(await here.session.unlock(old));
    expect(await here.session.state()).toMatchObject({ notice: { kind: 'older-ways-in' } });
    expect(codeOf(await keysOf(here).create(newKey({ name: 'Not yet' })))).toBe('vault-read-only');
    await here.session.lock();
    expect(await readFile(join(directory, 'vault.json'))).toEqual(older);
    valueOf(await here.session.unlock(old));
    valueOf(await here.session.acceptOlderState());
    expect(await here.session.state()).toMatchObject({ notice: { kind: 'not-remembered' } });
    valueOf(await here.session.acceptOlderState());
    expect(await here.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('a merge with an older pair of files keeps the new keyslot, and still detects the older file', async () => {
    const world = await lived();
    const { directory, session, recoveryCode, clock } = world;
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    await change.make(securityOf(world));
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    expect(codeOf(await keysOf(world).create(newKey({ name: 'Fourth' })))).toBe(
      'vault-changed-on-disk',
    );
    valueOf(await session.merge());
    await session.lock();
    const old = change.old(recoveryCode);
    expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
    clock.now += 60_000;
    const copy = await openedWith(directory, older[0] ?? Buffer.alloc(0), old);
    if (old.method === 'keychain') expect(copy.code).toBe('older-ways-in');
    else {
      expect(await copy.session.state()).toMatchObject({
        notice: { kind: 'older-ways-in', event: change.event },
      });
    }
  });

  it('a repair without the vault file uses the new keyslot, not the old one', async () => {
    const world = await lived();
    const { directory, session, recoveryCode, clock } = world;
    const way = await change.make(securityOf(world));
    await session.lock();
    await rm(join(directory, 'vault.json'));
    const care = new RepairService({
      environment: world.environment,
      session,
      chooseFolder: async () => null,
    });
    const old = change.old(recoveryCode);
    if (old.method !== 'keychain') {
      expect(codeOf(await care.find(old))).toMatch(/^wrong-/);
      clock.now += 60_000;
    }
    expect(valueOf(await care.find(way)).keys).toHaveLength(3);
    valueOf(await care.use());
    await session.lock();
    clock.now += 60_000;
    expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
    clock.now += 60_000;
    expect(codeOf(await session.unlock(way))).toBe('ok');
  });

  it('a repair refuses an older backup that was added to the others', async () => {
    const world = await lived();
    const { directory, session, recoveryCode } = world;
    const older = await readFile(join(directory, 'vault.json'));
    const way = await change.make(securityOf(world));
    await session.lock();
    await rm(join(directory, 'vault.json'));
    await writeFile(join(directory, 'backups', 'vault-9999999999999999.json'), older);
    const care = new RepairService({
      environment: world.environment,
      session,
      chooseFolder: async () => null,
    });
    const old = change.old(recoveryCode);
    if (old.method !== 'keychain') expect(codeOf(await care.find(old))).toBe('other-way-in');
    expect(valueOf(await care.find(way)).outdatedKeyslots).toBeNull();
  });

  it('a forged newer file with the old keyslot is detected on the computer with the mark', async () => {
    const world = await lived();
    const { directory, session, recoveryCode, lastSeen } = world;
    const older = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    await change.make(securityOf(world));
    await session.lock();
    // An attacker with the old copy and its passphrase has the data key, and can seal any file.
    const dataKey = new DataKey(dataKeyBytesOf(older, recoveryCode), older.vaultId);
    const present = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    const madeUp = resealVaultFile(
      present,
      { slots: older.slots, slotsSince: present.sequence },
      dataKey,
    );
    await writeFile(join(directory, 'vault.json'), encodeVaultFile(madeUp!));
    const there = sessionOn(directory, { keychain: fakeKeychain(), lastSeen });
    const way = change.old(recoveryCode);
    if (way.method === 'keychain') {
      expect(codeOf(await there.session.unlock(way))).toBe('older-ways-in');
      return;
    }
    valueOf(await there.session.unlock(way));
    expect(await there.session.state()).toMatchObject({
      notice: { kind: 'older-ways-in', event: 'unrecorded' },
    });
    valueOf(await there.session.acceptOlderState());
    await there.session.lock();
    valueOf(await there.session.unlock(way));
    expect(await there.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('a merge with an older file keeps the new keyslot', async () => {
    const world = await lived();
    const { directory, session, recoveryCode, clock } = world;
    const older = await readFile(join(directory, 'vault.json'));
    const way = await change.make(securityOf(world));
    await writeFile(join(directory, 'vault.json'), older);
    expect(codeOf(await keysOf(world).create(newKey({ name: 'Fourth' })))).toBe(
      'vault-changed-on-disk',
    );
    valueOf(await session.merge());
    await session.lock();
    const old = change.old(recoveryCode);
    expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
    clock.now += 60_000;
    valueOf(await session.unlock(way));
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
  });
});

describe('a merge of two versions with keyslot changes on both sides', () => {
  it.each(['here', 'there'])('keeps every revocation when the last change is %s', async (last) => {
    const world = await lived();
    const { directory, session, recoveryCode, keychain, clock } = world;
    await session.lock();
    const there = join(await temporaryDirectory(), 'vault');
    await cp(directory, there, { recursive: true });
    valueOf(await session.unlock(PROOF));
    const other = sessionOn(there, { keychain });
    valueOf(await other.session.unlock(PROOF));
    for (const name of ['Fourth', 'Fifth', 'Sixth']) {
      valueOf(await keysOf(last === 'here' ? world : other).create(newKey({ name })));
    }
    const code = await CHANGES['recovery code'].make(securityOf(other));
    await CHANGES.keychain.make(securityOf(other));
    await CHANGES.passphrase.make(securityOf(world));
    await other.session.lock();
    for (const name of ['vault.json', 'activity.jsonl']) {
      await copyFile(join(there, name), join(directory, name));
    }
    valueOf(await session.merge());
    await session.lock();
    for (const old of [PROOF, byCode(recoveryCode), KEYCHAIN]) {
      expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
      clock.now += 60_000;
    }
    for (const way of [byPassphrase(NEXT), code]) {
      valueOf(await session.unlock(way));
      expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
      await session.lock();
    }
  });
});

describe('a merge with an older pair of files that cannot write the keyslots', () => {
  it('leaves a file marked as outdated, and can be retried', async () => {
    const faulty = new FaultyFileSystem();
    const world = await lived(faulty);
    const { directory, session, clock, keychain } = world;
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    await CHANGES.passphrase.make(securityOf(world));
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    let renames = 0;
    faulty.breakWhere(({ name, path }) => {
      if (name !== 'rename' || !/\/\.ownchat-[0-9a-f]+\.tmp$/.test(path)) return null;
      renames += 1;
      return renames === 1 ? 'EIO' : null;
    });
    expect(codeOf(await session.merge())).toBe('write-failed');
    const copy = await openedWith(
      directory,
      await readFile(join(directory, 'vault.json')),
      byPassphrase(PASSPHRASE),
    );
    expect(await copy.session.state()).toMatchObject({ notice: { kind: 'older-ways-in' } });
    faulty.mend();
    valueOf(await session.merge());
    await session.lock();
    const other = sessionOn(directory, { keychain, clock });
    expect(codeOf(await other.session.unlock(byPassphrase(PASSPHRASE)))).toBe('wrong-passphrase');
    valueOf(await other.session.unlock(byPassphrase(NEXT)));
    expect(await other.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });
});

describe('after a data key rotation', () => {
  it('the backups open with the new keyslots only, and can be restored', async () => {
    const world = await lived();
    const { directory, session, recoveryCode, clock, first } = world;
    const security = securityOf(world);
    const { recoveryCode: code } = valueOf(await security.prepareDataKey(PASSPHRASE));
    expect(valueOf(await security.confirmRecoveryCode())).toEqual({ backupsLeft: [] });
    await session.lock();
    const names = await backupsOf(directory);
    expect(names.filter((name) => !/^vault-\d{16}\.json$/.test(name))).toEqual([]);
    for (const name of names) {
      const file = await readFile(join(directory, 'backups', name));
      expect((await openedWith(directory, file, byCode(recoveryCode))).code).toBe(
        'wrong-recovery-code',
      );
      const opened = await openedWith(directory, file, byCode(code));
      expect(opened.code).toBe('ok');
      expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
      const secret = valueOf(opened.session.vault!.openSecret(first.apiKey.id));
      expect(secret.toString()).toBe(first.secret);
    }
    await rm(join(directory, 'vault.json'));
    const care = new RepairService({
      environment: world.environment,
      session,
      chooseFolder: async () => null,
    });
    expect(codeOf(await care.find(byCode(recoveryCode)))).toBe('wrong-recovery-code');
    clock.now += 60_000;
    const found = valueOf(await care.find(byCode(code)));
    expect(found).toMatchObject({ activity: { condition: 'whole', lost: 0 } });
    expect(found.keys).toHaveLength(3);
  });
});

describe('a repair after a data key rotation', () => {
  async function changedKey() {
    const world = await lived();
    const older = await readFile(join(world.directory, 'vault.json'));
    const security = securityOf(world);
    const { recoveryCode: code } = valueOf(await security.prepareDataKey(PASSPHRASE));
    valueOf(await security.confirmRecoveryCode());
    valueOf(await keysOf(world).create(newKey({ name: 'Fourth' })));
    await world.session.lock();
    await rm(join(world.directory, 'vault.json'));
    const { session } = world;
    const care = new RepairService({
      environment: world.environment,
      session,
      chooseFolder: async () => null,
    });
    return { ...world, older, code, care };
  }

  it('refuses a backup under the old key that was added to the others', async () => {
    const { directory, older, care, recoveryCode, code } = await changedKey();
    await writeFile(join(directory, 'backups', 'vault-9999999999999999.json'), older);
    expect(codeOf(await care.find(byCode(recoveryCode)))).toBe('other-way-in');
    expect(valueOf(await care.find(byCode(code))).keys).toHaveLength(4);
  });

  it('with no other backup is reported at the next unlock', async () => {
    const { directory, older, care, recoveryCode, session, clock } = await changedKey();
    for (const name of await backupsOf(directory)) await rm(join(directory, 'backups', name));
    await writeFile(join(directory, 'backups', 'vault-0000000000000001.json'), older);
    valueOf(await care.find(byCode(recoveryCode)));
    valueOf(await care.use());
    await session.lock();
    clock.now += 60_000;
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'not-remembered' } });
  });

  it('leaves activity files under the old key, which are reported', async () => {
    const world = await lived();
    const { directory, session } = world;
    await session.lock();
    const path = join(directory, 'activity.jsonl');
    await writeFile(path, (await readFile(path, 'latin1')).slice(0, -40), 'latin1');
    await rm(join(directory, 'vault.json'));
    const care = new RepairService({
      environment: world.environment,
      session,
      chooseFolder: async () => null,
    });
    valueOf(await care.find(PROOF));
    valueOf(await care.use());
    const names = (await readdir(directory)).filter((name) => /jsonl\.(damaged|torn)/.test(name));
    expect(names).toHaveLength(1);
    const security = securityOf(world);
    valueOf(await security.prepareDataKey(PASSPHRASE));
    expect(valueOf(await security.confirmRecoveryCode())).toEqual({ backupsLeft: names });
  });
});

describe('a repair with more files than the app makes', () => {
  it('attempts none of them when their keyslots would take too long', async () => {
    const { directory, session, environment } = await lived();
    const file = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    const dataKey = session.vault!.copyDataKey();
    for (let count = 0; count < 20; count += 1) {
      const slot = await passphraseSlot(dataKey.bytes, file.vaultId, `${count}`, CHEAP_COST);
      const made = resealVaultFile(file, { slots: [slot], slotsSince: count }, dataKey);
      const name = `vault-00000000000001${String(count).padStart(2, '0')}.json`;
      await writeFile(join(directory, 'backups', name), encodeVaultFile(made!));
    }
    // Before they get the present keyslots.
    const other = sessionOn(directory);
    const care = new RepairService({
      environment,
      session: other.session,
      chooseFolder: async () => null,
    });
    expect(codeOf(await care.find(PROOF))).toBe('vault-kdf-refused');
  });
});

describe('a data key rotation whose recovery code is not saved yet', () => {
  it.each(Object.entries(CHANGES))(
    'does not carry over a keyslot that was revoked meanwhile: another %s',
    async (_name, change: Change) => {
      const world = await lived();
      const { session, recoveryCode, clock } = world;
      const security = securityOf(world);
      const waiting = valueOf(await security.prepareDataKey(PASSPHRASE));
      // Another instance, as in the app: a code prepared by this one would cancel the first.
      const way = await change.make(securityOf(world));
      expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
      expect(security.pendingCode).toBeNull();
      await session.lock();
      expect(codeOf(await session.unlock(byCode(waiting.recoveryCode)))).toBe(
        'wrong-recovery-code',
      );
      clock.now += 60_000;
      expect(codeOf(await session.unlock(change.old(recoveryCode)))).toMatch(
        /^wrong-|^keychain-unavailable$/,
      );
      clock.now += 60_000;
      expect(codeOf(await session.unlock(way))).toBe('ok');
    },
  );
});

describe('after a repair that lost the end of the activity', () => {
  it('a later change of the passphrase revokes the keyslots of an older copy', async () => {
    const world = await lived();
    const { directory, session, clock, keychain } = world;
    for (const name of ['Fourth', 'Fifth', 'Sixth', 'Seventh']) {
      valueOf(await keysOf(world).create(newKey({ name })));
    }
    await CHANGES.passphrase.make(securityOf(world));
    await session.lock();
    await rm(join(directory, 'vault.json'));
    await rm(join(directory, 'activity.jsonl'));
    const care = new RepairService({
      environment: world.environment,
      session,
      chooseFolder: async () => null,
    });
    valueOf(await care.find(byPassphrase(NEXT)));
    valueOf(await care.use());
    const older = await readFile(join(directory, 'vault.json'));
    valueOf(await securityOf(world).changePassphrase(byPassphrase(NEXT), 'nine patient gardeners'));
    await session.lock();
    await writeFile(join(directory, 'vault.json'), older);
    clock.now += 60_000;
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('older-ways-in');
    const other = sessionOn(directory, { keychain });
    valueOf(await other.session.unlock(byPassphrase(NEXT)));
    expect(await other.session.state()).toMatchObject({
      notice: { kind: 'older-ways-in', event: 'vault.passphrase-changed' },
    });
  });
});

describe('an older pair of files', () => {
  it('does not open by keychain where this computer has a newer mark', async () => {
    const world = await lived();
    const { directory, session } = world;
    await session.lock();
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    valueOf(await session.unlock(PROOF));
    await CHANGES.keychain.make(securityOf(world));
    await session.lock();
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('older-ways-in');
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'rolled-back' } });
  });

  it('does not open by keychain where the newer mark was removed', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const [keychain, lastOpened] = [fakeKeychain(), openings()];
    const world = await createdVault(directory, { keychain, lastOpened });
    valueOf(await keysOf(world).create(newKey()));
    await world.session.lock();
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    valueOf(await world.session.unlock(PROOF));
    await CHANGES.keychain.make(securityOf(world));
    await world.session.lock();
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    const { session } = sessionOn(directory, { keychain, lastOpened, clock: world.clock });
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('older-ways-in');
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'not-remembered' } });
    valueOf(await session.acceptOlderState());
    await session.lock();
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('ok');
  });

  it('does not open by keychain where the activity does not match the file', async () => {
    const world = await lived();
    const { directory, session } = world;
    const older = await readFile(join(directory, 'vault.json'));
    await CHANGES.keychain.make(securityOf(world));
    await session.lock();
    await writeFile(join(directory, 'vault.json'), older);
    await writeFile(join(directory, 'activity.jsonl'), '');
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('older-ways-in');
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'read-only' } });
  });
});

describe('backups beside a vault', () => {
  it('get the new data key and keyslots later when they could not be renamed at once', async () => {
    const faulty = new FaultyFileSystem();
    const world = await lived(faulty);
    const { directory, session, recoveryCode } = world;
    const security = securityOf(world);
    valueOf(await security.prepareDataKey(PASSPHRASE));
    faulty.breakWhere(({ name, path }) =>
      name === 'rename' && path.endsWith('.next') && path.includes('backups') ? 'EACCES' : null,
    );
    const { backupsLeft } = valueOf(await security.confirmRecoveryCode());
    const places = (await backupsOf(directory)).filter((name) => !name.endsWith('.next'));
    expect(backupsLeft).toEqual(places);
    faulty.mend();
    expect(valueOf(await security.changePassphrase(PROOF, NEXT))).toEqual({ backupsLeft: [] });
    await session.lock();
    for (const name of await backupsOf(directory)) {
      const file = await readFile(join(directory, 'backups', name));
      expect((await openedWith(directory, file, byCode(recoveryCode))).code).toBe(
        'wrong-recovery-code',
      );
      expect((await openedWith(directory, file, byPassphrase(NEXT))).code).toBe('ok');
    }
  });

  it('keep their keyslots when another window has changed the vault on disk', async () => {
    const world = await lived();
    const { directory, session, lastSeen } = world;
    const other = sessionOn(directory, { lastSeen, clock: world.clock });
    await session.lock();
    valueOf(await other.session.unlock(PROOF));
    valueOf(await session.unlock(PROOF));
    await CHANGES.passphrase.make(securityOf(world));
    await other.session.vault?.alignBackups();
    await session.lock();
    const { slots } = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    for (const name of await backupsOf(directory)) {
      const file = await readFile(join(directory, 'backups', name));
      expect(valueOf(decodeVaultFile(file, '')).slots).toEqual(slots);
    }
  });

  it("get the vault's keyslots on opening, where theirs differ", async () => {
    const world = await lived();
    const { directory, session } = world;
    const older = await readFile(join(directory, 'vault.json'));
    await CHANGES.passphrase.make(securityOf(world));
    await session.lock();
    const [name = ''] = await backupsOf(directory);
    const path = join(directory, 'backups', name);
    await writeFile(path, older);
    await copyFile(path, join(directory, 'vault.json.damaged-2026-11-23T09-12-00-000Z'));
    valueOf(await session.unlock(byPassphrase(NEXT)));
    await session.lock();
    const { slots } = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    for (const file of [path, join(directory, 'vault.json.damaged-2026-11-23T09-12-00-000Z')]) {
      expect(valueOf(decodeVaultFile(await readFile(file), '')).slots).toEqual(slots);
    }
  });

  it('are reported when they cannot be rewritten, and are not touched', async () => {
    const world = await lived();
    const { directory } = world;
    const names = await backupsOf(directory);
    const damaged = join(directory, 'backups', names[0] ?? '');
    const bytes = Buffer.from(
      (await readFile(damaged)).toString('latin1').replace('"tag":"', '"tag":"A'),
    );
    await writeFile(damaged, bytes);
    const changed = valueOf(await securityOf(world).changePassphrase(PROOF, NEXT));
    expect(changed).toEqual({ backupsLeft: [names[0]] });
    expect(await readFile(damaged)).toEqual(bytes);
  });
});
