import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { passphraseSlot } from '../../../../../electron/vault/keyslots/keyslots';
import {
  decodeVaultFile,
  encodeVaultFile,
  resealVaultFile,
} from '../../../../../electron/vault/format/snapshot-file';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { keysOf } from '../../../../support/small-vault';
import { newKey, valueOf } from '../../../../support/sample-keys';
import {
  PROOF,
  createdVault,
  fakeKeychain,
  lastOpenedStore,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';
import {
  NEXT,
  codeOf,
  byPassphrase,
  KEYCHAIN,
  CHANGES,
  securityOf,
  lived,
} from '../credential-changes';

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
    const repairService = new RepairService({
      environment,
      session: other.session,
      chooseFolder: async () => null,
    });
    expect(codeOf(await repairService.find(PROOF))).toBe('vault-kdf-refused');
  });
});

describe('after a repair that lost the end of the activity', () => {
  it('a later change of the passphrase revokes the keyslots of an older copy', async () => {
    const app = await lived();
    const { directory, session, clock, keychain } = app;
    for (const name of ['Fourth', 'Fifth', 'Sixth', 'Seventh']) {
      valueOf(await keysOf(app).create(newKey({ name })));
    }
    await CHANGES.passphrase.make(securityOf(app));
    await session.lock();
    await rm(join(directory, 'vault.json'));
    await rm(join(directory, 'activity.jsonl'));
    const repairService = new RepairService({
      environment: app.environment,
      session,
      chooseFolder: async () => null,
    });
    valueOf(await repairService.find(byPassphrase(NEXT)));
    valueOf(await repairService.use());
    const older = await readFile(join(directory, 'vault.json'));
    valueOf(await securityOf(app).changePassphrase(byPassphrase(NEXT), 'nine patient gardeners'));
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
    const app = await lived();
    const { directory, session } = app;
    await session.lock();
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    valueOf(await session.unlock(PROOF));
    await CHANGES.keychain.make(securityOf(app));
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
    const [keychain, lastOpened] = [fakeKeychain(), lastOpenedStore()];
    const app = await createdVault(directory, { keychain, lastOpened });
    valueOf(await keysOf(app).create(newKey()));
    await app.session.lock();
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    valueOf(await app.session.unlock(PROOF));
    await CHANGES.keychain.make(securityOf(app));
    await app.session.lock();
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    const { session } = sessionOn(directory, { keychain, lastOpened, clock: app.clock });
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('older-ways-in');
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'not-remembered' } });
    valueOf(await session.acceptOlderState());
    await session.lock();
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('ok');
  });

  it('does not open by keychain where the activity does not match the file', async () => {
    const app = await lived();
    const { directory, session } = app;
    const older = await readFile(join(directory, 'vault.json'));
    await CHANGES.keychain.make(securityOf(app));
    await session.lock();
    await writeFile(join(directory, 'vault.json'), older);
    await writeFile(join(directory, 'activity.jsonl'), '');
    expect(codeOf(await session.unlock(KEYCHAIN))).toBe('older-ways-in');
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'read-only' } });
  });
});
