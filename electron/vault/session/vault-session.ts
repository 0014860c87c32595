import { isDeepStrictEqual } from 'node:util';
import type { ActivityEndStatus } from '../../../shared/activity/activity';
import type {
  Proof,
  UnlockMethod,
  CredentialsChanged,
} from '../../../shared/contract/unlock-methods';
import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type {
  KeychainAsked,
  VaultNotice,
  SecurityStatus,
  VaultState,
} from '../../../shared/vault/vault-state';
import type { ActivityArchive } from '../activity/archive-file';
import type { ActivityDraft } from '../format/events';
import type { ActivityEvent } from '../format/events';
import { archiveActivity } from '../operations/archive-activity';
import { rotateDataKey } from '../operations/rotate-data-key';
import type { ChangedKey, NextKey } from '../operations/rotate-data-key';
import { DataKey } from '../crypto/data-key';
import { PendingVault } from './pending-vault';
import { mergeWithDisk } from '../repair/merge-with-disk';
import { RollbackGuard } from './rollback-guard';
import { isReplaceable, noBackupNotice } from '../snapshot/backup-notice';
import type { VaultEnvironment } from '../open-vault';
import { openVault } from '../open-vault';
import { UnlockedVault } from './unlocked-vault';
import type { SessionOptions } from './session-options';
import { isRecord } from '../format/record-events';
import type { Slot } from '../format/keyslot-schema';
import { securityStatusOf } from './security-status';
import type { Vault } from '../vault';
import type { VaultInternals } from '../vault-internals';
import type { FoundVault } from './locked-vault';
import { LockedVault } from './locked-vault';
import { Unlocker } from '../keyslots/unlocker';
import { SerialQueue } from '../serial-queue';
import { inBackground } from '../../lib/in-background';

const REPLACES: ReadonlySet<string> = new Set(['vault.merged', 'vault.data-key-changed']);

/**
 * The life of the vault from first run to lock. Knows whether it is absent, locked, unlocked or
 * damaged, and owns the one `Vault` while it is unlocked.
 */
