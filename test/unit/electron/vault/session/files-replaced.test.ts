import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf } from '../../../../support/small-vault';
import { PROOF, createdVault, sessionOn, temporaryDirectory } from '../../../../support/test-vault';

/** A vault that is open here and was changed elsewhere, as a sync folder does it. */
async function openInTwoPlaces(faulty = new FaultyFileSystem()) {
  const directory = join(await temporaryDirectory(), 'vault');
  const first = await createdVault(directory);
  valueOf(await keysOf(first).create(newKey({ name: 'Both' })));
  await first.session.lock();
  const elsewhere = join(await temporaryDirectory(), 'vault');
  await cp(directory, elsewhere, { recursive: true });

  const here = sessionOn(directory, { fs: faulty.fs });
  valueOf(await here.session.unlock(PROOF));
  valueOf(await keysOf(here).create(newKey({ name: 'Here' })));

  const there = sessionOn(elsewhere);
  valueOf(await there.session.unlock(PROOF));
  valueOf(await keysOf(there).create(newKey({ name: 'There' })));
  valueOf(await keysOf(there).create(newKey({ name: 'here' })));
  await there.session.lock();
  const bring = async (name: string) => {
    await cp(join(elsewhere, name), join(directory, `${name}.new`));
    await rename(join(directory, `${name}.new`), join(directory, name));
  };
  return { here, directory, bring };
}

const namesIn = ({ session }: Awaited<ReturnType<typeof openInTwoPlaces>>['here']) =>
  [...(session.vault?.keys.values() ?? [])].map(({ record }) => record.name).toSorted();

