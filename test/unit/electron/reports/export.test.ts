import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../../../electron/platform/disk/file-system';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import { exportReport } from '../../../../electron/reports/export/export-report';
import type { ReportVault } from '../../../../electron/reports/report-vault';
import { sourceOf } from '../../../../electron/reports/report-vault';
import type { ReportRequest } from '../../../../shared/reports/report';
import { REPORT_FORMATS } from '../../../../shared/reports/report';
import { fail, ok } from '../../../../shared/lib/result';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import {
  bytesOf,
  CONTEXT,
  documentOf,
  HOSTILE_RECORDS,
  NO_ACTIVITY,
  request,
} from '../../../support/report-parts';
import type { WriteProblem } from '../../../../shared/lib/failure';
import { failureOf, someRecord, valueOf } from '../../../support/sample-keys';
import { temporaryDirectory } from '../../../support/test-vault';

/** A vault of records alone, which collects recorded events. */
function someVault(records = HOSTILE_RECORDS): ReportVault & { recorded: unknown[] } {
  const recorded: unknown[] = [];
  return {
    keys: new Map(records.map((record) => [record.id, { record, sealedSecret: {} }])),
    settings: new Map(),
    actor: 'tester',
    isReadOnly: false,
    recorded,
    commit: async (prepare) => {
      const drafts = prepare();
      if (drafts.ok) recorded.push(...drafts.value);
      return drafts;
    },
    activity: { walk: async () => ok(NO_ACTIVITY) },
  };
}

const partsOn = (fs: FileSystem) => ({
  fs,
  fontFaces: async () => '',
  print: async () => Buffer.from('%PDF-1.7'),
});

async function place() {
  const folder = await temporaryDirectory();
  return { folder, path: join(folder, 'report.csv') };
}

const run = (
  path: string,
  changes: Partial<Parameters<typeof exportReport>[2]> = {},
  {
    fs = realFileSystem,
    vault = someVault(),
    asked = {},
  }: { fs?: FileSystem; vault?: ReportVault; asked?: Partial<ReportRequest> } = {},
) =>
  exportReport(partsOn(fs), vault, {
    request: request(asked),
    context: CONTEXT,
    path,
    mode: 'create',
    signal: new AbortController().signal,
    ...changes,
  });

