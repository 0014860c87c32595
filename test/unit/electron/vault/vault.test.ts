import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ActivityDraft } from '../../../../electron/vault/format/events';
import type { FileSystem } from '../../../../electron/platform/disk/file-system';
import { openVault } from '../../../../electron/vault/open-vault';
import { SnapshotStore } from '../../../../electron/vault/snapshot/snapshot-store';
import type { Vault } from '../../../../electron/vault/vault';
import { unsealVaultFile } from '../../../../electron/vault/format/snapshot-file';
import type { Result } from '../../../../shared/lib/result';
import { fail, ok } from '../../../../shared/lib/result';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import { failureOf, keyId, storedKey, valueOf } from '../../../support/sample-keys';
import {
  AT,
  START,
  createdEvent,
  linesOf,
  someDataKey,
  someFile,
  environmentWith,
} from '../../../support/vault-parts';

afterEach(() => {
  vi.useRealTimers();
});

const creation = (number: number): ActivityDraft => ({
  event: 'key.created',
  keyId: keyId(number),
  change: storedKey(number),
});
const create = (vault: Vault, ...numbers: number[]) =>
  vault.commit(() => ok(numbers.map(creation)));

/** A vault without keys, or with the given activity after its snapshot. */
async function opened(
  options: { activity?: Buffer; fs?: FileSystem; onChangedOnDisk?: (path: string) => void } = {},
) {
  const environment = await environmentWith({
    file: someFile(),
    activity: options.activity ?? Buffer.alloc(0),
    ...(options.fs ? { fs: options.fs } : {}),
  });
  const snapshots = new SnapshotStore(environment.fs, environment.paths);
  const file = valueOf(await snapshots.read());
  if (!file) throw new Error('no file');
  const dataKey = someDataKey();
  const { onChangedOnDisk } = options;
  const heard = { ...environment, ...(onChangedOnDisk ? { onChangedOnDisk } : {}) };
  const { vault, activity } = valueOf(await openVault(heard, snapshots, file, dataKey));
  const onDisk = async () => {
    const read = valueOf(await new SnapshotStore(environment.fs, environment.paths).read());
    const body = read && (await unsealVaultFile(read, someDataKey()));
    return body?.keys.map(({ record }) => record.id) ?? [];
  };
  return { ...environment, vault, activity, dataKey, onDisk };
}

describe('a commit', () => {
  it('is durable before it is visible', async () => {
    const faulty = new FaultyFileSystem();
    const { vault } = await opened({ fs: faulty.fs });
    let visibleWhenSynced: boolean | null = null;
    faulty.breakWhere((call) => {
      if (call.name === 'datasync') visibleWhenSynced = vault.keys.has(keyId(1));
      return null;
    });
    valueOf(await create(vault, 1));
    expect(visibleWhenSynced).toBe(false);
    expect(vault.keys.has(keyId(1))).toBe(true);
    expect(vault.idOfName('KEY 1')).toBe(keyId(1));
    await vault.close();
  });

  it('has the time and the name of its author', async () => {
    const { vault } = await opened();
    expect(valueOf(await create(vault, 1))).toMatchObject([
      { sequence: 1, at: AT, actor: 'tester', event: 'key.created' },
    ]);
    expect(vault.actor).toBe('tester');
    await vault.close();
  });

  it('sees the result of all earlier commits, with no other in between', async () => {
    const { vault } = await opened();
    const seen: number[] = [];
    const one = (number: number) =>
      vault.commit(() => {
        seen.push(vault.keys.size);
        return ok([creation(number)]);
      });
    await Promise.all([one(1), one(2), one(3)]);
    expect(seen).toEqual([0, 1, 2]);
    await vault.close();
  });

  it('of no events touches no file, and a refused one changes nothing', async () => {
    const faulty = new FaultyFileSystem();
    const { vault } = await opened({ fs: faulty.fs });
    faulty.calls.length = 0;
    expect(valueOf(await vault.commit(() => ok([])))).toEqual([]);
    const refused: Result<ActivityDraft[]> = fail({ code: 'key-not-found' });
    expect(await vault.commit(() => refused)).toEqual(refused);
    expect(faulty.calls).toEqual([]);
    await vault.close();
  });

  it('that cannot be written is not visible, and the next one succeeds', async () => {
    const faulty = new FaultyFileSystem();
    const { vault } = await opened({ fs: faulty.fs });
    faulty.breakWhere((call) => (call.name === 'write' ? 'ENOSPC' : null));
    expect(failureOf(await create(vault, 1))).toMatchObject({ problem: 'disk-full' });
    expect(vault.keys.size).toBe(0);
    faulty.mend();
    valueOf(await create(vault, 2));
    expect([...vault.keys.keys()]).toEqual([keyId(2)]);
    await vault.close();
  });

  it('whose callback throws rejects, and the next one succeeds', async () => {
    const { vault } = await opened();
    const buggy = vault.commit(() => {
      throw new Error('bug');
    });
    await expect(buggy).rejects.toThrow('bug');
    valueOf(await create(vault, 1));
    await vault.close();
  });

  it('is refused in a read-only vault', async () => {
    const { vault, activity, onDisk } = await opened({ activity: Buffer.from('damaged\n') });
    expect(activity).toBe('broken');
    expect(vault.isReadOnly).toBe(true);
    expect(failureOf(await create(vault, 1))).toEqual({ code: 'vault-read-only' });
    valueOf(await vault.snapshot());
    await vault.close();
    expect(await onDisk()).toEqual([]);
  });
});

