import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import { seal } from '../../../../../electron/vault/crypto/aead';
import type { LogPosition } from '../../../../../electron/vault/format/snapshot-schema';
import type { WalkOptions } from '../../../../../electron/vault/activity/verify-chain';
import { verifyChain } from '../../../../../electron/vault/activity/verify-chain';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { keysOf } from '../../../../support/small-vault';
import { failureOf, newKey, storedKey, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE, createdVault, temporaryDirectory } from '../../../../support/test-vault';
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

const EVENTS = [
  createdEvent(1),
  unlockedEvent(2),
  createdEvent(3, undefined, 4),
  deletedEvent(4, storedKey(1)),
  createdEvent(5),
];
const { lines, positions, bytes, end } = linesOf(EVENTS);

/** Verifies a file with these bytes. */
async function walk(
  activity: Uint8Array | null,
  options: WalkOptions & { from?: LogPosition; end?: LogPosition | null } = {},
) {
  const environment = await environmentWith(activity ? { activity } : {});
  const handle = activity ? await realFileSystem.open(environment.paths.activity, 'r') : null;
  try {
    const log = {
      handle,
      size: activity?.length ?? 0,
      end: options.end ?? null,
      vaultId: VAULT_ID,
      dataKey: someDataKey(),
    };
    return await verifyChain(log, options.from ?? START, options);
  } finally {
    await handle?.close();
  }
}

async function collect(activity: Uint8Array) {
  const events: ActivityEvent[] = [];
  const result = await walk(activity, { onEvents: (batch) => void events.push(...batch) });
  return { events, result };
}

const brokenAt = (line: number) => ({ kind: 'broken', line });

