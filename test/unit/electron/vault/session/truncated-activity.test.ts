import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ActivityReading } from '../../../../../electron/activity/activity-reading';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { passphraseSlot } from '../../../../../electron/vault/keyslots/keyslots';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { keysOf } from '../../../../support/small-vault';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import type { TestSession } from '../../../../support/test-vault';
import {
  PASSPHRASE,
  PROOF,
  createdVault,
  lastOpenedStore,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

const WRONG = { method: 'passphrase', passphrase: 'wrong' } as const;
const FILES = ['vault.json', 'activity.jsonl'] as const;

/** Stores a mark and counts the writes. */
function countingMark() {
  const store = { mark: null as string | null, writes: 0 };
  return {
    store,
    get: () => store.mark,
    set: (next: string) => {
      store.mark = next;
      store.writes += 1;
    },
  };
}

/** A vault with one key and a snapshot, and its storage outside the vault on one computer. */
async function someVault() {
  const directory = join(await temporaryDirectory(), 'vault');
  const outside = { lastSeen: countingMark(), lastOpened: lastOpenedStore() };
  const made = await createdVault(directory, outside);
  valueOf(await keysOf(made).create(newKey({ name: 'Zoho' })));
  await made.session.lock();
  return { ...made, directory, outside, again: () => sessionOn(directory, outside) };
}

const linesOf = async (directory: string) =>
  (await readFile(join(directory, 'activity.jsonl'), 'utf8')).split('\n').slice(0, -1);

/** Truncates the last lines, as an attacker with file access and no key can. */
async function cut(directory: string, lines: number): Promise<void> {
  const all = await linesOf(directory);
  await writeFile(join(directory, 'activity.jsonl'), `${all.slice(0, -lines).join('\n')}\n`);
}

async function sequenceOnDisk(directory: string): Promise<number> {
  const text = await readFile(join(directory, 'vault.json'), 'utf8');
  return (JSON.parse(text) as { sequence: number }).sequence;
}

async function noticeOf({ session }: TestSession) {
  const state = await session.state();
  if (state.kind !== 'unlocked') throw new Error(state.kind);
  return state.notice;
}

const verified = async ({ session }: TestSession) =>
  valueOf(
    await new ActivityReading({
      vault: () => session.vault,
      onProgress: () => undefined,
    }).verify(),
  );

async function newestEvent({ session }: TestSession): Promise<string> {
  let newest = '';
  await session.vault?.activity.readBack(null, ({ event }) => {
    newest = event;
    return false;
  });
  return newest;
}

describe('record events truncated from the end of the activity', () => {
  it('leave the activity shorter than the snapshot says, on any computer', async () => {
    const { again, directory } = await someVault();
    const here = again();
    valueOf(await here.session.unlock(PROOF));
    failureOf(await here.session.confirm(WRONG));
    await here.session.lock();
    expect(await sequenceOnDisk(directory)).toBe((await linesOf(directory)).length);
    // Unlock, wrong proof and lock: all of them.
    await cut(directory, 3);
    const elsewhere = sessionOn(directory);
    valueOf(await elsewhere.session.unlock(PROOF));
    expect(await noticeOf(elsewhere)).toMatchObject({ kind: 'read-only' });
    expect(await verified(elsewhere)).toMatchObject({ kind: 'broken' });
  });

  it('are included in a snapshot without a backup, but unlocking alone triggers none', async () => {
    const { again, directory } = await someVault();
    const before = await readdir(join(directory, 'backups'));
    const sequence = await sequenceOnDisk(directory);
    for (let round = 0; round < 3; round += 1) {
      const here = again();
      valueOf(await here.session.unlock(PROOF));
      await here.session.lock();
    }
    expect(await sequenceOnDisk(directory)).toBe(sequence);
    for (let round = 0; round < 3; round += 1) {
      const here = again();
      valueOf(await here.session.unlock(PROOF));
      failureOf(await here.session.confirm(WRONG));
      here.clock.now += 60_000;
      await here.session.lock();
    }
    expect(await sequenceOnDisk(directory)).toBe((await linesOf(directory)).length);
    expect(await readdir(join(directory, 'backups'))).toEqual(before);
    // A change keeps the previous state as usual.
    const here = again();
    valueOf(await here.session.unlock(PROOF));
    valueOf(await keysOf(here).create(newKey({ name: 'Bot' })));
    await here.session.lock();
    expect(await readdir(join(directory, 'backups'))).toHaveLength(before.length + 1);
  });

  it('are detected although the app was killed right after them: the mark is written at once', async () => {
    const { again, directory, outside } = await someVault();
    const here = again();
    valueOf(await here.session.unlock(PROOF));
    failureOf(await here.session.confirm(WRONG));
    // As after a kill: no further writes.
    const copy = join(await temporaryDirectory(), 'vault');
    await cp(directory, copy, { recursive: true });
    const mark = outside.lastSeen.store.mark;
    await here.session.lock();
    outside.lastSeen.store.mark = mark;
    await cut(copy, 1);
    const crashed = sessionOn(copy, outside);
    valueOf(await crashed.session.unlock(PROOF));
    expect(await noticeOf(crashed)).toMatchObject({ kind: 'rolled-back' });
  });

  it('do not write the mark for each of many changes', async () => {
    const { again, outside } = await someVault();
    const here = again();
    valueOf(await here.session.unlock(PROOF));
    const { writes } = outside.lastSeen.store;
    for (let count = 0; count < 20; count += 1) {
      valueOf(await keysOf(here).create(newKey({ name: `Key ${count}` })));
    }
    expect(outside.lastSeen.store.writes).toBe(writes);
  });
});

describe('the verdict on an activity', () => {
  it('that ends before the mark: the end is missing, until the user accepts it', async () => {
    const { again, directory } = await someVault();
    const here = again();
    valueOf(await here.session.unlock(PROOF));
    await here.session.lock();
    await cut(directory, 2);
    const later = again();
    valueOf(await later.session.unlock(PROOF));
    expect(await noticeOf(later)).toMatchObject({ kind: 'rolled-back', seen: { sequence: 5 } });
    expect(await verified(later)).toMatchObject({
      kind: 'whole',
      lines: 3,
      end: { kind: 'cut', seen: { sequence: 5 } },
    });
    valueOf(await later.session.acceptOlderState());
    expect(await verified(later)).toMatchObject({ kind: 'whole', lines: 4, end: null });
  });

  it('that reaches the mark, or has none here: it is whole', async () => {
    const { again, directory } = await someVault();
    for (const made of [again(), sessionOn(directory)]) {
      valueOf(await made.session.unlock(PROOF));
      expect(await noticeOf(made)).toBeNull();
      expect(await verified(made)).toMatchObject({ kind: 'whole', end: null });
      await made.session.lock();
    }
  });
});

describe('a missing mark on a computer that knows the vault', () => {
  it.each([
    ['gone', null],
    ['empty', ''],
    ['no JSON', '{'],
    ['something else', '{"nonce":1}'],
    ['of another vault', 'other'],
  ])(
    'is reported when it is %s, until the user accepts it, which is recorded',
    async (_what, mark) => {
      const { again, directory, outside } = await someVault();
      const used = again();
      valueOf(await used.session.unlock(PROOF));
      await used.session.lock();
      await cut(directory, 2);
      if (mark === 'other') {
        const other = countingMark();
        await (await createdVault(await temporaryDirectory(), { lastSeen: other })).session.lock();
        outside.lastSeen.store.mark = other.get();
      } else outside.lastSeen.store.mark = mark;

      for (let round = 0; round < 2; round += 1) {
        const here = again();
        valueOf(await here.session.unlock(PROOF));
        expect(await noticeOf(here)).toMatchObject({ kind: 'not-remembered' });
        expect(await verified(here)).toMatchObject({ kind: 'whole', end: { kind: 'unknown' } });
        // The vault is usable, and the notice repeats until it is answered.
        valueOf(await keysOf(here).create(newKey({ name: `Round ${round}` })));
        await here.session.lock();
      }
      const here = again();
      valueOf(await here.session.unlock(PROOF));
      valueOf(await here.session.acceptOlderState());
      expect(await noticeOf(here)).toBeNull();
      expect(here.states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
      expect(await newestEvent(here)).toBe('vault.unremembered-accepted');
      expect(await verified(here)).toMatchObject({ kind: 'whole', end: null });
      await here.session.lock();
      const last = again();
      valueOf(await last.session.unlock(PROOF));
      expect(await noticeOf(last)).toBeNull();
    },
  );

  it('is still reported after archiving or a data key rotation', async () => {
    const { directory, outside } = await someVault();
    const { lastOpened } = outside;
    const lastSeen = countingMark();
    const here = sessionOn(directory, { lastOpened, lastSeen });
    valueOf(await here.session.unlock(PROOF));
    valueOf(await here.session.vault!.snapshot());
    here.clock.now += 1_000;
    valueOf(await here.session.archiveActivity(here.clock.now));
    expect(await noticeOf(here)).toMatchObject({ kind: 'not-remembered' });
    const { vaultId, slots: insteadOf } = here.session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slots = [await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST)];
    const refused = { ok: false, failure: { code: 'vault-read-only' } } as const;
    vi.spyOn(here.session.vault!, 'exclusively').mockImplementationOnce(async (task) => {
      await task({} as never).catch(() => undefined);
      return refused;
    });
    failureOf(await here.session.changeDataKey({ dataKey, slots, insteadOf }));
    expect(lastSeen.get()).toBeNull();
    valueOf(await here.session.changeDataKey({ dataKey, slots, insteadOf }));
    expect(await noticeOf(here)).toMatchObject({ kind: 'not-remembered' });
    expect(await verified(here)).toMatchObject({ kind: 'whole', end: { kind: 'unknown' } });
  });

  it('is reported when only the mark is gone, but not on a new computer', async () => {
    const { directory, outside } = await someVault();
    const { lastOpened } = outside;
    const known = sessionOn(directory, { lastOpened, lastSeen: countingMark() });
    valueOf(await known.session.unlock(PROOF));
    expect(await noticeOf(known)).toMatchObject({ kind: 'not-remembered' });
    await known.session.lock();
    const fresh = sessionOn(directory, { lastOpened: lastOpenedStore(), lastSeen: countingMark() });
    valueOf(await fresh.session.unlock(PROOF));
    expect(await noticeOf(fresh)).toBeNull();
  });

  it('cannot result from a crash: it is stored together with the first opening', async () => {
    const { directory } = await someVault();
    const faulty = new FaultyFileSystem();
    const outside = { lastSeen: countingMark(), lastOpened: lastOpenedStore() };
    const first = sessionOn(directory, { ...outside, fs: faulty.fs });
    // Even the unlock cannot be recorded.
    faulty.breakWhere(({ name }) => (name === 'datasync' ? 'ENOSPC' : null));
    valueOf(await first.session.unlock(PROOF));
    expect(outside.lastSeen.get()).not.toBeNull();
    faulty.mend();
    const again = sessionOn(directory, outside);
    valueOf(await again.session.unlock(PROOF));
    expect(await noticeOf(again)).toBeNull();
    await again.session.lock();

    const made = { lastSeen: countingMark(), lastOpened: lastOpenedStore() };
    const created = await createdVault(join(await temporaryDirectory(), 'vault'), made);
    expect(made.lastSeen.get()).not.toBeNull();
    expect(await noticeOf(created)).toBeNull();
  });

  it('does not concern a vault that is created in the place of another', async () => {
    const { outside } = await someVault();
    const created = await createdVault(join(await temporaryDirectory(), 'vault'), outside);
    expect(await noticeOf(created)).toBeNull();
  });
});

describe('a data key rotation', () => {
  async function withNextKey() {
    const made = await someVault();
    const here = made.again();
    valueOf(await here.session.unlock(PROOF));
    const { vaultId, slots: insteadOf } = here.session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slots = [await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST)];
    return { ...made, here, next: { dataKey, slots, insteadOf } };
  }

  it('makes files under the old key an older state', async () => {
    const { again, directory, here, next } = await withNextKey();
    const copy = await temporaryDirectory();
    await here.session.lock();
    for (const name of FILES) await cp(join(directory, name), join(copy, name));
    valueOf(await here.session.unlock(PROOF));
    valueOf(await here.session.changeDataKey(next));
    await here.session.lock();
    for (const name of FILES) await cp(join(copy, name), join(directory, name));
    const later = again();
    valueOf(await later.session.unlock(PROOF));
    expect(await noticeOf(later)).toMatchObject({ kind: 'not-remembered' });
  });

  it('that a crash interrupts leaves a mark for whichever key the vault then has', async () => {
    const { directory, outside, here, next } = await withNextKey();
    const marks: (string | null)[] = [];
    const copies: string[] = [];
    const set = outside.lastSeen.set;
    outside.lastSeen.set = (mark) => {
      marks.push(mark);
      set(mark);
    };
    const before = join(await temporaryDirectory(), 'vault');
    await cp(directory, before, { recursive: true });
    copies.push(before);
    valueOf(await here.session.changeDataKey(next));
    const after = join(await temporaryDirectory(), 'vault');
    await cp(directory, after, { recursive: true });
    copies.push(after);
    // The last write is for the new files, which are in place by then.
    const during = marks.slice(0, -1);
    expect(during.length).toBeGreaterThan(0);
    for (const mark of during) {
      for (const copy of copies) {
        const lastSeen = countingMark();
        lastSeen.store.mark = mark;
        const crashed = sessionOn(copy, { lastSeen, lastOpened: outside.lastOpened });
        valueOf(await crashed.session.unlock(PROOF));
        expect(await noticeOf(crashed)).toBeNull();
        await crashed.session.lock();
      }
    }
  });

  it('that fails keeps the previous mark', async () => {
    const made = await withNextKey();
    const { here, next } = made;
    const full = { ok: false, failure: { code: 'vault-read-only' } } as const;
    vi.spyOn(here.session.vault!, 'exclusively').mockImplementationOnce(async (task) => {
      await task({} as never).catch(() => undefined);
      return full;
    });
    expect(failureOf(await here.session.changeDataKey(next)).code).toBe('vault-read-only');
    await here.session.lock();
    const later = made.again();
    valueOf(await later.session.unlock(PROOF));
    expect(await noticeOf(later)).toBeNull();
  });
});

