import { isDeepStrictEqual } from 'node:util';
import type { Proof, WayIn, WaysInChanged } from '../../shared/contract/ways-in';
import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import type {
  KeychainAsked,
  VaultNotice,
  VaultProtection,
  VaultState,
} from '../../shared/vault-state';
import type { ActivityArchive } from './activity-archive';
import type { ActivityDraft } from './activity';
import type { ActivityEvent } from './activity';
import { archiveActivity } from './archive-activity';
import { changeDataKey } from './change-data-key';
import type { NextKey } from './change-data-key';
import { DataKey } from './data-key';
import { FirstRun } from './first-run';
import { mergeVault } from './merge-vault';
import { givesWay, noBackupNotice } from './no-backup';
import type { VaultWorld } from './open-vault';
import { openVault } from './open-vault';
import { OpenedVault } from './opened-vault';
import type { SessionOptions } from './session-options';
import type { Slot } from './slots';
import { protectionOf } from './protection';
import type { Vault, VaultInside } from './vault';
import type { FoundVault } from './vault-on-disk';
import { VaultOnDisk } from './vault-on-disk';
import { WaysIn } from './ways-in';
import { WriteQueue } from './write-queue';
import { inBackground } from '../in-background';

/**
 * The vault from first run to lock: which of absent, locked, unlocked and damaged it is, and the ways between.
 * Holds the one `Vault` there is while it is unlocked.
 */
