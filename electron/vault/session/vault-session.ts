import { isDeepStrictEqual } from 'node:util';
import type { EndDoubt } from '../../../shared/activity/activity';
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
import { givesWay, noBackupNotice } from '../snapshot/backup-notice';
import type { VaultWorld } from '../open-vault';
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
 * The vault from first run to lock: which of absent, locked, unlocked and damaged it is, and the ways between.
 * Holds the one `Vault` there is while it is unlocked.
 */
export class VaultSession {
  readonly #options: SessionOptions;
  /** Whoever tries passphrases does it through these: guessing is slowed down wherever it is done. */
  readonly unlocker: Unlocker;
  /** what is to be put in order, until somebody has been told */
  #toRepair: Failure | null = null;
  /** Creating, opening and closing come one after another: two open vaults would write over each other. */
  readonly #turns = new SerialQueue();
  /** What has come of asking the keychain; undefined when it was not asked, or has refused. */
  #keychain: KeychainAsked;
  /** Ways in that are being tried, and vaults that are being put in place: each may end with an open vault. */
  #entering = 0;
  /** How often it was locked: what began before does not open it any more. */
  #locks = 0;
  /** Locks that wait for their turn: to everybody who asks, the vault is locked already. */
  #locksWaiting = 0;
  /** Why the last snapshot could not be taken; null when it could. */
  #noBackupBecause: Failure | null = null;
  /** The ways into the vault while other files of it are being opened, which nobody notices. */
  #reopening: readonly Slot[] | null = null;
  readonly #firstRun: PendingVault;
  readonly #onDisk: LockedVault;
  #open: UnlockedVault | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { keychain, world, failedAttempts, wrongTries } = options;
    this.unlocker = new Unlocker({
      keychain,
      now: world.now,
      failed: failedAttempts.get(),
      wrongTries,
      onWrong: (method) => this.#recordWrong(method),
    });
    this.#firstRun = new PendingVault(options);
    this.#onDisk = new LockedVault(options.world);
  }

  /** The unlocked vault, or null. */
  get vault(): Vault | null {
    return this.#unlocked?.vault ?? null;
  }

  get #unlocked(): UnlockedVault | null {
    return this.#locksWaiting === 0 ? this.#open : null;
  }

  /** The ways into the vault that locking would close; null when it is locked. */
  get #slotsToLock(): readonly Slot[] | null {
    if (this.#locksWaiting > 0) return null;
    return this.#open?.vault.slots ?? this.#reopening;
  }

  /** Whether there is something to lock: an open vault, or one that is about to be. */
  get canLock(): boolean {
    return this.#slotsToLock !== null || this.#entering > 0;
  }

  /** What is told of the unlocked vault. */
  get notice(): VaultNotice | null {
    return this.#unlocked?.notice ?? null;
  }

  /** Looks at the disk again unless the vault is open. */
  async state(): Promise<VaultState> {
    if (this.#unlocked) return { kind: 'unlocked', notice: this.#unlocked.notice };
    if (this.#open) return this.#lockedState(this.#open.vault.slots);
    const toRepair = this.#toRepair;
    this.#toRepair = null;
    if (toRepair !== null) return { kind: 'damaged', failure: toRepair };
    const found = await this.#onDisk.read();
    if (found.ok) return this.#lockedState(found.value.file.slots);
    if (found.failure.code !== 'vault-absent') return { kind: 'damaged', failure: found.failure };
    return { kind: 'absent', canUseKeychain: await this.#options.keychain.isAvailable() };
  }

  /** Whether there is no vault yet. */
  async isAbsent(): Promise<boolean> {
    if (this.#open) return false;
    const found = await this.#onDisk.read();
    return !found.ok && found.failure.code === 'vault-absent';
  }

  /** Prepares a new vault. Nothing is written before `confirmRecoveryCode`. */
  create(passphrase: string, useKeychain: boolean): Promise<Result<{ recoveryCode: string }>> {
    return this.#turns.run(async () => {
      const state = await this.state();
      if (state.kind !== 'absent') return fail({ code: 'vault-exists' });
      if (useKeychain && !state.canUseKeychain) return fail({ code: 'keychain-unavailable' });
      return this.#firstRun.prepare(passphrase, useKeychain);
    });
  }

  /** Writes the prepared vault and opens it. When writing fails it can be tried again. */
  confirmRecoveryCode(): Promise<Result<void>> {
    return this.#entered(() =>
      this.#turns.run(async () => {
        const written = await this.#firstRun.write();
        if (!written.ok) return written;
        const found = await this.#onDisk.read();
        if (!found.ok) {
          written.value.destroy();
          return found;
        }
        const entered = await this.#enter(found.value, written.value, {
          expected: { doubt: null },
        });
        this.#noteSeen();
        return entered;
      }),
    );
  }

  /** The recovery code of the prepared vault, or null: it may be copied while it is on the screen. */
  get preparedCode(): string | null {
    return this.#firstRun.recoveryCode;
  }

  /** @returns `vault-locked` when it is locked before the way in has led anywhere: the person may have left since */
  unlock(way: UnlockMethod): Promise<Result<void>> {
    const locks = this.#locks;
    return this.#entered(() => this.#unlock(way, () => this.#locks === locks));
  }

  async #unlock(way: UnlockMethod, isWanted: () => boolean): Promise<Result<void>> {
    const found = await this.#turns.run(() => this.#readLocked());
    if (!found.ok) return this.#showDamage(found.failure);
    const { file } = found.value;
    const opened = await (way.method === 'keychain'
      ? this.#askKeychain(way, file)
      : this.unlocker.open(way, file, { isWanted, isProof: false }));
    if (!opened.ok) return opened;
    const dataKey = new DataKey(opened.value, file.vaultId);
    const entered = await this.#turns.run(async () => {
      if (!isWanted()) {
        dataKey.destroy();
        return fail({ code: 'vault-locked' });
      }
      // Trying a way in takes time, in which another session or another program may have changed the files.
      const now = await this.#readLocked();
      if (now.ok && isOpenedLike(now.value.file, file)) {
        return this.#enterAs(way.method, now.value, dataKey);
      }
      dataKey.destroy();
      return now.ok ? null : this.#showDamage(now.failure);
    });
    // The data key may be another one now: the way in is tried on the file that is there.
    return entered ?? this.#unlock(way, isWanted);
  }

  /** Runs what may end with an open vault. A lock meanwhile has its turn right after that. */
  async #entered<T>(task: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#entering += 1;
    try {
      return await task();
    } finally {
      this.#entering -= 1;
    }
  }

  /** Notes what comes of it for whoever asks where the vault stands meanwhile. */
  async #askKeychain(way: UnlockMethod, file: FoundVault['file']): Promise<Result<Buffer>> {
    this.#keychain = 'asked';
    const opened = await this.unlocker.open(way, file);
    const isSilent = !opened.ok && opened.failure.code === 'keychain-silent';
    this.#keychain = isSilent ? 'silent' : undefined;
    return opened;
  }

  /** Says once more where the vault stands, to whoever was told something else meanwhile. */
  async tellState(): Promise<void> {
    this.#tell(await this.state());
  }

  /** Runs something on the files of a vault that is not open; nothing opens or creates it meanwhile. */
  whileClosed<T>(task: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#turns.run(async () => (this.#open ? fail({ code: 'vault-not-locked' }) : task()));
  }

  /**
   * Opens the vault after its files were put in order, and records what was done.
   *
   * @param mend gives the data key, which is taken over
   */
  openMended(
    mend: () => Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>>,
  ): Promise<Result<void>> {
    return this.#entered(() => this.whileClosed(() => this.#openMended(mend)));
  }

  async #openMended(
    mend: () => Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>>,
  ): Promise<Result<void>> {
    const mended = await mend();
    if (!mended.ok) return mended;
    const { dataKey, drafts } = mended.value;
    const found = await this.#onDisk.read();
    if (!found.ok) {
      dataKey.destroy();
      return this.#showDamage(found.failure);
    }
    // What was mended may well be older: the person has chosen it. Under another data key it is in doubt all the same.
    const isKnown = this.#options.lastOpened.get() !== null;
    const isMissed = this.#lastSeenUnder(dataKey, found.value.file.vaultId).isMissing(isKnown);
    const expected = { doubt: isMissed ? ({ kind: 'unknown' } as const) : null };
    const entered = await this.#enter(found.value, dataKey, { expected });
    if (!entered.ok) return this.#showDamage(entered.failure);
    if (!isMissed) this.unlocker.forgive();
    const isRecorded = await this.#open?.recordEntry(drafts);
    if (isRecorded) this.#noteSeen();
    await this.#open?.vault.alignBackups();
    return entered;
  }

  /** Brings what was changed here into what another program has put in the place of the vault's files. */
  merge(): Promise<Result<{ changes: number }>> {
    return this.#turns.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      const merged = await open.vault.exclusively(async ({ leave }) => {
        const both = await mergeWithDisk(this.#vaultWorld(), open.vault, open.openedAt);
        if (both.ok) await leave();
        return both;
      });
      if (!merged.ok) return merged;
      const { vault, changes } = merged.value;
      open.stopNoting();
      const { doubt } = open.vault.activity;
      this.#open = new UnlockedVault(this.#options, vault, null);
      // What was in doubt is so still.
      if (doubt) this.#open.doubt(doubt);
      this.#open.noteSeen();
      this.#options.onReplaced();
      this.#tell({ kind: 'unlocked', notice: this.#open.notice });
      return ok({ changes });
    });
  }

  /** The world, and this session listening to what happens to the files of the open vault. */
  #vaultWorld(): VaultWorld {
    return {
      ...this.#options.world,
      onCommitted: this.#followCommit,
      onSnapshot: (written) => {
        this.#options.world.onSnapshot?.(written);
        this.#noBackupBecause = written.ok ? null : written.failure;
        inBackground('whether there is a backup', this.#showWhetherBackedUp());
      },
      onChangedOnDisk: (path) => {
        if (!this.#open) return;
        const notice: VaultNotice = { kind: 'changed-on-disk', path };
        this.#open.notice = notice;
        this.#tell({ kind: 'unlocked', notice });
      },
    };
  }

  /** Says that no backup can be kept, until one is. */
  async #showWhetherBackedUp(): Promise<void> {
    const open = this.#open;
    const failure = this.#noBackupBecause;
    const notice = failure && (await noBackupNotice(this.#options.world, failure));
    if (!open || open !== this.#open || failure !== this.#noBackupBecause) return;
    if (!givesWay(open.notice) || (!notice && open.notice?.kind !== 'no-backup')) return;
    if (isDeepStrictEqual(notice, open.notice)) return;
    open.notice = notice;
    this.#tell({ kind: 'unlocked', notice });
  }

  /** Whoever asks for the state first is shown what is wrong, which only opening the vault has brought to light. */
  keepDamage(failure: Failure): void {
    this.#toRepair = failure;
  }

  /**
   * A vault that opened for reading only is to be put in order: once it is locked, whoever asks for its state first is
   * shown it as what it is.
   */
  markForRepair(): Result<void> {
    const notice = this.#unlocked?.notice;
    if (notice?.kind !== 'read-only') return fail({ code: 'vault-not-locked' });
    this.#toRepair = { code: 'activity-damaged', path: notice.path };
    return ok(undefined);
  }

  /** The person goes on with what may be an older state, or with ways in that were closed since: from now on it can be changed. */
  acceptOlderState(): Promise<Result<void>> {
    return this.#turns.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      if (open.vault.activity.doubt === null && !open.outdatedKeyslots) return ok(undefined);
      const accepted = await open.acceptOlderState();
      if (!accepted.ok) return accepted;
      this.#tell({ kind: 'unlocked', notice: open.notice });
      return ok(undefined);
    });
  }

  #noteSeen(): void {
    this.#open?.noteSeen();
  }

  readonly #followCommit = (events: readonly ActivityEvent[]): void => {
    this.#options.world.onCommitted?.(events);
    // Other files are about to take the place of the open ones: what is remembered of these is settled with that.
    if (events.some(({ event }) => REPLACES.has(event))) return;
    // Each of these is something that a person has done; changes may come by the thousand.
    if (events.some(isRecord)) this.#noteSeen();
    else this.#open?.noteSeenSoon();
  };

  /** The number of the newest line that this computer has seen of the vault under that key; 0 when it is not known. */
  seenUnder(dataKey: DataKey, vaultId: string): number {
    return this.#lastSeenUnder(dataKey, vaultId).sequence;
  }

  #lastSeenUnder(dataKey: DataKey, vaultId: string): RollbackGuard {
    const { lastSeen: store, world } = this.#options;
    return new RollbackGuard({ vaultId, dataKey, store, now: world.now, ways: () => '' });
  }

  /** What opens this vault, and what there is if it gets lost. */
  async protection(): Promise<Result<SecurityStatus>> {
    const open = this.#unlocked;
    return open
      ? securityStatusOf(this.#options.world, open.vault.slots)
      : fail({ code: 'vault-locked' });
  }

  /** Asks for a proof once more, before a secret is shown. */
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
   * Tries a passphrase on a file that is brought in. A copy of the open vault, a backup too, is no other thing to guess at
   * than the vault itself: each file of the vault has its id, and its slots open under that id only. An export of it has
   * an id that the vault knows again.
   *
   * @param attempt resolves to null when the passphrase is wrong
   */
  async tryFile<T>(vaultId: string, attempt: () => Promise<T | null>): Promise<Result<T>> {
    const open = this.#unlocked;
    if (!open) return fail({ code: 'vault-locked' });
    const isOurs = open.vault.isOwn(vaultId);
    return this.unlocker.tryFile({ vaultId, isOurs }, attempt, () => this.#unlocked === open);
  }

  /** A wrong try is part of the activity: at once when the vault is open, else as soon as somebody gets in. */
  async #recordWrong(method: Proof['method']): Promise<void> {
    const recorded = await this.#unlocked?.vault.commit(() =>
      ok([{ event: 'vault.proof-failed', keyId: null, change: { method } }]),
    );
    if (recorded?.ok) return;
    const { failedAttempts, world } = this.#options;
    failedAttempts.note(new Date(world.now()).toISOString());
  }

  /**
   * Seals the open vault under another data key and opens it anew; to the window it was open all the time. When
   * it fails half way it is locked, and opens with the old ways in or with the new ones.
   *
   * @param next is taken over as soon as the vault is under it; before that, a failure can be tried again, but for
   * `new-code-expired`
   */
  changeDataKey(next: ChangedKey): Promise<Result<CredentialsChanged>> {
    return this.#replaceFiles(
      (inside) => {
        this.#open?.expectUnder(next.dataKey);
        return rotateDataKey(this.#options.world, inside, next);
      },
      () => next,
    );
  }

  /**
   * Takes old events out of the activity, into a sealed file, and opens the vault anew; to the window it was open all
   * the time. When it fails half way it is locked, and opens with all events in one place or the other.
   *
   * @param before milliseconds since the epoch: what was recorded earlier is old
   * @param onProgress how much of how much is done, of no unit
   */
  archiveActivity(
    before: number,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<ActivityArchive>> {
    return this.#replaceFiles(
      (inside) => archiveActivity(this.#options.world, inside, before, onProgress),
      (vault) => ({ dataKey: vault.copyDataKey(), slots: [...vault.slots] }),
    );
  }

  /**
   * Lets other files take the place of those of the open vault, and opens them.
   *
   * @param work says whether those on the disk are the new ones, also when it has failed
   * @param nextOf what opens the new ones
   */
  #replaceFiles<T>(
    work: (inside: VaultInternals) => Promise<{ result: Result<T>; isReplaced: boolean }>,
    nextOf: (vault: Vault) => NextKey,
  ): Promise<Result<T>> {
    return this.#turns.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      const done = await open.vault.exclusively(async (inside) => {
        const { result, isReplaced } = await work(inside);
        const next = isReplaced ? nextOf(open.vault) : null;
        if (isReplaced) await inside.leave();
        return ok({ result, next });
      });
      if (!done.ok) return done;
      const { result, next } = done.value;
      if (next === null) {
        this.#noteSeen();
        return result;
      }
      // What was seen last is a mark under the files that were, which says nothing any more.
      open.stopNoting();
      return this.#openAnew(result, next, open.vault.activity.doubt);
    });
  }

  /** The files on the disk are no longer those of the vault that was open: they are opened. */
  async #openAnew<T>(result: Result<T>, next: NextKey, doubt: EndDoubt): Promise<Result<T>> {
    this.#open = null;
    this.#reopening = next.slots;
    try {
      const found = result.ok ? await this.#onDisk.read() : result;
      if (found.ok) {
        // It was open until now: a mark under the key that was says nothing of it.
        const entered = await this.#enter(found.value, next.dataKey, { expected: { doubt } });
        if (entered.ok) this.#noteSeen();
        return entered.ok ? result : this.#showDamage(entered.failure);
      }
      next.dataKey.destroy();
      this.#tell(this.#lockedState(next.slots));
      return found;
    } finally {
      this.#reopening = null;
    }
  }

  /**
   * Writes what is to be written and forgets the data key. To everybody who asks, the vault is locked at once, whatever
   * is under way and however long a large one takes to be written.
   *
   * @param settle is awaited before the vault is closed: the end of what works on it
   */
  async lock(settle: () => Promise<void> = async () => undefined): Promise<void> {
    const slots = this.#slotsToLock;
    this.#locks += 1;
    this.#locksWaiting += 1;
    const closed = this.#turns.run(async () => {
      try {
        await settle();
      } finally {
        await this.#close().finally(() => (this.#locksWaiting -= 1));
      }
    });
    try {
      if (slots) this.#tell(this.#lockedState(slots));
    } finally {
      // Whoever cannot be told does not keep it from being locked.
      await closed;
    }
  }

  async #close(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    await open.close();
  }

  async #enterAs(
    method: UnlockMethod['method'],
    found: FoundVault,
    dataKey: DataKey,
  ): Promise<Result<void>> {
    const entered = await this.#enter(found, dataKey, { method });
    if (!entered.ok) {
      const { failure } = entered;
      if (failure.code !== 'older-ways-in') return this.#showDamage(failure);
      this.#keychain = failure.code;
      this.#tell(await this.state());
      return entered;
    }
    await this.#open?.recordEntry([{ event: 'vault.unlocked', keyId: null, change: { method } }]);
    await this.#open?.vault.alignBackups();
    return entered;
  }

  /**
   * @param as.expected what there is to be doubted, where that is known: a person has chosen it, or it was open until now
   * @param as.method the keychain answers without asking anybody: it opens no file of older ways in, nor one that may be
   * an older copy, in which it would not be known whether it was turned off since
   */
  async #enter(
    found: FoundVault,
    dataKey: DataKey,
    {
      expected = null,
      method,
    }: { expected?: { doubt: EndDoubt } | null; method?: UnlockMethod['method'] } = {},
  ): Promise<Result<void>> {
    const { lastOpened } = this.#options;
    const world = this.#vaultWorld();
    const opened = await openVault(world, found.snapshots, found.file, dataKey);
    if (!opened.ok) {
      dataKey.destroy();
      return opened;
    }
    this.#keychain = undefined;
    const open = await UnlockedVault.lookedAt(this.#options, opened.value, expected);
    if (method === 'keychain' && open.mayHaveOutdatedKeyslots) {
      await open.leave();
      return fail({ code: 'older-ways-in' });
    }
    // Who swaps the files for a copy that they can open has shown nothing about the vault.
    if (method && method !== 'keychain' && !open.mayHaveOutdatedKeyslots) this.unlocker.forgive();
    const failure = this.#noBackupBecause;
    if (failure && givesWay(open.notice)) open.notice = await noBackupNotice(world, failure);
    this.#onDisk.forget();
    this.#open = open;
    this.#tell({ kind: 'unlocked', notice: open.notice });
    lastOpened.set(new Date(world.now()).toISOString());
    return ok(undefined);
  }

  #lockedState(slots: readonly Slot[]): VaultState {
    const hasKeychainSlot = slots.some((slot) => slot.type === 'keychain');
    const lastOpenedAt = this.#options.lastOpened.get();
    const keychain = this.#keychain;
    return { kind: 'locked', hasKeychainSlot, lastOpenedAt, ...(keychain && { keychain }) };
  }

  /** What is wrong with the vault itself has a screen of its own, wherever it is found. */
  #showDamage(failure: Failure): Result<never> {
    if (failure.code !== 'vault-not-locked') this.#tell({ kind: 'damaged', failure });
    return fail(failure);
  }

  /** What is to be locked is not shown as open any more. */
  #tell(state: VaultState): void {
    if (state.kind === 'unlocked' && this.#locksWaiting > 0) return;
    this.#options.onStateChanged(state);
  }

  async #readLocked(): Promise<Result<FoundVault>> {
    return this.#open ? fail({ code: 'vault-not-locked' }) : this.#onDisk.read();
  }
}

/** Whether what opens one of two files of a vault opens the other one, too. */
const isOpenedLike = (one: FoundVault['file'], other: FoundVault['file']): boolean =>
  one.vaultId === other.vaultId && isDeepStrictEqual(one.slots, other.slots);
