import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareVault, writePreparedVault } from '../../electron/vault/session/create-vault';
import type { PreparedVault } from '../../electron/vault/session/create-vault';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import type { VaultFile } from '../../electron/vault/format/snapshot-schema';
import { CredentialChanges } from '../../electron/vault/operations/change-credentials';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { syncDirectory } from '../../electron/platform/disk/durable-write';
import type { FileSystem } from '../../electron/platform/disk/file-system';
import { ok } from '../../shared/lib/result';
import type { Result } from '../../shared/lib/result';
import { CHEAP_COST } from '../support/cheap-cost';
import { isThorough, noteCase } from '../support/fault-cases';
import type { Fate } from '../support/power-loss-disk';
import { PowerLossDisk } from '../support/power-loss-disk';
import type { Random } from '../support/random';
import { seededRandom } from '../support/random';
import type { Records } from '../support/small-vault';
import { dataKeyBytesOf, keysOf, openFromDisk, recordsOf } from '../support/small-vault';
import { newKey, valueOf } from '../support/sample-keys';
import type { TestSession } from '../support/test-vault';
import { PASSPHRASE, acceptAnyPassphrase, noKeychain, sessionOn } from '../support/test-vault';

const DIRECTORY = '/profile/vault';
const FATES: Fate[] = ['kept', 'lost', 'torn'];

/** Up to this number all combinations of fates are tried; beyond it, this many random ones. */
const MAX_FATES = 3 ** 4;

/** Lives of a vault, each of up to eight changes with a power loss after every call. */
const RUNS = isThorough ? 250 : 25;

let prepared: PreparedVault;
beforeAll(async () => {
  prepared = await prepareVault({ passphrase: PASSPHRASE, cost: CHEAP_COST, keychain: null });
});

/** Every disk state that a power loss can leave; a sample of them when there are too many. */
function* crashStates(disk: PowerLossDisk, random: Random): Generator<PowerLossDisk> {
  const { pending } = disk;
  const all = FATES.length ** pending;
  for (let state = 0; state < Math.min(all, MAX_FATES); state += 1) {
    let digits = all > MAX_FATES ? Math.floor(random.next() * 2 ** 48) : state;
    yield disk.afterPowerLoss(() => {
      const fate = FATES[digits % FATES.length] ?? 'kept';
      digits = Math.floor(digits / FATES.length);
      return fate;
    });
  }
}

/** Opens the vault on a disk: its records, or null without a vault. */
async function found(disk: PowerLossDisk): Promise<Records | null> {
  noteCase();
  const opened = await openFromDisk(DIRECTORY, prepared.dataKey.bytes, disk.fs);
  if ('records' in opened) {
    expect(opened.condition).not.toBe('broken');
    return opened.records;
  }
  expect(opened.failure).toBe('absent');
  const { session } = sessionOn(DIRECTORY, { fs: disk.fs });
  expect(await session.state()).toMatchObject({ kind: 'absent' });
  return null;
}

/** An unlocked vault on a disk that reports every moment at which the power could be lost. */
async function vaultOn(disk: PowerLossDisk) {
  const world = sessionOn(DIRECTORY, { fs: disk.fs });
  const code = prepared.recoveryCode;
  valueOf(await world.session.unlock({ method: 'recovery-code', code }));
  return { ...world, records: () => recordsOf(world.session.vault?.keys ?? new Map()) };
}

const paths = vaultPaths(DIRECTORY);

const write = (fs: FileSystem) =>
  writePreparedVault(
    { fs, paths, actor: 'tester', now: () => 0 },
    new SnapshotStore(fs, paths),
    prepared,
  );

/** Whether a recovery code opens the vault file. */
function opens(file: VaultFile, code: string): boolean {
  try {
    dataKeyBytesOf(file, code);
    return true;
  } catch {
    return false;
  }
}

async function emptyDisk(): Promise<PowerLossDisk> {
  const disk = new PowerLossDisk();
  await disk.fs.mkdir('/profile');
  await syncDirectory(disk.fs, '/');
  return disk;
}

/** The disk after each call that changes something, during the work. */
async function momentsOf(
  disk: PowerLossDisk,
  work: () => Promise<unknown>,
): Promise<PowerLossDisk[]> {
  const moments: PowerLossDisk[] = [];
  disk.onChange = () => moments.push(disk.copy());
  await work();
  disk.onChange = () => undefined;
  return moments;
}

type Operation = (
  world: TestSession,
  ids: readonly string[],
  text: string,
) => Promise<Result<unknown>>;

