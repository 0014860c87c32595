import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { replayTail } from '../../../../../electron/vault/activity/replay-tail';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import type { FileSystem } from '../../../../../electron/platform/disk/file-system';
import type { LogPosition } from '../../../../../electron/vault/format/snapshot-schema';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { storedKey } from '../../../../support/sample-keys';
import {
  START,
  VAULT_ID,
  createdEvent,
  deletedEvent,
  linesOf,
  someDataKey,
  environmentWith,
} from '../../../../support/vault-parts';

const EVENTS = [createdEvent(1), createdEvent(2), deletedEvent(3, storedKey(1)), createdEvent(4)];
const { lines, positions, bytes, end } = linesOf(EVENTS);

async function read(
  activity: Uint8Array | undefined,
  from: LogPosition = START,
  fs: FileSystem = realFileSystem,
) {
  const environment = await environmentWith(activity ? { activity } : {});
  return replayTail(fs, environment.paths.activity, from, VAULT_ID, someDataKey());
}

describe('reading the activity', () => {
  it('returns all events after any position', async () => {
    expect(await read(bytes)).toEqual({ events: EVENTS, end, condition: 'whole' });
    for (const [index, position] of positions.entries()) {
      const rest = EVENTS.slice(index + 1);
      expect(await read(bytes, position)).toEqual({ events: rest, end, condition: 'whole' });
    }
  });

  it('reads lines that span chunks', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => createdEvent(index + 1));
    const long = linesOf(many);
    expect(long.bytes.length).toBeGreaterThan(2 * 1024 * 1024);
    const tail = await read(long.bytes);
    expect(tail).toMatchObject({ condition: 'whole', end: long.end });
    expect(tail.events).toEqual(many);
  });

  it('finds a torn end of every length, and returns the lines before it', async () => {
    for (let length = end.offset - (lines[3]?.length ?? 0); length < bytes.length; length += 1) {
      const whole = length === positions[2]?.offset;
      expect(await read(bytes.subarray(0, length))).toEqual({
        events: EVENTS.slice(0, 3),
        end: positions[2],
        condition: whole ? 'whole' : 'torn',
      });
    }
  });

  it('treats trailing zeros, as a power loss leaves them, as a torn end', async () => {
    const tail = await read(Buffer.concat([bytes, Buffer.alloc(5_000)]));
    expect(tail).toEqual({ events: EVENTS, end, condition: 'torn' });
  });

  it('returns a commit of several events whole or not at all', async () => {
    const together = [
      createdEvent(5, undefined, 7),
      createdEvent(6, undefined, 7),
      createdEvent(7),
    ];
    const commit = linesOf(together, end);
    const whole = Buffer.concat([bytes, commit.bytes]);
    expect(await read(whole)).toMatchObject({ condition: 'whole', end: commit.end });
    for (const cut of [1, commit.lines[2]?.length ?? 0, (commit.lines[2]?.length ?? 0) + 5]) {
      expect(await read(whole.subarray(0, whole.length - cut))).toEqual({
        events: EVENTS,
        end,
        condition: 'torn',
      });
    }
  });

  it.each([
    ['removed', [0, 2, 3], 1],
    ['removed at the start', [1, 2, 3], 0],
    ['put in another order', [0, 2, 1, 3], 1],
    ['written twice', [0, 0, 1, 2, 3], 1],
    ['put back later', [0, 1, 2, 3, 1], 4],
  ])('finds a line that was %s', async (_what, order, good) => {
    const shuffled = Buffer.concat(order.map((index) => lines[index] ?? Buffer.alloc(0)));
    const tail = await read(shuffled);
    expect(tail).toMatchObject({ condition: 'broken', end: positions[good - 1] ?? START });
    expect(tail.events).toEqual(EVENTS.slice(0, good));
  });

  it('finds a line that was altered, and a foreign one', async () => {
    const altered = Buffer.from(bytes);
    const middle = (positions[1]?.offset ?? 0) + 100;
    altered.writeUInt8(altered.readUInt8(middle) ^ 1, middle);
    expect(await read(altered)).toMatchObject({ condition: 'broken', end: positions[1] });
    const foreign = Buffer.concat([bytes, Buffer.from('{}\n')]);
    expect(await read(foreign)).toMatchObject({ condition: 'broken', end });
    const empty = Buffer.concat([bytes, Buffer.from('\n')]);
    expect(await read(empty)).toMatchObject({ condition: 'broken', end });
  });

  it('is broken when the file ends before the position, or no line ends there', async () => {
    const short = bytes.subarray(0, end.offset - 1);
    expect(await read(short, end)).toEqual({ events: [], end, condition: 'broken' });
    const shifted = { ...end, offset: end.offset - 3 };
    expect(await read(bytes, shifted)).toMatchObject({ condition: 'broken' });
    // Too few bytes for a line.
    const early = { ...end, offset: 10 };
    expect(await read(bytes, early)).toEqual({ events: [], end: early, condition: 'broken' });
  });

  it('is broken when the file is gone', async () => {
    expect(await read(undefined)).toEqual({ events: [], end: START, condition: 'broken' });
  });

  it('is broken when the file shrinks while it is read', async () => {
    const fs: FileSystem = {
      ...realFileSystem,
      open: async (...all: Parameters<FileSystem['open']>) => {
        const handle = await realFileSystem.open(...all);
        handle.read = async () => ({ bytesRead: 0, buffer: Buffer.alloc(0) }) as never;
        return handle;
      },
    };
    expect(await read(bytes, START, fs)).toMatchObject({ condition: 'broken', events: [] });
  });

  it('throws the system error when the file exists and cannot be read', async () => {
    for (const name of ['open', 'stat', 'read']) {
      const faulty = new FaultyFileSystem();
      faulty.breakWhere((call) => (call.name === name ? 'EIO' : null));
      await expect(read(bytes, START, faulty.fs)).rejects.toMatchObject({ code: 'EIO' });
    }
  });

  it('changes no file', async () => {
    const environment = await environmentWith();
    await writeFile(environment.paths.activity, bytes.subarray(0, -1), { mode: 0o400 });
    const tail = await replayTail(
      realFileSystem,
      environment.paths.activity,
      START,
      VAULT_ID,
      someDataKey(),
    );
    expect(tail.condition).toBe('torn');
    expect(await realFileSystem.readFile(environment.paths.activity)).toEqual(
      bytes.subarray(0, -1),
    );
  });
});