export class VaultSession {
  readonly #options: SessionOptions;
  /** Every passphrase attempt goes through this, so that all are throttled. */
  readonly unlocker: Unlocker;
  /** damage to report at the next `state`, then cleared */
  #damage: Failure | null = null;
  /** Create, open and close are serial: two open vaults would overwrite each other. */
  readonly #queue = new SerialQueue();
  /** Result of asking the keychain; undefined when it was not asked, or refused. */
  #keychain: KeychainAsked;
  /** Unlocks and replacements in progress; each may end with an open vault. */
  #runningUnlocks = 0;
  /** Number of locks; an unlock that began before the latest one is discarded. */
  #lockCount = 0;
  /** Locks that wait for their turn; the state is reported as locked already. */
  #pendingLocks = 0;
  /** Why the last snapshot failed; null when it succeeded. */
  #snapshotFailure: Failure | null = null;
  /** The keyslots while replaced files are reopened; the state stays unlocked meanwhile. */
  #reopeningSlots: readonly Slot[] | null = null;
  readonly #pendingVault: PendingVault;
  readonly #lockedVault: LockedVault;
  #open: UnlockedVault | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { keychain, environment, failedAttempts, throttleStates } = options;
    this.unlocker = new Unlocker({
      keychain,
      now: environment.now,
      failed: failedAttempts.get(),
      throttleStates,
      onWrong: (method) => this.#recordFailedAttempt(method),
    });
    this.#pendingVault = new PendingVault(options);
    this.#lockedVault = new LockedVault(options.environment);
  }

  /** The unlocked vault, or null. */
  get vault(): Vault | null {
    return this.#unlocked?.vault ?? null;
  }

  get #unlocked(): UnlockedVault | null {
    return this.#pendingLocks === 0 ? this.#open : null;
  }

  /** The keyslots of the vault that a lock would close; null when it is locked. */
  get #slotsToLock(): readonly Slot[] | null {
    if (this.#pendingLocks > 0) return null;
    return this.#open?.vault.slots ?? this.#reopeningSlots;
  }

  /** Whether there is something to lock: an open vault, or an unlock in progress. */
  get canLock(): boolean {
    return this.#slotsToLock !== null || this.#runningUnlocks > 0;
  }

  /** The notice about the unlocked vault. */
  get notice(): VaultNotice | null {
    return this.#unlocked?.notice ?? null;
  }

  /** Reads the disk again unless the vault is open. */
  async state(): Promise<VaultState> {
    if (this.#unlocked) return { kind: 'unlocked', notice: this.#unlocked.notice };
    if (this.#open) return this.#lockedState(this.#open.vault.slots);
    const damage = this.#damage;
    this.#damage = null;
    if (damage !== null) return { kind: 'damaged', failure: damage };
    const found = await this.#lockedVault.read();
    if (found.ok) return this.#lockedState(found.value.file.slots);
    if (found.failure.code !== 'vault-absent') return { kind: 'damaged', failure: found.failure };
    return { kind: 'absent', canUseKeychain: await this.#options.keychain.isAvailable() };
  }

  /** Whether there is no vault yet. */
  async isAbsent(): Promise<boolean> {
    if (this.#open) return false;
    const found = await this.#lockedVault.read();
    return !found.ok && found.failure.code === 'vault-absent';
  }

  /** Prepares a new vault. `confirmRecoveryCode` writes it. */
  create(passphrase: string, useKeychain: boolean): Promise<Result<{ recoveryCode: string }>> {
    return this.#queue.run(async () => {
      const state = await this.state();
      if (state.kind !== 'absent') return fail({ code: 'vault-exists' });
      if (useKeychain && !state.canUseKeychain) return fail({ code: 'keychain-unavailable' });
      return this.#pendingVault.prepare(passphrase, useKeychain);
    });
  }

  /** Writes the prepared vault and opens it. A failed write can be retried. */
  confirmRecoveryCode(): Promise<Result<void>> {
    return this.#runUnlock(() =>
      this.#queue.run(async () => {
        const written = await this.#pendingVault.write();
        if (!written.ok) return written;
        const found = await this.#lockedVault.read();
        if (!found.ok) {
          written.value.destroy();
          return found;
        }
        const opened = await this.#openFound(found.value, written.value, {
          expected: { endStatus: null },
        });
        this.#markSeen();
        return opened;
      }),
    );
  }

  /** The prepared vault's recovery code, or null; the clipboard may copy it while it is shown. */
  get preparedCode(): string | null {
    return this.#pendingVault.recoveryCode;
  }

  /**
   * @returns `vault-locked` when the vault was locked before the unlock finished: the user may have
   * left
   */
  unlock(given: UnlockMethod): Promise<Result<void>> {
    const lockCount = this.#lockCount;
    return this.#runUnlock(() => this.#unlock(given, () => this.#lockCount === lockCount));
  }

  async #unlock(given: UnlockMethod, isWanted: () => boolean): Promise<Result<void>> {
    const found = await this.#queue.run(() => this.#readLocked());
    if (!found.ok) return this.#showDamage(found.failure);
    const { file } = found.value;
    const unlocked = await (given.method === 'keychain'
      ? this.#askKeychain(given, file)
      : this.unlocker.open(given, file, { isWanted, isProof: false }));
    if (!unlocked.ok) return unlocked;
    const dataKey = new DataKey(unlocked.value, file.vaultId);
    const opened = await this.#queue.run(async () => {
      if (!isWanted()) {
        dataKey.destroy();
        return fail({ code: 'vault-locked' });
      }
      // The KDF is slow; another window or program may have changed the file. Read it again.
      const now = await this.#readLocked();
      if (now.ok && haveSameSlots(now.value.file, file)) {
        return this.#finishUnlock(given.method, now.value, dataKey);
      }
      dataKey.destroy();
      return now.ok ? null : this.#showDamage(now.failure);
    });
    // The data key may have been rotated. Unlock the present file instead.
    return opened ?? this.#unlock(given, isWanted);
  }

  /** Runs a task that may open the vault. A lock during it runs right after it. */
  async #runUnlock<T>(task: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#runningUnlocks += 1;
    try {
      return await task();
    } finally {
      this.#runningUnlocks -= 1;
    }
  }

  /** Records the result for `state`. */
  async #askKeychain(given: UnlockMethod, file: FoundVault['file']): Promise<Result<Buffer>> {
    this.#keychain = 'asked';
    const opened = await this.unlocker.open(given, file);
    const isSilent = !opened.ok && opened.failure.code === 'keychain-silent';
    this.#keychain = isSilent ? 'silent' : undefined;
    return opened;
  }

  /** Sends the state again, to a window that was sent another one meanwhile. */
  async resendState(): Promise<void> {
    this.#sendState(await this.state());
  }

  /**
   * Runs a task on the files of a vault that is not open, and prevents opening or creating it
   * meanwhile.
   */
  whileClosed<T>(task: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#queue.run(async () => (this.#open ? fail({ code: 'vault-not-locked' }) : task()));
  }

  /**
   * Opens the vault after a repair and records the repair.
   *
   * @param repair returns the data key, which is taken over
   */
  openRepaired(
    repair: () => Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>>,
  ): Promise<Result<void>> {
    return this.#runUnlock(() => this.whileClosed(() => this.#openRepaired(repair)));
  }

  async #openRepaired(
    repair: () => Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>>,
  ): Promise<Result<void>> {
    const repaired = await repair();
    if (!repaired.ok) return repaired;
    const { dataKey, drafts } = repaired.value;
    const found = await this.#lockedVault.read();
    if (!found.ok) {
      dataKey.destroy();
      return this.#showDamage(found.failure);
    }
    // A repaired vault may be older, which the user has accepted. Under another data key the
    // rollback check still applies.
    const isKnown = this.#options.lastOpened.get() !== null;
    const isMarkMissing = this.#rollbackGuardFor(dataKey, found.value.file.vaultId).isMarkMissing(
      isKnown,
    );
    const expected = { endStatus: isMarkMissing ? ({ kind: 'unknown' } as const) : null };
    const opened = await this.#openFound(found.value, dataKey, { expected });
    if (!opened.ok) return this.#showDamage(opened.failure);
    if (!isMarkMissing) this.unlocker.resetThrottle();
    const isRecorded = await this.#open?.recordUnlock(drafts);
    if (isRecorded) this.#markSeen();
    await this.#open?.vault.alignBackups();
    return opened;
  }

  /** Merges the changes made here into the version that another program put in place. */
  merge(): Promise<Result<{ changes: number }>> {
    return this.#queue.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      const merged = await open.vault.exclusively(async ({ closeReplaced: leave }) => {
        const both = await mergeWithDisk(this.#vaultEnvironment(), open.vault, open.openedAt);
        if (both.ok) await leave();
        return both;
      });
      if (!merged.ok) return merged;
      const { vault, changes } = merged.value;
      open.stopMarking();
      const { endStatus } = open.vault.activity;
      this.#open = new UnlockedVault(this.#options, vault, null);
      // An undecided rollback stays undecided.
      if (endStatus) this.#open.reportUncertainEnd(endStatus);
      this.#open.markSeen();
      this.#options.onReplaced();
      this.#sendState({ kind: 'unlocked', notice: this.#open.notice });
      return ok({ changes });
    });
  }

  /** The environment, with this session listening for changes to the open vault's files. */
  #vaultEnvironment(): VaultEnvironment {
    return {
      ...this.#options.environment,
      onCommitted: this.#followCommit,
      onSnapshot: (written) => {
        this.#options.environment.onSnapshot?.(written);
        this.#snapshotFailure = written.ok ? null : written.failure;
        inBackground('whether there is a backup', this.#updateBackupNotice());
      },
      onChangedOnDisk: (path) => {
        if (!this.#open) return;
        const notice: VaultNotice = { kind: 'changed-on-disk', path };
        this.#open.notice = notice;
        this.#sendState({ kind: 'unlocked', notice });
      },
    };
  }

  /** Shows that backups cannot be saved, until one is. */
  async #updateBackupNotice(): Promise<void> {
    const open = this.#open;
    const failure = this.#snapshotFailure;
    const notice = failure && (await noBackupNotice(this.#options.environment, failure));
    if (!open || open !== this.#open || failure !== this.#snapshotFailure) return;
    if (!isReplaceable(open.notice) || (!notice && open.notice?.kind !== 'no-backup')) return;
    if (isDeepStrictEqual(notice, open.notice)) return;
    open.notice = notice;
    this.#sendState({ kind: 'unlocked', notice });
  }

  /** The next call of `state` reports the damage that opening the vault revealed. */
  setDamage(failure: Failure): void {
    this.#damage = failure;
  }

  /**
   * Marks a read-only vault for repair: after locking, the next call of `state` reports the damage.
   */
  markForRepair(): Result<void> {
    const notice = this.#unlocked?.notice;
    if (notice?.kind !== 'read-only') return fail({ code: 'vault-not-locked' });
    this.#damage = { code: 'activity-damaged', path: notice.path };
    return ok(undefined);
  }

  /**
   * The user continues with a state that may be rolled back, or with revoked keyslots: the vault
   * becomes writable.
   */
  acceptOlderState(): Promise<Result<void>> {
    return this.#queue.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      if (open.vault.activity.endStatus === null && !open.outdatedKeyslots) return ok(undefined);
      const accepted = await open.acceptOlderState();
      if (!accepted.ok) return accepted;
      this.#sendState({ kind: 'unlocked', notice: open.notice });
      return ok(undefined);
    });
  }

  #markSeen(): void {
    this.#open?.markSeen();
  }

  readonly #followCommit = (events: readonly ActivityEvent[]): void => {
    this.#options.environment.onCommitted?.(events);
    // The open files are about to be replaced; that sets the mark itself.
    if (events.some(({ event }) => REPLACES.has(event))) return;
    // Each of these is one user action. Other changes may come by the thousand, so they are marked
    // with a delay.
    if (events.some(isRecord)) this.#markSeen();
    else this.#open?.markSeenSoon();
  };

  /**
   * The sequence number of the newest line of the vault that this computer has seen under that key;
   * 0 when it is not known.
   */
  markedSequence(dataKey: DataKey, vaultId: string): number {
    return this.#rollbackGuardFor(dataKey, vaultId).sequence;
  }

  #rollbackGuardFor(dataKey: DataKey, vaultId: string): RollbackGuard {
    const { rollbackMark: store, environment } = this.#options;
    return new RollbackGuard({
      vaultId,
      dataKey,
      store,
      now: environment.now,
      keyslotsMark: () => '',
    });
  }

  /** How the vault can be unlocked, and its backups. */
  async protection(): Promise<Result<SecurityStatus>> {
    const open = this.#unlocked;
    return open
      ? securityStatusOf(this.#options.environment, open.vault.slots)
      : fail({ code: 'vault-locked' });
  }

  /** Verifies a proof again before a secret is shown. */
  async confirm(proof: Proof): Promise<Result<void>> {
    const open = this.#unlocked;
    if (!open) return fail({ code: 'vault-locked' });
    const isWanted = () => this.#unlocked === open;
    const isProof = !open.mayHaveOutdatedKeyslots;
    const dataKey = await this.unlocker.open(proof, open.vault, { isWanted, isProof });
    if (!dataKey.ok) return dataKey;
    dataKey.value.fill(0);
    return ok(undefined);
  }

  /**
   * Tries a passphrase on an imported file. Copies and backups of the open vault share its
   * throttle: they have its id, which authenticates their slots. Exports of the vault are
   * recognised by their ids.
   *
   * @param attempt resolves to null when the passphrase is wrong
   */
  async tryFile<T>(vaultId: string, attempt: () => Promise<T | null>): Promise<Result<T>> {
    const open = this.#unlocked;
    if (!open) return fail({ code: 'vault-locked' });
    const isOurs = open.vault.isOwn(vaultId);
    return this.unlocker.tryFile({ vaultId, isOurs }, attempt, () => this.#unlocked === open);
  }

  /**
   * Records a failed attempt in the activity: at once when the vault is open, else after the next
   * unlock.
   */
  async #recordFailedAttempt(method: Proof['method']): Promise<void> {
    const recorded = await this.#unlocked?.vault.commit(() =>
      ok([{ event: 'vault.proof-failed', keyId: null, change: { method } }]),
    );
    if (recorded?.ok) return;
    const { failedAttempts, environment } = this.#options;
    failedAttempts.note(new Date(environment.now()).toISOString());
  }

  /**
   * Re-encrypts the open vault under another data key and reopens it; the window sees it open
   * throughout. If this fails half way the vault is locked, and opens with either the old or the
   * new keyslots.
   *
   * @param next owned once the vault is sealed under it; before that a failure can be retried,
   * except `new-code-expired`
   */
  changeDataKey(next: ChangedKey): Promise<Result<CredentialsChanged>> {
    return this.#replaceFiles(
      (inside) => {
        this.#open?.markForRotation(next.dataKey);
        return rotateDataKey(this.#options.environment, inside, next);
      },
      () => next,
    );
  }

  /**
   * Moves old events into a sealed archive and reopens the vault; the window sees it open
   * throughout. If this fails half way the vault is locked, and opens with all events in one place
   * or the other.
   *
   * @param before milliseconds since the epoch: earlier events are archived
   * @param onProgress progress in arbitrary units
   */
  archiveActivity(
    before: number,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<ActivityArchive>> {
    return this.#replaceFiles(
      (inside) => archiveActivity(this.#options.environment, inside, before, onProgress),
      (vault) => ({ dataKey: vault.copyDataKey(), slots: [...vault.slots] }),
    );
  }

  /**
   * Replaces the files of the open vault and opens the new ones.
   *
   * @param work says whether the files on disk are the new ones, even after a failure
   * @param nextOf the key and slots of the new files
   */
  #replaceFiles<T>(
    work: (inside: VaultInternals) => Promise<{ result: Result<T>; isReplaced: boolean }>,
    nextOf: (vault: Vault) => NextKey,
  ): Promise<Result<T>> {
    return this.#queue.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      const done = await open.vault.exclusively(async (inside) => {
        const { result, isReplaced } = await work(inside);
        const next = isReplaced ? nextOf(open.vault) : null;
        if (isReplaced) await inside.closeReplaced();
        return ok({ result, next });
      });
      if (!done.ok) return done;
      const { result, next } = done.value;
      if (next === null) {
        this.#markSeen();
        return result;
      }
      // The mark refers to the old files and no longer applies.
      open.stopMarking();
      return this.#reopen(result, next, open.vault.activity.endStatus);
    });
  }

  /** Opens the files that replaced those of the open vault. */
  async #reopen<T>(
    result: Result<T>,
    next: NextKey,
    endStatus: ActivityEndStatus,
  ): Promise<Result<T>> {
    this.#open = null;
    this.#reopeningSlots = next.slots;
    try {
      const found = result.ok ? await this.#lockedVault.read() : result;
      if (found.ok) {
        // The vault was open until now, so a mark under the old key is not needed.
        const opened = await this.#openFound(found.value, next.dataKey, {
          expected: { endStatus },
        });
        if (opened.ok) this.#markSeen();
        return opened.ok ? result : this.#showDamage(opened.failure);
      }
      next.dataKey.destroy();
      this.#sendState(this.#lockedState(next.slots));
      return found;
    } finally {
      this.#reopeningSlots = null;
    }
  }

  /**
   * Writes pending changes and drops the data key. The state is reported as locked at once,
   * even while a task runs and however long a large vault takes to write.
   *
   * @param settle awaited before the vault is closed: the end of running work on it
   */
  async lock(settle: () => Promise<void> = async () => undefined): Promise<void> {
    const slots = this.#slotsToLock;
    this.#lockCount += 1;
    this.#pendingLocks += 1;
    const closed = this.#queue.run(async () => {
      try {
        await settle();
      } finally {
        await this.#close().finally(() => (this.#pendingLocks -= 1));
      }
    });
    try {
      if (slots) this.#sendState(this.#lockedState(slots));
    } finally {
      // A failing listener must not prevent the lock.
      await closed;
    }
  }

  async #close(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    await open.close();
  }

  async #finishUnlock(
    method: UnlockMethod['method'],
    found: FoundVault,
    dataKey: DataKey,
  ): Promise<Result<void>> {
    const opened = await this.#openFound(found, dataKey, { method });
    if (!opened.ok) {
      const { failure } = opened;
      if (failure.code !== 'older-ways-in') return this.#showDamage(failure);
      this.#keychain = failure.code;
      this.#sendState(await this.state());
      return opened;
    }
    await this.#open?.recordUnlock([{ event: 'vault.unlocked', keyId: null, change: { method } }]);
    await this.#open?.vault.alignBackups();
    return opened;
  }

  /**
   * @param as.expected the result of the rollback check, where it is known: the user has decided,
   * or the vault was open until now
   * @param as.method the keychain answers without the user, so it opens no file with outdated
   * keyslots or one that may be an older copy: the keychain slot may have been removed since
   */
  async #openFound(
    found: FoundVault,
    dataKey: DataKey,
    {
      expected = null,
      method,
    }: { expected?: { endStatus: ActivityEndStatus } | null; method?: UnlockMethod['method'] } = {},
  ): Promise<Result<void>> {
    const { lastOpened } = this.#options;
    const environment = this.#vaultEnvironment();
    const opened = await openVault(environment, found.snapshots, found.file, dataKey);
    if (!opened.ok) {
      dataKey.destroy();
      return opened;
    }
    this.#keychain = undefined;
    const open = await UnlockedVault.withRollbackCheck(this.#options, opened.value, expected);
    if (method === 'keychain' && open.mayHaveOutdatedKeyslots) {
      await open.discard();
      return fail({ code: 'older-ways-in' });
    }
    // An attacker who swaps the files for a copy that they can open has proved nothing about the
    // vault.
    if (method && method !== 'keychain' && !open.mayHaveOutdatedKeyslots)
      this.unlocker.resetThrottle();
    const failure = this.#snapshotFailure;
    if (failure && isReplaceable(open.notice))
      open.notice = await noBackupNotice(environment, failure);
    this.#lockedVault.forget();
    this.#open = open;
    this.#sendState({ kind: 'unlocked', notice: open.notice });
    lastOpened.set(new Date(environment.now()).toISOString());
    return ok(undefined);
  }

  #lockedState(slots: readonly Slot[]): VaultState {
    const hasKeychainSlot = slots.some((slot) => slot.type === 'keychain');
    const lastOpenedAt = this.#options.lastOpened.get();
    const keychain = this.#keychain;
    return { kind: 'locked', hasKeychainSlot, lastOpenedAt, ...(keychain && { keychain }) };
  }

  /** Damage of the vault has its own screen, wherever it is found. */
  #showDamage(failure: Failure): Result<never> {
    if (failure.code !== 'vault-not-locked') this.#sendState({ kind: 'damaged', failure });
    return fail(failure);
  }

  /** While a lock is pending the vault is not shown as open. */
  #sendState(state: VaultState): void {
    if (state.kind === 'unlocked' && this.#pendingLocks > 0) return;
    this.#options.onStateChanged(state);
  }

  async #readLocked(): Promise<Result<FoundVault>> {
    return this.#open ? fail({ code: 'vault-not-locked' }) : this.#lockedVault.read();
  }
}

/** Whether two files of a vault have the same keyslots. */
const haveSameSlots = (one: FoundVault['file'], other: FoundVault['file']): boolean =>
  one.vaultId === other.vaultId && isDeepStrictEqual(one.slots, other.slots);
