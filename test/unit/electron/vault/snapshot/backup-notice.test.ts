import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../../../shared/lib/result';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf } from '../../../../support/small-vault';
import { PROOF, createdVault, sessionOn, temporaryDirectory } from '../../../../support/test-vault';

afterEach(() => {
  vi.useRealTimers();
});

/** An open vault with one backup, and a file in the place of the backup folder. */
async function withoutBackups(faulty = new FaultyFileSystem()) {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory, { fs: faulty.fs });
  const told: Result<void>[] = [];
  made.environment.onSnapshot = (written) => told.push(written);
  valueOf(await keysOf(made).create(newKey({ name: 'First' })));
  valueOf(await made.session.vault!.snapshot());
  const backups = join(directory, 'backups');
  return { ...made, directory, backups, told, faulty };
}

const noticeOf = ({ states }: { states: { kind: string }[] }) => states.at(-1);

describe('a failed snapshot', () => {
  it('is reported with the time of the newest backup and the reason, until one succeeds', async () => {
    const made = await withoutBackups();
    const { session, faulty } = made;
    valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
    faulty.breakWhere(({ name, path }) =>
      name === 'link' && path.endsWith('vault.json') ? 'EIO' : null,
    );
    expect((await session.vault!.snapshot()).ok).toBe(false);
    await vi.waitFor(() =>
      expect(noticeOf(made)).toEqual({
        kind: 'unlocked',
        notice: {
          kind: 'no-backup',
          since: expect.stringMatching(/^\d{4}-/),
          failure: expect.objectContaining({ code: 'write-failed', reason: 'EIO' }),
        },
      }),
    );
    expect(await session.state()).toEqual(noticeOf(made));
    // A repeated failure is not reported again.
    const { length } = made.states;
    expect((await session.vault!.snapshot()).ok).toBe(false);
    faulty.mend();
    valueOf(await session.vault!.snapshot());
    await vi.waitFor(() => expect(noticeOf(made)).toEqual({ kind: 'unlocked', notice: null }));
    expect(made.states).toHaveLength(length + 1);
  });

  it.skipIf(process.platform === 'win32')(
    'is reported whatever the cause, such as a file in the place of the folder, and names the folder',
    async () => {
      const made = await withoutBackups();
      await rm(made.backups, { recursive: true });
      await writeFile(made.backups, 'a file');
      valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
      expect((await made.session.vault!.snapshot()).ok).toBe(false);
      await vi.waitFor(() =>
        expect(noticeOf(made)).toMatchObject({
          notice: { kind: 'no-backup', since: null, failure: { reason: 'EEXIST' } },
        }),
      );
    },
  );

  it('is logged, and shown when the vault is opened the next time', async () => {
    const made = await withoutBackups();
    const { session, faulty, told, directory } = made;
    valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
    faulty.breakWhere(({ name, path }) =>
      name === 'mkdir' && path.endsWith('backups') ? 'EACCES' : null,
    );
    await session.lock();
    expect(told.at(-1)).toMatchObject({ failure: { code: 'write-failed', reason: 'EACCES' } });
    valueOf(await session.unlock(PROOF));
    expect(noticeOf(made)).toMatchObject({ notice: { kind: 'no-backup' } });
    faulty.mend();
    await session.lock();
    expect(told.at(-1)).toEqual({ ok: true, value: undefined });
    valueOf(await session.unlock(PROOF));
    expect(noticeOf(made)).toEqual({ kind: 'unlocked', notice: null });
    // Nothing is lost for the next start.
    await session.lock();
    const again = sessionOn(directory);
    valueOf(await again.session.unlock(PROOF));
    expect(again.session.vault!.keys.size).toBe(2);
  });

  it('is retried with backoff until it succeeds or the vault is locked', async () => {
    const made = await withoutBackups();
    const { session, faulty, told } = made;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
    faulty.breakWhere(({ name, path }) =>
      name === 'mkdir' && path.endsWith('backups') ? 'EACCES' : null,
    );
    const before = told.length;
    const failures = async (count: number) =>
      vi.waitFor(() => expect(told.length - before).toBe(count), { interval: 5, timeout: 20_000 });
    let count = 0;
    for (const seconds of [30, 30, 60, 120, 120]) {
      vi.advanceTimersByTime(seconds * 1_000 - 1);
      await new Promise((turn) => setImmediate(turn));
      expect(told.length - before, `${seconds} s`).toBe(count);
      vi.advanceTimersByTime(1);
      count += 1;
      await failures(count);
      await session.vault!.exclusively(async () => ({ ok: true, value: undefined }));
    }
    faulty.mend();
    vi.advanceTimersByTime(120_000);
    await failures(count + 1);
    expect(told.at(-1)?.ok).toBe(true);
    await session.vault!.exclusively(async () => ({ ok: true, value: undefined }));
    vi.advanceTimersByTime(600_000);
    await new Promise((turn) => setImmediate(turn));
    expect(told.length - before).toBe(count + 1);
  });

  it('is reported after notices that must be settled first', async () => {
    const made = await withoutBackups();
    const { session, faulty, directory } = made;
    valueOf(await keysOf(made).create(newKey({ name: 'Second' })));
    faulty.breakWhere(({ name, path }) =>
      name === 'mkdir' && path.endsWith('backups') ? 'EACCES' : null,
    );
    await writeFile(join(directory, 'vault.json'), 'another');
    expect((await keysOf(made).create(newKey({ name: 'Third' }))).ok).toBe(false);
    expect((await session.vault!.snapshot()).ok).toBe(false);
    expect(noticeOf(made)).toMatchObject({ notice: { kind: 'changed-on-disk' } });
  });
});
