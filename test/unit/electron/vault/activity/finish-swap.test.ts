import { copyFile, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { directoryContents } from '../../../../support/directory-contents';
import { openFromDisk, smallVault } from '../../../../support/small-vault';
import { temporaryDirectory } from '../../../../support/test-vault';

const NEXT = 'activity.jsonl.next';
const PREVIOUS = 'activity.jsonl.previous';

/** A locked vault, and its passphrase and code. */
async function lockedVault() {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await smallVault(directory);
  await made.session.lock();
  const at = (name: string) => join(directory, name);
  const open = (fs?: FaultyFileSystem) => openFromDisk(directory, made.dataKeyBytes, fs?.fs);
  const records = made.states.at(-1)?.records;
  const others = async () => (await readdir(directory)).filter((name) => /next|prev/.test(name));
  return { directory, at, open, records, others };
}

/** Another activity of the same length, not the snapshot's. */
const OTHER = '{"sequence":1,"nonce":"","ciphertext":"","tag":""}\n';

describe('two activities after an interrupted swap', () => {
  it.each([
    ['the next one, when the snapshot was made from it', NEXT],
    ['the previous one, when the snapshot was not yet replaced', PREVIOUS],
  ])('the vault opens with %s, and the other one is deleted', async (_what, right) => {
    const { at, open, records, others } = await lockedVault();
    const good = await readFile(at('activity.jsonl'));
    await rename(at('activity.jsonl'), at(right));
    await writeFile(at('activity.jsonl'), OTHER);
    expect(await open()).toEqual({ records, condition: 'whole' });
    expect(await readFile(at('activity.jsonl'))).toEqual(good);
    expect(await others()).toEqual([]);
  });

  it('the vault opens with the remaining one when its own is gone', async () => {
    const { at, open, records, others } = await lockedVault();
    await copyFile(at('activity.jsonl'), at(NEXT));
    await rename(at('activity.jsonl'), at(PREVIOUS));
    expect(await open()).toEqual({ records, condition: 'whole' });
    expect(await others()).toEqual([]);
  });

  it('neither is touched when the snapshot matches neither', async () => {
    const { directory, at, open } = await lockedVault();
    await writeFile(at('activity.jsonl'), OTHER);
    await writeFile(at(NEXT), `${OTHER}${OTHER}`);
    await writeFile(at(PREVIOUS), '');
    const before = await directoryContents(directory);
    expect(await open()).toMatchObject({ condition: 'broken' });
    expect(await directoryContents(directory)).toEqual(before);
  });

  it('the right one is put in place at the next opening, whichever call fails at this one', async () => {
    for (let n = 1; ; n += 1) {
      const { at, open, records, others } = await lockedVault();
      await rename(at('activity.jsonl'), at(PREVIOUS));
      await writeFile(at('activity.jsonl'), OTHER);
      const faulty = new FaultyFileSystem();
      faulty.breakAt(n, 'EIO');
      const opened = await open(faulty);
      const wasReached = faulty.calls.some(({ failed }) => failed);
      if ('failure' in opened) {
        expect(opened, `call ${n}`).toMatchObject({ failure: { code: 'vault-unreadable' } });
      } else expect(opened, `call ${n}`).toEqual({ records, condition: 'whole' });
      expect(await open(), `call ${n}`).toEqual({ records, condition: 'whole' });
      expect(await others()).toEqual([]);
      if (!wasReached) break;
    }
  });

  it('a file that is merely left over is deleted', async () => {
    const { at, open, records, others } = await lockedVault();
    await writeFile(at(NEXT), OTHER);
    expect(await open()).toEqual({ records, condition: 'whole' });
    expect(await others()).toEqual([]);
    await rm(at('activity.jsonl'));
    expect(await open()).toMatchObject({ condition: 'broken' });
  });
});