describe('a sealed secret', () => {
  it('opens only for its own key', async () => {
    const { vault } = await opened();
    const secret = Buffer.from('ock_live_secret');
    const sealedSecret = vault.sealSecret(keyId(1), secret);
    const withSecret = (number: number): ActivityDraft => ({
      event: 'key.created',
      keyId: keyId(number),
      change: { ...storedKey(number), sealedSecret },
    });
    valueOf(await vault.commit(() => ok([withSecret(1), withSecret(2), creation(3)])));
    expect(valueOf(vault.openSecret(keyId(1)))).toEqual(secret);
    expect(() => vault.openSecret(keyId(2))).toThrow('does not open');
    expect(failureOf(vault.openSecret(keyId(3)))).toEqual({ code: 'secret-not-stored' });
    expect(failureOf(vault.openSecret(keyId(4)))).toEqual({ code: 'key-not-found' });
    await vault.close();
  });
});

describe('the snapshot', () => {
  it('is taken half a minute after the last change', async () => {
    const { vault, onDisk } = await opened();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const taken = vi.spyOn(vault, 'snapshot');
    valueOf(await create(vault, 1));
    vi.advanceTimersByTime(20_000);
    valueOf(await create(vault, 2));
    vi.advanceTimersByTime(29_999);
    expect(taken).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(taken).toHaveBeenCalledTimes(1);
    valueOf(await vault.snapshot());
    expect(await onDisk()).toEqual([keyId(1), keyId(2)]);
    vi.useRealTimers();
    await vault.close();
  });

  it('is not taken for events that change no key', async () => {
    const { vault, paths } = await opened();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const before = await readFile(paths.vault);
    valueOf(await vault.commit(() => ok([{ event: 'vault.locked', keyId: null, change: null }])));
    expect(vi.getTimerCount()).toBe(0);
    valueOf(await vault.snapshot());
    expect(await readFile(paths.vault)).toEqual(before);
    vi.useRealTimers();
    await vault.close();
  });

  it('is taken at once when the tail has grown long, even within one commit', async () => {
    const { vault, onDisk } = await opened();
    valueOf(await create(vault, ...Array.from({ length: 1_990 }, (_, index) => index)));
    const taken = vi.spyOn(vault, 'snapshot');
    valueOf(await create(vault, ...Array.from({ length: 20 }, (_, index) => 10_000 + index)));
    await vi.waitFor(() => {
      expect(taken).toHaveBeenCalledTimes(1);
    });
    valueOf(await vault.snapshot());
    expect(await onDisk()).toHaveLength(2_010);
    await vault.close();
  });

  it('is taken when the tail is long although no key has changed', async () => {
    const { vault, fs, paths } = await opened();
    const locked = { event: 'vault.locked', keyId: null, change: null } as const;
    valueOf(await vault.commit(() => ok(Array.from({ length: 2_000 }, () => locked))));
    valueOf(await vault.snapshot());
    const file = valueOf(await new SnapshotStore(fs, paths).read());
    expect(file?.sequence).toBe(2_000);
    await vault.close();
  });

  it('is taken on closing, which saves the next opening the replay', async () => {
    const environment = await opened();
    valueOf(await create(environment.vault, 1));
    await environment.vault.close();
    const snapshots = new SnapshotStore(environment.fs, environment.paths);
    const file = valueOf(await snapshots.read());
    expect(file?.sequence).toBe(1);
    const body = file && (await unsealVaultFile(file, someDataKey()));
    expect(body?.log.offset).toBe((await readFile(environment.paths.activity)).length);
  });

  it('is taken even while a failed append is not cut back', async () => {
    const faulty = new FaultyFileSystem();
    const { vault, onDisk } = await opened({ fs: faulty.fs });
    valueOf(await create(vault, 1));
    faulty.breakWhere(({ name }) =>
      name === 'truncate' ? 'EIO' : name === 'write' ? 'half' : null,
    );
    expect(failureOf(await create(vault, 2))).toMatchObject({ code: 'write-failed' });
    faulty.mend();
    valueOf(await vault.snapshot());
    expect(await onDisk()).toEqual([keyId(1)]);
    valueOf(await create(vault, 2));
    await vault.close();
    expect(await onDisk()).toEqual([keyId(1), keyId(2)]);
  });

  it('that fails loses nothing: the activity has every change', async () => {
    const faulty = new FaultyFileSystem();
    const { vault, onDisk } = await opened({ fs: faulty.fs });
    valueOf(await create(vault, 1));
    faulty.breakWhere((call) => (call.name === 'rename' ? 'ENOSPC' : null));
    expect(failureOf(await vault.snapshot())).toMatchObject({ code: 'write-failed' });
    faulty.mend();
    expect(await onDisk()).toEqual([]);
    valueOf(await vault.snapshot());
    expect(await onDisk()).toEqual([keyId(1)]);
    await vault.close();
  });
});

