import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyVaultFiles } from '../../../../../electron/vault/repair/copy-vault-files';
import { vaultPaths } from '../../../../../electron/vault/format/vault-paths';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import type { Fault } from '../../../../support/faulty-file-system';
import { directoryContents } from '../../../../support/directory-contents';
import { failureOf, valueOf } from '../../../../support/sample-keys';
import { temporaryDirectory } from '../../../../support/test-vault';

const NOW = Date.parse('2026-11-23T09:12:00.000Z');
const FOLDER = 'ownchat-keys-vault-2026-11-23T09-12-00-000Z';

async function someFiles() {
  const root = await temporaryDirectory();
  const directory = join(root, 'vault');
  const target = join(root, 'target');
  await mkdir(join(directory, 'backups'), { recursive: true });
  await mkdir(target);
  await writeFile(join(directory, 'vault.json'), 'damaged');
  await writeFile(join(directory, 'activity.jsonl'), 'lines');
  await writeFile(join(directory, 'backups', 'vault-0000000000000001.json'), 'good');
  const faulty = new FaultyFileSystem();
  const save = () => copyVaultFiles(faulty.fs, vaultPaths(directory), target, NOW);
  return { directory, target, faulty, save };
}

describe("a saved copy of a vault's files", () => {
  it('has all of them, unchanged', async () => {
    const { directory, target, save } = await someFiles();
    const folder = join(target, FOLDER);
    expect(valueOf(await save())).toEqual({ folder, saved: 3, unreadable: [] });
    for (const name of ['vault.json', 'activity.jsonl', 'backups/vault-0000000000000001.json']) {
      expect(await readFile(join(folder, name))).toEqual(await readFile(join(directory, name)));
    }
  });

  it('has the existing ones, where a folder is missing', async () => {
    const { directory, target, save } = await someFiles();
    await rm(join(directory, 'backups'), { recursive: true });
    expect(valueOf(await save()).saved).toBe(2);
    expect(await readdir(join(target, FOLDER))).toEqual(['activity.jsonl', 'vault.json']);
  });

  it('reports unreadable ones, and has the others', async () => {
    const { faulty, save } = await someFiles();
    faulty.breakWhere(({ name, path }) =>
      name === 'open' && path.endsWith('activity.jsonl') ? 'EIO' : null,
    );
    expect(valueOf(await save())).toMatchObject({ saved: 2, unreadable: ['activity.jsonl'] });
  });

  it.each<Fault>(['EIO', 'EACCES', 'ENOSPC'])(
    'fails as a whole and leaves the originals, whichever call fails with %s',
    async (fault) => {
      for (let n = 1; ; n += 1) {
        const { directory, target, faulty, save } = await someFiles();
        const before = await directoryContents(directory);
        faulty.breakAt(n, fault);
        const result = await save();
        const wasReached = faulty.calls.some(({ failed }) => failed);
        expect(await directoryContents(directory)).toEqual(before);
        if (result.ok) {
          const { saved, unreadable } = result.value;
          const there = await readdir(join(target, FOLDER), { recursive: true });
          const files = there.filter((name) => name !== 'backups');
          expect(files, `call ${n}`).toHaveLength(saved);
          if (unreadable.length > 0) expect(saved + unreadable.length).toBe(3);
        } else {
          expect(failureOf(result).code, `call ${n}`).toBe('write-failed');
          // A partial copy would be mistaken for a complete one.
          expect(await readdir(target), `call ${n}`).toEqual([]);
        }
        if (!wasReached) break;
      }
    },
  );

  it('is in a new folder, or there is none', async () => {
    const { target, save } = await someFiles();
    await mkdir(join(target, FOLDER));
    expect(failureOf(await save()).code).toBe('write-failed');
    expect(await readdir(join(target, FOLDER))).toEqual([]);
  });
});