describe('verifying the activity', () => {
  it('returns every event in order, the verdict and the head of the chain', async () => {
    const { events, result } = await collect(bytes);
    expect(events).toEqual(EVENTS);
    expect(result).toEqual({ verdict: { kind: 'whole' }, first: 1, last: 5, tag: end.tag });
    expect(await walk(bytes, { end })).toEqual(result);
  });

  it('begins at the start of the chain', async () => {
    const later = linesOf([createdEvent(6), createdEvent(7)], { ...end, offset: 0 });
    const from = { ...end, offset: 0 };
    expect(await walk(later.bytes, { from })).toMatchObject({
      verdict: { kind: 'whole' },
      first: 6,
      last: 7,
    });
    expect(await walk(later.bytes)).toMatchObject({ verdict: brokenAt(1), first: 1, last: 0 });
  });

  it('is whole when there are no events', async () => {
    expect(await walk(Buffer.alloc(0))).toEqual({
      verdict: { kind: 'whole' },
      first: 1,
      last: 0,
      tag: START.tag,
    });
  });

  it('returns a commit whole or not at all, wherever the file ends', async () => {
    for (let length = 0; length < bytes.length; length += 7) {
      const { events, result } = await collect(bytes.subarray(0, length));
      const whole = [4, 3, 1, 0].find((index) => (positions[index]?.offset ?? 0) <= length);
      const count = whole === undefined ? 0 : whole + 1;
      expect(events).toEqual(EVENTS.slice(0, count));
      const isWhole = length === (count === 0 ? 0 : positions[count - 1]?.offset);
      expect(result.verdict.kind).toBe(isWhole ? 'whole' : 'torn');
      expect(result.last).toBe(count);
    }
  });

  it.each([
    ['removed', [0, 2, 3, 4], 2],
    ['removed at the start', [1, 2, 3, 4], 1],
    ['put in another order', [0, 1, 3, 2, 4], 3],
    ['written twice', [0, 0, 1, 2, 3, 4], 2],
    ['put back later', [0, 1, 2, 3, 4, 1], 6],
  ])('reports the first line that was %s', async (_what, order, line) => {
    const shuffled = Buffer.concat(order.map((index) => lines[index] ?? Buffer.alloc(0)));
    expect(await walk(shuffled)).toMatchObject({ verdict: brokenAt(line) });
  });

  it('reports a line with any bit flipped, or the next line chained to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const altered = Buffer.from(bytes);
        altered.writeUInt8(altered.readUInt8(at) ^ (1 << bit), at);
        const { events, result } = await collect(altered);
        const line = positions.findIndex(({ offset }) => at < offset) + 1;
        const isLast = line === lines.length && at === bytes.length - 1;
        // Base64 has spare bits before its padding, which do not change the ciphertext.
        if (result.verdict.kind === 'whole') expect(events).toEqual(EVENTS);
        else if (isLast) expect(result.verdict.kind).toBe('torn');
        else expect(result.verdict).toEqual(brokenAt(line));
        expect(events).toEqual(EVENTS.slice(0, events.length));
      }),
      { numRuns: 300 },
    );
  });

  it('detects truncation at the end of a line when the end is known', async () => {
    const cut = bytes.subarray(0, positions[3]?.offset);
    expect(await walk(cut)).toMatchObject({ verdict: { kind: 'whole' }, last: 4 });
    expect(await walk(cut, { end })).toMatchObject({ verdict: brokenAt(5), last: 4 });
    const more = Buffer.concat([bytes, Buffer.from('x'.repeat(50))]);
    expect(await walk(more, { end })).toMatchObject({ verdict: brokenAt(6) });
  });

  it('returns the events before a broken line', async () => {
    const broken = Buffer.from(bytes);
    broken.writeUInt8(
      broken.readUInt8((positions[3]?.offset ?? 0) + 60) ^ 1,
      (positions[3]?.offset ?? 0) + 60,
    );
    const { events, result } = await collect(broken);
    expect(events).toEqual(EVENTS.slice(0, 4));
    expect(result).toMatchObject({ verdict: brokenAt(5), last: 4, tag: positions[3]?.tag });
  });

  it.each([
    ['no JSON', 'not an event'],
    ['no event', 'null'],
    ['an event without its commit', '{"sequence":1}'],
  ])('is broken where %s was sealed', async (_what, content) => {
    const context = `ownchat-keys activity ${VAULT_ID} 1 ${START.tag}`;
    const sealed = seal(someDataKey().for('activity'), Buffer.from(content), context);
    const line = Buffer.from(`${JSON.stringify({ sequence: 1, ...sealed })}\n`);
    expect(await walk(line)).toMatchObject({ verdict: brokenAt(1) });
  });

  it('rejects a line without an end instead of buffering it', async () => {
    const endless = Buffer.concat([bytes, Buffer.alloc(20 * 1024 * 1024, 0x61)]);
    expect(await walk(endless)).toMatchObject({ verdict: brokenAt(6), last: 5 });
  });

  it('is broken when the file is gone, or shrinks while it is read', async () => {
    expect(await walk(null)).toMatchObject({ verdict: brokenAt(1), last: 0 });
    const environment = await environmentWith({ activity: bytes });
    const handle = await realFileSystem.open(environment.paths.activity, 'r');
    await truncate(environment.paths.activity, 10);
    const log = {
      handle,
      size: bytes.length,
      end: null,
      vaultId: VAULT_ID,
      dataKey: someDataKey(),
    };
    expect(await verifyChain(log, START)).toMatchObject({ verdict: brokenAt(1) });
    await handle.close();
  });

  it('reports progress up to the end, awaits `onEvents`, and stops on abort', async () => {
    const many = linesOf(Array.from({ length: 2_000 }, (_, index) => createdEvent(index + 1)));
    const progress: number[] = [];
    let isTaking = false;
    let taken = 0;
    const whole = await walk(many.bytes, {
      onProgress: (done, total) => {
        expect(total).toBe(many.bytes.length);
        progress.push(done);
      },
      onEvents: async (events) => {
        expect(isTaking).toBe(false);
        isTaking = true;
        await new Promise((resolve) => setImmediate(resolve));
        taken += events.length;
        isTaking = false;
      },
    });
    expect(whole.last).toBe(2_000);
    expect(taken).toBe(2_000);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(many.bytes.length);

    const stop = new AbortController();
    const stopped = await walk(many.bytes, {
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    expect(stopped.verdict).toEqual({ kind: 'cancelled' });
    expect(stopped.last).toBeGreaterThan(0);
    expect(stopped.last).toBeLessThan(2_000);
    expect(await walk(bytes, { signal: AbortSignal.abort() })).toMatchObject({
      verdict: { kind: 'cancelled' },
      last: 0,
    });
  });
});