describe('exporting a report', () => {
  it.each(REPORT_FORMATS)(
    'as %s puts a complete file in place that only its owner can read',
    async (format) => {
      const { folder, path } = await place();
      const vault = someVault();
      const isCalendar = format === 'ics';
      const kind = isCalendar ? 'due-dates' : 'inventory';
      const count = HOSTILE_RECORDS.filter((key) => !isCalendar || key.expiresAt !== null).length;
      const exported = valueOf(await run(path, {}, { vault, asked: { format, kind } }));
      expect(exported).toMatchObject({ path, count });
      expect(await readdir(folder)).toEqual(['report.csv']);
      if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(path)).size).toBeGreaterThan(5);
      expect(vault.recorded).toEqual([
        {
          event: 'report.exported',
          keyId: null,
          change: {
            report: kind,
            format,
            file: 'report.csv',
            filter: 'All API keys',
            count,
            dataSha256: exported.dataSha256,
          },
        },
      ]);
    },
  );

  it.each(['csv', 'json', 'ndjson'] as const)(
    'as %s has the digest at its start, although it is computed while writing',
    async (format) => {
      const vault = someVault(Array.from({ length: 1_000 }, (_, index) => someRecord(index)));
      const expected = await bytesOf(await documentOf(sourceOf(vault), { format }));
      for (const checksum of [false, true]) {
        const { path } = await place();
        const options = { ...request().options, checksum };
        const exported = valueOf(await run(path, {}, { vault, asked: { format, options } }));
        expect(await readFile(path)).toEqual(expected);
        expect(expected.toString()).toContain(exported.dataSha256);
      }
    },
  );

  it('leaves nothing when its digest cannot be inserted', async () => {
    const { folder, path } = await place();
    const faulty = new FaultyFileSystem();
    valueOf(await run(path, {}, { fs: faulty.fs }));
    const writes = faulty.calls.filter(({ name }) => name === 'write').length;
    await rm(path);
    let count = 0;
    faulty.breakWhere(({ name }) => {
      if (name === 'write') count += 1;
      return name === 'write' && count === writes ? 'EIO' : null;
    });
    const vault = someVault();
    expect(failureOf(await run(path, {}, { fs: faulty.fs, vault }))).toMatchObject({
      reason: 'EIO',
    });
    expect(await readdir(folder)).toEqual([]);
    expect(vault.recorded).toEqual([]);
  });

  it('reports progress up to the end', async () => {
    const { path } = await place();
    const told: number[] = [];
    const many = Array.from({ length: 1_000 }, (_, index) => someRecord(index));
    valueOf(
      await run(
        path,
        { onProgress: (done, total) => told.push(done / total) },
        { vault: someVault(many) },
      ),
    );
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(4);
    expect(told.at(-1)).toBe(1);
  });

  it('leaves an existing file unchanged, unless it may be replaced', async () => {
    const { folder, path } = await place();
    await writeFile(path, 'mine');
    const vault = someVault();
    expect(failureOf(await run(path, {}, { vault }))).toEqual({ code: 'report-exists', path });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(vault.recorded).toEqual([]);
    valueOf(await run(path, { mode: 'replace' }));
    expect(await readFile(path, 'utf8')).toContain('API key inventory');
    expect(await readdir(folder)).toEqual(['report.csv']);
  });

  it('writes a checksum that sha256sum accepts', async () => {
    const { path } = await place();
    const asked = { options: { ...request().options, checksum: true } };
    valueOf(await run(path, {}, { asked }));
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    expect(await readFile(`${path}.sha256`, 'utf8')).toBe(`${digest}  report.csv\n`);
  });

  it('is not put in place without the requested checksum', async () => {
    const { folder, path } = await place();
    const asked = { options: { ...request().options, checksum: true } };
    const vault = someVault();
    // One byte too long for the name of the checksum, but not for that of the report.
    const long = join(folder, `${'x'.repeat(245)}.csv`);
    expect(failureOf(await run(long, {}, { vault, asked }))).toMatchObject({
      problem: 'name-too-long',
    });
    const locked = { ...vault, commit: async () => fail({ code: 'vault-locked' as const }) };
    failureOf(await run(path, {}, { vault: locked, asked }));
    expect(await readdir(folder)).toEqual([]);
    expect(vault.recorded).toEqual([]);
  });

  it('reports a fault of the target path', async () => {
    const { folder, path } = await place();
    const problemOf = async (wanted: string) => failureOf(await run(wanted));
    const missing = join(folder, 'gone', 'report.csv');
    expect(await problemOf(missing)).toMatchObject({ problem: 'folder-missing' });
    await writeFile(path, 'a file');
    expect(await problemOf(join(path, 'report.csv'))).toMatchObject({ problem: 'folder-missing' });
    expect(await problemOf(join(folder, `${'x'.repeat(260)}.csv`))).toMatchObject({
      problem: 'name-too-long',
    });
    await mkdir(join(folder, 'folder.csv'));
    expect(await problemOf(join(folder, 'folder.csv'))).toMatchObject({ problem: 'is-a-folder' });
    expect((await readdir(folder)).toSorted()).toEqual(['folder.csv', 'report.csv']);
  });

  it.skipIf(process.getuid?.() === 0)('reports a folder without write permission', async () => {
    const { folder, path } = await place();
    await chmod(folder, 0o500);
    expect(failureOf(await run(path))).toMatchObject({ problem: 'no-permission' });
    await chmod(folder, 0o700);
  });

  it('leaves nothing behind whichever call fails, with the file replaced or unchanged', async () => {
    const calls = new FaultyFileSystem();
    const first = await place();
    valueOf(await run(first.path, { mode: 'replace' }, { fs: calls.fs }));
    const total = calls.calls.length;
    expect(total).toBeGreaterThan(5);
    for (const mode of ['create', 'replace'] as const) {
      for (let number = 1; number <= total + 2; number += 1) {
        const { folder, path } = await place();
        if (mode === 'replace') await writeFile(path, 'mine');
        const faulty = new FaultyFileSystem();
        faulty.breakAt(number, 'ENOSPC');
        const result = await run(path, { mode }, { fs: faulty.fs });
        const left = await readdir(folder);
        // Deleting the temporary file may itself fail; its name marks it as temporary.
        const visible = left.filter((name) => !name.startsWith('.ownchat-'));
        if (result.ok) expect(visible).toEqual(['report.csv']);
        else {
          expect(result.failure).toMatchObject({
            code: 'report-not-written',
            problem: 'disk-full',
          });
          expect(visible).toEqual(mode === 'replace' ? ['report.csv'] : []);
        }
        const hidden = left.length - visible.length;
        if (hidden > 0)
          expect(faulty.calls.some((call) => call.failed && call.name === 'unlink')).toBe(true);
        if (visible.length > 0) {
          const text = await readFile(path, 'utf8');
          expect(
            text === 'mine' || text.trimEnd().split('\n').length > HOSTILE_RECORDS.length,
          ).toBe(true);
        }
      }
    }
  });

  it('keeps a matching checksum, whichever call fails', async () => {
    const asked = { options: { ...request().options, checksum: true } };
    const calls = new FaultyFileSystem();
    const first = await place();
    await writeFile(first.path, 'mine');
    await writeFile(`${first.path}.sha256`, 'its checksum');
    valueOf(await run(first.path, { mode: 'replace' }, { fs: calls.fs, asked }));
    const total = calls.calls.length;
    expect(total).toBeGreaterThan(12);
    for (const before of ['nothing', 'report', 'both'] as const) {
      const mode = before === 'nothing' ? 'create' : 'replace';
      for (let number = 1; number <= total + 2; number += 1) {
        const { folder, path } = await place();
        if (before !== 'nothing') await writeFile(path, 'mine');
        if (before === 'both') await writeFile(`${path}.sha256`, 'its checksum');
        const faulty = new FaultyFileSystem();
        faulty.breakAt(number, 'ENOSPC');
        await run(path, { mode }, { fs: faulty.fs, asked });
        const text = await readFile(path, 'utf8').catch(() => null);
        const sum = await readFile(`${path}.sha256`, 'utf8').catch(() => null);
        const what = `${before}, call ${number}: ${faulty.calls[number - 1]?.name}`;
        if (text === null || text === 'mine') {
          expect(text, what).toBe(before === 'nothing' ? null : 'mine');
          expect(sum, what).toBe(before === 'both' ? 'its checksum' : null);
        } else {
          const digest = createHash('sha256').update(text).digest('hex');
          expect(sum, what).toBe(`${digest}  report.csv\n`);
        }
        const hidden = (await readdir(folder)).filter((name) => name.startsWith('.ownchat-'));
        if (hidden.length > 0) {
          expect(faulty.calls.some((call) => call.failed && call.name === 'unlink')).toBe(true);
        }
      }
    }
  });

  it('leaves an existing checksum unchanged, unless it may be replaced; none is wrong afterwards', async () => {
    for (const checksum of [true, false]) {
      const { folder, path } = await place();
      const asked = { options: { ...request().options, checksum } };
      const sumPath = `${path}.sha256`;
      await writeFile(sumPath, 'mine');
      const failure = { code: 'report-exists', path: sumPath };
      expect(failureOf(await run(path, {}, { asked }))).toEqual(failure);
      expect(await readFile(sumPath, 'utf8')).toBe('mine');
      expect(await readdir(folder)).toEqual(['report.csv.sha256']);
      valueOf(await run(path, { mode: 'replace' }, { asked }));
      const digest = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      expect(await readFile(sumPath, 'utf8')).toBe(`${digest}  report.csv\n`);
    }
  });

  it('leaves report and checksum unchanged when the vault cannot record', async () => {
    const { folder, path } = await place();
    const asked = { options: { ...request().options, checksum: true } };
    await writeFile(path, 'mine');
    await writeFile(`${path}.sha256`, 'its checksum');
    const vault: ReportVault = {
      ...someVault(),
      commit: async () => fail({ code: 'vault-locked' }),
    };
    failureOf(await run(path, { mode: 'replace' }, { vault, asked }));
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readFile(`${path}.sha256`, 'utf8')).toBe('its checksum');
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('deletes what a killed export has left in the folder, and nothing else', async () => {
    const { folder, path } = await place();
    const name = (digit: string) => `.ownchat-${digit.repeat(16)}.tmp`;
    const long = new Date(CONTEXT.now - 25 * 60 * 60_000);
    const kept = [
      name('b'),
      '.ownchat-aaaa.tmp',
      `${name('a')}.txt`,
      `x${name('a')}`,
      name('A'),
      'notes.tmp',
    ];
    for (const each of [name('a'), ...kept]) {
      await writeFile(join(folder, each), 'x');
      await utimes(join(folder, each), long, long);
    }
    const justNow = new Date(CONTEXT.now - 60_000);
    await utimes(join(folder, name('b')), justNow, justNow);
    await mkdir(join(folder, name('c')));
    await utimes(join(folder, name('c')), long, long);
    await symlink(join(folder, 'notes.tmp'), join(folder, name('d')));
    valueOf(await run(path));
    expect((await readdir(folder)).toSorted()).toEqual(
      [...kept, name('c'), name('d'), 'report.csv'].toSorted(),
    );
  });

  it('leaves nothing when it is cancelled or the vault is locked', async () => {
    const { folder, path } = await place();
    const cancelled = new AbortController();
    const many = Array.from({ length: 5_000 }, (_, index) => someRecord(index));
    const result = await run(
      path,
      {
        signal: cancelled.signal,
        onProgress: (done, total) => {
          if (done > total / 2) cancelled.abort();
        },
      },
      { vault: someVault(many) },
    );
    expect(failureOf(result)).toEqual({ code: 'report-cancelled' });
    const locked: ReportVault = {
      ...someVault(),
      commit: async () => fail({ code: 'vault-locked' }),
    };
    const unrecorded = await run(path, {}, { vault: locked });
    expect(failureOf(unrecorded)).toEqual({ code: 'vault-locked' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not made of a vault that is locked before its keys are read: it would be empty', async () => {
    const { folder, path } = await place();
    const locking = new AbortController();
    const keys = new Map(someVault().keys);
    const lockingStat = (async (file) => {
      locking.abort();
      keys.clear();
      return realFileSystem.stat(file);
    }) as FileSystem['stat'];
    const vault = { ...someVault(), keys, isReadOnly: true };
    const fs = { ...realFileSystem, stat: lockingStat };
    const result = await run(path, { signal: locking.signal }, { vault, fs });
    expect(failureOf(result)).toEqual({ code: 'report-cancelled' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('works from a read-only vault, although it is not recorded', async () => {
    const { path } = await place();
    const vault = { ...someVault(), isReadOnly: true };
    expect(valueOf(await run(path, {}, { vault })).isRecorded).toBe(false);
    expect(vault.recorded).toEqual([]);
  });

  it('works from a folder without write permission, and not on a full disk', async () => {
    const { folder, path } = await place();
    const vaultThat = (problem: WriteProblem) => ({
      ...someVault(),
      commit: async () => fail({ code: 'write-failed' as const, path, problem, reason: '' }),
    });
    const full = await run(path, {}, { vault: vaultThat('disk-full') });
    expect(failureOf(full)).toMatchObject({ code: 'write-failed' });
    expect(await readdir(folder)).toEqual([]);
    const readOnly = await run(path, {}, { vault: vaultThat('no-permission') });
    expect(valueOf(readOnly).isRecorded).toBe(false);
    expect(await readdir(folder)).toEqual(['report.csv']);
  });

  it('refuses what a format cannot hold, and reports a failed print', async () => {
    const { folder, path } = await place();
    const many = Array.from({ length: 20_001 }, (_, index) => someRecord(index));
    const vault = someVault(many);
    expect(failureOf(await run(path, {}, { vault, asked: { format: 'pdf' } }))).toEqual({
      code: 'report-too-large',
      rows: 20_001,
      most: 20_000,
    });
    const parts = { ...partsOn(realFileSystem), print: async () => null };
    const unprinted = await exportReport(parts, someVault(), {
      request: request({ format: 'pdf' }),
      context: CONTEXT,
      path,
      mode: 'create',
      signal: new AbortController().signal,
    });
    expect(failureOf(unprinted)).toEqual({ code: 'report-not-printed' });
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('a report with another target than a new file', () => {
  it.skipIf(process.platform === 'win32')(
    'never replaces a device, a pipe or a socket',
    async () => {
      const { folder, path } = await place();
      execFileSync('mkfifo', [path]);
      for (const mode of ['create', 'replace'] as const) {
        for (const target of [path, '/dev/null']) {
          const failure = { code: 'report-not-written', problem: 'not-a-file' };
          expect(failureOf(await run(target, { mode })), target).toMatchObject(failure);
        }
      }
      await rm(path);
      execFileSync('mkfifo', [`${path}.sha256`]);
      const asked = { options: { ...request().options, checksum: true } };
      expect(failureOf(await run(path, { mode: 'replace' }, { asked }))).toMatchObject({
        problem: 'not-a-file',
      });
      expect(await readdir(folder)).toEqual(['report.csv.sha256']);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'follows a symbolic link, and so does its checksum',
    async () => {
      const { folder, path } = await place();
      await mkdir(join(folder, 'there'));
      for (const name of ['report.csv', 'report.csv.sha256']) {
        await symlink(`there/${name}`, join(folder, name));
      }
      const asked = { options: { ...request().options, checksum: true } };
      for (const _time of [1, 2]) valueOf(await run(path, { mode: 'replace' }, { asked }));
      expect((await readdir(folder)).toSorted()).toEqual([
        'report.csv',
        'report.csv.sha256',
        'there',
      ]);
      const sum = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      expect(await readFile(join(folder, 'there', 'report.csv.sha256'), 'utf8')).toBe(
        `${sum}  report.csv\n`,
      );
      expect((await readdir(join(folder, 'there'))).toSorted()).toEqual([
        'report.csv',
        'report.csv.sha256',
      ]);
    },
  );

  it.each(['csv', 'json', 'ndjson', 'html'] as const)(
    'is output as %s, equal to the file, once it is recorded',
    async (format) => {
      const vault = someVault();
      const given: Buffer[] = [];
      const to = async (piece: string | Uint8Array) => {
        expect(vault.recorded).toHaveLength(1);
        given.push(Buffer.from(piece));
      };
      const exported = valueOf(await run('-', { to }, { vault, asked: { format } }));
      const { path } = await place();
      expect(valueOf(await run(path, {}, { asked: { format } }))).toMatchObject({
        count: exported.count,
        dataSha256: exported.dataSha256,
      });
      expect(Buffer.concat(given)).toEqual(await readFile(path));
      expect(vault.recorded).toMatchObject([{ change: { file: '-' } }]);
    },
  );

  it('is not output in part when it fails, and reports a closed reader', async () => {
    const given: unknown[] = [];
    const to = async (piece: unknown) => void given.push(piece);
    const refusing = {
      ...someVault(),
      commit: async () => fail({ code: 'vault-locked' } as const),
    };
    expect(failureOf(await run('-', { to }, { vault: refusing })).code).toBe('vault-locked');
    expect(failureOf(await run('-', { to, signal: AbortSignal.abort() })).code).toBe(
      'report-cancelled',
    );
    expect(given).toEqual([]);
    const broken = async () => {
      throw Object.assign(new Error('nobody reads'), { code: 'EPIPE' });
    };
    expect(failureOf(await run('-', { to: broken }))).toMatchObject({
      code: 'report-not-written',
      reason: 'EPIPE',
    });
  });
});
