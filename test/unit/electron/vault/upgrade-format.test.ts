import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { newKey, failureOf, valueOf } from '../../../support/sample-keys';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import { PASSPHRASE, sessionOn, temporaryDirectory } from '../../../support/test-vault';

const OLDER = join(import.meta.dirname, '../../../fixtures/vaults/1/keys/vault');
const UNLOCK = { method: 'passphrase' as const, passphrase: PASSPHRASE };

async function olderVault(): Promise<string> {
  const directory = join(await temporaryDirectory(), 'vault');
  await cp(OLDER, directory, { recursive: true });
  return directory;
}

const versionIn = async (path: string): Promise<number> =>
  (JSON.parse(await readFile(path, 'utf8')) as { version: number }).version;

describe('a vault of version 1', () => {
  it('is of the present version before anything is added to its activity, and is kept as a backup', async () => {
    const directory = await olderVault();
    const { fs, calls } = new FaultyFileSystem();
    const { session } = sessionOn(directory, { fs });
    valueOf(await session.unlock(UNLOCK));
    const written = calls.findIndex(({ name, path }) => name === 'rename' && path.endsWith('.tmp'));
    const appended = calls.findIndex(
      ({ name, path }) => /^(write|append)/.test(name) && path.endsWith('activity.jsonl'),
    );
    expect(written).toBeGreaterThan(-1);
    expect(appended).toBeGreaterThan(written);
    expect(await versionIn(join(directory, 'vault.json'))).toBe(2);
    const { fs: disk } = new FaultyFileSystem();
    const backups = await disk.readdir(join(directory, 'backups'));
    const versions = await Promise.all(
      backups.map((name) => versionIn(join(directory, 'backups', name))),
    );
    expect(versions).toContain(1);
    await session.lock();
  });

  it('opens for reading, with the file untouched, while the file cannot be rewritten', async () => {
    const directory = await olderVault();
    const before = await readFile(join(directory, 'vault.json'));
    const activity = await readFile(join(directory, 'activity.jsonl'));
    const faulty = new FaultyFileSystem();
    faulty.breakWhere(({ name }) => (name === 'rename' ? 'EACCES' : null));
    const { session, clock } = sessionOn(directory, { fs: faulty.fs });
    valueOf(await session.unlock(UNLOCK));
    expect(session.vault!.keys.size).toBeGreaterThan(0);
    const keys = new ApiKeys({
      vault: () => session.vault,
      now: () => clock.now,
      onChange: () => undefined,
    });
    expect(failureOf(await keys.create(newKey())).code).toBe('write-failed');
    expect(await readFile(join(directory, 'vault.json'))).toEqual(before);
    expect(await readFile(join(directory, 'activity.jsonl'))).toEqual(activity);
    faulty.mend();
    valueOf(await keys.create(newKey()));
    expect(await versionIn(join(directory, 'vault.json'))).toBe(2);
    await session.lock();
  });
});
