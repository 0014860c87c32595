import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { SnapshotStore } from '../../../../../electron/vault/snapshot/snapshot-store';
import { VaultBackups } from '../../../../../electron/vault/transfer/restore-backup';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { sealVaultFile, unsealVaultFile } from '../../../../../electron/vault/format/snapshot-file';
import { vaultPaths } from '../../../../../electron/vault/format/vault-paths';
import { CredentialChanges } from '../../../../../electron/vault/operations/change-credentials';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { dataKeyBytesOf, keysOf, recordsOf } from '../../../../support/small-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';
import { someDataKey, someFile } from '../../../../support/vault-parts';

/** Finds the newest intact version, and uses it. */
async function recover({ environment, session }: ReturnType<typeof sessionOn>) {
  const care = new RepairService({ environment, session, chooseFolder: async () => null });
  const preview = valueOf(await care.find(PROOF));
  valueOf(await care.use());
  return preview;
}

const readFrom = async (directory: string) =>
  valueOf(await new SnapshotStore(realFileSystem, vaultPaths(directory)).read())!;

/** An open vault whose activity was lost and restarted from `vault.json`. */
async function begunAnew() {
  const directory = join(await temporaryDirectory(), 'vault');
  const activity = join(directory, 'activity.jsonl');
  const made = await createdVault(directory);
  for (const name of ['First', 'Second']) {
    valueOf(await keysOf(made).create(newKey({ name })));
    valueOf(await made.session.vault!.snapshot());
  }
  await made.session.lock();
  await rm(activity);
  const again = sessionOn(directory);
  const lastLine = (await readFrom(directory)).sequence;
  await recover(again);
  return { ...again, directory, activity, lastLine, recoveryCode: made.recoveryCode };
}

type Begun = Awaited<ReturnType<typeof begunAnew>>;

const walkOf = async ({ session }: Pick<Begun, 'session'>) =>
  valueOf(await session.vault!.activity.walk());

async function reopened({ session, directory }: Pick<Begun, 'session' | 'directory'>) {
  await session.lock();
  const again = sessionOn(directory);
  valueOf(await again.session.unlock(PROOF));
  return { ...again, directory };
}

