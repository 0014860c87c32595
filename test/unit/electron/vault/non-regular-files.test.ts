import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ok } from '../../../../shared/lib/result';
import { VaultBackups } from '../../../../electron/vault/transfer/restore-backup';
import { RepairService } from '../../../../electron/vault/session/repair-service';
import { CredentialChanges } from '../../../../electron/vault/operations/change-credentials';
import { CHEAP_COST } from '../../../support/cheap-cost';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { keysOf, closeWithoutSnapshot } from '../../../support/small-vault';
import {
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../support/test-vault';

/** Non-files at a file's path, and the expected error. */
const INTRUDERS: Record<string, { put: (path: string) => unknown; reason: string }> = {
  'a pipe': { put: (path) => execFileSync('mkfifo', [path]), reason: 'NOT_A_FILE' },
  'a link to a pipe': {
    put: async (path) => {
      execFileSync('mkfifo', [`${path}-pipe`]);
      await symlink(`${path}-pipe`, path);
    },
    reason: 'NOT_A_FILE',
  },
  'a socket': {
    put: async (path) => {
      const server = createServer().listen(path);
      onTestFinished(() => void server.close());
      await new Promise((listening) => server.once('listening', listening));
    },
    reason: 'NOT_A_FILE',
  },
  'an endless device': { put: (path) => symlink('/dev/zero', path), reason: 'NOT_A_FILE' },
  'a folder': { put: (path) => mkdir(path), reason: 'EISDIR' },
  'a circle of links': { put: (path) => symlink(path, path), reason: 'ELOOP' },
};

const TWO_GIB = 2 ** 31;

/** A sparse file, which takes no space. */
async function putSparse(path: string): Promise<void> {
  await writeFile(path, '');
  await truncate(path, TWO_GIB);
}

/** A locked vault with a backup. */
async function someVault() {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory);
  valueOf(await keysOf(made).create(newKey({ name: 'First' })));
  valueOf((await made.session.vault?.snapshot()) ?? ok(undefined));
  valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
  await closeWithoutSnapshot(made.session.vault);
  await made.session.lock();
  return { ...made, directory, ...sessionOn(directory) };
}

