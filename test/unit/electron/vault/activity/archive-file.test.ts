import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActivityArchive } from '../../../../../electron/vault/activity/archive-file';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { passphraseSlot } from '../../../../../electron/vault/keyslots/keyslots';
import type { LogPosition } from '../../../../../electron/vault/format/snapshot-schema';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { vaultWithHistory } from '../../../../support/vault-with-history';
import { failureOf, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE } from '../../../../support/test-vault';
import { walkOf, numbersUpTo, archived } from '../../../../support/archived-vault';

describe('a bad archive', () => {
  it('is reported whatever was done to it, and the activity is whole all the same', async () => {
    const made = await archived(await vaultWithHistory());
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
    expect(numbers.toReversed()).toEqual(numbersUpTo(last));
  });

  it('is unreadable rather than altered while the disk cannot be read', async () => {
    const faulty = new FaultyFileSystem();
    const made = await archived(await vaultWithHistory({ fs: faulty.fs }));
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

  it('is altered when the vault has another key for it, and missing when the list is invalid', async () => {
    const made = await archived(await vaultWithHistory());
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

    // A data key rotation would lose it for good, so nothing is changed.
    const { vaultId, slots: insteadOf } = made.session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slots = [await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST)];
    const snapshot = await readFile(join(made.directory, 'vault.json'));
    await expect(made.session.changeDataKey({ dataKey, slots, insteadOf })).rejects.toThrow(
      'sealed secret',
    );
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
  it('continues where it stopped, and knows only archived events', async () => {
    const made = await archived(await vaultWithHistory());
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
    expect(found.toReversed()).toEqual(numbersUpTo(made.archive.last));
    const other = 'activity-1-2-00000000.sealed';
    expect(failureOf(await activity.readArchiveBack(other, null, () => true))).toEqual({
      code: 'archive-missing',
      path: other,
    });
  });

  it('ends with the lock, and does not report a partial result as complete', async () => {
    const faulty = new FaultyFileSystem();
    const made = await archived(await vaultWithHistory({ fs: faulty.fs }));
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

  it('is cancelled by its caller', async () => {
    const made = await archived(await vaultWithHistory());
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

  it('does not report an error of its caller as damage', async () => {
    const made = await archived(await vaultWithHistory());
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
