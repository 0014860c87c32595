import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { Fault } from '../support/faulty-file-system';
import { FaultyFileSystem } from '../support/faulty-file-system';
import { newKey, valueOf } from '../support/sample-keys';
import type { Records } from '../support/small-vault';
import {
  dataKeyBytesOf,
  keysOf,
  closeWithoutSnapshot,
  openFromDisk,
  recordsOf,
  smallVault,
} from '../support/small-vault';
import type { TestSession } from '../support/test-vault';
import { PASSPHRASE, noKeychain, sessionOn, temporaryDirectory } from '../support/test-vault';
import { CHEAP_COST } from '../support/cheap-cost';
import { prepareVault, writePreparedVault } from '../../electron/vault/session/create-vault';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import { vaultPaths } from '../../electron/vault/format/vault-paths';

const FAULTS: Fault[] = ['ENOSPC', 'EIO', 'EACCES', 'short', 'half'];

const problemOf = { ENOSPC: 'disk-full', EIO: 'other', EACCES: 'no-permission' } as const;

/** Expects either success or a failure that the fault explains. */
function expectNamed(failure: Failure, fault: Fault): void {
  expect(failure).toMatchObject({
    code: 'write-failed',
    problem: problemOf[fault as keyof typeof problemOf] ?? 'disk-full',
  });
}

interface Operation {
  name: string;
  run(environment: TestSession, ids: readonly [string, string]): Promise<Result<unknown>>;
}

const OPERATIONS: Operation[] = [
  {
    name: 'creating a key',
    run: (environment) => keysOf(environment).create(newKey({ name: 'Fourth' })),
  },
  {
    name: 'changing a key',
    run: (environment, [id]) =>
      keysOf(environment).update(id, { name: 'Renamed', scopes: ['tags:read'] }),
  },
  { name: 'deleting two keys', run: (environment, ids) => keysOf(environment).delete(ids) },
  {
    name: 'taking a snapshot',
    run: async ({ session }) => (await session.vault?.snapshot()) ?? ok(undefined),
  },
];

/** Opens copies of a small vault, each with its own faulty file system. */
async function copies() {
  const original = join(await temporaryDirectory(), 'original');
  const vault = await smallVault(original);
  await closeWithoutSnapshot(vault.session.vault);
  const open = async (isTorn = false) => {
    const directory = join(await temporaryDirectory(), 'vault');
    await cp(original, directory, { recursive: true, preserveTimestamps: true });
    if (isTorn) {
      const log = await realFileSystem.open(join(directory, 'activity.jsonl'), 'a');
      await log.write('{"sequence":7,"non');
      await log.close();
    }
    const faulty = new FaultyFileSystem();
    const environment = sessionOn(directory, { fs: faulty.fs });
    const code = vault.recoveryCode;
    valueOf(await environment.session.unlock({ method: 'recovery-code', code }));
    return { directory, faulty, environment, records: () => inMemory(environment) };
  };
  const read = async (directory: string): Promise<Records> => {
    const found = await openFromDisk(directory, vault.dataKeyBytes);
    if ('failure' in found) throw new Error(JSON.stringify(found.failure));
    expect(found.condition).not.toBe('broken');
    return found.records;
  };
  return { ...vault, open, read };
}

const inMemory = ({ session }: TestSession): Records => recordsOf(session.vault?.keys ?? new Map());

describe.each(OPERATIONS)('a failing call during $name', ({ run }) => {
  it('the old state stays, the failure is specific, and a retry works', async () => {
    const { open, read, ids } = await copies();
    for (const fault of FAULTS) {
      for (let n = 1; ; n += 1) {
        const { directory, faulty, environment, records } = await open();
        const old = records();
        const callsBefore = faulty.calls.length;
        faulty.breakAt(n, fault);
        const result = await run(environment, ids);
        const wasReached = faulty.calls.length - callsBefore >= n;
        faulty.mend();
        if (result.ok) {
          expect(await read(directory)).toEqual(records());
        } else {
          expectNamed(result.failure, fault);
          expect(records()).toEqual(old);
          expect(await read(directory)).toEqual(old);
          valueOf(await run(environment, ids));
        }
        const wanted = records();
        expect(await read(directory)).toEqual(wanted);
        await environment.session.lock();
        expect(await read(directory)).toEqual(wanted);
        expect(faulty.usesAfterFailedSync).toEqual([]);
        if (!wasReached) break;
      }
    }
  });

  it('a permanent fault: the state in memory stays, and a retry works after the fault', async () => {
    const { open, read, ids } = await copies();
    for (const fault of ['ENOSPC', 'EIO', 'half'] as const) {
      for (let n = 1; ; n += 1) {
        const { directory, faulty, environment, records } = await open();
        const old = records();
        const callsBefore = faulty.calls.length;
        faulty.breakAt(n, fault, true);
        const result = await run(environment, ids);
        const wasReached = faulty.calls.length - callsBefore >= n;
        if (!result.ok) {
          expectNamed(result.failure, fault);
          expect(records()).toEqual(old);
          expect((await run(environment, ids)).ok).toBe(false);
        }
        faulty.mend();
        if (!result.ok) valueOf(await run(environment, ids));
        const wanted = records();
        expect(await read(directory)).toEqual(wanted);
        expect(faulty.usesAfterFailedSync).toEqual([]);
        await environment.session.lock();
        if (!wasReached) break;
      }
    }
  });
});