describe.skipIf(process.platform === 'win32').each(Object.entries(INTRUDERS))(
  '%s',
  (_what, { put, reason }) => {
    it('in the place of vault.json is reported, and stays', async () => {
      const { session, directory } = await someVault();
      const path = join(directory, 'vault.json');
      await rename(path, `${path}.away`);
      await put(path);
      const failure = { code: 'vault-unreadable', path, reason };
      expect(await session.state()).toEqual({ kind: 'damaged', failure });
      expect(failureOf(await session.unlock(PROOF))).toEqual(failure);
      await expect(readFile(`${path}.away`)).resolves.toBeDefined();
    });

    it('in the place of the activity is reported on opening, repairing and creating', async () => {
      const { session, environment, directory } = await someVault();
      const path = join(directory, 'activity.jsonl');
      await rename(path, `${path}.away`);
      await put(path);
      const failure = { code: 'vault-unreadable', path, reason };
      expect(failureOf(await session.unlock(PROOF))).toEqual(failure);
      await truncate(join(directory, 'vault.json'), 100);
      const care = new RepairService({
        environment,
        session,
        chooseFolder: async () => null,
        lock: () => session.lock(),
      });
      expect(failureOf(await care.find(PROOF))).toEqual(failure);
      for (const name of ['vault.json', 'backups']) {
        await rm(join(directory, name), { recursive: true });
      }
      expect((await session.state()).kind).toBe('damaged');
    });

    it("in the place of an open vault's activity prevents changes without blocking", async () => {
      const vault = await someVault();
      const { session, directory } = vault;
      valueOf(await session.unlock(PROOF));
      const path = join(directory, 'activity.jsonl');
      await rename(path, `${path}.away`);
      await put(path);
      expect(['vault-changed-on-disk', 'write-failed']).toContain(
        failureOf(await keysOf(vault).create(newKey({ name: 'Third' }))).code,
      );
      await session.lock();
      expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    });

    it('in the place of a backup is reported, and the others are used', async () => {
      const { session, environment, directory } = await someVault();
      const backups = join(directory, 'backups');
      const [good = ''] = await readdir(backups);
      const bad = 'vault-0000000000000009.json';
      await put(join(backups, bad));
      valueOf(await session.unlock(PROOF));
      const kept = new VaultBackups(environment, () => session.vault);
      const damaged = { code: 'backup-damaged', path: join(backups, bad) };
      expect(failureOf(await kept.compare(bad))).toEqual(damaged);
      valueOf(await kept.compare(good));
      expect(valueOf(await kept.list()).map(({ name }) => name)).toEqual([good]);
      expect(valueOf(await session.protection())).toMatchObject({ backups: 1 });
      await session.lock();
      await truncate(join(directory, 'vault.json'), 100);
      const care = new RepairService({
        environment,
        session,
        chooseFolder: async () => null,
        lock: () => session.lock(),
      });
      expect(valueOf(await care.find(PROOF)).keys).toHaveLength(2);
    });

    it('among expired backups prevents no new one', async () => {
      const vault = await someVault();
      const { session, directory } = vault;
      await put(join(directory, 'backups', 'vault-0000000000000000.json'));
      valueOf(await session.unlock(PROOF));
      for (let n = 0; n < 12; n += 1) {
        valueOf(await keysOf(vault).create(newKey({ name: `Key ${n}` })));
        valueOf(await session.vault!.snapshot());
      }
      expect(valueOf(await session.protection()).backups).toBeGreaterThanOrEqual(9);
    });

    it.each(['activity.jsonl.next', 'activity.jsonl.previous'])(
      'beside the activity (%s) does not prevent opening, and stays',
      async (name) => {
        const vault = await someVault();
        const path = join(vault.directory, name);
        await put(path);
        valueOf(await vault.session.unlock(PROOF));
        valueOf(await keysOf(vault).create(newKey({ name: 'Third' })));
        expect((await lstat(path)).isFile()).toBe(false);
      },
    );

    it('beside a backup is reported and stays, and the others get the new keyslots', async () => {
      const vault = await someVault();
      const { session, directory } = vault;
      valueOf(await session.unlock(PROOF));
      const name = 'vault-0000000000000000.json.next';
      const path = join(directory, 'backups', name);
      await put(path);
      const security = new CredentialChanges({
        session,
        keychain: noKeychain,
        kdfCost: async () => CHEAP_COST,
        ratePassphrase: acceptAnyPassphrase,
      });
      const changed = await security.changePassphrase(PROOF, 'seven quiet lighthouses');
      expect(valueOf(changed).backupsLeft).toEqual([name]);
      expect((await lstat(path)).isFile()).toBe(false);
    });

    it('at the path of the next activity prevents a data key rotation, and nothing is lost', async () => {
      const { session, directory, clock, states } = await someVault();
      valueOf(await session.unlock(PROOF));
      await put(join(directory, 'activity.jsonl.next'));
      clock.now += 60_000;
      await rm(join(directory, 'backups'), { recursive: true });
      valueOf(await session.vault!.commit(() => ok([])));
      failureOf(await session.archiveActivity(clock.now));
      if (!session.vault) valueOf(await session.unlock(PROOF));
      expect(session.vault?.keys.size).toBe(2);
      expect(states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
    });
  },
);

describe.skipIf(process.platform === 'win32')('a sparse file of two gigabytes', () => {
  it('in the place of vault.json or of a backup is not read', async () => {
    const { session, environment, directory } = await someVault();
    const path = join(directory, 'vault.json');
    valueOf(await session.unlock(PROOF));
    const bad = 'vault-0000000000000009.json';
    await putSparse(join(directory, 'backups', bad));
    const kept = new VaultBackups(environment, () => session.vault);
    expect(failureOf(await kept.compare(bad)).code).toBe('backup-damaged');
    await session.lock();
    await rename(path, `${path}.away`);
    await putSparse(path);
    const failure = { code: 'vault-unreadable', path, reason: 'EFBIG' };
    expect(await session.state()).toEqual({ kind: 'damaged', failure });
    expect((await stat(path)).size).toBe(TWO_GIB);
  });

  it('in the place of the activity makes the vault read-only, and is too large to repair from', async () => {
    const { session, directory, environment, states } = await someVault();
    const path = join(directory, 'activity.jsonl');
    await rename(path, `${path}.away`);
    await putSparse(path);
    valueOf(await session.unlock(PROOF));
    expect(states.at(-1)).toMatchObject({ notice: { kind: 'read-only' } });
    await session.lock();
    const care = new RepairService({
      environment,
      session,
      chooseFolder: async () => null,
      lock: () => session.lock(),
    });
    const failure = { code: 'vault-unreadable', path, reason: 'EFBIG' };
    expect(failureOf(await care.find(PROOF))).toEqual(failure);
  });
});
