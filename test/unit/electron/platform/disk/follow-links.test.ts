import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeStreamDurably } from '../../../../../electron/platform/disk/durable-stream';
import { syncDirectory, writeDurably } from '../../../../../electron/platform/disk/durable-write';
import { identityOf, stillTheSame } from '../../../../../electron/platform/disk/file-identity';
import { realFileSystem as fs } from '../../../../../electron/platform/disk/file-system';
import type { FileIdentity } from '../../../../../electron/platform/disk/read-file';
import { readWhole } from '../../../../../electron/platform/disk/read-file';
import type { Fault } from '../../../../support/faulty-file-system';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { temporaryDirectory } from '../../../../support/test-vault';

const NEW = Buffer.from('new content');

/** The ways of putting a file in place. */
const WAYS = {
  'at once': (path: string, mode: 'create' | 'replace' = 'replace') =>
    writeDurably(fs, path, NEW, { mode }),
  'piece by piece': (path: string, mode: 'create' | 'replace' = 'replace') =>
    writeStreamDurably(fs, path, mode, (sink) => sink(NEW)),
};

describe.skipIf(process.platform === 'win32').each(Object.entries(WAYS))(
  'a file that is written %s',
  (_way, write) => {
    it('replaces the target of a symbolic link, which stays', async () => {
      const root = await temporaryDirectory();
      await mkdir(join(root, 'here'));
      await mkdir(join(root, 'there'));
      await writeFile(join(root, 'there', 'file'), 'old');
      // The first of two links is relative, and its folder is itself behind a link.
      await symlink('../there/second', join(root, 'here', 'link'));
      await symlink(join(root, 'there', 'file'), join(root, 'there', 'second'));
      await mkdir(join(root, 'deep'));
      await symlink('../here', join(root, 'deep', 'folder'));
      const before = await lstat(join(root, 'there', 'file'));
      await write(join(root, 'deep', 'folder', 'link'));
      expect(await readlink(join(root, 'here', 'link'))).toBe('../there/second');
      expect(await readFile(join(root, 'there', 'file'))).toEqual(NEW);
      expect((await lstat(join(root, 'there', 'file'))).ino).not.toBe(before.ino);
      expect(await readdir(join(root, 'here'))).toEqual(['link']);
      expect((await readdir(join(root, 'there'))).toSorted()).toEqual(['file', 'second']);
    });

    it('is created at the target of a dangling link, and a circular link is an error', async () => {
      const root = await temporaryDirectory();
      await symlink('file', join(root, 'link'));
      await write(join(root, 'link'));
      expect(await readFile(join(root, 'file'))).toEqual(NEW);
      await symlink('circle', join(root, 'circle'));
      await expect(write(join(root, 'circle'))).rejects.toMatchObject({ code: 'ELOOP' });
      await expect(write(join(root, 'link'), 'create')).rejects.toMatchObject({ code: 'EEXIST' });
    });

    it('never replaces a pipe, a socket, a device or a folder', async () => {
      const root = await temporaryDirectory();
      const pipe = join(root, 'pipe');
      execFileSync('mkfifo', [pipe]);
      await symlink(pipe, join(root, 'link'));
      const socket = join(root, 'socket');
      const server = createServer().listen(socket);
      onTestFinished(() => void server.close());
      await new Promise((listening) => server.once('listening', listening));
      for (const path of [pipe, join(root, 'link'), socket, '/dev/null']) {
        await expect(write(path), path).rejects.toMatchObject({ code: 'NOT_A_FILE' });
      }
      await mkdir(join(root, 'folder'));
      await expect(write(join(root, 'folder'))).rejects.toMatchObject({ code: 'EISDIR' });
      expect((await lstat(pipe)).isFIFO()).toBe(true);
      expect((await lstat(socket)).isSocket()).toBe(true);
      expect((await lstat('/dev/null')).isCharacterDevice()).toBe(true);
      expect((await readdir(root)).toSorted()).toEqual(['folder', 'link', 'pipe', 'socket']);
    });

    it('may have a name of maximum length', async () => {
      const root = await temporaryDirectory();
      for (const name of ['n'.repeat(255), 'ж'.repeat(120)]) {
        for (const mode of ['create', 'replace'] as const) await write(join(root, name), mode);
        expect(await readFile(join(root, name))).toEqual(NEW);
      }
    });
  },
);

describe.skipIf(process.platform === 'win32')('reading a whole file', () => {
  it('does not block on a pipe without a writer', async () => {
    const root = await temporaryDirectory();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const reading = readWhole(fs, join(root, 'pipe'));
    await expect(reading).rejects.toMatchObject({ code: 'NOT_A_FILE' });
  });
});