describe('an older state put in place while the vault is open', () => {
  async function openWithOlderCopy() {
    const made = await someVault();
    const { directory } = made;
    const older = await temporaryDirectory();
    for (const name of FILES) await cp(join(directory, name), join(older, name));
    const between = made.again();
    valueOf(await between.session.unlock(PROOF));
    valueOf(await keysOf(between).create(newKey({ name: 'Between' })));
    await between.session.lock();
    const here = made.again();
    valueOf(await here.session.unlock(PROOF));
    for (const name of FILES) {
      await rm(join(directory, name));
      await cp(join(older, name), join(directory, name));
    }
    return { ...made, here };
  }

  it('is reported after a lock, also after an automatic one', async () => {
    const { again, here } = await openWithOlderCopy();
    expect(failureOf(await keysOf(here).create(newKey({ name: 'Later' }))).code).toBe(
      'vault-changed-on-disk',
    );
    await here.session.lock();
    const later = again();
    valueOf(await later.session.unlock(PROOF));
    expect(await noticeOf(later)).toMatchObject({ kind: 'rolled-back' });
  });

  it('is not merged: events recorded before this opening would be lost silently', async () => {
    const { here } = await openWithOlderCopy();
    expect(failureOf(await here.session.merge()).code).toBe('merge-impossible');
    expect([...here.session.vault!.keys.values()].map(({ record }) => record.name)).toContain(
      'Between',
    );
  });
});

describe('a repaired vault', () => {
  it('reports how many events are lost, also those that only this computer has seen', async () => {
    const { again, directory, outside } = await someVault();
    const used = again();
    valueOf(await used.session.unlock(PROOF));
    valueOf(await keysOf(used).create(newKey({ name: 'Bot' })));
    await used.session.lock();
    const lines = await linesOf(directory);
    // The vault file is gone, and with it the position of the activity's end.
    await rm(join(directory, 'vault.json'));
    await cut(directory, 3);
    const { session, environment } = sessionOn(directory, outside);
    const care = new RepairService({ environment, session, chooseFolder: async () => null });
    const found = valueOf(await care.find(PROOF));
    expect(found.activity.recovered + found.activity.lost).toBeGreaterThan(0);
    expect(found.activity.lost).toBe(3);
    expect(lines).toHaveLength(6);
  });
});
