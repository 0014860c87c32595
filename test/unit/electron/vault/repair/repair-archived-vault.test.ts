import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { YEAR_MS, vaultWithHistory } from '../../../../support/vault-with-history';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf, recordsOf } from '../../../../support/small-vault';
import { PROOF, rollbackMarkStore, sessionOn } from '../../../../support/test-vault';
import {
  walkOf,
  numbersOf,
  numbersUpTo,
  archived,
  reopened,
  recover,
} from '../../../../support/archived-vault';

describe('repairing a vault whose activity was archived', () => {
  it('works from every backup without a loss, also from those before the archive', async () => {
    const made = await archived(await vaultWithHistory());
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
      expect(await numbersOf(await reopened(again)), kept).toEqual(numbersUpTo(last + 2));
      await again.session.lock();
    }
  });

  it('reports what is missing when the only backup is older than everything kept', async () => {
    const made = await vaultWithHistory();
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
    // Unusable files are kept, and so is the archive.
    const names = await readdir(made.directory);
    const aside = names.find((name) => name.startsWith('activity.jsonl.damaged-'));
    expect(await readFile(join(made.directory, aside!))).toEqual(activity);
    expect(await readdir(join(made.directory, 'archive'))).toEqual([archive.file]);
    expect(sequence).toBeGreaterThan(archive.last);
  });

  it('works from the vault file itself when the activity is gone', async () => {
    const made = await archived(await vaultWithHistory());
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

  /** A vault with only the newest backup from before the archive, and a damaged activity. */
  async function onlyBackupFromBefore(damage: (activity: Buffer) => Buffer) {
    const made = await archived(await vaultWithHistory());
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

  it('loses no key with the first lines after the archive, if a backup has them', async () => {
    const made = await onlyBackupFromBefore((bytes) => bytes.subarray(bytes.indexOf('\n') + 1));
    const { again, records, backedUp } = made;
    expect(recordsOf(again.session.vault!.keys)).toEqual(records);
    expect(again.preview.activity.lost).toBe(0);
    expect(await walkOf(again)).toMatchObject({
      verdict: { kind: 'whole' },
      first: backedUp + 1,
    });
  });

  it('drops a torn last line, and begins at the end of the archive', async () => {
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

  it('reports a vault as missing, not absent, when only an archive is left', async () => {
    const { session, directory } = await archived(await vaultWithHistory());
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
  it('an older state is still detected, and archiving does not count as one', async () => {
    const lastSeen = rollbackMarkStore();
    const made = await vaultWithHistory({ lastSeen });
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
    // This state does not know the later archive.
    expect((await walkOf(made)).archived).toMatchObject({ events: 0, bad: [] });
  });

  it('a version changed elsewhere is merged, but not one from before the archive', async () => {
    const made = await vaultWithHistory();
    await made.session.lock();
    const files = ['vault.json', 'activity.jsonl'].map((name) => join(made.directory, name));
    const read = () => Promise.all(files.map((path) => readFile(path)));
    const bring = async (contents: Buffer[]) => {
      for (const [index, path] of files.entries()) {
        await rm(path);
        await writeFile(path, contents[index]!);
      }
    };
    const older = await read();
    valueOf(await made.session.unlock(PROOF));
    await archived(made);
    await made.session.lock();
    const elsewhere = sessionOn(made.directory);
    const now = await read();
    valueOf(await elsewhere.session.unlock(PROOF));
    valueOf(await keysOf(elsewhere).create(newKey({ name: 'Theirs' })));
    await elsewhere.session.lock();
    const theirs = await read();
    await bring(now);
    valueOf(await made.session.unlock(PROOF));
    valueOf(await keysOf(made).create(newKey({ name: 'Mine' })));
    await bring(older);
    expect(failureOf(await made.session.merge()).code).toBe('merge-impossible');
    await bring(theirs);
    valueOf(await made.session.merge());
    const names = Object.values(recordsOf(made.session.vault!.keys)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Mine', 'Theirs']));
    const { verdict, archived: walked } = await walkOf(made);
    expect(verdict).toEqual({ kind: 'whole' });
    expect(walked).toMatchObject({ first: 1, bad: [] });
  });
});
