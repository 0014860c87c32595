import { readFileSync, writeFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AFTER_CIPHERTEXT } from '../../electron/vault/format/activity-line';
import { isThorough, noteCase } from '../support/fault-cases';
import { directoryContents } from '../support/directory-contents';
import type { Records } from '../support/small-vault';
import { closeWithoutSnapshot, openFromDisk, smallVault } from '../support/small-vault';
import { sessionOn, temporaryDirectory } from '../support/test-vault';

/** Acceptable failures for a damaged `vault.json`. */
const NAMED = ['vault-truncated', 'vault-altered', 'vault-newer-version', 'vault-kdf-refused'];

/** A vault whose files are as after a kill, in a directory for the test. */
async function leftVault() {
  const original = join(await temporaryDirectory(), 'original');
  const vault = await smallVault(original);
  await closeWithoutSnapshot(vault.session.vault);
  const directory = join(await temporaryDirectory(), 'vault');
  await cp(original, directory, { recursive: true, preserveTimestamps: true });
  const path = { vault: join(directory, 'vault.json'), log: join(directory, 'activity.jsonl') };
  const { session } = sessionOn(directory);
  const newest = vault.states.at(-1)?.records ?? {};

  const before = await directoryContents(directory);

  /** Damages one file, and expects that opening the vault changes no file. */
  const looking = async <T>(file: string, content: Buffer, look: () => Promise<T>): Promise<T> => {
    noteCase();
    writeFileSync(file, content);
    const seen = await look();
    if (!readFileSync(file).equals(content)) throw new Error(`${file} was changed`);
    return seen;
  };
  const openWith = (file: string, content: Buffer) =>
    looking(file, content, () => openFromDisk(directory, vault.dataKeyBytes));
  const stateWith = (file: string, content: Buffer) =>
    looking(file, content, () => session.state());
  /** After all damage: with the original bytes, nothing has changed and no file was added. */
  const expectUntouched = async (file: string, good: Buffer) => {
    writeFileSync(file, good);
    expect(await directoryContents(directory)).toEqual(before);
  };
  /** The state after the last change that lies completely in the first bytes of the activity. */
  const stateAt = (length: number): Records =>
    vault.states.findLast((state) => state.length <= length)?.records ?? {};
  return { ...vault, directory, path, newest, openWith, stateWith, expectUntouched, stateAt };
}

/** Timeout for flipping each bit of some thousand bytes. */
const LONG_MS = 900_000;

const BITS = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80];
const LINE_FEED = 0x0a;

/**
 * Every byte of a file altered. Thorough runs flip each bit and try a line feed; others flip one
 * bit, flip the bit that breaks UTF-8, or write a line feed, in turn.
 */
function* alterations(good: Buffer): Generator<{ at: number; bytes: Buffer }> {
  for (let at = 0; at < good.length; at += 1) {
    const old = good.readUInt8(at);
    const all = [...BITS.map((bit) => old ^ bit), LINE_FEED].filter((value) => value !== old);
    const some = [old ^ 0x01, old ^ 0x80, old === LINE_FEED ? old ^ 0x02 : LINE_FEED];
    for (const value of isThorough ? all : [some[at % 3] ?? 0]) {
      const bytes = Buffer.from(good);
      bytes.writeUInt8(value, at);
      yield { at, bytes };
    }
  }
}

describe('vault.json', () => {
  it('cut at every length is reported as truncated, and no file is touched', async () => {
    const { path, stateWith, expectUntouched } = await leftVault();
    const good = await readFile(path.vault);
    const failure = { code: 'vault-truncated', path: path.vault };
    for (let length = 0; length < good.length; length += 1) {
      const state = await stateWith(path.vault, good.subarray(0, length));
      expect(state).toEqual({ kind: 'damaged', failure });
    }
    await expectUntouched(path.vault, good);
  });

  it(
    'with any byte altered is reported, or opens unchanged',
    async () => {
      const { path, openWith, stateWith, expectUntouched, newest } = await leftVault();
      const good = await readFile(path.vault);
      for (const { at, bytes } of alterations(good)) {
        const found = await openWith(path.vault, bytes);
        if ('failure' in found) {
          const code = typeof found.failure === 'string' ? found.failure : found.failure.code;
          expect(NAMED, `byte ${at}`).toContain(code);
        } else {
          expect(found, `byte ${at}`).toEqual({ records: newest, condition: 'whole' });
          expect((await stateWith(path.vault, bytes)).kind).toBe('locked');
        }
      }
      await expectUntouched(path.vault, good);
    },
    LONG_MS,
  );
});

describe('activity.jsonl', () => {
  it('cut at every length gives the state after the last complete change', async () => {
    const vault = await leftVault();
    const { path, openWith, stateAt, snapshot, snapshotLength } = vault;
    const good = await readFile(path.log);
    const lineEnds = new Set([...good.keys()].filter((at) => good[at - 1] === 0x0a));
    for (let length = 0; length < good.length; length += 1) {
      const found = await openWith(path.log, good.subarray(0, length));
      if (length < snapshotLength) {
        expect(found, `length ${length}`).toEqual({ records: snapshot, condition: 'broken' });
        continue;
      }
      if ('failure' in found) throw new Error(`length ${length}`);
      expect(found.records, `length ${length}`).toEqual(stateAt(length));
      expect(['whole', 'torn']).toContain(found.condition);
      if (!lineEnds.has(length)) expect(found.condition, `length ${length}`).toBe('torn');
    }
    await vault.expectUntouched(path.log, good);
  });

  it(
    'with any byte altered gives the state before it, and reports it',
    async () => {
      const vault = await leftVault();
      const { path, openWith, stateAt, newest, snapshot, snapshotLength } = vault;
      const good = await readFile(path.log);
      for (const { at, bytes } of alterations(good)) {
        const found = await openWith(path.log, bytes);
        if ('failure' in found) throw new Error(`byte ${at}`);
        if (at < snapshotLength - 1 - AFTER_CIPHERTEXT) {
          // Lines that the snapshot includes are not read again…
          expect(found, `byte ${at}`).toEqual({ records: newest, condition: 'whole' });
        } else if (at < snapshotLength) {
          // …except for the last one, which identifies the file that the snapshot belongs to.
          expect(found, `byte ${at}`).toEqual({ records: snapshot, condition: 'broken' });
        } else if (found.condition === 'whole') {
          // Spare bits of base64: the ciphertext is the same.
          expect(found.records, `byte ${at}`).toEqual(newest);
        } else {
          expect(found.records, `byte ${at}`).toEqual(stateAt(at));
          expect(found.condition).toBe(at === good.length - 1 ? 'torn' : 'broken');
        }
      }
      await vault.expectUntouched(path.log, good);
    },
    LONG_MS,
  );

  it('missing leaves the snapshot, read-only', async () => {
    const { path, directory, dataKeyBytes, snapshot } = await leftVault();
    await writeFile(path.log, '');
    expect(await openFromDisk(directory, dataKeyBytes)).toEqual({
      records: snapshot,
      condition: 'broken',
    });
  });
});