const nothing = Promise.resolve(ok(undefined));
const OPERATIONS = {
  'creating a key': (world, _ids, text) => keysOf(world).create(newKey({ name: text })),
  'changing a key': (world, [id], text) =>
    id === undefined ? nothing : keysOf(world).update(id, { note: text }),
  'deactivating all keys': (world, ids) =>
    ids.length === 0 ? nothing : keysOf(world).setEnabled(ids, false),
  'activating all keys': (world, ids) =>
    ids.length === 0 ? nothing : keysOf(world).setEnabled(ids, true),
  'deleting a key': (world, ids) =>
    ids.length === 0 ? nothing : keysOf(world).delete(ids.slice(0, 1)),
  'taking a snapshot': async ({ session }) => (await session.vault?.snapshot()) ?? ok(undefined),
} satisfies Record<string, Operation>;
const NAMES = Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[];

describe('a power loss', () => {
  it('while a vault is created leaves none or the new one', async () => {
    const random = seededRandom(1);
    const disk = await emptyDisk();
    const moments = await momentsOf(disk, async () => valueOf(await write(disk.fs)));
    for (const moment of moments) {
      for (const crashed of crashStates(moment, random)) {
        const records = await found(crashed);
        expect(records ?? {}).toEqual({});
        if (records !== null) continue;
        // The creation can be repeated.
        valueOf(await write(crashed.fs));
        expect(await found(crashed)).toEqual({});
      }
    }
    for (const crashed of crashStates(disk, random)) expect(await found(crashed)).toEqual({});
  });

  it('keeps acknowledged changes, and each change in flight completely or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        async (names, seed) => {
          const random = seededRandom(seed);
          let disk = await emptyDisk();
          valueOf(await write(disk.fs));
          for (const [index, name] of names.entries()) {
            const world = await vaultOn(disk);
            const before = world.records();
            const operation: Operation = OPERATIONS[name];
            const moments = await momentsOf(disk, async () =>
              valueOf(await operation(world, Object.keys(before), `Number ${index}`)),
            );
            const after = world.records();
            const acknowledged = disk.copy();
            const locking = await momentsOf(disk, () => world.session.lock());
            for (const moment of moments.slice(0, -1)) {
              for (const crashed of crashStates(moment, random)) {
                expect([before, after]).toContainEqual(await found(crashed));
              }
            }
            for (const moment of [acknowledged, ...locking]) {
              for (const crashed of crashStates(moment, random)) {
                expect(await found(crashed)).toEqual(after);
                // The run continues on one of the disks that a power loss has left.
                if (random.chance(0.2)) disk = crashed;
              }
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 1_800_000);

  it('during a data key rotation leaves everything under either the old or the new keyslots', async () => {
    const random = seededRandom(2);
    const disk = await emptyDisk();
    valueOf(await write(disk.fs));
    const world = await vaultOn(disk);
    for (const name of ['First', 'Second']) valueOf(await keysOf(world).create(newKey({ name })));
    const records = world.records();
    const oldCode = prepared.recoveryCode;
    const security = new CredentialChanges({
      session: world.session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    const newCode = valueOf(await security.prepareDataKey(PASSPHRASE)).recoveryCode;
    const moments = await momentsOf(disk, async () =>
      valueOf(await security.confirmRecoveryCode()),
    );
    const acknowledged = disk.copy();

    const openedBy = async (crashed: PowerLossDisk) => {
      noteCase();
      const file = valueOf(await new SnapshotStore(crashed.fs, paths).read());
      if (file === null) throw new Error('there is no vault any more');
      const codes = [oldCode, newCode].filter((code) => opens(file, code));
      expect(codes).toHaveLength(1);
      const inside = await openFromDisk(
        DIRECTORY,
        dataKeyBytesOf(file, codes[0] ?? ''),
        crashed.fs,
      );
      if ('failure' in inside) throw new Error(JSON.stringify(inside.failure));
      expect(inside.condition).not.toBe('broken');
      expect(inside.records).toEqual(records);
      return codes[0];
    };
    const meanwhile = new Set<string | undefined>();
    for (const moment of moments) {
      for (const crashed of crashStates(moment, random)) meanwhile.add(await openedBy(crashed));
    }
    expect(meanwhile).toEqual(new Set([oldCode, newCode]));
    for (const crashed of crashStates(acknowledged, random)) {
      expect(await openedBy(crashed)).toBe(newCode);
    }
  });
});
