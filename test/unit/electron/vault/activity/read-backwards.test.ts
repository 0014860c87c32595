import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import { readBackwards } from '../../../../../electron/vault/activity/read-backwards';
import type { LogPosition } from '../../../../../electron/vault/format/snapshot-schema';
import { keysOf } from '../../../../support/small-vault';
import { newKey, storedKey, valueOf } from '../../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../../support/test-vault';
import {
  START,
  VAULT_ID,
  createdEvent,
  deletedEvent,
  linesOf,
  someDataKey,
  unlockedEvent,
  environmentWith,
} from '../../../../support/vault-parts';

const NEVER = new AbortController().signal;
const EVENTS = [createdEvent(1), unlockedEvent(2), deletedEvent(3, storedKey(1)), createdEvent(4)];
const { lines, positions, bytes, end } = linesOf(EVENTS);

/** Reads back at most that many events from a file with these bytes. */
async function back(
  activity: Uint8Array | null,
  options: { from?: LogPosition; start?: LogPosition; most?: number; signal?: AbortSignal } = {},
) {
  const environment = await environmentWith(activity ? { activity } : {});
  const handle = activity ? await realFileSystem.open(environment.paths.activity, 'r') : null;
  const events: ActivityEvent[] = [];
  let next: LogPosition | null = null;
  const log = {
    handle,
    size: activity?.length ?? 0,
    end: null,
    vaultId: VAULT_ID,
    dataKey: someDataKey(),
  };
  try {
    const brokenLine = await readBackwards(
      log,
      options.from ?? end,
      options.start ?? START,
      (event, before) => {
        events.push(event);
        next = before;
        return events.length < (options.most ?? Number.POSITIVE_INFINITY);
      },
      options.signal ?? NEVER,
    );
    return { events, next, brokenLine };
  } finally {
    await handle?.close();
  }
}

