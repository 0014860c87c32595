import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { SnapshotStore } from '../../../../../electron/vault/snapshot/snapshot-store';
import {
  encodeVaultFile,
  unsealVaultFile,
} from '../../../../../electron/vault/format/snapshot-file';
import { LowdbAdapter } from '../../../../../electron/vault/snapshot/lowdb-adapter';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { failureOf, storedKey, valueOf } from '../../../../support/sample-keys';
import {
  AT,
  START,
  VAULT_ID,
  someDataKey,
  someFile,
  environmentWith,
} from '../../../../support/vault-parts';

const HEADER = { vaultId: VAULT_ID, createdAt: AT, slots: someFile().slots };
const bodyAt = (sequence: number) => ({
  log: { ...START, sequence },
  keys: [storedKey(sequence)],
  settings: {},
});

describe('reading the snapshot', () => {
  it('is null when there is none', async () => {
    const { fs, paths } = await environmentWith();
    expect(valueOf(await new SnapshotStore(fs, paths).read())).toBeNull();
  });

  it('returns the file, and no cached one on a second read', async () => {
    const { fs, paths } = await environmentWith({ file: someFile() });
    const store = new SnapshotStore(fs, paths);
    expect(valueOf(await store.read())?.vaultId).toBe(VAULT_ID);
    await rm(paths.vault);
    expect(valueOf(await store.read())).toBeNull();
  });

  it('makes the file the known one, as long as it is unchanged', async () => {
    const { fs, paths } = await environmentWith({ file: someFile(bodyAt(3)) });
    const store = new SnapshotStore(fs, paths);
    const changed = { code: 'vault-changed-on-disk', path: paths.vault };
    // A file that was not read is unknown.
    expect(store.sequence).toBeNull();
    expect(await store.isCurrent()).toBe(false);
    expect(failureOf(await store.expectCurrent())).toEqual(changed);
    valueOf(await store.read());
    expect(store.sequence).toBe(3);
    expect(await store.isCurrent()).toBe(true);
    valueOf(await store.expectCurrent());
    await rm(paths.vault);
    expect(await store.isCurrent()).toBe(false);
    expect(failureOf(await store.expectCurrent())).toEqual(changed);
  });

  it('distinguishes unreadable from absent', async () => {
    const { paths } = await environmentWith({ file: someFile() });
    for (const [name, fault] of [
      ['stat', 'EACCES'],
      ['open', 'EIO'],
      ['read', 'EIO'],
    ] as const) {
      const faulty = new FaultyFileSystem();
      faulty.breakWhere((call) => (call.name === name ? fault : null));
      expect(failureOf(await new SnapshotStore(faulty.fs, paths).read())).toEqual({
        code: 'vault-unreadable',
        path: paths.vault,
        reason: fault,
      });
    }
    await rm(paths.vault);
    await mkdir(paths.vault);
    expect(failureOf(await new SnapshotStore(realFileSystem, paths).read())).toMatchObject({
      code: 'vault-unreadable',
      reason: 'EISDIR',
    });
  });

  it('reports the fault of a bad file', async () => {
    const { fs, paths } = await environmentWith({ file: someFile() });
    await writeFile(paths.vault, '{');
    expect(failureOf(await new SnapshotStore(fs, paths).read())).toEqual({
      code: 'vault-truncated',
      path: paths.vault,
    });
  });

  it('does not report a bug as a failure', async () => {
    const { paths } = await environmentWith({ file: someFile() });
    const buggy = {
      ...realFileSystem,
      open: (async () => {
        throw new Error('bug');
      }) as never,
    };
    await expect(new SnapshotStore(buggy, paths).read()).rejects.toThrow('bug');
  });
});

