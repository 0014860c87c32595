import { readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveLimit } from '../../../../../electron/vault/operations/archive-limit';
import { CredentialChanges } from '../../../../../electron/vault/operations/change-credentials';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import type { Call } from '../../../../support/faulty-file-system';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { YEAR_MS, vaultWithHistory } from '../../../../support/vault-with-history';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf, recordsOf } from '../../../../support/small-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';
import {
  walkOf,
  numbersOf,
  numbersUpTo,
  archived,
  reopened,
  recover,
} from '../../../../support/archived-vault';

describe('archiving old activity', () => {
  it('moves old events out of the activity without losing any', async () => {
    const made = await vaultWithHistory();
    const before = await numbersOf(made);
    const records = recordsOf(made.session.vault!.keys);
    const size = (await stat(join(made.directory, 'activity.jsonl'))).size;
    const [old] = valueOf(await made.session.vault!.activity.findOld([made.clock.now - YEAR_MS]));
    const { archive, path, session, directory } = await archived(made);
    expect(archive).toMatchObject({ first: 1, last: made.oldEvents });
    expect(old).toMatchObject({ last: archive.last, lastAt: archive.lastAt, needed: 0 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'archive'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, 'activity.jsonl'))).size).toBeLessThan(size);
    expect(recordsOf(session.vault!.keys)).toEqual(records);

    const last = before.length + 2;
    const whole = { verdict: { kind: 'whole' }, first: archive.last + 1, last };
    const all = { events: archive.last, first: 1, bad: [] };
    expect(await walkOf(made)).toMatchObject({ ...whole, archived: all });
    expect(await numbersOf(made)).toEqual(numbersUpTo(last));
    const later = await reopened(made);
    expect(await numbersOf(later)).toEqual(numbersUpTo(last + 2));
    expect(recordsOf(later.session.vault!.keys)).toEqual(records);
    valueOf(await keysOf(later).create(newKey({ name: 'Later' })));
    valueOf(await later.session.vault!.snapshot());
    expect(await numbersOf(await reopened(later))).toEqual(numbersUpTo(last + 5));
  });

  it('writes nothing readable into the archive but its head', async () => {
    const { path, archive, session } = await archived(await vaultWithHistory());
    const text = await readFile(path, 'latin1');
    const [head = ''] = text.split('\n');
    const { vaultId } = session.vault!;
    const format = 'ownchat-keys-activity-archive';
    expect(JSON.parse(head)).toEqual({ format, version: 1, vaultId, first: 1, last: archive.last });
    for (const word of ['Old 1', 'tester', 'key.created']) expect(text).not.toContain(word);
  });

  it('continues from one archive to the next', async () => {
    const made = await vaultWithHistory();
    const { archive } = await archived(made);
    made.clock.now += 2 * YEAR_MS;
    for (let number = 0; number < 12; number += 1) {
      valueOf(await keysOf(made).create(newKey({ name: `Newer ${number}` })));
      valueOf(await made.session.vault!.snapshot());
    }
    const second = await archived(made);
    expect(second.archive.first).toBe(archive.last + 1);
    const { archived: walked, last } = await walkOf(made);
    expect(walked).toMatchObject({ events: second.archive.last, first: 1, bad: [] });
    expect(await numbersOf(await reopened(made))).toEqual(numbersUpTo(last + 2));
  });

  it('keeps events that a backup needs, reports when there are none, and refuses in a read-only vault', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    valueOf(await keysOf(made).create(newKey({ name: 'First' })));
    valueOf(await made.session.vault!.snapshot());
    made.clock.now += 3 * YEAR_MS;
    valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
    const before = made.clock.now - YEAR_MS;
    expect(valueOf(await made.session.vault!.activity.findOld([before, 0]))).toMatchObject([
      { last: 1, needed: 1 },
      { last: 0, needed: 0 },
    ]);
    expect(failureOf(await made.session.archiveActivity(0)).code).toBe('nothing-to-archive');
    made.session.vault!.hold();
    expect(failureOf(await made.session.archiveActivity(before)).code).toBe('vault-read-only');
    expect(failureOf(await made.session.vault!.activity.findOld([before])).code).toBe(
      'vault-read-only',
    );
    await made.session.lock();
    expect(failureOf(await made.session.archiveActivity(before)).code).toBe('vault-locked');
  });

  it('is refused when a line is bad, and changes nothing', async () => {
    const good = await vaultWithHistory();
    await good.session.lock();
    for (const share of [0.1, 0.7]) {
      const made = { ...sessionOn(good.directory), directory: good.directory };
      valueOf(await made.session.unlock(PROOF));
      const path = join(good.directory, 'activity.jsonl');
      const bytes = await readFile(path);
      const altered = Buffer.from(bytes);
      const at = bytes.indexOf('"ciphertext":"', Math.floor(bytes.length * share)) + 30;
      altered.writeUInt8(altered.readUInt8(at) === 0x41 ? 0x42 : 0x41, at);
      await writeFile(path, altered);
      const refused = await made.session.archiveActivity(good.clock.now - YEAR_MS);
      expect(failureOf(refused).code).toBe('activity-damaged');
      expect(await readFile(path)).toEqual(altered);
      await writeFile(path, bytes);
      expect(await readdir(good.directory)).not.toContain('archive');
      await made.session.lock();
    }
  });

  it('works with a data key rotation', async () => {
    const made = await archived(await vaultWithHistory());
    const security = new CredentialChanges({
      session: made.session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    valueOf(await security.prepareDataKey(PASSPHRASE));
    valueOf(await security.confirmRecoveryCode());
    const later = await reopened(made);
    const { archived: walked, last } = await walkOf(later);
    expect(walked).toMatchObject({ events: made.archive.last, bad: [] });
    expect(await numbersOf(later)).toEqual(numbersUpTo(last));
  });
});