describe('reading the activity backwards', () => {
  it('returns every event, newest first, from any position', async () => {
    const newestFirst = EVENTS.toReversed();
    expect(await back(bytes)).toEqual({ events: newestFirst, next: START, brokenLine: null });
    for (const [index, from] of positions.entries()) {
      expect((await back(bytes, { from })).events).toEqual(newestFirst.slice(3 - index));
    }
    expect(await back(bytes, { from: START })).toEqual({
      events: [],
      next: null,
      brokenLine: null,
    });
  });

  it('continues where it stopped, at any position, in files longer than a block', async () => {
    const many = Array.from({ length: 400 }, (_, index) => createdEvent(index + 1));
    const long = linesOf(many);
    expect(long.bytes.length).toBeGreaterThan(4 * 64 * 1024);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 150 }), async (most) => {
        const found: ActivityEvent[] = [];
        let from: LogPosition | null = long.end;
        while (from && from.sequence > 0) {
          const page = await back(long.bytes, { from, most });
          expect(page.brokenLine).toBeNull();
          found.push(...page.events);
          from = page.next;
        }
        expect(found).toEqual(many.toReversed());
      }),
      { numRuns: 15 },
    );
  });

  it('reads no more than it needs', async () => {
    const many = linesOf(Array.from({ length: 400 }, (_, index) => createdEvent(index + 1)));
    // Everything but the last 100,000 bytes is corrupt; the newest ten lines are still readable.
    const spoiled = Buffer.concat([
      Buffer.alloc(many.bytes.length - 100_000, 0x20),
      many.bytes.subarray(-100_000),
    ]);
    const page = await back(spoiled, { from: many.end, most: 10 });
    expect(page.brokenLine).toBeNull();
    expect(page.events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 10 }, (_, index) => 400 - index),
    );
  });

  it('reads lines longer than a block', async () => {
    const key = storedKey(1);
    const wide = {
      ...key,
      record: {
        ...key.record,
        scopes: Array.from({ length: 500 }, (_, i) => `${'x'.repeat(110)}${i}`),
      },
    };
    const long = linesOf([createdEvent(1), createdEvent(2, wide), createdEvent(3)]);
    expect(long.lines[1]?.length).toBeGreaterThan(64 * 1024);
    const page = await back(long.bytes, { from: long.end });
    expect(page.brokenLine).toBeNull();
    expect(page.events.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
  });

  it('stops at the start of the chain', async () => {
    const later = linesOf([createdEvent(5), createdEvent(6)], { ...end, offset: 0 });
    const start = { ...end, offset: 0 };
    const page = await back(later.bytes, { from: later.end, start });
    expect(page.events.map(({ sequence }) => sequence)).toEqual([6, 5]);
    expect(page.brokenLine).toBeNull();
    expect(
      (await back(later.bytes, { from: later.end, start: { ...start, tag: 'x' } })).brokenLine,
    ).toBe(1);
  });

  it('stops at a line with any bit flipped, and returns those after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const altered = Buffer.from(bytes);
        altered.writeUInt8(altered.readUInt8(at) ^ (1 << bit), at);
        const { events, brokenLine } = await back(altered);
        const line = positions.findIndex(({ offset }) => at < offset) + 1;
        expect(events).toEqual(EVENTS.toReversed().slice(0, events.length));
        // Base64 has spare bits before its padding, which do not change the ciphertext.
        if (brokenLine === null) expect(events).toHaveLength(EVENTS.length);
        // A line's tag and end also locate and authenticate the next line.
        else expect([line, line + 1]).toContain(brokenLine);
      }),
      { numRuns: 300 },
    );
  });

  it('gives up on a line without an end instead of buffering it', async () => {
    const endless = Buffer.alloc(17 * 1024 * 1024, 0x61);
    endless[endless.length - 1] = 0x0a;
    const from = { ...end, offset: endless.length };
    expect(await back(endless, { from })).toEqual({ events: [], next: null, brokenLine: 4 });
  });

  it('rejects a line before the start, even if it is the previous one of the chain', async () => {
    const later = linesOf([createdEvent(5), createdEvent(6)], { ...end, offset: 0 });
    const line = lines.at(-1)!;
    const from = { ...later.end, offset: later.end.offset + line.length };
    const start = { ...end, offset: 0 };
    const page = await back(Buffer.concat([line, later.bytes]), { from, start });
    expect(page.events.map(({ sequence }) => sequence)).toEqual([6, 5]);
    expect(page.brokenLine).toBe(1);
  });

  it.each([
    ['of another line', { ...end, tag: positions[1]?.tag ?? '' }],
    ['in the middle of a line', { ...end, offset: end.offset - 5 }],
    ['after the end of the file', { ...end, offset: end.offset + 5 }],
    ['with another number', { ...end, sequence: 3 }],
    ['at the start, with a number', { ...START, sequence: 2 }],
  ])('returns nothing from a position %s', async (_what, from) => {
    const page = await back(bytes, { from });
    expect(page.events).toEqual([]);
    expect(page.brokenLine).toBe(from.sequence);
  });

  it('returns nothing when the file is gone, truncated during the read, or the vault is locked', async () => {
    expect(await back(null)).toEqual({ events: [], next: null, brokenLine: 4 });
    expect(await back(bytes, { signal: AbortSignal.abort() })).toEqual({
      events: [],
      next: null,
      brokenLine: null,
    });
    const handle = { read: async () => ({ bytesRead: 0, buffer: Buffer.alloc(0) }) } as never;
    const log = {
      handle,
      size: bytes.length,
      end: null,
      vaultId: VAULT_ID,
      dataKey: someDataKey(),
    };
    expect(await readBackwards(log, end, START, () => true, NEVER)).toBe(4);
  });
});

describe('reading the activity of an open vault backwards', () => {
  it('begins at the last commit', async () => {
    const made = await createdVault(await temporaryDirectory());
    const apiKeys = keysOf(made);
    const names = async () => {
      const found: string[] = [];
      const read = await made.session.vault?.activity.readBack(null, ({ event }) => {
        found.push(event);
        return true;
      });
      expect(read).toEqual({ ok: true, value: { brokenLine: null } });
      return found;
    };
    expect(await names()).toEqual(['vault.created']);
    const { apiKey } = valueOf(await apiKeys.create(newKey()));
    valueOf(await apiKeys.delete([apiKey.id]));
    expect(await names()).toEqual(['key.deleted', 'key.created', 'vault.created']);
    const { vault } = made.session;
    await made.session.lock();
    expect(await vault?.activity.readBack(null, () => true)).toEqual({
      ok: false,
      failure: { code: 'vault-locked' },
    });
  });
});
