import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayTail } from '../../../../../electron/vault/activity/replay-tail';
import { ActivityWriter } from '../../../../../electron/vault/activity/activity-writer';
import type { FileSystem } from '../../../../../electron/platform/disk/file-system';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import type { LogPosition } from '../../../../../electron/vault/format/snapshot-schema';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { failureOf, storedKey, valueOf } from '../../../../support/sample-keys';
import {
  AT,
  START,
  VAULT_ID,
  createdEvent,
  linesOf,
  someDataKey,
  environmentWith,
} from '../../../../support/vault-parts';

const { bytes, end } = linesOf([createdEvent(1), createdEvent(2)]);

async function writerOn(
  options: { activity?: Buffer; fs?: FileSystem; isTorn?: boolean; end?: LogPosition } = {},
) {
  const environment = await environmentWith({ activity: options.activity ?? bytes });
  const path = environment.paths.activity;
  const writer = new ActivityWriter({
    fs: options.fs ?? realFileSystem,
    path,
    vaultId: VAULT_ID,
    dataKey: someDataKey(),
    end: options.end ?? end,
    isTorn: options.isTorn ?? false,
  });
  const read = () => replayTail(realFileSystem, path, START, VAULT_ID, someDataKey());
  return { writer, path, read, directory: environment.directory };
}

const draft = (number: number) => {
  const { sequence: _, commitEnd: __, ...event } = createdEvent(number);
  return event;
};

describe('appending', () => {
  it('adds numbered lines that are chained to the ones before', async () => {
    const { writer, read } = await writerOn();
    const appended = valueOf(await writer.append([draft(3)]));
    expect(appended).toEqual([{ ...createdEvent(3), sequence: 3 }]);
    valueOf(await writer.append([draft(4), draft(5)]));
    const tail = await read();
    expect(tail.condition).toBe('whole');
    expect(tail.events.map(({ sequence, commitEnd }) => [sequence, commitEnd])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 5],
      [5, 5],
    ]);
    expect(tail.end).toEqual(writer.end);
    await writer.close();
  });

  it('costs one write and one fsync, however many events and however long the file', async () => {
    const faulty = new FaultyFileSystem();
    const { writer } = await writerOn({ fs: faulty.fs });
    valueOf(await writer.append([draft(3)]));
    faulty.calls.length = 0;
    valueOf(await writer.append(Array.from({ length: 200 }, (_, index) => draft(index + 4))));
    expect(faulty.calls.map(({ name }) => name)).toEqual([
      'stat',
      'stat',
      // The end of the file is still the last committed line.
      'read',
      'write',
      'datasync',
    ]);
    await writer.close();
  });

  it('does not write an event that could not be read back', async () => {
    const { writer, path } = await writerOn();
    const strange = { ...draft(3), change: storedKey(3, { hint: 'x'.repeat(41) }) } as never;
    await expect(writer.append([strange])).rejects.toThrow('hint');
    const insane = { ...draft(3), at: '+010000-01-01T00:00:00.000Z' };
    await expect(writer.append([insane])).rejects.toThrow('at');
    const endless = { ...draft(3), change: { name: 'x', value: 'x'.repeat(17 * 1024 * 1024) } };
    const tooLong = { ...endless, event: 'setting.changed', keyId: null } as never;
    await expect(writer.append([tooLong])).rejects.toThrow('longer than any may be');
    expect(await readFile(path)).toEqual(bytes);
    expect(draft(3).at).toBe(AT);
  });

  it('is refused when other lines of the same length were written into the file', async () => {
    const { writer, path } = await writerOn();
    valueOf(await writer.append([draft(3)]));
    const ours = await readFile(path);
    const theirs = Buffer.from(ours);
    theirs.fill('x', ours.length - 40, ours.length - 10);
    // In place, like `cp` and `rsync --inplace`.
    await writeFile(path, theirs);
    expect(failureOf(await writer.expectCurrent()).code).toBe('vault-changed-on-disk');
    expect(failureOf(await writer.append([draft(4)])).code).toBe('vault-changed-on-disk');
    expect(await readFile(path)).toEqual(theirs);
    await writer.close();
  });

  it('is refused when the file was changed at its end, longer or shorter', async () => {
    for (const other of [Buffer.concat([bytes, Buffer.from('x\n')]), bytes.subarray(0, 10)]) {
      const { writer, path, read } = await writerOn();
      await writeFile(path, other);
      expect(failureOf(await writer.append([draft(3)]))).toEqual({
        code: 'vault-changed-on-disk',
        path,
      });
      expect(await readFile(path)).toEqual(other);
      await writeFile(path, bytes);
      valueOf(await writer.append([draft(3)]));
      expect((await read()).condition).toBe('whole');
      await writer.close();
    }
  });
});

