import { constants, existsSync, statSync } from 'node:fs';
import {
  access,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import { copyVaultFiles } from '../../../../electron/vault/repair/copy-vault-files';
import { vaultPaths } from '../../../../electron/vault/format/vault-paths';
import { CredentialChanges } from '../../../../electron/vault/operations/change-credentials';
import { CHEAP_COST } from '../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { keysOf } from '../../../support/small-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../support/test-vault';

/** The temporary folder of the tests may be in memory. */
const ON_DISK = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();

const isThere = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

/** A locked vault whose files are elsewhere, behind symbolic links. */
async function linkedVault(what: 'vault.json' | 'activity.jsonl' | 'both' | 'the folder') {
  const root = await temporaryDirectory();
  const directory = join(root, 'profile', 'vault');
  const elsewhere = join(root, 'elsewhere');
  await mkdir(join(root, 'profile'));
  const made = await createdVault(directory);
  valueOf(await keysOf(made).create(newKey({ name: 'First' })));
  await made.session.lock();
  if (what === 'the folder') {
    await rename(directory, elsewhere);
    await symlink('../elsewhere', directory);
    return { ...made, directory, elsewhere, links: [directory] };
  }
  await mkdir(elsewhere);
  const names = what === 'both' ? ['vault.json', 'activity.jsonl'] : [what];
  for (const name of names) {
    await rename(join(directory, name), join(elsewhere, name));
    await symlink(join(elsewhere, name), join(directory, name));
  }
  return { ...made, directory, elsewhere, links: names.map((name) => join(directory, name)) };
}

describe
  .skipIf(process.platform === 'win32')
  .each(['vault.json', 'activity.jsonl', 'both', 'the folder'] as const)(
  'a vault of which %s is a symbolic link',
  (what) => {
    it('is opened, changed, re-encrypted, archived and backed up through the link, which stays', async () => {
      const { directory, elsewhere, links, clock } = await linkedVault(what);
      const again = sessionOn(directory, { clock });
      const { session } = again;
      valueOf(await session.unlock(PROOF));
      valueOf(await keysOf(again).create(newKey({ name: 'Second' })));
      valueOf(await session.vault!.snapshot());
      const security = new CredentialChanges({
        session,
        keychain: noKeychain,
        kdfCost: async () => CHEAP_COST,
        ratePassphrase: acceptAnyPassphrase,
      });
      valueOf(await security.prepareDataKey(PASSPHRASE));
      valueOf(await security.confirmRecoveryCode());
      clock.now += 60_000;
      // Events that backups need are not archived, so the older backups are deleted.
      await rm(join(directory, 'backups'), { recursive: true });
      valueOf(await keysOf(again).create(newKey({ name: 'Third' })));
      valueOf(await session.vault!.snapshot());
      await rm(join(directory, 'backups'), { recursive: true });
      valueOf(await session.archiveActivity(clock.now));
      valueOf(await keysOf(again).create(newKey({ name: 'Fourth' })));
      await session.lock();

      for (const link of links) expect((await lstat(link)).isSymbolicLink(), link).toBe(true);
      expect((await readdir(elsewhere)).filter((name) => /tmp|next|previous/.test(name))).toEqual(
        [],
      );
      expect((await readdir(directory)).filter((name) => /tmp|next|previous/.test(name))).toEqual(
        [],
      );
      const backups = join(directory, 'backups');
      for (const name of await readdir(backups)) {
        expect((await lstat(join(backups, name))).isFile(), name).toBe(true);
      }
      expect((await readdir(backups)).length).toBeGreaterThan(0);
      // The target is the vault: it opens there without the links.
      const copy = join(await temporaryDirectory(), 'vault');
      await cp(directory, copy, { recursive: true, dereference: true });
      const there = sessionOn(copy);
      valueOf(await there.session.unlock(PROOF));
      const names = [...there.session.vault!.keys.values()].map(({ record }) => record.name);
      expect(names.toSorted()).toEqual(['First', 'Fourth', 'Second', 'Third']);
      expect(there.states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
    });

    it('is missing, not absent, while the link dangles, and no new vault is created there', async () => {
      const { directory, elsewhere } = await linkedVault(what);
      await rename(elsewhere, `${elsewhere}.gone`);
      if (what !== 'the folder')
        await rm(join(directory, 'backups'), { recursive: true, force: true });
      const { session } = sessionOn(directory);
      const state = await session.state();
      if (what === 'activity.jsonl') expect(state.kind).toBe('locked');
      else expect(state).toMatchObject({ kind: 'damaged', failure: { code: 'vault-missing' } });
      expect(failureOf(await session.create(PASSPHRASE, false))).toEqual({ code: 'vault-exists' });
      expect(await isThere(elsewhere)).toBe(false);
    });
  },
);

describe.skipIf(process.platform === 'win32')('vault files behind symbolic links', () => {
  it('are included in a saved copy, and reported when they are gone', async () => {
    const { directory, elsewhere } = await linkedVault('both');
    const target = join(await temporaryDirectory());
    const save = (now: number) =>
      copyVaultFiles(realFileSystem, vaultPaths(directory), target, now);
    const saved = valueOf(await save(1));
    expect(saved.unreadable).toEqual([]);
    for (const name of ['vault.json', 'activity.jsonl']) {
      expect((await lstat(join(saved.folder, name))).isFile()).toBe(true);
      expect(await readFile(join(saved.folder, name))).toEqual(
        await readFile(join(elsewhere, name)),
      );
    }
    await rm(join(elsewhere, 'vault.json'));
    expect(valueOf(await save(2)).unreadable).toEqual(['vault.json']);
  });
});

describe('a vault whose backups are on another file system', () => {
  it('gets copies instead of links, for archives too', async () => {
    const faulty = new FaultyFileSystem();
    // The system's error for a link between file systems, bind mounts or subvolumes.
    faulty.breakWhere(({ name, path }) =>
      name === 'link' && !/\/(backups|archive)\//.test(path) && !path.includes('/.ownchat-')
        ? 'EXDEV'
        : null,
    );
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory, { fs: faulty.fs });
    valueOf(await keysOf(made).create(newKey({ name: 'First' })));
    const before = await readFile(join(directory, 'vault.json'));
    await utimes(join(directory, 'vault.json'), 1_000, 2_000);
    valueOf(await made.session.vault!.snapshot());
    const [name = ''] = await readdir(join(directory, 'backups'));
    const backup = join(directory, 'backups', name);
    expect(await readFile(backup)).toEqual(before);
    expect(await stat(backup)).toMatchObject({ nlink: 1, mtimeMs: 2_000_000 });
    const written = faulty.calls.filter(({ path }) => path.includes('/backups/.ownchat-'));
    expect(written.map((call) => call.name)).toEqual([
      'open',
      'write',
      'utimes',
      'sync',
      'stat',
      'close',
      'link',
      'unlink',
    ]);
    // All temporary files of the archive are made beside it.
    await rm(join(directory, 'backups'), { recursive: true });
    made.clock.now += 60_000;
    valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
    valueOf(await made.session.archiveActivity(made.clock.now));
    const linked = faulty.calls.filter((call) => call.name === 'link' && call.failed);
    expect(linked.filter(({ path }) => path.includes('activity-archive'))).toEqual([]);
  });

  it.skipIf(
    statSync('/dev/shm', { throwIfNoEntry: false })?.dev === statSync(ON_DISK).dev ||
      !existsSync('/dev/shm'),
  )('gets them on a memory file system too, behind a link', async () => {
    const elsewhere = await mkdtemp('/dev/shm/ownchat-keys-');
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
    const profile = await mkdtemp(join(ON_DISK, 'ownchat-keys-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true }));
    const directory = join(profile, 'vault');
    const made = await createdVault(directory);
    await symlink(elsewhere, join(directory, 'backups'));
    valueOf(await keysOf(made).create(newKey({ name: 'First' })));
    const before = await readFile(join(directory, 'vault.json'));
    valueOf(await made.session.vault!.snapshot());
    const [name = ''] = await readdir(elsewhere);
    expect(await readFile(join(elsewhere, name))).toEqual(before);
    expect(await readdir(elsewhere)).toEqual([name]);
  });
});

describe('a vault whose files get another inode or mtime, with the same content', () => {
  it('does not count as changed, and saving continues', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    const { session, states } = made;
    for (const name of ['vault.json', 'activity.jsonl']) {
      const path = join(directory, name);
      valueOf(await keysOf(made).create(newKey({ name: `Touched ${name}` })));
      await utimes(path, 1, 1);
      valueOf(await keysOf(made).create(newKey({ name: `Restored ${name}` })));
      // As rsync, a sync folder or a restore does it.
      await cp(path, `${path}.new`);
      await rename(`${path}.new`, path);
      valueOf(await keysOf(made).create(newKey({ name: `After ${name}` })));
      await cp(path, `${path}.new`);
      await rename(`${path}.new`, path);
      valueOf(await session.vault!.snapshot());
    }
    expect(states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
    await session.lock();
    const again = sessionOn(directory);
    valueOf(await again.session.unlock(PROOF));
    expect(again.session.vault!.keys.size).toBe(6);
    expect(again.states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
  });

  it('counts as changed when a single byte differs', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    valueOf(await keysOf(made).create(newKey()));
    const path = join(directory, 'vault.json');
    const text = await readFile(path, 'utf8');
    const at = text.lastIndexOf('"ciphertext":"') + 40;
    const other = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    await writeFile(path, other);
    const changed = { code: 'vault-changed-on-disk', path };
    expect(failureOf(await keysOf(made).create(newKey({ name: 'Another' })))).toEqual(changed);
  });
});