describe('a directory that cannot be fsynced', () => {
  it.skipIf(process.platform === 'win32').each<[Fault, boolean]>([
    ['EINVAL', true],
    ['ENOTSUP', true],
    ['EOPNOTSUPP', true],
    ['ENOSYS', true],
    ['EIO', false],
    ['ENOSPC', false],
    ['EACCES', false],
  ])('does not fail the write when fsync returns %s: %s', async (fault, isTolerated) => {
    for (const name of ['open', 'sync']) {
      const directory = await temporaryDirectory();
      const faulty = new FaultyFileSystem();
      faulty.breakWhere((call) => (call.name === name && call.path === directory ? fault : null));
      const syncing = syncDirectory(faulty.fs, directory);
      if (isTolerated) await syncing;
      else await expect(syncing).rejects.toMatchObject({ code: fault });
      const written = writeDurably(faulty.fs, join(directory, 'file'), NEW, { mode: 'create' });
      if (isTolerated) await written;
      else await expect(written).rejects.toMatchObject({ code: fault });
      expect(faulty.usesAfterFailedSync).toEqual([]);
    }
  });

  it('does not excuse a failed fsync of the file', async () => {
    const path = join(await temporaryDirectory(), 'file');
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'sync' ? 'EINVAL' : null));
    const writing = writeDurably(faulty.fs, path, NEW, { mode: 'replace' });
    await expect(writing).rejects.toMatchObject({ code: 'EINVAL' });
  });
});

describe('the identity of a file', () => {
  async function known() {
    const path = join(await temporaryDirectory(), 'file');
    await writeFile(path, 'some content');
    const identity = await identityOf(fs, path);
    if (identity === null) throw new Error('there is a file');
    return { path, identity };
  }

  it('stays the same under another mtime or inode, which become the known ones', async () => {
    const { path, identity } = await known();
    await utimes(path, 1, 1);
    const touched = await stillTheSame(fs, path, identity);
    expect(touched).toMatchObject({ content: identity.content, mtimeMs: 1_000 });
    await writeFile(`${path}.new`, 'some content');
    await rename(`${path}.new`, path);
    const replaced = await stillTheSame(fs, path, identity);
    expect(replaced?.ino).toBe((await lstat(path)).ino);
    expect(replaced?.ino).not.toBe(identity.ino);
  });

  it('differs for other content of any length', async () => {
    const { path, identity } = await known();
    await writeFile(path, 'Some content');
    await utimes(path, 2, 2);
    expect(await stillTheSame(fs, path, identity)).toBeNull();
    await writeFile(path, 'some more content');
    expect(await stillTheSame(fs, path, identity)).toBeNull();
  });

  it('differs when the file was written in place and its mtime reset', async () => {
    const { path, identity } = await known();
    const { atime, mtime } = await stat(path);
    const handle = await fs.open(path, 'r+');
    await handle.write(Buffer.from('S'), 0, 1, 0);
    await handle.close();
    await utimes(path, atime, mtime);
    const times = { ...identity, mtimeMs: (await stat(path)).mtimeMs };
    expect(await stillTheSame(fs, path, times)).toBeNull();
  });

  it('is checked by content when a later write may have the same mtime, as on FAT, but not much later', async () => {
    const { path } = await known();
    const coarse = Math.floor(Date.now() / 2_000) * 2;
    await utimes(path, coarse, coarse);
    const identity = await identityOf(fs, path);
    if (identity === null) throw new Error('there is a file');
    await writeFile(path, 'Some content');
    await utimes(path, coarse, coarse);
    // Such a file system does not record other changes either.
    const { ctimeMs } = await stat(path);
    expect(await stillTheSame(fs, path, { ...identity, ctimeMs })).toBeNull();
    const faulty = new FaultyFileSystem();
    const seenLater = { ...identity, ctimeMs, seenAtMs: identity.seenAtMs + 10_000 };
    expect(await stillTheSame(faulty.fs, path, seenLater)).toBe(seenLater);
    expect(faulty.calls.map(({ name }) => name)).toEqual(['stat']);
  });

  it('is known after the file is put in place, without reading it', async () => {
    const path = join(await temporaryDirectory(), 'file');
    let written: FileIdentity | null = null;
    await writeDurably(fs, path, NEW, {
      mode: 'replace',
      afterReplace: (identity) => (written = identity),
    });
    const faulty = new FaultyFileSystem();
    if (written === null) throw new Error('it was written');
    const identity = { ...(written as FileIdentity), seenAtMs: 0 };
    expect(await stillTheSame(faulty.fs, path, identity)).toBe(identity);
    expect(faulty.calls.map(({ name }) => name)).toEqual(['stat']);
  });

  it('is not checked by content when nothing has changed', async () => {
    const { path, identity } = await known();
    const faulty = new FaultyFileSystem();
    expect(await stillTheSame(faulty.fs, path, identity)).toBe(identity);
    expect(faulty.calls.map(({ name }) => name)).toEqual(['stat']);
  });
});