describe('closing', () => {
  it('drops keys and data key, refuses later calls, and may be called twice', async () => {
    const { vault, dataKey } = await opened();
    valueOf(await create(vault, 1));
    await Promise.all([vault.close(), vault.close()]);
    expect(vault.keys.size).toBe(0);
    expect(dataKey.bytes.every((byte) => byte === 0)).toBe(true);
    expect(failureOf(await create(vault, 2))).toEqual({ code: 'vault-locked' });
  });

  it('comes after earlier changes', async () => {
    const { vault, onDisk } = await opened();
    const committing = create(vault, 1);
    await vault.close();
    valueOf(await committing);
    expect(await onDisk()).toEqual([keyId(1)]);
  });

  it('drops the data key even when the last snapshot fails', async () => {
    const faulty = new FaultyFileSystem();
    const { vault, dataKey } = await opened({ fs: faulty.fs });
    valueOf(await create(vault, 1));
    faulty.breakWhere(() => 'EIO');
    await vault.close();
    expect(dataKey.bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('leaves no pending snapshot after a failed one: it would be empty', async () => {
    const faulty = new FaultyFileSystem();
    const { vault, paths } = await opened({ fs: faulty.fs });
    valueOf(await create(vault, 1));
    const before = await readFile(paths.vault);
    faulty.breakWhere(() => 'EIO');
    await vault.close();
    faulty.mend();
    expect(failureOf(await vault.snapshot())).toEqual({ code: 'vault-locked' });
    expect(await readFile(paths.vault)).toEqual(before);
  });

  it('after its files were replaced lets no queued task touch the new ones', async () => {
    const changedOnDisk: string[] = [];
    const { vault, paths } = await opened({ onChangedOnDisk: (path) => changedOnDisk.push(path) });
    valueOf(await create(vault, 1));
    const left = vault.exclusively(async ({ closeReplaced: leave }) => {
      await rename(paths.vault, `${paths.vault}.before`);
      await writeFile(paths.vault, 'another');
      return ok(await leave());
    });
    const waiting = [create(vault, 2), vault.snapshot(), vault.activity.readBack(null, () => true)];
    valueOf(await left);
    for (const result of await Promise.all(waiting))
      expect(failureOf(result)).toEqual({ code: 'vault-locked' });
    await vault.close();
    expect(await readFile(paths.vault, 'utf8')).toBe('another');
    expect(changedOnDisk).toEqual([]);
  });
});

describe('a vault whose files another program has replaced', () => {
  it.each([true, false])('refuses, with a listener: %s', async (wants) => {
    const heard: string[] = [];
    const onChangedOnDisk = (path: string) => heard.push(path);
    const { vault, paths } = await opened(wants ? { onChangedOnDisk } : {});
    valueOf(await create(vault, 1));
    const other = Buffer.from(` ${await readFile(paths.vault, 'utf8')}`);
    await writeFile(`${paths.vault}.new`, other);
    await rename(`${paths.vault}.new`, paths.vault);
    const changed = { code: 'vault-changed-on-disk', path: paths.vault };
    expect(failureOf(await create(vault, 2))).toEqual(changed);
    expect(failureOf(await vault.snapshot())).toEqual(changed);
    expect(heard).toEqual(wants ? [paths.vault, paths.vault] : []);
    expect(vault.keys.size).toBe(1);
    expect(await readFile(paths.vault)).toEqual(other);
    await vault.close();
  });
});

describe('opening', () => {
  const { bytes } = linesOf([createdEvent(1), createdEvent(2)]);

  it('replays the activity after the snapshot, and includes it in the next one', async () => {
    const { vault, activity, onDisk } = await opened({ activity: bytes });
    expect(activity).toBe('whole');
    expect([...vault.keys.keys()]).toEqual([keyId(1), keyId(2)]);
    await vault.close();
    expect(await onDisk()).toEqual([keyId(1), keyId(2)]);
  });

  it('deletes leftovers of a crash during a snapshot, unless something is wrong', async () => {
    const left = '.vault.json.0123456789abcdef.tmp';
    const whole = await environmentWith({ file: someFile(), activity: bytes });
    const broken = await environmentWith({ file: someFile(), activity: Buffer.from('x\n') });
    for (const environment of [whole, broken]) {
      await writeFile(`${environment.directory}/${left}`, '');
      const snapshots = new SnapshotStore(environment.fs, environment.paths);
      const file = valueOf(await snapshots.read()) ?? someFile();
      await openVault(environment, snapshots, file, someDataKey());
    }
    expect(await readdir(whole.directory)).not.toContain(left);
    expect(await readdir(broken.directory)).toContain(left);
  });

  it('does not depend on a tidy directory', async () => {
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'readdir' ? 'EACCES' : null));
    const { vault } = await opened({ activity: bytes, fs: faulty.fs });
    expect(vault.keys.size).toBe(2);
    await vault.close();
  });

  it('fails with a specific failure when the body is bad or the activity cannot be read', async () => {
    const environment = await environmentWith({ file: someFile(), activity: bytes });
    const snapshots = new SnapshotStore(environment.fs, environment.paths);
    const strange = { ...someFile(), sequence: 9 };
    expect(failureOf(await openVault(environment, snapshots, strange, someDataKey()))).toEqual({
      code: 'vault-altered',
      path: environment.paths.vault,
    });
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (call.name === 'open' ? 'EACCES' : null));
    const unreadable = { ...environment, fs: faulty.fs };
    expect(failureOf(await openVault(unreadable, snapshots, someFile(), someDataKey()))).toEqual({
      code: 'vault-unreadable',
      path: environment.paths.activity,
      reason: 'EACCES',
    });
    const buggy = {
      ...environment,
      fs: {
        ...environment.fs,
        open: async () => {
          throw new Error('bug');
        },
      },
    };
    const opening = openVault(buggy, snapshots, someFile({ log: START }), someDataKey());
    await expect(opening).rejects.toThrow('bug');
  });
});