describe('verifying the activity of an open vault', () => {
  it('covers what is committed when it starts, not later commits', async () => {
    const made = await createdVault(await temporaryDirectory());
    const { vault } = made.session;
    const apiKeys = keysOf(made);
    valueOf(await apiKeys.create(newKey({ name: 'First' })));
    const names: string[] = [];
    const walked = await vault?.activity.walk({
      onEvents: async (events) => {
        names.push(...events.map(({ event }) => event));
        valueOf(await apiKeys.create(newKey({ name: `While walking ${names.length}` })));
      },
    });
    expect(names).toEqual(['vault.created', 'key.created']);
    expect(walked).toMatchObject({ ok: true, value: { verdict: { kind: 'whole' }, last: 2 } });
    expect(await vault?.activity.walk()).toMatchObject({ ok: true, value: { last: 3 } });
  });

  it('detects a change by another program, and changes no file', async () => {
    const directory = await temporaryDirectory();
    const made = await createdVault(directory);
    valueOf(await keysOf(made).create(newKey()));
    const path = `${directory}/activity.jsonl`;
    const good = await readFile(path);
    const verdict = async () => {
      const walked = await made.session.vault?.activity.walk();
      return walked && valueOf(walked).verdict;
    };
    await appendFile(path, 'more\n');
    expect(await verdict()).toEqual(brokenAt(3));
    await writeFile(path, good.subarray(0, good.indexOf('\n') + 1));
    expect(await verdict()).toEqual(brokenAt(2));
    await writeFile(path, good);
    expect(await verdict()).toEqual({ kind: 'whole' });
    expect(await readFile(path)).toEqual(good);
  });

  it('is broken at line 1 when the file is gone, and fails when it cannot be read', async () => {
    const directory = await temporaryDirectory();
    const faulty = new FaultyFileSystem();
    const made = await createdVault(directory, { fs: faulty.fs });
    const { activity } = made.session.vault!;
    for (const name of ['open', 'stat', 'read']) {
      faulty.breakWhere((call) =>
        call.name === name && call.path.endsWith('.jsonl') ? 'EIO' : null,
      );
      expect(failureOf(await activity.walk()), name).toEqual({
        code: 'vault-unreadable',
        path: `${directory}/activity.jsonl`,
        reason: 'EIO',
      });
    }
    faulty.mend();
    await rm(`${directory}/activity.jsonl`);
    expect(valueOf(await activity.walk()).verdict).toEqual(brokenAt(1));
  });

  it('does not report an error of `onEvents` as an unreadable file', async () => {
    const made = await createdVault(await temporaryDirectory());
    const { activity } = made.session.vault!;
    const mistaken = () => {
      throw new Error('a bug');
    };
    await expect(activity.walk({ onEvents: mistaken })).rejects.toThrow('a bug');
    await expect(activity.readBack(null, mistaken)).rejects.toThrow('a bug');
    expect(valueOf(await activity.walk()).verdict).toEqual({ kind: 'whole' });
  });

  it('reports the bad line of a vault that opened read-only', async () => {
    const directory = await temporaryDirectory();
    const made = await createdVault(directory);
    valueOf(await keysOf(made).create(newKey()));
    await made.session.lock();
    await appendFile(`${directory}/activity.jsonl`, 'more\n');
    valueOf(await made.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(made.session.vault?.isReadOnly).toBe(true);
    // Created, the key, locked: the unlock could not be recorded.
    expect(valueOf(await made.session.vault!.activity.walk())).toMatchObject({
      verdict: brokenAt(4),
      last: 3,
    });
  });

  it('is cancelled by a lock, and refused after it', async () => {
    const made = await createdVault(await temporaryDirectory());
    const { vault } = made.session;
    const apiKeys = keysOf(made);
    for (let round = 0; round < 3; round += 1) {
      valueOf(await apiKeys.create(newKey({ name: `Key ${round}`, note: 'n'.repeat(900) })));
    }
    let locked: Promise<void> | null = null;
    const walked = await vault?.activity.walk({
      onEvents: async () => {
        locked = made.session.lock();
        await locked;
      },
    });
    expect(locked).not.toBeNull();
    expect(walked).toMatchObject({ ok: true, value: { verdict: { kind: 'cancelled' } } });
    expect(await vault?.activity.walk()).toEqual({ ok: false, failure: { code: 'vault-locked' } });
  });
});
