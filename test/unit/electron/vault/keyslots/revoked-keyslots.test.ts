import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import {
  decodeVaultFile,
  encodeVaultFile,
  resealVaultFile,
} from '../../../../../electron/vault/format/snapshot-file';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { dataKeyBytesOf, keysOf } from '../../../../support/small-vault';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { fakeKeychain, lastOpenedStore, sessionOn } from '../../../../support/test-vault';
import {
  codeOf,
  KEYCHAIN,
  CHANGES,
  securityOf,
  lived,
  backupsOf,
  openedWith,
} from '../credential-changes';
import type { Change } from '../credential-changes';

describe.each(Object.entries(CHANGES))('after a change of the %s', (_name, change: Change) => {
  it('every backup opens with the new keyslot only, and keeps its content and time', async () => {
    const app = await lived();
    const { directory, session, recoveryCode } = app;
    const times = new Map<string, number>();
    for (const name of await backupsOf(directory)) {
      times.set(name, (await stat(join(directory, 'backups', name))).mtimeMs);
    }
    const given = await change.make(securityOf(app));
    await session.lock();
    const names = await backupsOf(directory);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const file = await readFile(join(directory, 'backups', name));
      const old = await openedWith(directory, file, change.old(recoveryCode));
      expect(old.code).toMatch(/^wrong-|^keychain-unavailable$/);
      const opened = await openedWith(directory, file, given);
      expect(opened.code).toBe('ok');
      expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
      expect([...(opened.session.vault?.keys.values() ?? [])]).toHaveLength(3);
      const before = times.get(name);
      if (before === undefined) continue;
      expect((await stat(join(directory, 'backups', name))).mtimeMs).toBeCloseTo(before, -1);
    }
  });

  it('an older copy is reported, stays unchanged until it is accepted, and does not open by keychain', async () => {
    const app = await lived();
    const { directory, session, recoveryCode } = app;
    const older = await readFile(join(directory, 'vault.json'));
    await change.make(securityOf(app));
    valueOf(await keysOf(app).create(newKey({ name: 'Fourth' })));
    await session.lock();
    const given = change.old(recoveryCode);
    const opened = await openedWith(directory, older, given);
    if (given.method === 'keychain') {
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

    valueOf(await opened.session.unlock(given));
    valueOf(await opened.session.acceptOlderState());
    expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
    valueOf(await keysOf(opened).create(newKey({ name: 'Now' })));
    await opened.session.lock();
    valueOf(await opened.session.unlock(given));
    expect(await opened.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('an older copy is also reported on a computer that has lost its mark', async () => {
    const app = await lived();
    const { directory, session, recoveryCode } = app;
    const older = await readFile(join(directory, 'vault.json'));
    await change.make(securityOf(app));
    await session.lock();
    await writeFile(join(directory, 'vault.json'), older);
    const lastOpened = lastOpenedStore();
    lastOpened.set('2026-11-23T09:12:00.000Z');
    const here = sessionOn(directory, { keychain: app.keychain, lastOpened });
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
    const app = await lived();
    const { directory, session, recoveryCode, clock } = app;
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    await change.make(securityOf(app));
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    expect(codeOf(await keysOf(app).create(newKey({ name: 'Fourth' })))).toBe(
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
    const app = await lived();
    const { directory, session, recoveryCode, clock } = app;
    const given = await change.make(securityOf(app));
    await session.lock();
    await rm(join(directory, 'vault.json'));
    const repairService = new RepairService({
      environment: app.environment,
      session,
      chooseFolder: async () => null,
    });
    const old = change.old(recoveryCode);
    if (old.method !== 'keychain') {
      expect(codeOf(await repairService.find(old))).toMatch(/^wrong-/);
      clock.now += 60_000;
    }
    expect(valueOf(await repairService.find(given)).keys).toHaveLength(3);
    valueOf(await repairService.use());
    await session.lock();
    clock.now += 60_000;
    expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
    clock.now += 60_000;
    expect(codeOf(await session.unlock(given))).toBe('ok');
  });

  it('a repair refuses an older backup that was added to the others', async () => {
    const app = await lived();
    const { directory, session, recoveryCode } = app;
    const older = await readFile(join(directory, 'vault.json'));
    const given = await change.make(securityOf(app));
    await session.lock();
    await rm(join(directory, 'vault.json'));
    await writeFile(join(directory, 'backups', 'vault-9999999999999999.json'), older);
    const repairService = new RepairService({
      environment: app.environment,
      session,
      chooseFolder: async () => null,
    });
    const old = change.old(recoveryCode);
    if (old.method !== 'keychain')
      expect(codeOf(await repairService.find(old))).toBe('other-way-in');
    expect(valueOf(await repairService.find(given)).outdatedKeyslots).toBeNull();
  });

  it('a forged newer file with the old keyslot is detected on the computer with the mark', async () => {
    const app = await lived();
    const { directory, session, recoveryCode, lastSeen } = app;
    const older = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    await change.make(securityOf(app));
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
    const given = change.old(recoveryCode);
    if (given.method === 'keychain') {
      expect(codeOf(await there.session.unlock(given))).toBe('older-ways-in');
      return;
    }
    valueOf(await there.session.unlock(given));
    expect(await there.session.state()).toMatchObject({
      notice: { kind: 'older-ways-in', event: 'unrecorded' },
    });
    valueOf(await there.session.acceptOlderState());
    await there.session.lock();
    valueOf(await there.session.unlock(given));
    expect(await there.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('a merge with an older file keeps the new keyslot', async () => {
    const app = await lived();
    const { directory, session, recoveryCode, clock } = app;
    const older = await readFile(join(directory, 'vault.json'));
    const given = await change.make(securityOf(app));
    await writeFile(join(directory, 'vault.json'), older);
    expect(codeOf(await keysOf(app).create(newKey({ name: 'Fourth' })))).toBe(
      'vault-changed-on-disk',
    );
    valueOf(await session.merge());
    await session.lock();
    const old = change.old(recoveryCode);
    expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
    clock.now += 60_000;
    valueOf(await session.unlock(given));
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
  });
});