describe('writing the snapshot', () => {
  it('creates the first, replaces the next, and keeps the previous one as a backup', async () => {
    const { fs, paths } = await environmentWith();
    const store = new SnapshotStore(fs, paths);
    valueOf(await store.write(HEADER, bodyAt(1), someDataKey()));
    const first = await readFile(paths.vault);
    valueOf(await store.write(HEADER, bodyAt(2), someDataKey()));
    const file = valueOf(await new SnapshotStore(fs, paths).read());
    expect(file && (await unsealVaultFile(file, someDataKey()))).toEqual(bodyAt(2));
    const backups = await readdir(paths.backups);
    expect(backups).toEqual(['vault-0000000000000001.json']);
    expect(await readFile(`${paths.backups}/${backups[0]}`)).toEqual(first);
  });

  it('does not replace a file that it neither read nor wrote', async () => {
    const { fs, paths } = await environmentWith();
    const store = new SnapshotStore(fs, paths);
    valueOf(await store.write(HEADER, bodyAt(1), someDataKey()));
    const foreign = encodeVaultFile(someFile(bodyAt(5)));
    await writeFile(paths.vault, foreign);
    const refused = await store.write(HEADER, bodyAt(2), someDataKey());
    expect(failureOf(refused)).toEqual({ code: 'vault-changed-on-disk', path: paths.vault });
    expect(await readFile(paths.vault)).toEqual(foreign);
    const unread = await new SnapshotStore(fs, paths).write(HEADER, bodyAt(2), someDataKey());
    expect(failureOf(unread)).toMatchObject({ code: 'write-failed', reason: 'EEXIST' });
    expect(await readFile(paths.vault)).toEqual(foreign);
  });

  it('continues after a write that was done but not known to be durable', async () => {
    const { paths, directory } = await environmentWith();
    const faulty = new FaultyFileSystem();
    const store = new SnapshotStore(faulty.fs, paths);
    valueOf(await store.write(HEADER, bodyAt(1), someDataKey()));
    faulty.breakWhere((call) => (call.name === 'sync' && call.path === directory ? 'EIO' : null));
    expect(failureOf(await store.write(HEADER, bodyAt(2), someDataKey()))).toMatchObject({
      code: 'write-failed',
    });
    faulty.mend();
    valueOf(await store.write(HEADER, bodyAt(3), someDataKey()));
  });

  it('replaces the file only by one that opens', async () => {
    const { paths } = await environmentWith();
    const store = new SnapshotStore(realFileSystem, paths);
    valueOf(await store.write(HEADER, bodyAt(1), someDataKey()));
    const before = await readFile(paths.vault);
    const other = encodeVaultFile(someFile({ log: { ...START, sequence: 7 } }));
    for (const damaged of [other.subarray(0, 50), flipped(other)]) {
      const lying = {
        ...realFileSystem,
        readFile: (async () => damaged) as never,
      };
      const liar = new SnapshotStore(lying, paths);
      const refused = await liar.write(HEADER, bodyAt(2), someDataKey());
      expect(failureOf(refused)).toMatchObject({ code: 'write-failed', reason: 'EIO' });
      expect(await readFile(paths.vault)).toEqual(before);
    }
  });

  it('does not report a bug as a failure', async () => {
    const { fs, paths } = await environmentWith();
    const store = new SnapshotStore(fs, paths);
    const gone = someDataKey();
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const body = { log: START, keys: cyclic } as never;
    await expect(store.write(HEADER, body, gone)).rejects.toThrow('circular');
  });
});

describe('the adapter', () => {
  it('refuses to write null', async () => {
    const { fs, paths } = await environmentWith();
    const adapter = new LowdbAdapter({
      fs,
      path: paths.vault,
      verify: () => true,
      keepBackup: async () => undefined,
    });
    await expect(adapter.write(null)).rejects.toThrow('nothing');
  });
});

/** Complete text with a corrupt body. */
function flipped(bytes: Buffer): Buffer {
  const text = bytes.toString();
  const at = text.indexOf('"ciphertext":"', text.indexOf('"body"')) + 20;
  return Buffer.from(text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
}