export class VaultSession {
  readonly #options: SessionOptions;
  /** Whoever tries passphrases does it through these: guessing is slowed down wherever it is done. */
  readonly waysIn: WaysIn;
  /** what is to be put in order, until somebody has been told */
  #toRepair: Failure | null = null;
  /** Creating, opening and closing come one after another: two open vaults would write over each other. */
  readonly #turns = new WriteQueue();
  /** What has come of asking the keychain; undefined when it was not asked, or has refused. */
  #keychain: KeychainAsked;
  /** Locks that wait for their turn: to everybody who asks, the vault is locked already. */
  #locksWaiting = 0;
  /** Why the last snapshot could not be taken; null when it could. */
  #noBackupBecause: Failure | null = null;
  /** The ways into the vault while other files of it are being opened, which nobody notices. */
  #reopening: readonly Slot[] | null = null;
  readonly #firstRun: FirstRun;
  readonly #onDisk: VaultOnDisk;
  #open: OpenedVault | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { keychain, world, failedAttempts } = options;
    this.waysIn = new WaysIn(keychain, world.now, failedAttempts.get());
    this.#firstRun = new FirstRun(options);
    this.#onDisk = new VaultOnDisk(options.world);
  }

  /** The unlocked vault, or null. */
  get vault(): Vault | null {
    return this.#unlocked?.vault ?? null;
  }

  get #unlocked(): OpenedVault | null {
    return this.#locksWaiting === 0 ? this.#open : null;
  }

  /** The ways into the vault that locking would close; null when it is locked. */
  get #slotsToLock(): readonly Slot[] | null {
    if (this.#locksWaiting > 0) return null;
    return this.#open?.vault.slots ?? this.#reopening;
  }

  /** Whether there is something to lock. */
  get canLock(): boolean {
    return this.#slotsToLock !== null;
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
    return this.#turns.run(async () => {
      const written = await this.#firstRun.write();
      if (!written.ok) return written;
      const found = await this.#onDisk.read();
      if (found.ok) return this.#enter(found.value, written.value);
      written.value.destroy();
      return found;
    });
  }

  /** The recovery code of the prepared vault, or null: it may be copied while it is on the screen. */
  get preparedCode(): string | null {
    return this.#firstRun.recoveryCode;
  }

  async unlock(way: WayIn): Promise<Result<void>> {
    const found = await this.#turns.run(() => this.#readLocked());
    if (!found.ok) return this.#showDamage(found.failure);
    const { file } = found.value;
    const opened = await (way.method === 'keychain'
      ? this.#askKeychain(way, file)
      : this.waysIn.open(way, file));
    if (!opened.ok) {
      if (isWrong(opened.failure)) {
        this.#options.failedAttempts.note(new Date(this.#options.world.now()).toISOString());
      }
      return opened;
    }
    const dataKey = new DataKey(opened.value, file.vaultId);
    const entered = await this.#turns.run(async () => {
      // Trying a way in takes time, in which another session or another program may have changed the files.
      const now = await this.#readLocked();
      if (now.ok && isOpenedLike(now.value.file, file)) {
        return this.#enterAs(way.method, now.value, dataKey);
      }
      dataKey.destroy();
      return now.ok ? null : this.#showDamage(now.failure);
    });
    // The data key may be another one now: the way in is tried on the file that is there.
    return entered ?? this.unlock(way);
  }

  /** Notes what comes of it for whoever asks where the vault stands meanwhile. */
  async #askKeychain(way: WayIn, file: FoundVault['file']): Promise<Result<Buffer>> {
    this.#keychain = 'asked';
    const opened = await this.waysIn.open(way, file);
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
    return this.whileClosed(async () => {
      const mended = await mend();
      if (!mended.ok) return mended;
      const { dataKey, drafts } = mended.value;
      const found = await this.#onDisk.read();
      if (!found.ok) {
        dataKey.destroy();
        return this.#showDamage(found.failure);
      }
      // What was mended may well be older: the person has chosen it.
      const entered = await this.#enter(found.value, dataKey, { isExpected: true });
      if (!entered.ok) return this.#showDamage(entered.failure);
      const recorded = await this.#open?.vault.commit(() => ok(drafts));
      if (recorded?.ok) this.#noteSeen();
      await this.#open?.vault.alignBackups();
      return entered;
    });
  }

  /** Brings what was changed here into what another program has put in the place of the vault's files. */
  merge(): Promise<Result<{ changes: number }>> {
    return this.#turns.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      const merged = await open.vault.exclusively(async ({ leave }) => {
        const both = await mergeVault(this.#vaultWorld(), open.vault);
        if (both.ok) await leave();
        return both;
      });
      if (!merged.ok) return merged;
      const { vault, changes } = merged.value;
      open.stopNoting();
      this.#open = new OpenedVault(this.#options, vault, null);
      this.#open.noteSeen();
      this.#options.onReplaced();
      this.#tell({ kind: 'unlocked', notice: null });
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

  /** The person goes on with an older state, or with ways in that were closed since: from now on it can be changed. */
  acceptOlderState(): Promise<Result<void>> {
    return this.#turns.run(async () => {
      const open = this.#open;
      if (!open) return fail({ code: 'vault-locked' });
      const { notice } = open;
      if (notice?.kind !== 'rolled-back' && notice?.kind !== 'older-ways-in') return ok(undefined);
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
    this.#open?.noteSeenSoon();
  };

  /** What opens this vault, and what there is if it gets lost. */
  async protection(): Promise<Result<VaultProtection>> {
    const open = this.#unlocked;
    return open
      ? protectionOf(this.#options.world, open.vault.slots)
      : fail({ code: 'vault-locked' });
  }

  /** Asks for a proof once more, before a secret is shown. */
  async confirm(proof: Proof): Promise<Result<void>> {
    const open = this.#unlocked;
    if (!open) return fail({ code: 'vault-locked' });
    const dataKey = await this.waysIn.open(proof, open.vault);
    if (!dataKey.ok) {
      if (isWrong(dataKey.failure)) {
        const { method } = proof;
        await open.vault.commit(() =>
          ok([{ event: 'vault.proof-failed', keyId: null, change: { method } }]),
        );
      }
      return dataKey;
    }
    dataKey.value.fill(0);
    return ok(undefined);
  }

  /**
   * Seals the open vault under another data key and opens it anew; to the window it was open all the time. When
   * it fails half way it is locked, and opens with the old ways in or with the new ones.
   *
   * @param next is taken over as soon as the vault is under it; before that, a failure can be tried again
   */
  changeDataKey(next: NextKey): Promise<Result<WaysInChanged>> {
    return this.#replaceFiles(
      (inside) => changeDataKey(this.#options.world, inside, next),
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
    work: (inside: VaultInside) => Promise<{ result: Result<T>; isReplaced: boolean }>,
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
      if (next === null) return result;
      // What was seen last is a mark under the files that were, which says nothing any more.
      open.stopNoting();
      return this.#openAnew(result, next);
    });
  }

  /** The files on the disk are no longer those of the vault that was open: they are opened. */
  async #openAnew<T>(result: Result<T>, next: NextKey): Promise<Result<T>> {
    this.#open = null;
    this.#reopening = next.slots;
    try {
      const found = result.ok ? await this.#onDisk.read() : result;
      if (found.ok) {
        const entered = await this.#enter(found.value, next.dataKey);
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
    method: WayIn['method'],
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
    await this.#open?.recordEntry(method);
    await this.#open?.vault.alignBackups();
    return entered;
  }

  /**
   * @param as.isExpected whatever state it is in: the person has chosen it
   * @param as.method the keychain answers without asking anybody: it does not open a file of older ways in
   */
  async #enter(
    found: FoundVault,
    dataKey: DataKey,
    { isExpected = false, method }: { isExpected?: boolean; method?: WayIn['method'] } = {},
  ): Promise<Result<void>> {
    const { lastOpened } = this.#options;
    const world = this.#vaultWorld();
    const opened = await openVault(world, found.snapshots, found.file, dataKey);
    if (!opened.ok) {
      dataKey.destroy();
      return opened;
    }
    this.#keychain = undefined;
    const open = await OpenedVault.lookedAt(this.#options, opened.value, isExpected);
    if (method === 'keychain' && open.olderWaysIn) {
      await open.leave();
      return fail({ code: 'older-ways-in' });
    }
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

/** Somebody has tried to get in, and could not: not a slip of the form, nor a disk that cannot be read. */
const isWrong = ({ code }: Failure): boolean =>
  code === 'wrong-passphrase' || code === 'wrong-recovery-code';
