import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import { replayTail } from '../../../../../electron/vault/activity/replay-tail';
import { salvageActivity } from '../../../../../electron/vault/repair/salvage-activity';
import { assertNever } from '../../../../../shared/lib/result';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { storedKey } from '../../../../support/sample-keys';
import { temporaryDirectory } from '../../../../support/test-vault';
import {
  START,
  VAULT_ID,
  createdEvent,
  deletedEvent,
  linesOf,
  someDataKey,
  unlockedEvent,
} from '../../../../support/vault-parts';

const EVENTS: ActivityEvent[] = [
  unlockedEvent(1),
  createdEvent(2),
  createdEvent(3),
  // one commit of two
  deletedEvent(4, storedKey(2), 5),
  createdEvent(5, storedKey(5), 5),
  createdEvent(6),
  unlockedEvent(7),
];
const LOG = linesOf(EVENTS);

async function salvaged(bytes: Uint8Array | null, after = LOG.positions[1] ?? START) {
  const path = join(await temporaryDirectory(), 'activity.jsonl');
  if (bytes) await writeFile(path, bytes);
  const found = await salvageActivity(realFileSystem, path, after, VAULT_ID, someDataKey());
  /** The repaired file must verify up to the reported end. */
  const isConsistent = async () => {
    const old = bytes ? await readFile(path) : Buffer.alloc(0);
    if (found.keep) await writeFile(path, old.subarray(found.keep.from, found.keep.to));
    const again = await replayTail(realFileSystem, path, found.end, VAULT_ID, someDataKey());
    return again.events.length === 0 && ['whole', 'torn'].includes(again.condition);
  };
  return { ...found, isConsistent };
}

const numbers = (events: readonly ActivityEvent[]) => events.map(({ sequence }) => sequence);

describe('the salvage of an activity', () => {
  it('is all of it when it is whole, and the file stays unchanged', async () => {
    const found = await salvaged(LOG.bytes);
    expect(found).toMatchObject({ condition: 'whole', keep: null, end: LOG.end, unusable: 0 });
    expect(numbers(found.events)).toEqual([3, 4, 5, 6, 7]);
  });

  it('is everything before a broken line; later lines are counted', async () => {
    const bytes = Buffer.from(LOG.bytes);
    const at = (LOG.positions[4]?.offset ?? 0) + 60;
    bytes.writeUInt8(bytes.readUInt8(at) === 0x41 ? 0x42 : 0x41, at);
    const found = await salvaged(bytes);
    expect(numbers(found.events)).toEqual([3, 4, 5]);
    expect(found).toMatchObject({ condition: 'broken', unusable: 2, end: LOG.positions[4] });
    expect(await found.isConsistent()).toBe(true);
  });

  it('is everything after the position when an earlier line was lost, at any offset', async () => {
    const found = await salvaged(Buffer.concat(LOG.lines.slice(1)));
    expect(numbers(found.events)).toEqual([3, 4, 5, 6, 7]);
    expect(found).toMatchObject({ condition: 'whole', unusable: 0 });
    expect(await found.isConsistent()).toBe(true);
  });

  it('is nothing when the line after the position is lost', async () => {
    const lines = LOG.lines.filter((_, index) => index !== 2);
    const found = await salvaged(Buffer.concat(lines));
    expect(found).toMatchObject({ events: [], condition: 'broken', unusable: 4 });
    expect(found.keep).toEqual({ from: 0, to: LOG.positions[1]?.offset });
    expect(await found.isConsistent()).toBe(true);
  });

  it('never takes part of a commit', async () => {
    const found = await salvaged(Buffer.concat(LOG.lines.slice(1, 4)));
    expect(numbers(found.events)).toEqual([3]);
    expect(await found.isConsistent()).toBe(true);
  });

  it.each(['null', '{"sequence":2}', 'no JSON'])(
    'follows the chain when the line before has become %s',
    async (text) => {
      const [first, second] = LOG.lines;
      const other = Buffer.from(`${text.padEnd(second!.length - 1)}\n`);
      const found = await salvaged(Buffer.concat([first!, other, ...LOG.lines.slice(2)]));
      expect(numbers(found.events)).toEqual([3, 4, 5, 6, 7]);
      expect(found).toMatchObject({ condition: 'whole', isBegunAnew: true, unusable: 0 });
      expect(found.keep?.from).toBe(LOG.positions[1]?.offset);
      expect(await found.isConsistent()).toBe(true);
    },
  );

  it('is nothing when there is no file', async () => {
    const found = await salvaged(null);
    expect(found).toMatchObject({ events: [], condition: 'missing', keep: { from: 0, to: 0 } });
  });

  it('throws the system error when the file cannot be read', async () => {
    const directory = await temporaryDirectory();
    const salvaging = salvageActivity(realFileSystem, directory, START, VAULT_ID, someDataKey());
    await expect(salvaging).rejects.toMatchObject({ code: 'EISDIR' });
    await rm(directory, { recursive: true });
    const path = join(await temporaryDirectory(), 'activity.jsonl');
    await writeFile(path, Buffer.concat(LOG.lines.slice(1)));
    const faulty = new FaultyFileSystem();
    faulty.breakWhere(({ name }) => (name === 'read' ? 'EIO' : null));
    const after = LOG.positions[1] ?? START;
    await expect(
      salvageActivity(faulty.fs, path, after, VAULT_ID, someDataKey()),
    ).rejects.toMatchObject({ code: 'EIO' });
  });

  it('is a gapless run of genuine changes, whatever was done to the file', async () => {
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat({ max: 7 }) }),
      fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat({ max: 900 }) }),
      fc.record({ kind: fc.constant('add' as const), at: fc.nat(), bytes: fc.uint8Array() }),
      fc.record({ kind: fc.constant('swap' as const), at: fc.nat(), to: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        fc.nat({ max: EVENTS.length }),
        async (edits, from) => {
          let bytes = Buffer.from(LOG.bytes);
          for (const change of edits) bytes = edited(bytes, change);
          const after = [START, ...LOG.positions][from] ?? START;
          const found = await salvaged(bytes, after);
          const expected = EVENTS.slice(after.sequence, after.sequence + found.events.length);
          expect(found.events).toEqual(expected);
          expect(found.end.sequence).toBe(after.sequence + found.events.length);
          const last = found.events.at(-1);
          if (last) expect(last.commitEnd).toBe(last.sequence);
          expect(await found.isConsistent()).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});

type Edit =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'add'; at: number; bytes: Uint8Array }
  | { kind: 'swap'; at: number; to: number };

function edited(bytes: Buffer<ArrayBuffer>, edit: Edit): Buffer<ArrayBuffer> {
  const at = edit.at % Math.max(bytes.length, 1);
  switch (edit.kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy.writeUInt8(copy.readUInt8(at) ^ (1 << edit.bit), at);
      return copy;
    }
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + edit.length)]);
    case 'add':
      return Buffer.concat([bytes.subarray(0, at), edit.bytes, bytes.subarray(at)]);
    case 'swap': {
      const lines = bytes.toString('latin1').split('\n');
      const [a, b] = [edit.at % lines.length, edit.to % lines.length];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
      return Buffer.from(lines.join('\n'), 'latin1');
    }
    default:
      return assertNever(edit);
  }
}