/** Flips one bit of a file. */
function spoil(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

describe('archiving on an unreliable disk', () => {
  async function onFaultyDisk() {
    const faulty = new FaultyFileSystem();
    const made = await vaultWithHistory({ fs: faulty.fs });
    const records = recordsOf(made.session.vault!.keys);
    const activity = join(made.directory, 'activity.jsonl');
    const archive = () => made.session.archiveActivity(made.clock.now - YEAR_MS);
    return { ...made, faulty, records, activity, archive };
  }
  const isOf = (call: Call, name: string, path: string) =>
    call.name === name && call.path.includes(path);

  it.each([
    ['the archive while it is written', 'sync', '.activity-archive.', 1_000],
    ['the head of the archive once it stands in its place', 'open', '.sealed', 5],
    ['the copy of the rest', 'sync', 'activity.jsonl.next', 1_000],
  ])('reads back %s, and archives nothing if it is bad', async (_what, name, path, at) => {
    const made = await onFaultyDisk();
    const before = await numbersOf(made);
    made.faulty.actBefore(
      (call) => isOf(call, name, path),
      (call) => spoil(call.path, at),
    );
    expect(failureOf(await made.archive())).toMatchObject({ code: 'write-failed', reason: 'EIO' });
    expect(recordsOf(made.session.vault!.keys)).toEqual(made.records);
    const numbers = await numbersOf(made);
    expect(numbers.slice(0, before.length)).toEqual(before);
    expect(await walkOf(made)).toMatchObject({ verdict: { kind: 'whole' }, first: 1 });

    const { archive, ...again } = await archived(made);
    expect(await walkOf(again)).toMatchObject({
      verdict: { kind: 'whole' },
      archived: { events: archive.last, bad: [] },
    });
    expect(recordsOf((await reopened(again)).session.vault!.keys)).toEqual(made.records);
  });

  it('is refused when the activity is corrupted after its verification', async () => {
    const made = await onFaultyDisk();
    made.faulty.actBefore(
      (call) => isOf(call, 'open', '.activity-archive.'),
      () => spoil(made.activity, 100),
    );
    expect(failureOf(await made.archive())).toEqual({
      code: 'activity-damaged',
      path: made.activity,
    });
    const names = await readdir(made.directory);
    expect(names.filter((name) => name.includes('tmp'))).toEqual([]);
    expect(await readdir(join(made.directory, 'archive'))).toEqual([]);
    expect(recordsOf(made.session.vault!.keys)).toEqual(made.records);
  });

  it.each([
    ['is gone', (path: string) => unlinkSync(path)],
    ['has become shorter', (path: string) => truncateSync(path, readFileSync(path).length - 100)],
  ])('archives nothing when the rest of the activity %s', async (_what, damage) => {
    const made = await onFaultyDisk();
    const snapshot = await readFile(join(made.directory, 'vault.json'));
    let isRecorded = false;
    made.faulty.actBefore(
      (call) => {
        isRecorded ||= isOf(call, 'datasync', 'activity.jsonl');
        return isRecorded && isOf(call, 'open', 'activity.jsonl');
      },
      () => damage(made.activity),
    );
    expect(failureOf(await made.archive())).toMatchObject({ code: 'write-failed', reason: 'EIO' });
    expect(await readFile(join(made.directory, 'vault.json'))).toEqual(snapshot);
    expect(recordsOf(made.session.vault!.keys)).toEqual(made.records);
    await made.session.lock();
    const again = await recover(made.directory);
    expect(recordsOf(again.session.vault!.keys)).toEqual(made.records);
  });
});

describe('the archivable events', () => {
  it('without backups are those that the snapshot includes', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    valueOf(await keysOf(made).create(newKey()));
    made.clock.now += 3 * YEAR_MS;
    for (const folder of ['missing', 'empty']) {
      if (folder === 'empty') await mkdir(join(directory, 'backups'), { recursive: true });
      const [old] = valueOf(await made.session.vault!.activity.findOld([made.clock.now]));
      expect(old, folder).toMatchObject({ last: 1, needed: 1 });
    }
    valueOf(await made.session.vault!.snapshot());
    await rm(join(directory, 'backups'), { recursive: true });
    const [old] = valueOf(await made.session.vault!.activity.findOld([made.clock.now]));
    expect(old).toMatchObject({ last: 2, needed: 0 });
  });

  it('are none while the position of the snapshot is unknown', async () => {
    const made = await vaultWithHistory();
    expect(await archiveLimit(made.environment, null)).toBe(0);
    expect(await archiveLimit(made.environment, 1_000)).toBeGreaterThanOrEqual(made.oldEvents);
  });

  it('are not guessed when the backups cannot be read', async () => {
    const faulty = new FaultyFileSystem();
    const made = await vaultWithHistory({ fs: faulty.fs });
    faulty.breakWhere(({ name }) => (name === 'readdir' ? 'EIO' : null));
    const { activity } = made.session.vault!;
    expect(failureOf(await activity.findOld([made.clock.now]))).toMatchObject({
      code: 'vault-unreadable',
      reason: 'EIO',
    });
    expect(failureOf(await made.session.archiveActivity(made.clock.now - YEAR_MS))).toMatchObject({
      code: 'write-failed',
    });
  });
});

