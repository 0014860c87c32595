import { copyFile, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VaultBackups } from '../../../../../electron/vault/transfer/restore-backup';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf, recordsOf } from '../../../../support/small-vault';
import { ok } from '../../../../../shared/lib/result';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import {
  PASSPHRASE,
  createdVault,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

async function vaultWithBackups(faulty = new FaultyFileSystem()) {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory, { fs: faulty.fs });
  const keys = keysOf(made);
  const backups = new VaultBackups(made.environment, () => made.session.vault);
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
  it('are listed newest first, with the changes that a restore would make', async () => {
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

  it('are restored by a commit, with secrets, and undone by another', async () => {
    const { backups, earlier, records, session, directory, second } = await vaultWithBackups();
    const before = records();
    const [newest] = valueOf(await backups.list());
    const { undo } = valueOf(await backups.restore(newest!.name));
    expect(records()).toEqual(earlier);
    expect(valueOf(session.vault!.openSecret(second.apiKey.id)).toString()).toBe(second.secret);
    const names: string[] = [];
    valueOf(
      await session.vault!.activity.walk({
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

  it('change nothing when they equal the present state', async () => {
    const { backups, session } = await vaultWithBackups();
    const [newest] = valueOf(await backups.list());
    valueOf(await backups.restore(newest!.name));
    expect(valueOf(await backups.restore(newest!.name))).toEqual({ undo: null });
    expect(session.vault!.keys.size).toBe(2);
  });

  it('are never named by a path, and report when they are damaged, gone or the vault is locked', async () => {
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

  it('of another vault, or that do not open, are damaged and change nothing', async () => {
    const { backups, records, directory } = await vaultWithBackups();
    const other = await vaultWithBackups();
    const before = records();
    const [mine] = valueOf(await backups.list());
    const [theirs] = valueOf(await other.backups.list());
    await copyFile(
      join(other.directory, 'backups', theirs!.name),
      join(directory, 'backups', mine!.name),
    );
    expect(failureOf(await backups.compare(mine!.name)).code).toBe('backup-damaged');
    expect(failureOf(await backups.restore(mine!.name)).code).toBe('backup-damaged');
    expect(records()).toEqual(before);
  });

  it('are restored fully or not at all, whichever call fails', async () => {
    for (let n = 1; ; n += 1) {
      const faulty = new FaultyFileSystem();
      const { backups, earlier, records, session, directory } = await vaultWithBackups(faulty);
      const before = records();
      const [newest] = valueOf(await backups.list());
      faulty.calls.length = 0;
      faulty.breakAt(n, 'EIO');
      const restored = await backups.restore(newest!.name);
      const wasReached = faulty.calls.some(({ failed }) => failed);
      faulty.mend();
      expect(records(), `call ${n}`).toEqual(restored.ok ? earlier : before);
      await session.lock();
      const again = sessionOn(directory).session;
      valueOf(await again.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
      expect(recordsOf(again.vault!.keys), `call ${n}`).toEqual(restored.ok ? earlier : before);
      if (!wasReached) break;
    }
  });

  it('are not restored when the present state cannot be backed up first', async () => {
    const faulty = new FaultyFileSystem();
    const made = await vaultWithBackups(faulty);
    const { backups, records } = made;
    valueOf(await keysOf(made).create(newKey({ name: 'Not yet in a file' })));
    const before = records();
    const [newest] = valueOf(await backups.list());
    faulty.breakWhere(({ name, path }) =>
      name === 'write' && path.includes('/.ownchat-') ? 'ENOSPC' : null,
    );
    expect(failureOf(await backups.restore(newest!.name))).toMatchObject({
      code: 'write-failed',
      problem: 'disk-full',
    });
    faulty.mend();
    expect(records()).toEqual(before);
    const { undo } = valueOf(await backups.restore(newest!.name));
    expect(records()).not.toEqual(before);
    valueOf(await backups.restore(undo!));
    expect(records()).toEqual(before);
  });

  it('report nothing about a vault that is locked during the read', async () => {
    const faulty = new FaultyFileSystem();
    const { backups, session } = await vaultWithBackups(faulty);
    const [newest] = valueOf(await backups.list());
    faulty.actBefore(
      ({ name, path }) => name === 'read' && path.endsWith(newest!.name),
      () => session.lock(),
    );
    expect(failureOf(await backups.compare(newest!.name))).toEqual({ code: 'vault-locked' });
  });

  it('cannot be listed while their folder is unreadable, which is reported', async () => {
    const faulty = new FaultyFileSystem();
    const { backups } = await vaultWithBackups(faulty);
    faulty.breakWhere(({ name }) => (name === 'readdir' ? 'EIO' : null));
    expect(failureOf(await backups.list())).toMatchObject({ code: 'vault-unreadable' });
  });
});

describe('a backup that is older than a report', () => {
  const compromised = { at: '2027-01-01T00:00:00.000Z', reason: 'in a log' };

  /** A key that was reported after its backup, with these fields. */
  async function reportedKey(fields: { enabled?: boolean } = {}) {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    made.clock.now = Date.parse('2026-12-01T00:00:00.000Z');
    const keys = keysOf(made);
    const { id } = valueOf(await keys.create(newKey())).apiKey;
    const vault = made.session.vault!;
    valueOf(await vault.snapshot());
    const record = () => vault.keys.get(id)!.record;
    const report = async () => {
      const after = { compromised, ...fields };
      const before = { compromised: null, ...('enabled' in fields && { enabled: true }) };
      const change = { before, after };
      valueOf(await vault.commit(() => ok([{ event: 'key.updated', keyId: id, change }])));
      made.clock.now = Date.parse('2027-01-02T00:00:00.000Z');
    };
    const backups = new VaultBackups(made.environment, () => vault);
    /** Restores the state at the last snapshot. */
    const restore = async () => {
      valueOf(await vault.snapshot());
      const [newest] = valueOf(await backups.list());
      valueOf(await backups.restore(newest!.name));
    };
    return { ...made, keys, vault, id, record, report, restore };
  }

  it('does not activate a key that is inactive because of it', async () => {
    const { report, restore, record } = await reportedKey({ enabled: false });
    await report();
    await restore();
    expect(record()).toMatchObject({ enabled: false, compromised });
  });

  it('brings a secret that was rotated back with its report, and the key inactive', async () => {
    const { report, restore, record, keys, id } = await reportedKey();
    const { secretHash } = record();
    await report();
    valueOf(await keys.rotate(id, 'none'));
    expect(record()).toMatchObject({ enabled: true, compromised: null });
    await restore();
    expect(record()).toMatchObject({ secretHash, enabled: false, compromised });
  });

  it('brings a deleted key back inactive', async () => {
    const { report, restore, record, keys, id } = await reportedKey();
    await report();
    valueOf(await keys.delete([id]));
    await restore();
    expect(record()).toMatchObject({ enabled: false, compromised });
  });

  it('does not bring a reported secret back for the rest of its grace period', async () => {
    const { report, keys, id, vault, clock, restore, record } = await reportedKey();
    await report();
    const { graceUntil } = valueOf(await keys.rotate(id, 'week')).apiKey;
    valueOf(await vault.snapshot());
    clock.now += 1_000;
    valueOf(await keys.endGrace(id, graceUntil!));
    const { secretHash } = record();
    await restore();
    expect(record()).toMatchObject({ secretHash, enabled: true, previousSecret: null });
  });
});