describe('an activity restarted by a repair', () => {
  it('is whole from the repair event on, also after more snapshots and openings', async () => {
    const begun = await begunAnew();
    const whole = { verdict: { kind: 'whole' }, first: begun.lastLine + 1 };
    expect(await walkOf(begun)).toMatchObject(whole);
    valueOf(await keysOf(begun).create(newKey({ name: 'Third' })));
    valueOf(await begun.session.vault!.snapshot());
    const later = await reopened(await reopened(begun));
    expect(await walkOf(later)).toMatchObject(whole);
    const read: number[] = [];
    const back = valueOf(
      await later.session.vault!.activity.readBack(null, (event) => {
        read.push(event.sequence);
        return true;
      }),
    );
    expect(back).toEqual({ brokenLine: null });
    expect(read.at(-1)).toBe(begun.lastLine + 1);
  });

  it('is broken at its first line when that was altered or deleted', async () => {
    const begun = await begunAnew();
    valueOf(await keysOf(begun).create(newKey({ name: 'Third' })));
    const good = await readFile(begun.activity);
    const broken = { verdict: { kind: 'broken', line: 1 } };
    await writeFile(begun.activity, good.subarray(good.indexOf('\n') + 1));
    expect(await walkOf(begun)).toMatchObject(broken);
    const at = good.indexOf('"ciphertext":"') + 20;
    const altered = Buffer.from(good);
    altered.writeUInt8(altered.readUInt8(at) === 0x41 ? 0x42 : 0x41, at);
    await writeFile(begun.activity, altered);
    expect(await walkOf(begun)).toMatchObject(broken);
    await writeFile(begun.activity, good);
    expect(await walkOf(begun)).toMatchObject({ verdict: { kind: 'whole' } });
  });

  it('is re-encrypted when the data key is rotated', async () => {
    const begun = await begunAnew();
    const records = recordsOf(begun.session.vault!.keys);
    const security = new CredentialChanges({
      session: begun.session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    valueOf(await security.prepareDataKey(PASSPHRASE));
    valueOf(await security.confirmRecoveryCode());
    const later = await reopened(begun);
    expect(recordsOf(later.session.vault!.keys)).toEqual(records);
    expect(await walkOf(later)).toMatchObject({
      verdict: { kind: 'whole' },
      first: begun.lastLine + 1,
    });
  });

  it('is repairable from a backup from before or after it', async () => {
    for (const keep of ['before', 'after']) {
      const begun = await begunAnew();
      valueOf(await keysOf(begun).create(newKey({ name: 'Third' })));
      valueOf(await begun.session.vault!.snapshot());
      valueOf(await keysOf(begun).create(newKey({ name: 'Fourth' })));
      const records = recordsOf(begun.session.vault!.keys);
      await begun.session.lock();
      await rm(join(begun.directory, 'vault.json'));
      const backups = join(begun.directory, 'backups');
      const names = (await readdir(backups)).toSorted();
      // The newest backup from before the loss holds everything before it.
      const before = names.filter((name) => Number(/\d+/.exec(name)?.[0]) <= begun.lastLine);
      const kept = keep === 'after' ? names.at(-1) : before.at(-1);
      for (const name of names) if (name !== kept) await rm(join(backups, name));
      const again = { ...sessionOn(begun.directory), directory: begun.directory };
      expect((await recover(again)).activity.lost).toBe(0);
      expect(recordsOf(again.session.vault!.keys)).toEqual(records);
      expect(await walkOf(again)).toMatchObject({
        verdict: { kind: 'whole' },
        first: begun.lastLine + 1,
      });
    }
  });

  it('keeps its start when a backup is restored and when another version is merged', async () => {
    const begun = await begunAnew();
    valueOf(await begun.session.vault!.snapshot());
    const backups = new VaultBackups(begun.environment, () => begun.session.vault);
    const [newest] = valueOf(await backups.list());
    valueOf(await keysOf(begun).create(newKey({ name: 'Third' })));
    valueOf(await backups.restore(newest!.name));
    expect(await walkOf(begun)).toMatchObject({ verdict: { kind: 'whole' } });

    // The same vault opened elsewhere; its files are copied here.
    const files = [join(begun.directory, 'vault.json'), begun.activity];
    const there = await Promise.all(files.map((path) => readFile(path)));
    valueOf(await keysOf(begun).create(newKey({ name: 'Fourth' })));
    for (const [index, path] of files.entries()) {
      await rm(path);
      await writeFile(path, there[index]!);
    }
    valueOf(await begun.session.merge());
    const names = Object.values(recordsOf(begun.session.vault!.keys)).map(({ name }) => name);
    expect(names).toContain('Fourth');
    expect(await walkOf(begun)).toMatchObject({ verdict: { kind: 'whole' } });
    expect(await walkOf(await reopened(begun))).toMatchObject({
      verdict: { kind: 'whole' },
      first: begun.lastLine + 1,
    });
  });
});

describe('the start of the activity', () => {
  const bodyOf = (body: object) => unsealVaultFile(someFile(body), someDataKey());

  it('is stored only by a repair, and its absence means the original start', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    await made.session.lock();
    const file = await readFrom(directory);
    const dataKey = new DataKey(dataKeyBytesOf(file, made.recoveryCode), file.vaultId);
    expect(await unsealVaultFile(file, dataKey)).not.toHaveProperty('logStart');
    const later = await reopened({ ...made, directory });
    expect(await walkOf(later)).toMatchObject({ verdict: { kind: 'whole' }, first: 1 });
  });

  it('is sealed in the vault, with a strict schema', async () => {
    const logStart = { sequence: 7, tag: 'a tag' };
    expect(await bodyOf({ logStart })).toMatchObject({ logStart });
    for (const wrong of [
      null,
      7,
      {},
      { sequence: 7 },
      { sequence: -1, tag: '' },
      { sequence: 7, tag: 'x'.repeat(65) },
      { ...logStart, offset: 0 },
    ]) {
      expect(await bodyOf({ logStart: wrong })).toBeNull();
    }
  });

  it('makes an activity that begins elsewhere broken', async () => {
    const begun = await begunAnew();
    await begun.session.lock();
    const file = await readFrom(begun.directory);
    const dataKey = new DataKey(dataKeyBytesOf(file, begun.recoveryCode), file.vaultId);
    const body = (await unsealVaultFile(file, dataKey))!;
    expect(body.logStart?.sequence).toBe(begun.lastLine);
    const { logStart: _, ...without } = body;
    const older = sealVaultFile(file, without, dataKey);
    await writeFile(join(begun.directory, 'vault.json'), `${JSON.stringify(older)}\n`);
    const again = sessionOn(begun.directory);
    valueOf(await again.session.unlock(PROOF));
    expect(await walkOf(again)).toMatchObject({ verdict: { kind: 'broken', line: 1 } });
  });
});