describe('interrupted archiving', () => {
  const isNext = ({ name, path }: Call) => name === 'open' && path.endsWith('.next');

  it('deletes its archive and the record of it', async () => {
    const faulty = new FaultyFileSystem();
    const made = await vaultWithHistory({ fs: faulty.fs });
    const numbers = await numbersOf(made);
    faulty.breakWhere((call) => (isNext(call) ? 'ENOSPC' : null));
    const before = made.clock.now - YEAR_MS;
    expect(failureOf(await made.session.archiveActivity(before))).toMatchObject({
      code: 'write-failed',
      problem: 'disk-full',
    });
    faulty.mend();
    expect(await readdir(join(made.directory, 'archive'))).toEqual([]);
    const vault = made.session.vault!;
    expect(vault.settings.get('activity-archives')).toEqual([]);
    expect(await numbersOf(made)).toEqual([
      ...numbers,
      ...numbersUpTo(3).map((n) => numbers.length + n),
    ]);
    valueOf(await made.session.archiveActivity(before));
    expect(await numbersOf(made)).toHaveLength(numbers.length + 5);
  });

  it('by a lock ends locked, and the vault is not shown as open again', async () => {
    const faulty = new FaultyFileSystem();
    const made = await vaultWithHistory({ fs: faulty.fs });
    const states = made.states.length;
    const locked: Promise<void>[] = [];
    // While the files are replaced and the vault is reopened.
    const isReopened = ({ name, path }: Call) =>
      name === 'open' && path.endsWith('vault.json') && made.session.vault === null;
    faulty.actBefore(isReopened, () => {
      expect(made.session.canLock).toBe(true);
      locked.push(made.session.lock());
      expect(made.session.canLock).toBe(false);
    });
    valueOf(await made.session.archiveActivity(made.clock.now - YEAR_MS));
    expect(locked).toHaveLength(1);
    await Promise.all(locked);
    expect(made.states.slice(states).map(({ kind }) => kind)).toEqual(['locked']);
    expect(made.session.vault).toBeNull();
  });

  it('by a crash does not prevent a repair from before the archives', async () => {
    const faulty = new FaultyFileSystem();
    const made = await archived(await vaultWithHistory({ fs: faulty.fs }));
    const { directory, archive } = made;
    const names = (await readdir(join(directory, 'backups'))).toSorted();
    const kept = names.find((name) => Number(/\d+/.exec(name)?.[0]) > archive.last) ?? '';
    const old = await readFile(join(directory, 'backups', kept));
    made.clock.now += 2 * YEAR_MS;
    for (let number = 0; number < 12; number += 1) {
      valueOf(await keysOf(made).create(newKey({ name: `Newer ${number}` })));
      valueOf(await made.session.vault!.snapshot());
    }
    const records = recordsOf(made.session.vault!.keys);
    const killed = join(await temporaryDirectory(), 'killed');
    faulty.actBefore(isNext, () => cp(directory, killed, { recursive: true }));
    valueOf(await made.session.archiveActivity(made.clock.now - YEAR_MS));
    await rm(join(killed, 'backups'), { recursive: true });
    await mkdir(join(killed, 'backups'));
    await writeFile(join(killed, 'backups', kept), old);
    await rm(join(killed, 'vault.json'));
    const again = await recover(killed);
    expect(again.preview.activity).toMatchObject({ condition: 'whole', lost: 0 });
    expect(recordsOf(again.session.vault!.keys)).toEqual(records);
    expect(await walkOf(again)).toMatchObject({
      verdict: { kind: 'whole' },
      first: archive.last + 1,
      archived: { events: archive.last, bad: [] },
    });
  });
});
