import { readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveLimit } from '../../../electron/vault/archive-activity';
import type { ActivityArchive } from '../../../electron/vault/activity-archive';
import { DataKey } from '../../../electron/vault/data-key';
import { passphraseSlot } from '../../../electron/vault/slots';
import type { LogPosition } from '../../../electron/vault/vault-file';
import { VaultCare } from '../../../electron/vault/vault-care';
import { VaultSecurity } from '../../../electron/vault/vault-security';
import { CHEAP_COST } from '../../support/cheap-cost';
import type { Call } from '../../support/faulty-file-system';
import { FaultyFileSystem } from '../../support/faulty-file-system';
import type { LivedInVault } from '../../support/lived-in-vault';
import { YEAR_MS, livedInVault } from '../../support/lived-in-vault';
import { failureOf, newKey, valueOf } from '../../support/some-key';
import { keysOf, recordsOf } from '../../support/small-vault';
import {
  PASSPHRASE,
  anyPassphrase,
  createdVault,
  markStore,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../support/test-vault';

const PROOF = { method: 'passphrase', passphrase: PASSPHRASE } as const;

type Opened = Pick<LivedInVault, 'session' | 'directory'>;

const walkOf = async ({ session }: Opened) => valueOf(await session.vault!.activity.walk());

/** The numbers of all events in order, from archives and activity. */
async function numbersOf({ session }: Opened): Promise<number[]> {
  const numbers: number[] = [];
  valueOf(
    await session.vault!.activity.walk({
      onEvents: (events) => {
        for (const { sequence } of events) numbers.push(sequence);
      },
    }),
  );
  return numbers;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

async function archived(made: LivedInVault) {
  const archive = valueOf(await made.session.archiveActivity(made.clock.now - YEAR_MS));
  return { ...made, archive, path: join(made.directory, 'archive', archive.file) };
}

async function reopened({ session, directory }: Opened) {
  await session.lock();
  const again = sessionOn(directory);
  valueOf(await again.session.unlock(PROOF));
  return { ...again, directory };
}

async function recover(directory: string) {
  const again = { ...sessionOn(directory), directory };
  const care = new VaultCare({ ...again, chooseFolder: async () => null });
  const preview = valueOf(await care.find(PROOF));
  valueOf(await care.use());
  return { ...again, preview };
}

describe('archiving old activity', () => {
  it('takes what is old out of the activity, and loses nothing of it', async () => {
    const made = await livedInVault();
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
    expect(await numbersOf(made)).toEqual(upTo(last));
    const later = await reopened(made);
    expect(await numbersOf(later)).toEqual(upTo(last + 2));
    expect(recordsOf(later.session.vault!.keys)).toEqual(records);
    valueOf(await keysOf(later).create(newKey({ name: 'Later' })));
    valueOf(await later.session.vault!.snapshot());
    expect(await numbersOf(await reopened(later))).toEqual(upTo(last + 5));
  });

  it('writes nothing readable into the file but what it is', async () => {
    const { path, archive, session } = await archived(await livedInVault());
    const text = await readFile(path, 'latin1');
    const [head = ''] = text.split('\n');
    const { vaultId } = session.vault!;
    const format = 'ownchat-keys-activity-archive';
    expect(JSON.parse(head)).toEqual({ format, version: 1, vaultId, first: 1, last: archive.last });
    for (const word of ['Old 1', 'tester', 'key.created']) expect(text).not.toContain(word);
  });

  it('goes on from one archive to the next', async () => {
    const made = await livedInVault();
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
    expect(await numbersOf(await reopened(made))).toEqual(upTo(last + 2));
  });

  it('keeps what a backup needs, says when there is nothing, and refuses where nothing may be changed', async () => {
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

  it('is refused when a line is not good, and changes nothing', async () => {
    const good = await livedInVault();
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

  it('goes along when the data key is changed', async () => {
    const made = await archived(await livedInVault());
    const security = new VaultSecurity({
      session: made.session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: anyPassphrase,
    });
    valueOf(await security.prepareDataKey(PASSPHRASE));
    valueOf(await security.confirmRecoveryCode());
    const later = await reopened(made);
    const { archived: walked, last } = await walkOf(later);
    expect(walked).toMatchObject({ events: made.archive.last, bad: [] });
    expect(await numbersOf(later)).toEqual(upTo(last));
  });
});

/** One bit of a file becomes another. */
function spoil(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

describe('archiving that meets a disk that is not to be trusted', () => {
  async function onFaultyDisk() {
    const faulty = new FaultyFileSystem();
    const made = await livedInVault({ fs: faulty.fs });
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
  ])('reads back %s, and takes nothing out when it is not good', async (_what, name, path, at) => {
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

  it('is refused when the activity is spoilt after it was looked through', async () => {
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
    expect(names.filter((name) => name.includes('tmp') || name === 'archive')).toEqual([]);
    expect(recordsOf(made.session.vault!.keys)).toEqual(made.records);
  });

  it.each([
    ['is gone', (path: string) => unlinkSync(path)],
    ['has become shorter', (path: string) => truncateSync(path, readFileSync(path).length - 100)],
  ])('takes nothing out when the rest of the activity %s', async (_what, damage) => {
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

describe('what may be archived', () => {
  it('is nothing in a vault without backups but what its snapshot includes', async () => {
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

  it('is nothing at all while it is not known what the snapshot includes', async () => {
    const made = await livedInVault();
    expect(await archiveLimit(made.world, null)).toBe(0);
    expect(await archiveLimit(made.world, 1_000)).toBeGreaterThanOrEqual(made.oldEvents);
  });

  it('is not guessed when the backups cannot be looked at', async () => {
    const faulty = new FaultyFileSystem();
    const made = await livedInVault({ fs: faulty.fs });
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

describe('an archive that is not good', () => {
  it('is named whatever was done to it, and the activity is whole all the same', async () => {
    const made = await archived(await livedInVault());
    const good = await readFile(made.path);
    const { file, first, last } = made.archive;
    const isBad = async (problem: string) => {
      const { verdict, archived: walked } = await walkOf(made);
      expect(verdict).toEqual({ kind: 'whole' });
      expect(walked).toMatchObject({ events: 0, bad: [{ file, first, last, problem }] });
      const read = await made.session.vault!.activity.readArchiveBack(
        made.archive.file,
        null,
        () => true,
      );
      expect(failureOf(read).code).toBe(`archive-${problem}`);
    };
    for (let at = 0; at < good.length; at += Math.ceil(good.length / 60)) {
      const altered = Buffer.from(good);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      await writeFile(made.path, altered);
      await isBad('altered');
      await writeFile(made.path, good.subarray(0, at));
      await isBad('altered');
    }
    await writeFile(made.path, Buffer.concat([good, good.subarray(-500)]));
    await isBad('altered');
    await rm(made.path);
    await isBad('missing');
    await writeFile(made.path, good);
    expect((await walkOf(made)).archived.bad).toEqual([]);
    const numbers: number[] = [];
    valueOf(
      await made.session.vault!.activity.readArchiveBack(
        made.archive.file,
        null,
        ({ sequence }) => {
          numbers.push(sequence);
          return true;
        },
      ),
    );
    expect(numbers.toReversed()).toEqual(upTo(last));
  });

  it('is unreadable, and not altered, while the disk does not let it be read', async () => {
    const faulty = new FaultyFileSystem();
    const made = await archived(await livedInVault({ fs: faulty.fs }));
    const { file, first, last } = made.archive;
    faulty.breakWhere(({ name, path }) =>
      name === 'read' && path.endsWith('.sealed') ? 'EIO' : null,
    );
    const { verdict, archived: walked } = await walkOf(made);
    expect(verdict).toEqual({ kind: 'whole' });
    expect(walked.bad).toEqual([{ file, first, last, problem: 'unreadable' }]);
    const { activity } = made.session.vault!;
    expect(failureOf(await activity.readArchiveBack(file, null, () => true))).toEqual({
      code: 'vault-unreadable',
      path: made.path,
      reason: 'EIO',
    });
    faulty.mend();
    expect((await walkOf(made)).archived.bad).toEqual([]);
  });

  it('is altered when the vault has another key for it, and none when the list makes no sense', async () => {
    const made = await archived(await livedInVault());
    const remember = async (value: unknown) =>
      valueOf(
        await made.session.vault!.commit(() => ({
          ok: true,
          value: [
            {
              event: 'setting.changed',
              keyId: null,
              change: { name: 'activity-archives', value: value as never },
            },
          ],
        })),
      );
    const [known] = made.session.vault!.settings.get('activity-archives') as [ActivityArchive];
    const other = made.session.vault!.sealSecret('something else', Buffer.alloc(32, 1));
    await remember([{ ...known, key: other }]);
    const { file, first, last } = known;
    expect((await walkOf(made)).archived.bad).toEqual([{ file, first, last, problem: 'altered' }]);

    // Under another data key it would be lost for good: nothing is changed then.
    const { vaultId } = made.session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slots = [await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST)];
    const snapshot = await readFile(join(made.directory, 'vault.json'));
    await expect(made.session.changeDataKey({ dataKey, slots })).rejects.toThrow('sealed secret');
    expect(await readFile(join(made.directory, 'vault.json'))).toEqual(snapshot);

    for (const nonsense of ['x', { file }, [{ ...known, file: '../vault.json' }]]) {
      await remember(nonsense);
      expect(made.session.vault!.activity.archives).toEqual([]);
      expect(await walkOf(made)).toMatchObject({
        verdict: { kind: 'whole' },
        archived: { events: 0, bad: [] },
      });
    }
    await remember([known]);
    expect((await walkOf(made)).archived).toMatchObject({ events: last, bad: [] });
  });
});

describe('reading archives of an open vault', () => {
  it('goes on from where it stopped, and knows only what is archived', async () => {
    const made = await archived(await livedInVault());
    const { activity } = made.session.vault!;
    const found: number[] = [];
    const places: (LogPosition | null)[] = [null];
    while (places.at(-1)?.sequence !== 0) {
      const from = places.at(-1) ?? null;
      const read = await activity.readArchiveBack(made.archive.file, from, (event, before) => {
        found.push(event.sequence);
        places.push(before);
        return false;
      });
      valueOf(read);
    }
    expect(found.toReversed()).toEqual(upTo(made.archive.last));
    const other = 'activity-1-2-00000000.sealed';
    expect(failureOf(await activity.readArchiveBack(other, null, () => true))).toEqual({
      code: 'archive-missing',
      path: other,
    });
  });

  it('ends with the lock, and does not say of what was cut short that it is all', async () => {
    const faulty = new FaultyFileSystem();
    const made = await archived(await livedInVault({ fs: faulty.fs }));
    const { activity } = made.session.vault!;
    faulty.actBefore(
      ({ name, path }) => name === 'open' && path.endsWith('.sealed'),
      () => made.session.lock(),
    );
    const locked = { code: 'vault-locked' };
    const { file } = made.archive;
    expect(failureOf(await activity.readArchiveBack(file, null, () => true))).toEqual(locked);
    expect(failureOf(await activity.readArchiveBack(file, null, () => true))).toEqual(locked);
    expect(failureOf(await activity.walk())).toEqual(locked);
  });

  it('is cancelled by whoever has asked for it', async () => {
    const made = await archived(await livedInVault());
    const stop = new AbortController();
    const walked = valueOf(
      await made.session.vault!.activity.walk({
        signal: stop.signal,
        onEvents: () => stop.abort(),
      }),
    );
    expect(walked).toMatchObject({
      verdict: { kind: 'cancelled' },
      archived: { events: 0, bad: [], isCancelled: true },
    });
  });

  it('does not take a mistake of whoever reads for damage', async () => {
    const made = await archived(await livedInVault());
    const { activity } = made.session.vault!;
    const mistaken = () => {
      throw new Error('a bug');
    };
    await expect(activity.walk({ onEvents: mistaken })).rejects.toThrow('a bug');
    await expect(activity.readArchiveBack(made.archive.file, null, mistaken)).rejects.toThrow(
      'a bug',
    );
    expect(await walkOf(made)).toMatchObject({ verdict: { kind: 'whole' }, archived: { bad: [] } });
  });
});

describe('archiving that does not come to its end', () => {
  const isNext = ({ name, path }: Call) => name === 'open' && path.endsWith('.next');

  it('takes its archive back, and mentions it no more', async () => {
    const faulty = new FaultyFileSystem();
    const made = await livedInVault({ fs: faulty.fs });
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
    expect(await numbersOf(made)).toEqual([...numbers, ...upTo(3).map((n) => numbers.length + n)]);
    valueOf(await made.session.archiveActivity(before));
    expect(await numbersOf(made)).toHaveLength(numbers.length + 5);
  });

  it('because the vault is locked meanwhile ends locked, and is not shown as open again', async () => {
    const faulty = new FaultyFileSystem();
    const made = await livedInVault({ fs: faulty.fs });
    const states = made.states.length;
    const locked: Promise<void>[] = [];
    // When the files are replaced, and the vault is being opened anew.
    const isReopened = ({ name, path }: Call) =>
      name === 'readFile' && path.endsWith('vault.json') && made.session.vault === null;
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

  it('by a crash is no obstacle to a recovery from before the archives', async () => {
    const faulty = new FaultyFileSystem();
    const made = await archived(await livedInVault({ fs: faulty.fs }));
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

describe('recovering a vault whose activity was archived', () => {
  it('goes on from every backup without a loss, those of before the archive included', async () => {
    const made = await archived(await livedInVault());
    valueOf(await keysOf(made).create(newKey({ name: 'Afterwards' })));
    const records = recordsOf(made.session.vault!.keys);
    await made.session.lock();
    const { directory } = made;
    const backups = join(directory, 'backups');
    const names = (await readdir(backups)).toSorted();
    expect(names).toHaveLength(10);
    const files = new Map<string, Buffer>();
    for (const name of names) files.set(name, await readFile(join(backups, name)));
    const activity = await readFile(join(directory, 'activity.jsonl'));
    for (const kept of names) {
      await rm(join(directory, 'vault.json'));
      await writeFile(join(directory, 'activity.jsonl'), activity);
      await rm(backups, { recursive: true });
      await mkdir(backups);
      await writeFile(join(backups, kept), files.get(kept)!);
      const again = await recover(directory);
      expect(again.preview.activity, kept).toMatchObject({ condition: 'whole', lost: 0 });
      expect(recordsOf(again.session.vault!.keys), kept).toEqual(records);
      const { verdict, last, archived: walked } = await walkOf(again);
      expect(verdict, kept).toEqual({ kind: 'whole' });
      expect(walked).toMatchObject({ events: made.archive.last, bad: [] });
      expect(await numbersOf(await reopened(again)), kept).toEqual(upTo(last + 2));
      await again.session.lock();
    }
  });

  it('says what is missing when only a backup is left that is older than all that was kept', async () => {
    const made = await livedInVault();
    const [oldest = ''] = (await readdir(join(made.directory, 'backups'))).toSorted();
    const old = await readFile(join(made.directory, 'backups', oldest));
    for (let number = 0; number < 12; number += 1) {
      valueOf(await keysOf(made).create(newKey({ name: `More ${number}` })));
      valueOf(await made.session.vault!.snapshot());
    }
    made.clock.now += 2 * YEAR_MS;
    const { archive } = await archived(made);
    expect(archive.last).toBeGreaterThan(Number(/\d+/.exec(oldest)?.[0]));
    const { sequence } = made.session.vault!.activity.end;
    await made.session.lock();
    const backups = join(made.directory, 'backups');
    for (const name of await readdir(backups)) await writeFile(join(backups, name), 'damaged');
    await writeFile(join(backups, oldest), old);
    await rm(join(made.directory, 'vault.json'));
    const activity = await readFile(join(made.directory, 'activity.jsonl'));
    const again = await recover(made.directory);
    expect(again.preview.activity.lost).toBeGreaterThan(0);
    expect(again.preview.activity.recovered).toBe(0);
    // What could not be used is kept, and so is the archive.
    const names = await readdir(made.directory);
    const aside = names.find((name) => name.startsWith('activity.jsonl.damaged-'));
    expect(await readFile(join(made.directory, aside!))).toEqual(activity);
    expect(await readdir(join(made.directory, 'archive'))).toEqual([archive.file]);
    expect(sequence).toBeGreaterThan(archive.last);
  });

  it('goes on from the vault file itself when the activity is gone', async () => {
    const made = await archived(await livedInVault());
    const records = recordsOf(made.session.vault!.keys);
    await made.session.lock();
    const { directory, archive } = made;
    await rename(join(directory, 'activity.jsonl'), join(directory, 'elsewhere'));
    const again = await recover(directory);
    expect(again.preview.activity).toMatchObject({ condition: 'missing', recovered: 0 });
    expect(recordsOf(again.session.vault!.keys)).toEqual(records);
    expect(await walkOf(again)).toMatchObject({
      verdict: { kind: 'whole' },
      archived: { events: archive.last, bad: [] },
    });
  });

  /** A vault of which only the newest backup from before the archive is left, and the activity that was damaged. */
  async function onlyBackupFromBefore(damage: (activity: Buffer) => Buffer) {
    const made = await archived(await livedInVault());
    valueOf(await keysOf(made).create(newKey({ name: 'Afterwards' })));
    const records = recordsOf(made.session.vault!.keys);
    await made.session.lock();
    const { directory, archive } = made;
    const backups = join(directory, 'backups');
    const numberOf = (name: string) => Number(/\d+/.exec(name)?.[0]);
    const names = (await readdir(backups)).toSorted();
    const kept = names.slice(0, -2).findLast((name) => numberOf(name) > archive.last) ?? '';
    for (const name of names) if (name !== kept) await rm(join(backups, name));
    await rm(join(directory, 'vault.json'));
    const path = join(directory, 'activity.jsonl');
    await writeFile(path, damage(await readFile(path)));
    return { ...made, records, backedUp: numberOf(kept), again: await recover(directory) };
  }

  it('loses no key with the first lines that the archive left, if a backup has them', async () => {
    const made = await onlyBackupFromBefore((bytes) => bytes.subarray(bytes.indexOf('\n') + 1));
    const { again, records, backedUp } = made;
    expect(recordsOf(again.session.vault!.keys)).toEqual(records);
    expect(again.preview.activity.lost).toBe(0);
    expect(await walkOf(again)).toMatchObject({
      verdict: { kind: 'whole' },
      first: backedUp + 1,
    });
  });

  it('leaves a torn last line out, and begins where the archive ends', async () => {
    const made = await onlyBackupFromBefore((bytes) =>
      Buffer.concat([bytes, Buffer.from('{"sequence":99,"non')]),
    );
    const { again, records, archive } = made;
    expect(recordsOf(again.session.vault!.keys)).toEqual(records);
    expect(await walkOf(again)).toMatchObject({
      verdict: { kind: 'whole' },
      first: archive.last + 1,
    });
  });

  it('is missing, not absent, when only an archive is left', async () => {
    const { session, directory } = await archived(await livedInVault());
    await session.lock();
    for (const name of ['backups', 'vault.json', 'activity.jsonl']) {
      await rm(join(directory, name), { recursive: true });
    }
    expect(await sessionOn(directory).session.state()).toMatchObject({
      kind: 'damaged',
      failure: { code: 'vault-missing' },
    });
  });
});

describe('an archived vault and other versions of it', () => {
  it('an older state is noticed still, and one that was archived is none', async () => {
    const lastSeen = markStore();
    const made = await livedInVault({ lastSeen });
    await made.session.lock();
    const files = ['vault.json', 'activity.jsonl'].map((name) => join(made.directory, name));
    const older = await Promise.all(files.map((path) => readFile(path)));
    valueOf(await made.session.unlock(PROOF));
    await archived(made);
    await made.session.lock();
    valueOf(await made.session.unlock(PROOF));
    expect(await made.session.state()).toEqual({ kind: 'unlocked', notice: null });
    await made.session.lock();
    for (const [index, path] of files.entries()) await writeFile(path, older[index]!);
    valueOf(await made.session.unlock(PROOF));
    expect(await made.session.state()).toMatchObject({ notice: { kind: 'rolled-back' } });
    // The archive is of a future that this state does not know.
    expect((await walkOf(made)).archived).toMatchObject({ events: 0, bad: [] });
  });

  it('what was changed elsewhere is merged with it', async () => {
    const made = await livedInVault();
    await made.session.lock();
    const files = ['vault.json', 'activity.jsonl'].map((name) => join(made.directory, name));
    const older = await Promise.all(files.map((path) => readFile(path)));
    valueOf(await made.session.unlock(PROOF));
    await archived(made);
    valueOf(await keysOf(made).create(newKey({ name: 'Mine' })));
    for (const [index, path] of files.entries()) {
      await rm(path);
      await writeFile(path, older[index]!);
    }
    valueOf(await made.session.merge());
    const names = Object.values(recordsOf(made.session.vault!.keys)).map(({ name }) => name);
    expect(names).toContain('Mine');
    const { verdict, first, archived: walked } = await walkOf(made);
    expect(verdict).toEqual({ kind: 'whole' });
    expect({ first, bad: walked.bad }).toEqual({ first: 1, bad: [] });
    const again = await archived(made);
    expect((await walkOf(again)).archived).toMatchObject({ first: 1, bad: [] });
  });
});
