import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { keysOf } from '../../../../support/small-vault';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE, PROOF } from '../../../../support/test-vault';
import {
  codeOf,
  byCode,
  CHANGES,
  securityOf,
  lived,
  backupsOf,
  openedWith,
} from '../credential-changes';
import type { Change } from '../credential-changes';

describe('after a data key rotation', () => {
  it('the backups open with the new keyslots only, and can be restored', async () => {
    const app = await lived();
    const { directory, session, recoveryCode, clock, first } = app;
    const security = securityOf(app);
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
    const repairService = new RepairService({
      environment: app.environment,
      session,
      chooseFolder: async () => null,
    });
    expect(codeOf(await repairService.find(byCode(recoveryCode)))).toBe('wrong-recovery-code');
    clock.now += 60_000;
    const found = valueOf(await repairService.find(byCode(code)));
    expect(found).toMatchObject({ activity: { condition: 'whole', lost: 0 } });
    expect(found.keys).toHaveLength(3);
  });
});

describe('a repair after a data key rotation', () => {
  async function changedKey() {
    const app = await lived();
    const older = await readFile(join(app.directory, 'vault.json'));
    const security = securityOf(app);
    const { recoveryCode: code } = valueOf(await security.prepareDataKey(PASSPHRASE));
    valueOf(await security.confirmRecoveryCode());
    valueOf(await keysOf(app).create(newKey({ name: 'Fourth' })));
    await app.session.lock();
    await rm(join(app.directory, 'vault.json'));
    const { session } = app;
    const repairService = new RepairService({
      environment: app.environment,
      session,
      chooseFolder: async () => null,
    });
    return { ...app, older, code, repairService };
  }

  it('refuses a backup under the old key that was added to the others', async () => {
    const { directory, older, repairService, recoveryCode, code } = await changedKey();
    await writeFile(join(directory, 'backups', 'vault-9999999999999999.json'), older);
    expect(codeOf(await repairService.find(byCode(recoveryCode)))).toBe('other-way-in');
    expect(valueOf(await repairService.find(byCode(code))).keys).toHaveLength(4);
  });

  it('with no other backup is reported at the next unlock', async () => {
    const { directory, older, repairService, recoveryCode, session, clock } = await changedKey();
    for (const name of await backupsOf(directory)) await rm(join(directory, 'backups', name));
    await writeFile(join(directory, 'backups', 'vault-0000000000000001.json'), older);
    valueOf(await repairService.find(byCode(recoveryCode)));
    valueOf(await repairService.use());
    await session.lock();
    clock.now += 60_000;
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'not-remembered' } });
  });

  it('leaves activity files under the old key, which are reported', async () => {
    const app = await lived();
    const { directory, session } = app;
    await session.lock();
    const path = join(directory, 'activity.jsonl');
    await writeFile(path, (await readFile(path, 'latin1')).slice(0, -40), 'latin1');
    await rm(join(directory, 'vault.json'));
    const repairService = new RepairService({
      environment: app.environment,
      session,
      chooseFolder: async () => null,
    });
    valueOf(await repairService.find(PROOF));
    valueOf(await repairService.use());
    const names = (await readdir(directory)).filter((name) => /jsonl\.(damaged|torn)/.test(name));
    expect(names).toHaveLength(1);
    const security = securityOf(app);
    valueOf(await security.prepareDataKey(PASSPHRASE));
    expect(valueOf(await security.confirmRecoveryCode())).toEqual({ backupsLeft: names });
  });
});

describe('a data key rotation whose recovery code is not saved yet', () => {
  it.each(Object.entries(CHANGES))(
    'does not carry over a keyslot that was revoked meanwhile: another %s',
    async (_name, change: Change) => {
      const app = await lived();
      const { session, recoveryCode, clock } = app;
      const security = securityOf(app);
      const waiting = valueOf(await security.prepareDataKey(PASSPHRASE));
      // Another instance, as in the app: a code prepared by this one would cancel the first.
      const given = await change.make(securityOf(app));
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
      expect(codeOf(await session.unlock(given))).toBe('ok');
    },
  );
});
