import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VaultBackups } from '../../../electron/vault/vault-backups';
import { failureOf, newKey, valueOf } from '../../support/some-key';
import { keysOf, recordsOf } from '../../support/small-vault';
import { PASSPHRASE, createdVault, sessionOn, temporaryDirectory } from '../../support/test-vault';

async function vaultWithBackups() {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory);
  const keys = keysOf(made);
  const backups = new VaultBackups(made.world, () => made.session.vault);
  const first = valueOf(await keys.create(newKey({ name: 'First' })));
  const second = valueOf(await keys.create(newKey({ name: 'Second' })));
  valueOf(await made.session.vault!.snapshot());
  const earlier = recordsOf(made.session.vault!.keys);
  valueOf(await keys.update(first.apiKey.id, { name: 'Renamed' }));
  valueOf(await keys.delete([second.apiKey.id]));
  valueOf(await keys.create(newKey({ name: 'Third' })));
  valueOf(await made.session.vault!.snapshot());
  const records = () => recordsOf(made.session.vault!.keys);
  return { ...made, directory, backups, earlier, records, second };
}

describe('the backups of an open vault', () => {
  it('are listed newest first, and say by name what restoring would change', async () => {
    const { backups } = await vaultWithBackups();
    const list = valueOf(await backups.list());
    expect(list.length).toBe(2);
    expect(list[0]!.name > list[1]!.name).toBe(true);
    expect(valueOf(await backups.compare(list[0]!.name))).toEqual({
      keys: 2,
      added: ['Second'],
      changed: ['First'],
      removed: ['Third'],
    });
    expect(valueOf(await backups.compare(list[1]!.name))).toMatchObject({ keys: 0, added: [] });
  });

  it('are restored by a commit, with secrets, and taken back by another', async () => {
    const { backups, earlier, records, session, directory, second } = await vaultWithBackups();
    const before = records();
    const [newest] = valueOf(await backups.list());
    const { undo } = valueOf(await backups.restore(newest!.name));
    expect(records()).toEqual(earlier);
    expect(valueOf(session.vault!.openSecret(second.apiKey.id)).toString()).toBe(second.secret);
    const names: string[] = [];
    valueOf(
      await session.vault!.walkActivity({
        onEvents: (events) => {
          names.push(...events.map(({ event }) => event));
        },
      }),
    );
    expect(names).toContain('backup.restored');
    expect(valueOf(await backups.restore(undo!)).undo).not.toBeNull();
    expect(records()).toEqual(before);
    await session.lock();
    const again = sessionOn(directory).session;
    valueOf(await again.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(recordsOf(again.vault!.keys)).toEqual(before);
    expect(again.vault!.isReadOnly).toBe(false);
  });

  it('change nothing when they hold what is here', async () => {
    const { backups, session } = await vaultWithBackups();
    const [newest] = valueOf(await backups.list());
    valueOf(await backups.restore(newest!.name));
    expect(valueOf(await backups.restore(newest!.name))).toEqual({ undo: null });
    expect(session.vault!.keys.size).toBe(2);
  });

  it('are never named by a path, and say when they are damaged, gone or the vault is locked', async () => {
    const { backups, session, directory } = await vaultWithBackups();
    for (const name of ['../vault.json', 'vault.json', 'vault-0000000000000099.json']) {
      expect(failureOf(await backups.compare(name)).code).toBe('backup-not-found');
    }
    const [name = ''] = await readdir(join(directory, 'backups'));
    await truncate(join(directory, 'backups', name), 50);
    expect(failureOf(await backups.compare(name)).code).toBe('backup-damaged');
    await session.lock();
    expect(failureOf(await backups.restore(name)).code).toBe('vault-locked');
    expect(failureOf(await backups.compare(name)).code).toBe('vault-locked');
  });
});