describe('a failing call during locking', () => {
  it('the vault is locked, and no acknowledged change is lost', async () => {
    const { open, read } = await copies();
    for (const fault of FAULTS) {
      for (let n = 1; ; n += 1) {
        const { directory, faulty, environment, records } = await open();
        valueOf(await keysOf(environment).create(newKey({ name: 'Fourth' })));
        const wanted = records();
        const callsBefore = faulty.calls.length;
        faulty.breakAt(n, fault);
        await environment.session.lock();
        const wasReached = faulty.calls.length - callsBefore >= n;
        expect(environment.session.vault).toBeNull();
        expect(faulty.usesAfterFailedSync).toEqual([]);
        faulty.mend();
        expect(await read(directory)).toEqual(wanted);
        if (!wasReached) break;
      }
    }
  });
});

describe('a failing call while a torn line is set aside', () => {
  it('no bytes of the torn line are lost, and the next change moves them to a file', async () => {
    const { open, read, recoveryCode } = await copies();
    for (const fault of FAULTS) {
      for (let n = 1; ; n += 1) {
        const { directory, faulty, environment } = await open(true);
        await environment.session.lock();
        const log = await realFileSystem.open(join(directory, 'activity.jsonl'), 'a');
        await log.write('{"sequence":9,"non');
        await log.close();
        const callsBefore = faulty.calls.length;
        // Counted from the unlock on: recording it is the change that sets the line aside.
        faulty.breakAt(n, fault);
        const unlocked = await environment.session.unlock({
          method: 'recovery-code',
          code: recoveryCode,
        });
        const wasReached = faulty.calls.length - callsBefore >= n;
        faulty.mend();
        if (!unlocked.ok) {
          expect(unlocked.failure).toMatchObject({ code: 'vault-unreadable' });
          valueOf(
            await environment.session.unlock({ method: 'recovery-code', code: recoveryCode }),
          );
        }
        const created = await keysOf(environment).create(newKey({ name: 'Fourth' }));
        expect(created.ok).toBe(true);
        expect(await read(directory)).toEqual(inMemory(environment));
        const aside = (await realFileSystem.readdir(directory)).filter((name) =>
          name.includes('.torn-'),
        );
        const texts = await Promise.all(
          aside.map((name) => realFileSystem.readFile(join(directory, name), 'utf8')),
        );
        expect(texts).toContain('{"sequence":9,"non');
        expect(faulty.usesAfterFailedSync).toEqual([]);
        await environment.session.lock();
        if (!wasReached) break;
      }
    }
  });
});

describe('a failing call while a vault is created', () => {
  it('there is none, the failure is specific, and confirming again creates it', async () => {
    const prepared = await prepareVault({
      passphrase: PASSPHRASE,
      cost: CHEAP_COST,
      keychain: null,
    });
    for (const fault of FAULTS) {
      for (let n = 1; ; n += 1) {
        const directory = join(await temporaryDirectory(), 'vault');
        const faulty = new FaultyFileSystem();
        const paths = vaultPaths(directory);
        const environment = { fs: faulty.fs, paths, actor: 'tester', now: () => n };
        const write = () =>
          writePreparedVault(environment, new SnapshotStore(faulty.fs, paths), prepared);
        faulty.breakAt(n, fault);
        const result = await write();
        const wasReached = faulty.calls.length >= n;
        faulty.mend();
        if (!result.ok) {
          expectNamed(result.failure, fault);
          const { session } = sessionOn(directory, { keychain: noKeychain });
          expect(await session.state()).toMatchObject({ kind: 'absent' });
          valueOf(await write());
        }
        const file = valueOf(await new SnapshotStore(realFileSystem, paths).read());
        if (!file) throw new Error('no vault');
        const bytes = dataKeyBytesOf(file, prepared.recoveryCode);
        expect(await openFromDisk(directory, bytes)).toEqual({ records: {}, condition: 'whole' });
        expect(faulty.usesAfterFailedSync).toEqual([]);
        if (!wasReached) break;
      }
    }
  });
});
