import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PreparedVault } from '../../../../../electron/vault/session/create-vault';
import {
  hasRemains,
  prepareVault,
  writePreparedVault,
} from '../../../../../electron/vault/session/create-vault';
import { openVault } from '../../../../../electron/vault/open-vault';
import type { VaultEnvironment } from '../../../../../electron/vault/open-vault';
import {
  askForKeychainKey,
  openRecoverySlot,
} from '../../../../../electron/vault/keyslots/keyslots';
import { SnapshotStore } from '../../../../../electron/vault/snapshot/snapshot-store';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { directoryContents } from '../../../../support/directory-contents';
import { failureOf, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE, fakeKeychain } from '../../../../support/test-vault';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { createdEvent, linesOf, environmentWith } from '../../../../support/vault-parts';

const prepare = () => prepareVault({ passphrase: PASSPHRASE, cost: CHEAP_COST, keychain: null });
const write = (environment: VaultEnvironment, prepared: PreparedVault) =>
  writePreparedVault(environment, new SnapshotStore(environment.fs, environment.paths), prepared);

async function conditionOf(environment: VaultEnvironment, prepared: PreparedVault) {
  const snapshots = new SnapshotStore(environment.fs, environment.paths);
  const file = valueOf(await snapshots.read());
  if (!file) return null;
  return valueOf(await openVault(environment, snapshots, file, prepared.dataKey)).activity;
}

describe('preparing a vault', () => {
  it('makes a passphrase and a recovery slot, and a keychain slot if wanted', async () => {
    const prepared = await prepare();
    expect(prepared.slots.map(({ type }) => type)).toEqual(['passphrase', 'recovery']);
    const recovery = prepared.slots.find((slot) => slot.type === 'recovery');
    if (!recovery) throw new Error('no recovery slot');
    const code = prepared.recoveryCode.replaceAll('-', '');
    expect(openRecoverySlot(recovery, prepared.vaultId, code)).toEqual(prepared.dataKey.bytes);
    const keychain = valueOf(await askForKeychainKey(fakeKeychain()));
    const more = await prepareVault({ passphrase: PASSPHRASE, cost: CHEAP_COST, keychain });
    expect(more.slots.map(({ type }) => type)).toEqual(['passphrase', 'recovery', 'keychain']);
  });
});

describe('writing a new vault', () => {
  it('makes a vault that opens, in a directory for the user alone', async () => {
    const environment = await environmentWith();
    await rm(environment.directory, { recursive: true });
    const prepared = await prepare();
    valueOf(await write(environment, prepared));
    expect(await conditionOf(environment, prepared)).toBe('whole');
    expect((await stat(environment.directory)).mode & 0o777).toBe(0o700);
    expect(await readdir(environment.directory)).toEqual(['activity.jsonl', 'vault.json']);
  });

  it('restricts an existing directory to the user', async () => {
    const environment = await environmentWith();
    await rm(environment.directory, { recursive: true });
    await mkdir(environment.directory, { mode: 0o755 });
    valueOf(await write(environment, await prepare()));
    expect((await stat(environment.directory)).mode & 0o777).toBe(0o700);
  });

  it("fsyncs the directory's parent before anything is written in it", async () => {
    const faulty = new FaultyFileSystem();
    const environment = { ...(await environmentWith()), fs: faulty.fs };
    valueOf(await write(environment, await prepare()));
    const parent = dirname(environment.directory);
    const synced = faulty.calls.findIndex(({ name, path }) => name === 'sync' && path === parent);
    const linked = faulty.calls.findIndex(({ name }) => name === 'link');
    expect(synced).toBeGreaterThan(0);
    expect(synced).toBeLessThan(linked);
  });

  it('does not touch an existing vault', async () => {
    const environment = await environmentWith();
    valueOf(await write(environment, await prepare()));
    const before = await directoryContents(environment.directory);
    expect(failureOf(await write(environment, await prepare()))).toEqual({ code: 'vault-exists' });
    await rm(environment.paths.activity);
    expect(failureOf(await write(environment, await prepare()))).toEqual({ code: 'vault-exists' });
    expect((await directoryContents(environment.directory))[environment.paths.vault]).toBe(
      before[environment.paths.vault],
    );
  });

  it('sets the activity of an interrupted creation aside', async () => {
    const faulty = new FaultyFileSystem();
    const environment = { ...(await environmentWith()), fs: faulty.fs };
    // The crash: the activity is written, and every later call fails.
    let links = 0;
    faulty.breakWhere((call) => (call.name === 'link' && (links += 1) > 1 ? 'EIO' : null));
    expect(failureOf(await write(environment, await prepare()))).toMatchObject({
      code: 'write-failed',
    });
    faulty.mend();
    expect(await hasRemains(environment)).toBe(false);
    const left = await readFile(environment.paths.activity);
    const prepared = await prepare();
    valueOf(await write(environment, prepared));
    expect(await conditionOf(environment, prepared)).toBe('whole');
    const aside = (await readdir(environment.directory)).find((name) =>
      name.includes('unfinished'),
    );
    expect(await readFile(join(environment.directory, aside ?? ''))).toEqual(left);
  });
});

describe('the remains of a missing vault', () => {
  it('are none in an empty directory, or after an interrupted creation', async () => {
    const environment = await environmentWith();
    expect(await hasRemains(environment)).toBe(false);
    await rm(environment.directory, { recursive: true });
    expect(await hasRemains(environment)).toBe(false);
    const { lines } = linesOf([createdEvent(1)]);
    const unfinished = await environmentWith({ activity: lines[0] ?? Buffer.alloc(0) });
    expect(await hasRemains(unfinished)).toBe(false);
    await writeFile(unfinished.paths.activity, '');
    expect(await hasRemains(unfinished)).toBe(false);
  });

  it('are an activity with more than its first line, or a backup', async () => {
    const { bytes } = linesOf([createdEvent(1), createdEvent(2)]);
    expect(await hasRemains(await environmentWith({ activity: bytes }))).toBe(true);
    const environment = await environmentWith();
    await mkdir(environment.paths.backups);
    expect(await hasRemains(environment)).toBe(false);
    await writeFile(join(environment.paths.backups, 'vault-0000000000000001.json'), '');
    expect(await hasRemains(environment)).toBe(true);
  });

  it('are unknown when the directory cannot be read', async () => {
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'readdir' ? 'EACCES' : null));
    const environment = await environmentWith({ fs: faulty.fs });
    await expect(hasRemains(environment)).rejects.toMatchObject({ code: 'EACCES' });
  });
});