describe('an activity file that is gone', () => {
  it('is not written when the file was deleted or replaced', async () => {
    for (const isReplaced of [false, true]) {
      const { writer, path } = await writerOn();
      valueOf(await writer.append([draft(3)]));
      const before = writer.end;
      // Of the same length, with another end.
      const other = Buffer.from(
        (await readFile(path, 'utf8')).replace(/.{8}"\}\n$/, 'AAAAAA=="}\n'),
      );
      await rm(path);
      if (isReplaced) await writeFile(path, other);
      const changed = { code: 'vault-changed-on-disk', path };
      expect(failureOf(await writer.expectCurrent())).toEqual(changed);
      expect(failureOf(await writer.append([draft(4)]))).toEqual(changed);
      expect(writer.end).toEqual(before);
      if (isReplaced) expect(await readFile(path)).toEqual(other);
      else await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });

  it('opens for reading as a missing file, not as an empty one', async () => {
    const { writer, path } = await writerOn();
    await rm(path);
    expect(await writer.openToRead()).toMatchObject({ handle: null, size: 0, end });
  });

  it('is not reported as changed when stat fails', async () => {
    const faulty = new FaultyFileSystem();
    const { writer, path, read } = await writerOn({ fs: faulty.fs });
    faulty.breakWhere(({ name, descriptor }) =>
      name === 'stat' && descriptor === null ? 'EIO' : null,
    );
    const unreadable = { code: 'write-failed', path, problem: 'other', reason: 'EIO' };
    expect(failureOf(await writer.expectCurrent())).toEqual(unreadable);
    expect(failureOf(await writer.append([draft(3)]))).toEqual(unreadable);
    faulty.mend();
    valueOf(await writer.expectCurrent());
    valueOf(await writer.append([draft(3)]));
    expect(await read()).toMatchObject({ condition: 'whole', end: { sequence: 3 } });
    await writer.close();
  });
});

describe('a torn line', () => {
  it('stays until the next append, and is then copied aside before it is cut off', async () => {
    const torn = Buffer.concat([bytes, Buffer.from('{"sequence":3,"non')]);
    const { writer, path, read, directory } = await writerOn({ activity: torn, isTorn: true });
    expect(await readFile(path)).toEqual(torn);
    valueOf(await writer.append([draft(3)]));
    const aside = join(directory, `activity.jsonl.torn-${end.offset}`);
    expect(await readFile(aside, 'utf8')).toBe('{"sequence":3,"non');
    expect((await stat(aside)).mode & 0o777).toBe(0o600);
    expect(await read()).toMatchObject({ condition: 'whole', end: { sequence: 3 } });
    await writer.close();
  });

  it('is durable beside the activity before it is cut off', async () => {
    const faulty = new FaultyFileSystem();
    const torn = Buffer.concat([bytes, Buffer.alloc(100)]);
    const { writer } = await writerOn({ activity: torn, isTorn: true, fs: faulty.fs });
    valueOf(await writer.append([draft(3)]));
    const steps = faulty.calls.map(({ name }) => name).filter((name) => /sync|truncate/.test(name));
    expect(steps).toEqual(['sync', 'sync', 'truncate', 'sync', 'datasync']);
    await writer.close();
  });

  it('is kept when setting it aside fails, and is set aside at the next append', async () => {
    const faulty = new FaultyFileSystem();
    const torn = Buffer.concat([bytes, Buffer.from('{"seq')]);
    const { writer, path, directory } = await writerOn({
      activity: torn,
      isTorn: true,
      fs: faulty.fs,
    });
    faulty.breakWhere((call) => (call.path.includes('.torn-') ? 'ENOSPC' : null));
    expect(failureOf(await writer.append([draft(3)]))).toMatchObject({ problem: 'disk-full' });
    expect(await readFile(path)).toEqual(torn);
    faulty.mend();
    valueOf(await writer.append([draft(3)]));
    expect(await readdir(directory)).toContain(`activity.jsonl.torn-${end.offset}`);
    await writer.close();
  });
});

describe('an append that fails', () => {
  it('is cut back at once, and the fsync is not retried on the same descriptor', async () => {
    const faulty = new FaultyFileSystem();
    const { writer, path, read } = await writerOn({ fs: faulty.fs });
    faulty.breakWhere((call) => (call.name === 'datasync' ? 'EIO' : null));
    expect(failureOf(await writer.append([draft(3)]))).toEqual({
      code: 'write-failed',
      path,
      problem: 'other',
      reason: 'EIO',
    });
    expect(await readFile(path)).toEqual(bytes);
    faulty.mend();
    valueOf(await writer.append([draft(3)]));
    expect(faulty.usesAfterFailedSync).toEqual([]);
    expect(await read()).toMatchObject({ condition: 'whole', end: { sequence: 3 } });
    await writer.close();
  });

  it('is cut back before the next append if the disk does not allow it at once', async () => {
    const faulty = new FaultyFileSystem();
    const { writer, read } = await writerOn({ fs: faulty.fs });
    let isBroken = false;
    faulty.breakWhere((call) => {
      isBroken ||= call.name === 'write';
      return isBroken ? 'half' : null;
    });
    const half = await writer.append([draft(3)]);
    expect(failureOf(half)).toMatchObject({ code: 'write-failed', problem: 'disk-full' });
    faulty.breakWhere((call) => (call.name === 'open' ? 'EIO' : null));
    expect((await writer.append([draft(3)])).ok).toBe(false);
    faulty.mend();
    valueOf(await writer.append([draft(3), draft(4)]));
    expect(await read()).toMatchObject({ condition: 'whole', end: { sequence: 4 } });
    await writer.close();
  });

  it('is not taken for a change by another program while it is not cut back', async () => {
    const faulty = new FaultyFileSystem();
    const { writer, path } = await writerOn({ fs: faulty.fs });
    faulty.breakWhere(({ name }) =>
      name === 'truncate' ? 'EIO' : name === 'write' ? 'half' : null,
    );
    expect((await writer.append([draft(3)])).ok).toBe(false);
    faulty.mend();
    expect((await stat(path)).size).toBeGreaterThan(end.offset);
    valueOf(await writer.expectCurrent());
    valueOf(await writer.append([draft(3)]));
    valueOf(await writer.expectCurrent());
    await writer.close();
  });

  it('does not truncate a file that another program has shortened', async () => {
    const faulty = new FaultyFileSystem();
    const { writer, path } = await writerOn({ fs: faulty.fs });
    faulty.breakWhere((call) => (['write', 'truncate'].includes(call.name) ? 'EIO' : null));
    expect((await writer.append([draft(3)])).ok).toBe(false);
    faulty.mend();
    await writeFile(path, bytes.subarray(0, 10));
    expect(failureOf(await writer.append([draft(3)]))).toMatchObject({
      code: 'vault-changed-on-disk',
    });
    expect(await readFile(path)).toEqual(bytes.subarray(0, 10));
  });

  it('survives a descriptor that fails to close', async () => {
    const faulty = new FaultyFileSystem();
    const { writer } = await writerOn({ fs: faulty.fs });
    valueOf(await writer.append([draft(3)]));
    faulty.breakWhere((call) => (call.name === 'close' ? 'EIO' : null));
    await writer.close();
    await writer.close();
  });
});
