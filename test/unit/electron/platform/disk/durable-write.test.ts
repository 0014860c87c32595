import { link, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  removeTemporaryFiles,
  syncDirectory,
  writeDurably,
  writeFully,
} from '../../../../../electron/platform/disk/durable-write';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { contentMark } from '../../../../../electron/platform/disk/read-file';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { temporaryDirectory } from '../../../../support/test-vault';

const OLD = Buffer.from('old');
const NEW = Buffer.from('new content');

async function place(content?: Buffer) {
  const directory = await temporaryDirectory();
  const path = join(directory, 'file');
  if (content) await writeFile(path, content);
  return { directory, path };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Pretends to run on a platform. */
const onPlatform = (platform: NodeJS.Platform) => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
};

describe('a durable write', () => {
  it('does temporary file, fsync, read back, rename and fsync of the directory, in this order', async () => {
    const { directory, path } = await place(OLD);
    const { fs, calls } = new FaultyFileSystem();
    const order: string[] = [];
    await writeDurably(fs, path, NEW, {
      mode: 'replace',
      verify: (written) => {
        expect(written).toEqual(NEW);
        order.push('verify');
      },
      beforeReplace: async () => {
        expect(await readFile(path)).toEqual(OLD);
        order.push('before');
      },
      afterReplace: () => order.push('after'),
    });
    expect(calls.map(({ name }) => name)).toEqual([
      'readlink',
      'stat',
      'open',
      'write',
      'sync',
      'stat',
      'close',
      'readFile',
      'rename',
      'stat',
      'unlink',
      'open',
      'sync',
      'close',
    ]);
    expect(calls[2]?.path).toMatch(/\/\.ownchat-[0-9a-f]{16}\.tmp$/);
    expect(calls[11]?.path).toBe(directory);
    expect(order).toEqual(['verify', 'before', 'after']);
    expect(await readFile(path)).toEqual(NEW);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('returns the identity of the new file', async () => {
    const { path } = await place(OLD);
    const told: unknown[] = [];
    await writeDurably(realFileSystem, path, NEW, {
      mode: 'replace',
      afterReplace: (identity) => told.push(identity),
    });
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    const content = contentMark(NEW);
    const seenAtMs: unknown = expect.any(Number);
    expect(told).toEqual([{ ino, size, mtimeMs, ctimeMs, seenAtMs, content }]);
  });

  it('creates, but never overwrites', async () => {
    const { directory, path } = await place();
    await writeDurably(realFileSystem, path, NEW, { mode: 'create' });
    expect(await readFile(path)).toEqual(NEW);
    const again = writeDurably(realFileSystem, path, OLD, { mode: 'create' });
    await expect(again).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path)).toEqual(NEW);
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('creates without hard links too, and never overwrites', async () => {
    const { directory, path } = await place();
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'link' ? 'EPERM' : null));
    await writeDurably(faulty.fs, path, NEW, { mode: 'create' });
    expect(await readFile(path)).toEqual(NEW);
    const again = writeDurably(faulty.fs, path, OLD, { mode: 'create' });
    await expect(again).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path)).toEqual(NEW);
    faulty.breakWhere((call) =>
      call.name === 'link' ? 'EPERM' : call.name === 'stat' && call.path === path ? 'EIO' : null,
    );
    const blind = writeDurably(faulty.fs, path, OLD, { mode: 'create' });
    await expect(blind).rejects.toMatchObject({ code: 'EIO' });
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('deletes a new file that it cannot make durable, so that the creation can be retried', async () => {
    const { directory, path } = await place();
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'sync' && call.path === directory ? 'EIO' : null));
    const failing = writeDurably(faulty.fs, path, NEW, { mode: 'create' });
    await expect(failing).rejects.toMatchObject({ code: 'EIO' });
    expect(await readdir(directory)).toEqual([]);
    faulty.mend();
    await writeDurably(faulty.fs, path, NEW, { mode: 'create' });
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('keeps the old file when the read back differs', async () => {
    const { directory, path } = await place(OLD);
    const refused = writeDurably(realFileSystem, path, NEW, {
      mode: 'replace',
      verify: () => {
        throw new Error('not good');
      },
    });
    await expect(refused).rejects.toThrow('not good');
    expect(await readFile(path)).toEqual(OLD);
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('continues after short writes, and fails when nothing is written at all', async () => {
    const written: number[] = [];
    const stubborn = (most: number) => ({
      write: (async (_bytes: Uint8Array, offset: number, length: number, position: number) => {
        expect(position).toBe(10 + offset);
        const bytesWritten = Math.min(length, most);
        for (let index = 0; index < bytesWritten; index += 1) written.push(offset + index);
        return { bytesWritten };
      }) as never,
    });
    await writeFully(stubborn(3), NEW, 10);
    expect(written).toEqual([...NEW.keys()]);
    await expect(writeFully(stubborn(0), NEW, 10)).rejects.toMatchObject({ code: 'EIO' });
  });
});

describe('on Windows', () => {
  it('no directory is fsynced, since that is not supported', async () => {
    const { fs, calls } = new FaultyFileSystem();
    onPlatform('win32');
    await syncDirectory(fs, '/nowhere');
    expect(calls).toEqual([]);
  });

  it('a rename that is refused briefly is retried', async () => {
    const { path } = await place(OLD);
    const faulty = new FaultyFileSystem();
    let refusals = 3;
    faulty.breakWhere((call) => {
      if (call.name !== 'rename' || refusals === 0) return null;
      refusals -= 1;
      return 'EPERM';
    });
    onPlatform('win32');
    await writeDurably(faulty.fs, path, NEW, { mode: 'replace' });
    expect(await readFile(path)).toEqual(NEW);
  });

  it('a rename that stays refused fails, and so does one with another error', async () => {
    const { path } = await place(OLD);
    for (const [fault, attempts] of [['EPERM', 10] as const, ['EIO', 1] as const]) {
      const faulty = new FaultyFileSystem();
      faulty.breakWhere((call) => (call.name === 'rename' ? fault : null));
      onPlatform('win32');
      const failing = writeDurably(faulty.fs, path, NEW, { mode: 'replace' });
      await expect(failing).rejects.toMatchObject({ code: fault });
      expect(faulty.calls.filter(({ name }) => name === 'rename')).toHaveLength(attempts);
      expect(await readFile(path)).toEqual(OLD);
    }
  });

  it('elsewhere a rename is not retried', async () => {
    const { path } = await place(OLD);
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'rename' ? 'EPERM' : null));
    onPlatform('linux');
    const failing = writeDurably(faulty.fs, path, NEW, { mode: 'replace' });
    await expect(failing).rejects.toMatchObject({ code: 'EPERM' });
    expect(faulty.calls.filter(({ name }) => name === 'rename')).toHaveLength(1);
  });

  it('an error without a code does not count as a busy file', async () => {
    const { path } = await place(OLD);
    onPlatform('win32');
    const fs = {
      ...realFileSystem,
      rename: async () => {
        throw new Error('bug');
      },
    };
    await expect(writeDurably(fs, path, NEW, { mode: 'replace' })).rejects.toThrow('bug');
  });
});

describe('leftovers of a crash during a write', () => {
  it('are deleted, and nothing else', async () => {
    const { directory, path } = await place(OLD);
    const left = join(directory, '.vault.json.0123456789abcdef.tmp');
    await link(path, join(directory, '.ownchat-0123456789abcdef.tmp'));
    const others = [
      '.ownchat-0123.tmp',
      '.vault.json.tmp',
      '.vault.json.0123456789ABCDEF.tmp',
      'vault.json.tmp',
    ];
    await link(path, left);
    for (const name of others) await link(path, join(directory, name));
    await removeTemporaryFiles(realFileSystem, directory);
    expect((await readdir(directory)).toSorted()).toEqual(['file', ...others].toSorted());
  });

  it('may stay when they cannot be deleted', async () => {
    const { directory, path } = await place(OLD);
    await link(path, join(directory, '.vault.json.0123456789abcdef.tmp'));
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'unlink' ? 'EACCES' : null));
    await removeTemporaryFiles(faulty.fs, directory);
    expect(await readdir(directory)).toHaveLength(2);
  });
});