describe('when another program replaces', () => {
  it.each([
    { names: ['vault.json'] },
    { names: ['activity.jsonl'] },
    { names: ['vault.json', 'activity.jsonl'] },
  ])('$names, saving refuses, reports it, and overwrites nothing', async ({ names }) => {
    const { here, directory, bring } = await openInTwoPlaces();
    for (const name of names) await bring(name);
    const before = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
    const refused = failureOf(await keysOf(here).create(newKey({ name: 'Later' })));
    expect(refused).toMatchObject({ code: 'vault-changed-on-disk' });
    expect(here.states.at(-1)).toMatchObject({ notice: { kind: 'changed-on-disk' } });
    expect(namesIn(here)).toEqual(['Both', 'Here']);
    await here.session.lock();
    const after = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
    expect(after).toEqual(before);
  });

  it('both files, merging joins the two versions, and saving works again', async () => {
    const { here, directory, bring } = await openInTwoPlaces();
    await bring('vault.json');
    await bring('activity.jsonl');
    expect(failureOf(await keysOf(here).create(newKey({ name: 'Later' }))).code).toBe(
      'vault-changed-on-disk',
    );
    expect(valueOf(await here.session.merge())).toEqual({ changes: 1 });
    expect(here.replaced.count).toBe(1);
    expect(here.states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
    const all = ['Both', 'Here (2)', 'There', 'here'];
    expect(namesIn(here)).toEqual(all);
    valueOf(await keysOf(here).create(newKey({ name: 'Later' })));
    await here.session.lock();
    const again = sessionOn(directory);
    valueOf(await again.session.unlock(PROOF));
    expect(namesIn(again)).toEqual([...all, 'Later'].toSorted());
    const id = again.session.vault?.idOfName('Here (2)') ?? '';
    expect(valueOf(again.session.vault!.openSecret(id)).toString()).toMatch(/^ock_live_/);
  });

  it('both files, events recorded only here are recorded in the merged version once, with their time', async () => {
    const { here, directory, bring } = await openInTwoPlaces();
    const wrong = { method: 'passphrase', passphrase: 'not the passphrase' } as const;
    failureOf(await here.session.confirm(wrong));
    const at = new Date(here.clock.now).toISOString();
    here.clock.now += 60_000;
    const proofs = async () => {
      const found: string[] = [];
      await here.session.vault?.activity.readBack(null, (event) => {
        if (event.event === 'vault.proof-failed') found.push(event.at);
        return true;
      });
      return found;
    };
    await bring('vault.json');
    await bring('activity.jsonl');
    valueOf(await here.session.merge());
    expect(await proofs()).toEqual([at]);

    const names = ['vault.json', 'activity.jsonl'].map((name) => join(directory, name));
    const older = await Promise.all(names.map((name) => readFile(name)));
    failureOf(await here.session.confirm(wrong));
    const later = new Date(here.clock.now).toISOString();
    for (const [index, name] of names.entries()) await writeFile(name, older[index] ?? '');
    valueOf(await here.session.merge());
    expect(await proofs()).toEqual([later, at]);
  });

  it('and the vault is locked during the merge, it is not shown as open again', async () => {
    const { here, bring } = await openInTwoPlaces();
    await bring('vault.json');
    await bring('activity.jsonl');
    const from = here.states.length;
    const merging = here.session.merge();
    const locking = here.session.lock();
    const late = keysOf(here).create(newKey({ name: 'Late' }));
    expect(failureOf(await late)).toEqual({ code: 'vault-locked' });
    expect(valueOf(await merging)).toEqual({ changes: 1 });
    await locking;
    expect(here.states.slice(from).map(({ kind }) => kind)).toEqual(['locked']);
    expect(here.session.vault).toBeNull();
  });

  it('both files by a version that does not open or is damaged, nothing is merged', async () => {
    const { here, directory, bring } = await openInTwoPlaces();
    await bring('vault.json');
    await bring('activity.jsonl');
    const vaultFile = join(directory, 'vault.json');
    const good = await readFile(vaultFile, 'utf8');
    const at = good.lastIndexOf('"ciphertext":"') + 20;
    const other = good[at] === 'A' ? 'B' : 'A';
    await writeFile(vaultFile, good.slice(0, at) + other + good.slice(at + 1));
    const impossible = { code: 'merge-impossible', path: vaultFile };
    expect(failureOf(await here.session.merge())).toEqual(impossible);
    await writeFile(vaultFile, good);
    const activity = join(directory, 'activity.jsonl');
    const lines = await readFile(activity);
    await writeFile(activity, Buffer.concat([lines, Buffer.from('damaged\n')]));
    expect(failureOf(await here.session.merge())).toEqual(impossible);
    expect(namesIn(here)).toEqual(['Both', 'Here']);

    await writeFile(activity, lines);
    expect(valueOf(await here.session.merge())).toEqual({ changes: 1 });
    expect(namesIn(here)).toEqual(['Both', 'Here (2)', 'There', 'here']);
  });

  it('both files, and the disk is full, merging can be retried and loses nothing', async () => {
    const faulty = new FaultyFileSystem();
    const { here, directory, bring } = await openInTwoPlaces(faulty);
    await bring('vault.json');
    await bring('activity.jsonl');
    const activity = await readFile(join(directory, 'activity.jsonl'));
    faulty.breakWhere(({ name }) => (name === 'datasync' ? 'ENOSPC' : null));
    expect(failureOf(await here.session.merge())).toMatchObject({
      code: 'write-failed',
      problem: 'disk-full',
    });
    faulty.mend();
    expect(await readFile(join(directory, 'activity.jsonl'))).toEqual(activity);
    expect(namesIn(here)).toEqual(['Both', 'Here']);
    expect(here.replaced.count).toBe(0);
    expect(valueOf(await here.session.merge())).toEqual({ changes: 1 });
    expect(namesIn(here)).toEqual(['Both', 'Here (2)', 'There', 'here']);
  });

  it('anything while the vault is locked, there is nothing to merge', async () => {
    const { here, bring } = await openInTwoPlaces();
    await bring('vault.json');
    await here.session.lock();
    expect(failureOf(await here.session.merge())).toEqual({ code: 'vault-locked' });
  });

  it('it by another or a damaged vault, nothing is merged and nothing is lost', async () => {
    const { here, directory } = await openInTwoPlaces();
    const good = await readFile(join(directory, 'vault.json'));
    await writeFile(join(directory, 'vault.json'), good.subarray(0, 100));
    expect(failureOf(await here.session.merge()).code).toBe('merge-impossible');
    const other = join(await temporaryDirectory(), 'vault');
    await (await createdVault(other)).session.lock();
    await cp(join(other, 'vault.json'), join(directory, 'vault.json'));
    expect(failureOf(await here.session.merge()).code).toBe('merge-impossible');
    await rm(join(directory, 'vault.json'));
    expect(failureOf(await here.session.merge()).code).toBe('merge-impossible');
    expect(namesIn(here)).toEqual(['Both', 'Here']);
  });
});
