import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepBackup } from '../../../../../electron/vault/snapshot/backups';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { temporaryDirectory } from '../../../../support/test-vault';

async function place() {
  const directory = await temporaryDirectory();
  return { path: join(directory, 'vault.json'), backups: join(directory, 'backups') };
}

/** Replaces a file, as the durable write does. */
async function replace(path: string, content: string): Promise<void> {
  await writeFile(`${path}.tmp`, content);
  await rename(`${path}.tmp`, path);
}

const nameOf = (sequence: number) => `vault-${String(sequence).padStart(16, '0')}.json`;

describe('backups', () => {
  it('keep the newest ten, by sequence number, and touch nothing else', async () => {
    const { path, backups } = await place();
    for (let sequence = 1; sequence <= 13; sequence += 1) {
      await replace(path, `snapshot ${sequence}`);
      await keepBackup(realFileSystem, path, backups, sequence * 97);
      if (sequence === 1) await writeFile(join(backups, 'notes.txt'), 'of a person');
    }
    const kept = Array.from({ length: 10 }, (_, index) => nameOf((index + 4) * 97));
    expect((await readdir(backups)).toSorted()).toEqual(['notes.txt', ...kept]);
    expect(await readFile(join(backups, nameOf(4 * 97)), 'utf8')).toBe('snapshot 4');
    expect((await stat(backups)).mode & 0o777).toBe(0o700);
  });

  it('are hard links, which are cheap and atomic', async () => {
    const { path, backups } = await place();
    await replace(path, 'one');
    await keepBackup(realFileSystem, path, backups, 1);
    expect((await stat(join(backups, nameOf(1)))).ino).toBe((await stat(path)).ino);
    await replace(path, 'two');
    expect(await readFile(join(backups, nameOf(1)), 'utf8')).toBe('one');
  });

  it('are copies, for the user alone, where the file system has no links', async () => {
    const { path, backups } = await place();
    await writeFile(path, 'one', { mode: 0o644 });
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'link' ? 'EPERM' : null));
    await keepBackup(faulty.fs, path, backups, 1);
    const backup = await stat(join(backups, nameOf(1)));
    expect(backup.ino).not.toBe((await stat(path)).ino);
    expect(backup.mode & 0o777).toBe(0o600);
    expect(await readFile(join(backups, nameOf(1)), 'utf8')).toBe('one');
  });

  it('are never overwritten', async () => {
    const { path, backups } = await place();
    await replace(path, 'first');
    await keepBackup(realFileSystem, path, backups, 1);
    await replace(path, 'second');
    await keepBackup(realFileSystem, path, backups, 1);
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'link' ? 'EPERM' : null));
    await keepBackup(faulty.fs, path, backups, 1);
    expect(await readFile(join(backups, nameOf(1)), 'utf8')).toBe('first');
  });

  it('throw the system error when one cannot be made', async () => {
    const { path, backups } = await place();
    await replace(path, 'one');
    for (const name of ['mkdir', 'link', 'sync', 'readdir']) {
      const faulty = new FaultyFileSystem();
      faulty.breakWhere((call) => (call.name === name ? 'ENOSPC' : null));
      const keeping = keepBackup(faulty.fs, path, backups, name.length);
      await expect(keeping).rejects.toMatchObject({ code: 'ENOSPC' });
    }
    const buggy = {
      ...realFileSystem,
      link: async () => {
        throw new Error('bug');
      },
    };
    await expect(keepBackup(buggy, path, backups, 99)).rejects.toThrow('bug');
  });
});
