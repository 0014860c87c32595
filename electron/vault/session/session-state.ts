import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail } from '../../../shared/lib/result';
import type { KeychainAsked, VaultState } from '../../../shared/vault/vault-state';
import type { Slot } from '../format/keyslot-schema';
import { SerialQueue } from '../serial-queue';
import type { FoundVault } from './locked-vault';
import { LockedVault } from './locked-vault';
import type { SessionOptions } from './session-options';
import type { UnlockedVault } from './unlocked-vault';

/**
 * The state that the parts of a session share: whether the vault is absent, locked, unlocked or
 * damaged, and the one open vault. Reports changes of it.
 */
export class SessionState {
  /** Create, open and close are serial: two open vaults would overwrite each other. */
  readonly queue = new SerialQueue();
  readonly lockedVault: LockedVault;
  /** The open vault, even while a lock waits for its turn. */
  open: UnlockedVault | null = null;
  /** The result of asking the keychain; undefined when it was not asked, or refused. */
  keychain: KeychainAsked;
  /** Why the last snapshot failed; null when it succeeded. */
  snapshotFailure: Failure | null = null;
  /** The keyslots while replaced files are reopened; the state stays unlocked meanwhile. */
  reopeningSlots: readonly Slot[] | null = null;
  readonly #options: SessionOptions;
  /** damage to report at the next `current`, then cleared */
  #damage: Failure | null = null;
  /** Unlocks and replacements in progress; each may end with an open vault. */
  #runningUnlocks = 0;
  #lockCount = 0;
  /** Locks that wait for their turn; the state is reported as locked already. */
  #pendingLocks = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.lockedVault = new LockedVault(options.environment);
  }

  /** The open vault, unless a lock waits for its turn. */
  get unlocked(): UnlockedVault | null {
    return this.#pendingLocks === 0 ? this.open : null;
  }

  /** Moves the rollback mark of the open vault to its newest event. */
  markSeen(): void {
    this.open?.markSeen();
  }

  /** Number of locks so far; an unlock that began before the latest one is discarded. */
  get lockCount(): number {
    return this.#lockCount;
  }

  /** Whether there is something to lock: an open vault, or an unlock in progress. */
  get canLock(): boolean {
    return this.#slotsToLock !== null || this.#runningUnlocks > 0;
  }

  /** The keyslots of the vault that a lock would close; null when it is locked. */
  get #slotsToLock(): readonly Slot[] | null {
    if (this.#pendingLocks > 0) return null;
    return this.open?.vault.slots ?? this.reopeningSlots;
  }

  /** Reads the disk again unless the vault is open. */
  async current(): Promise<VaultState> {
    if (this.unlocked) return { kind: 'unlocked', notice: this.unlocked.notice };
    if (this.open) return this.#lockedState(this.open.vault.slots);
    const damage = this.#damage;
    this.#damage = null;
    if (damage !== null) return { kind: 'damaged', failure: damage };
    const found = await this.lockedVault.read();
    if (found.ok) return this.#lockedState(found.value.file.slots);
    if (found.failure.code !== 'vault-absent') return { kind: 'damaged', failure: found.failure };
    return { kind: 'absent', canUseKeychain: await this.#options.keychain.isAvailable() };
  }

  /** The vault on disk, if it is not open. */
  async readLocked(): Promise<Result<FoundVault>> {
    return this.open ? fail({ code: 'vault-not-locked' }) : this.lockedVault.read();
  }

  /** Runs a task that may open the vault. A lock during it runs right after it. */
  async runUnlock<T>(task: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#runningUnlocks += 1;
    try {
      return await task();
    } finally {
      this.#runningUnlocks -= 1;
    }
  }

  /**
   * Runs a task that locks the vault, in its turn. The state is reported as locked at once.
   *
   * @param task ends with the vault closed
   */
  async runLock(task: () => Promise<void>): Promise<void> {
    const slots = this.#slotsToLock;
    this.#lockCount += 1;
    this.#pendingLocks += 1;
    const closed = this.queue.run(() => task().finally(() => (this.#pendingLocks -= 1)));
    try {
      if (slots) this.sendLocked(slots);
    } finally {
      // A failing listener must not prevent the lock.
      await closed;
    }
  }

  /** The next call of `current` reports the damage. */
  setDamage(failure: Failure): void {
    this.#damage = failure;
  }

  /** Damage of the vault has its own screen, wherever it is found. */
  showDamage(failure: Failure): Result<never> {
    if (failure.code !== 'vault-not-locked') this.send({ kind: 'damaged', failure });
    return fail(failure);
  }

  /** Reports the vault as locked. */
  sendLocked(slots: readonly Slot[]): void {
    this.send(this.#lockedState(slots));
  }

  /** Reports a state. While a lock is pending, the vault is not shown as open. */
  send(state: VaultState): void {
    if (state.kind === 'unlocked' && this.#pendingLocks > 0) return;
    this.#options.onStateChanged(state);
  }

  #lockedState(slots: readonly Slot[]): VaultState {
    const hasKeychainSlot = slots.some((slot) => slot.type === 'keychain');
    const lastOpenedAt = this.#options.lastOpened.get();
    const { keychain } = this;
    return { kind: 'locked', hasKeychainSlot, lastOpenedAt, ...(keychain && { keychain }) };
  }
}
