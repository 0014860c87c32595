import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VaultState } from '../../shared/vault/vault-state';
import type { ActivityEvent } from '../../electron/vault/format/events';
import type { FileSystem } from '../../electron/platform/disk/file-system';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import type { VaultEnvironment } from '../../electron/vault/open-vault';
import type { SessionOptions } from '../../electron/vault/session/session-options';
import { VaultSession } from '../../electron/vault/session/vault-session';
import type { RollbackMarkStore } from '../../electron/vault/session/rollback-guard';
import type { Keychain } from '../../electron/vault/keyslots/keyslots';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { onTestFinished } from 'vitest';
import { CHEAP_COST } from './cheap-cost';

export const PASSPHRASE = 'correct horse battery';

/** …as a proof of ownership. */
export const PROOF = { method: 'passphrase', passphrase: PASSPHRASE } as const;

/** A keychain that refuses: most tests need none. */
export const noKeychain: Keychain = {
  isAvailable: async () => false,
  protect: async () => {
    throw new Error('no keychain');
  },
  unprotect: async () => {
    throw new Error('no keychain');
  },
};

/** Loading the dictionaries is slow, and most tests do not need them. */
export const acceptAnyPassphrase = async () => ({ score: 4, isTooWeak: false }) as const;

/** A fake keychain: it encrypts with XOR, and refuses bytes it did not encrypt. */
export function fakeKeychain(): Keychain {
  const marker = Buffer.from('fake keychain ');
  const flipped = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isAvailable: async () => true,
    protect: async (bytes) => Buffer.concat([marker, flipped(bytes)]),
    unprotect: async (bytes) => {
      if (!bytes.subarray(0, marker.length).equals(marker)) throw new Error('not mine');
      return flipped(bytes.subarray(marker.length));
    },
  };
}

/** A temporary directory, deleted at the end of the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'ownchat-keys-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

export interface TestSession {
  session: VaultSession;
  environment: VaultEnvironment;
  states: VaultState[];
  /** how often the open vault was replaced by another version */
  replaced: { count: number };
  clock: { now: number };
  /** stored outside the vault, so that another session can continue with them */
  failedAttempts: SessionOptions['failedAttempts'];
  wrongTries: SessionOptions['throttleStates'];
  /** called for every commit */
  followers: ((events: readonly ActivityEvent[]) => void)[];
}

/** Counts failed attempts like the preferences. */
function attemptCounter(): SessionOptions['failedAttempts'] {
  let failed: ReturnType<SessionOptions['failedAttempts']['get']> = null;
  return {
    get: () => failed,
    note: (at) => {
      failed = { count: (failed?.count ?? 0) + 1, firstAt: failed?.firstAt ?? at, lastAt: at };
    },
    clear: () => {
      failed = null;
    },
  };
}

/** Stores failed attempts for the backoff like the preferences. */
function triesStore(): SessionOptions['throttleStates'] {
  let tries: unknown;
  return {
    get: () => tries,
    set: (next) => {
      tries = JSON.parse(JSON.stringify(next));
    },
  };
}

/** Stores a rollback mark like the preferences. */
export function rollbackMarkStore(): RollbackMarkStore {
  let mark: string | null = null;
  return {
    get: () => mark,
    set: (next) => {
      mark = next;
    },
  };
}

/** Stores when the vault was opened like the preferences. */
export function lastOpenedStore(): SessionOptions['lastOpened'] {
  let openedAt: string | null = null;
  return {
    get: () => openedAt,
    set: (at) => {
      openedAt = at;
    },
  };
}

/** A session on a vault directory, with its own clock; locked at the end of the test. */
export function sessionOn(
  directory: string,
  options: {
    fs?: FileSystem;
    keychain?: Keychain;
    clock?: { now: number };
    lastSeen?: RollbackMarkStore;
    lastOpened?: SessionOptions['lastOpened'];
    failedAttempts?: SessionOptions['failedAttempts'];
    wrongTries?: SessionOptions['throttleStates'];
    actor?: string;
    origin?: VaultEnvironment['origin'];
  } = {},
): TestSession {
  const states: VaultState[] = [];
  const replaced = { count: 0 };
  const followers: TestSession['followers'] = [];
  const clock = options.clock ?? { now: Date.parse('2026-11-23T09:12:00.000Z') };
  const failedAttempts = options.failedAttempts ?? attemptCounter();
  const wrongTries = options.wrongTries ?? triesStore();
  const environment: VaultEnvironment = {
    fs: options.fs ?? realFileSystem,
    paths: vaultPaths(directory),
    actor: options.actor ?? 'tester',
    ...(options.origin ? { origin: options.origin } : {}),
    now: () => clock.now,
    onCommitted: (events) => {
      for (const follow of followers) follow(events);
    },
  };
  const session = new VaultSession({
    environment,
    keychain: options.keychain ?? noKeychain,
    kdfCost: async () => CHEAP_COST,
    failedAttempts,
    throttleStates: wrongTries,
    rollbackMark: options.lastSeen ?? rollbackMarkStore(),
    ratePassphrase: acceptAnyPassphrase,
    lastOpened: options.lastOpened ?? lastOpenedStore(),
    onReplaced: () => {
      replaced.count += 1;
    },
    onStateChanged: (state) => states.push(state),
  });
  onTestFinished(() => session.lock());
  return { session, states, replaced, clock, followers, environment, failedAttempts, wrongTries };
}

/** A new vault in the directory, unlocked. */
export async function createdVault(
  directory: string,
  options: Parameters<typeof sessionOn>[1] = {},
): Promise<TestSession & { recoveryCode: string }> {
  const made = sessionOn(directory, options);
  const created = await made.session.create(PASSPHRASE, options.keychain !== undefined);
  if (!created.ok) throw new Error(created.failure.code);
  const confirmed = await made.session.confirmRecoveryCode();
  if (!confirmed.ok) throw new Error(confirmed.failure.code);
  return { ...made, recoveryCode: created.value.recoveryCode };
}
