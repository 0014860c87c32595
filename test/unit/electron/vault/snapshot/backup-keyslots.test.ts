import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeVaultFile } from '../../../../../electron/vault/format/snapshot-file';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE, PROOF, sessionOn } from '../../../../support/test-vault';
import {
  NEXT,
  byPassphrase,
  byCode,
  CHANGES,
  securityOf,
  lived,
  backupsOf,
  openedWith,
} from '../credential-changes';

describe('backups beside a vault', () => {
  it('get the new data key and keyslots later when they could not be renamed at once', async () => {
    const faulty = new FaultyFileSystem();
    const app = await lived(faulty);
    const { directory, session, recoveryCode } = app;
    const security = securityOf(app);
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
    const app = await lived();
    const { directory, session, lastSeen } = app;
    const other = sessionOn(directory, { lastSeen, clock: app.clock });
    await session.lock();
    valueOf(await other.session.unlock(PROOF));
    valueOf(await session.unlock(PROOF));
    await CHANGES.passphrase.make(securityOf(app));
    await other.session.vault?.alignBackups();
    await session.lock();
    const { slots } = valueOf(decodeVaultFile(await readFile(join(directory, 'vault.json')), ''));
    for (const name of await backupsOf(directory)) {
      const file = await readFile(join(directory, 'backups', name));
      expect(valueOf(decodeVaultFile(file, '')).slots).toEqual(slots);
    }
  });

  it("get the vault's keyslots on opening, where theirs differ", async () => {
    const app = await lived();
    const { directory, session } = app;
    const older = await readFile(join(directory, 'vault.json'));
    await CHANGES.passphrase.make(securityOf(app));
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
    const app = await lived();
    const { directory } = app;
    const names = await backupsOf(directory);
    const damaged = join(directory, 'backups', names[0] ?? '');
    const bytes = Buffer.from(
      (await readFile(damaged)).toString('latin1').replace('"tag":"', '"tag":"A'),
    );
    await writeFile(damaged, bytes);
    const changed = valueOf(await securityOf(app).changePassphrase(PROOF, NEXT));
    expect(changed).toEqual({ backupsLeft: [names[0]] });
    expect(await readFile(damaged)).toEqual(bytes);
  });
});
