import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { seal } from '../../../../../electron/vault/crypto/aead';
import { passphraseSlot } from '../../../../../electron/vault/keyslots/keyslots';
import type { VaultFile } from '../../../../../electron/vault/format/snapshot-schema';
import { ok } from '../../../../../shared/lib/result';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { dataKeyBytesOf, keysOf } from '../../../../support/small-vault';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import {
  PASSPHRASE,
  createdVault,
  rollbackMarkStore,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

const way = { method: 'passphrase', passphrase: PASSPHRASE } as const;
const FILES = ['vault.json', 'activity.jsonl'];

/** A vault that was locked, copied, used again and locked again. */
async function usedAfterCopy() {
  const directory = await temporaryDirectory();
  const copies = await temporaryDirectory();
  const lastSeen = rollbackMarkStore();
  const made = await createdVault(directory, { lastSeen });
  valueOf(await keysOf(made).create(newKey({ name: 'Before the copy' })));
  await made.session.lock();
  for (const name of FILES) await copyFile(join(directory, name), join(copies, name));
  valueOf(await made.session.unlock(way));
  valueOf(await keysOf(made).create(newKey({ name: 'After the copy' })));
  await made.session.lock();
  const putBack = async () => {
    for (const name of FILES) await copyFile(join(copies, name), join(directory, name));
  };
  return { directory, lastSeen, putBack, recoveryCode: made.recoveryCode };
}

/** The newest events, newest first. */
async function events(session: ReturnType<typeof sessionOn>['session']) {
  const found: string[] = [];
  await session.vault?.activity.readBack(null, ({ event }) => {
    found.push(event);
    return true;
  });
  return found;
}

describe('the rollback mark', () => {
  it('matches after any number of changes', async () => {
    const { directory, lastSeen } = await usedAfterCopy();
    for (let round = 0; round < 3; round += 1) {
      const again = sessionOn(directory, { lastSeen });
      valueOf(await again.session.unlock(way));
      expect(await again.session.state()).toEqual({ kind: 'unlocked', notice: null });
      valueOf(await keysOf(again).create(newKey({ name: `Round ${round}` })));
      await again.session.lock();
    }
  });

  it('is stored under a new data key, which the old mark does not cover', async () => {
    const directory = await temporaryDirectory();
    const lastSeen = rollbackMarkStore();
    const { session } = await createdVault(directory, { lastSeen });
    const { vaultId, slots: insteadOf } = session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slots = [await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST)];
    const before = lastSeen.get();
    valueOf(await session.changeDataKey({ dataKey, slots, insteadOf }));
    expect(lastSeen.get()).not.toBe(before);
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
    // As after a crash: the mark must be the new state's already.
    const copy = await temporaryDirectory();
    for (const name of FILES) await copyFile(join(directory, name), join(copy, name));
    await session.lock();
    const end = lastSeen.get();

    const crashed = sessionOn(copy, { lastSeen });
    valueOf(await crashed.session.unlock(way));
    // It is indeed older: the lock was recorded after it.
    expect(await crashed.session.state()).toMatchObject({ notice: { kind: 'rolled-back' } });
    await crashed.session.lock();
    lastSeen.set(end ?? '');
    const again = sessionOn(directory, { lastSeen });
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('detects both files put back to an older pair, and the vault is held', async () => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    await putBack();
    const mark = lastSeen.get();
    const again = sessionOn(directory, { lastSeen });
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toEqual({
      kind: 'unlocked',
      notice: {
        kind: 'rolled-back',
        seen: { sequence: 6, at: expect.any(String) as string },
        newest: 3,
      },
    });
    expect(failureOf(await keysOf(again).create(newKey())).code).toBe('vault-read-only');
    expect([...(again.session.vault?.keys.values() ?? [])]).toHaveLength(1);
    // Opening and locking again does not make it the expected state.
    await again.session.lock();
    expect(lastSeen.get()).toBe(mark);
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toMatchObject({ notice: { kind: 'rolled-back' } });
  });

  it('is replaced when the user accepts the older state, which is recorded', async () => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    await putBack();
    const again = sessionOn(directory, { lastSeen });
    valueOf(await again.session.unlock(way));
    valueOf(await again.session.acceptOlderState());
    expect(again.states.at(-1)).toEqual({ kind: 'unlocked', notice: null });
    expect((await events(again.session))[0]).toBe('vault.older-state-accepted');
    valueOf(await keysOf(again).create(newKey({ name: 'Goes on' })));
    await again.session.lock();
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toEqual({ kind: 'unlocked', notice: null });
    // A second acceptance has no effect and is not recorded.
    const before = (await events(again.session)).length;
    valueOf(await again.session.acceptOlderState());
    expect(await events(again.session)).toHaveLength(before);
  });

  it('detects other lines in the place of the marked one', async () => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    await putBack();
    // On another computer without a newer mark, the old pair continues past it.
    const elsewhere = sessionOn(directory, { lastSeen: rollbackMarkStore() });
    valueOf(await elsewhere.session.unlock(way));
    expect(await elsewhere.session.state()).toEqual({ kind: 'unlocked', notice: null });
    for (let round = 0; round < 4; round += 1) {
      valueOf(await keysOf(elsewhere).create(newKey({ name: `Elsewhere ${round}` })));
    }
    await elsewhere.session.lock();
    const again = sessionOn(directory, { lastSeen });
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toMatchObject({
      notice: { kind: 'rolled-back', seen: { sequence: 6 }, newest: 9 },
    });
  });

  it.each([
    ['is lost', () => null, null],
    ['is no JSON', () => '{', 'not-remembered'],
    ['is something else', () => '{"nonce":1}', 'not-remembered'],
    [
      'was altered',
      (mark: string) => mark.replace('"ciphertext":"', '"ciphertext":"AAAA'),
      'not-remembered',
    ],
  ])('does not prevent unlocking when it %s', async (_what, altered, notice) => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    await putBack();
    let mark = altered(lastSeen.get() ?? '');
    const store = {
      get: () => mark,
      set: (next: string) => {
        mark = next;
      },
    };
    const again = sessionOn(directory, { lastSeen: store });
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toMatchObject({
      kind: 'unlocked',
      notice: notice && { kind: notice },
    });
    valueOf(await keysOf(again).create(newKey()));
  });

  it('does not prevent unlocking when its schema is unknown', async () => {
    const { directory, lastSeen, putBack, recoveryCode } = await usedAfterCopy();
    await putBack();
    const file = JSON.parse(await readFile(join(directory, 'vault.json'), 'utf8')) as VaultFile;
    const dataKey = new DataKey(dataKeyBytesOf(file, recoveryCode), file.vaultId);
    const context = `ownchat-keys last seen ${file.vaultId}`;
    const markOf = (mark: object) =>
      JSON.stringify(seal(dataKey.for('last-seen'), Buffer.from(JSON.stringify(mark)), context));
    const mark = { sequence: 6, tag: 'x', at: '2026-11-23T09:12:00.000Z' };
    for (const [what, notice] of [
      [markOf({ ...mark, more: true }), { kind: 'not-remembered' }],
      [markOf({ ...mark, sequence: -1 }), { kind: 'not-remembered' }],
      [markOf({ ...mark, sequence: 0 }), null],
      [markOf(mark), { kind: 'rolled-back' }],
    ] as const) {
      lastSeen.set(what);
      const again = sessionOn(directory, { lastSeen });
      valueOf(await again.session.unlock(way));
      const state = await again.session.state();
      if (notice === null) expect(state).toEqual({ kind: 'unlocked', notice: null });
      else expect(state).toMatchObject({ notice });
      await again.session.lock();
      await putBack();
    }
  });

  it('is searched only as far back as it can lag', async () => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    const mark = lastSeen.get() ?? '';
    await putBack();
    const elsewhere = sessionOn(directory, { lastSeen: rollbackMarkStore() });
    valueOf(await elsewhere.session.unlock(way));
    const locked = { event: 'vault.locked', keyId: null, change: null } as const;
    const noticeNow = async () => {
      const again = sessionOn(directory, { lastSeen });
      lastSeen.set(mark);
      valueOf(await again.session.unlock(way));
      const state = await again.session.state();
      await again.session.lock();
      return state;
    };
    const add = async (count: number) => {
      const lines = Array.from({ length: count }, () => locked);
      valueOf(await elsewhere.session.vault!.commit(() => ok(lines)));
      await elsewhere.session.lock();
    };
    await add(9_000);
    expect(await noticeNow()).toMatchObject({ notice: { kind: 'rolled-back' } });
    valueOf(await elsewhere.session.unlock(way));
    await add(1_500);
    expect(await noticeNow()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('of another vault does not affect this one', async () => {
    const { lastSeen } = await usedAfterCopy();
    const other = await createdVault(await temporaryDirectory(), { lastSeen });
    await other.session.lock();
    valueOf(await other.session.unlock(way));
    expect(await other.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('is reported after damage', async () => {
    const { directory, lastSeen } = await usedAfterCopy();
    const path = join(directory, 'activity.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, text.indexOf('\n') + 1));
    const again = sessionOn(directory, { lastSeen });
    valueOf(await again.session.unlock(way));
    expect(await again.session.state()).toMatchObject({ notice: { kind: 'read-only' } });
  });

  it("cannot be read or forged without the vault's key", async () => {
    const { lastSeen } = await usedAfterCopy();
    const mark = lastSeen.get() ?? '';
    expect(Object.keys(JSON.parse(mark) as object).toSorted()).toEqual([
      'ciphertext',
      'nonce',
      'tag',
    ]);
    expect(mark).not.toMatch(/sequence|2026/);
  });

  it('stays when the acceptance cannot be recorded', async () => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    await putBack();
    const faulty = new FaultyFileSystem();
    const again = sessionOn(directory, { lastSeen, fs: faulty.fs });
    valueOf(await again.session.unlock(way));
    faulty.breakWhere(({ name }) => (name === 'datasync' ? 'ENOSPC' : null));
    expect(failureOf(await again.session.acceptOlderState())).toMatchObject({
      code: 'write-failed',
      problem: 'disk-full',
    });
    faulty.mend();
    expect(await again.session.state()).toMatchObject({ notice: { kind: 'rolled-back' } });
    expect(failureOf(await keysOf(again).create(newKey())).code).toBe('vault-read-only');
    valueOf(await again.session.acceptOlderState());
    valueOf(await keysOf(again).create(newKey()));
  });

  it('is asked about after a change by another program', async () => {
    const { directory, lastSeen, putBack } = await usedAfterCopy();
    await putBack();
    const again = sessionOn(directory, { lastSeen });
    valueOf(await again.session.unlock(way));
    const path = join(directory, 'vault.json');
    // The same state, formatted differently.
    await writeFile(`${path}.new`, ` ${await readFile(path, 'utf8')}`);
    await rename(`${path}.new`, path);
    expect(failureOf(await again.session.acceptOlderState()).code).toBe('vault-changed-on-disk');
    expect(await again.session.state()).toMatchObject({ notice: { kind: 'changed-on-disk' } });
    valueOf(await again.session.merge());
    // It is asked afterwards: merging does not accept a rollback.
    expect(await again.session.state()).toMatchObject({ notice: { kind: 'rolled-back' } });
    valueOf(await again.session.acceptOlderState());
    valueOf(await keysOf(again).create(newKey({ name: 'After both' })));
  });

  it('is accepted in an open vault only', async () => {
    const made = await createdVault(await temporaryDirectory());
    await made.session.lock();
    expect(failureOf(await made.session.acceptOlderState()).code).toBe('vault-locked');
  });
});
