import type { Proof, UnlockMethod } from '../../../shared/contract/unlock-methods';
import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { SecurityStatus, VaultNotice, VaultState } from '../../../shared/vault/vault-state';
import type { DataKey } from '../crypto/data-key';
import { Unlocker } from '../keyslots/unlocker';
import type { Vault } from '../vault';
import { FileReplacement } from './file-replacement';
import { PendingVault } from './pending-vault';
import { securityStatusOf } from './security-status';
import type { SessionOptions } from './session-options';
import { SessionState } from './session-state';
import type { Repair } from './vault-opener';
import { VaultOpener } from './vault-opener';
import { VaultUnlock } from './vault-unlock';

/**
 * The life of the vault from first run to lock. Owns the one `Vault` while it is unlocked. The
 * parts of the session share one `SessionState`.
 */
export class VaultSession {
  /** Every passphrase attempt goes through this, so that all are throttled. */
  readonly unlocker: Unlocker;
  readonly #options: SessionOptions;
  readonly #state: SessionState;
  readonly #pendingVault: PendingVault;
  readonly #opener: VaultOpener;
  readonly #unlock: VaultUnlock;
  readonly #files: FileReplacement;

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
    this.#state = new SessionState(options);
    this.#pendingVault = new PendingVault(options);
    this.#opener = new VaultOpener(options, this.#state, this.unlocker);
    this.#unlock = new VaultUnlock(this.#state, this.unlocker, this.#opener);
    this.#files = new FileReplacement(options, this.#state, this.#opener);
  }

  /** The unlocked vault, or null. */
  get vault(): Vault | null {
    return this.#state.unlocked?.vault ?? null;
  }

  /** Whether there is something to lock: an open vault, or an unlock in progress. */
  get canLock(): boolean {
    return this.#state.canLock;
  }

  /** The notice about the unlocked vault. */
  get notice(): VaultNotice | null {
    return this.#state.unlocked?.notice ?? null;
  }

  /** Reads the disk again unless the vault is open. */
  state(): Promise<VaultState> {
    return this.#state.current();
  }

  /** Sends the state again, to a window that was sent another one meanwhile. */
  async resendState(): Promise<void> {
    this.#state.send(await this.state());
  }

  /** Whether there is no vault yet. */
  async isAbsent(): Promise<boolean> {
    if (this.#state.open) return false;
    const found = await this.#state.lockedVault.read();
    return !found.ok && found.failure.code === 'vault-absent';
  }

  /** Prepares a new vault. `confirmRecoveryCode` writes it. */
  create(passphrase: string, useKeychain: boolean): Promise<Result<{ recoveryCode: string }>> {
    return this.#state.queue.run(async () => {
      const state = await this.state();
      if (state.kind !== 'absent') return fail({ code: 'vault-exists' });
      if (useKeychain && !state.canUseKeychain) return fail({ code: 'keychain-unavailable' });
      return this.#pendingVault.prepare(passphrase, useKeychain);
    });
  }

  /** Writes the prepared vault and opens it. A failed write can be retried. */
  confirmRecoveryCode(): Promise<Result<void>> {
    const state = this.#state;
    return state.runUnlock(() =>
      state.queue.run(async () => {
        const written = await this.#pendingVault.write();
        if (!written.ok) return written;
        const found = await state.lockedVault.read();
        if (!found.ok) {
          written.value.destroy();
          return found;
        }
        const expected = { endStatus: null };
        const opened = await this.#opener.open(found.value, written.value, { expected });
        state.markSeen();
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
    return this.#unlock.run(given);
  }

  /**
   * Runs a task on the files of a vault that is not open, and prevents opening or creating it
   * meanwhile.
   */
  whileClosed<T>(task: () => Promise<Result<T>>): Promise<Result<T>> {
    const state = this.#state;
    return state.queue.run(async () => (state.open ? fail({ code: 'vault-not-locked' }) : task()));
  }

  /**
   * Opens the vault after a repair and records the repair.
   *
   * @param repair returns the data key, which is taken over
   */
  openRepaired(repair: Repair): Promise<Result<void>> {
    return this.#state.runUnlock(() => this.whileClosed(() => this.#opener.openRepaired(repair)));
  }

  /** The next call of `state` reports the damage that opening the vault revealed. */
  setDamage(failure: Failure): void {
    this.#state.setDamage(failure);
  }

  /**
   * Marks a read-only vault for repair: after locking, the next call of `state` reports the damage.
   */
  markForRepair(): Result<void> {
    const notice = this.#state.unlocked?.notice;
    if (notice?.kind !== 'read-only') return fail({ code: 'vault-not-locked' });
    this.setDamage({ code: 'activity-damaged', path: notice.path });
    return ok(undefined);
  }

  /**
   * The user continues with a state that may be rolled back, or with revoked keyslots: the vault
   * becomes writable.
   */
  acceptOlderState(): Promise<Result<void>> {
    return this.#state.queue.run(async () => {
      const { open } = this.#state;
      if (!open) return fail({ code: 'vault-locked' });
      if (open.vault.activity.endStatus === null && !open.outdatedKeyslots) return ok(undefined);
      const accepted = await open.acceptOlderState();
      if (!accepted.ok) return accepted;
      this.#state.send({ kind: 'unlocked', notice: open.notice });
      return ok(undefined);
    });
  }

  /** See `FileReplacement`; the vault stays open for the window. */
  readonly merge: FileReplacement['merge'] = () => this.#files.merge();

  /** See `FileReplacement`; the vault stays open for the window. */
  readonly changeDataKey: FileReplacement['changeDataKey'] = (next) =>
    this.#files.changeDataKey(next);

  /** See `FileReplacement`; the vault stays open for the window. */
  readonly archiveActivity: FileReplacement['archiveActivity'] = (before, onProgress) =>
    this.#files.archiveActivity(before, onProgress);

  /**
   * The sequence number of the newest line of the vault that this computer has seen under that key;
   * 0 when it is not known.
   */
  markedSequence(dataKey: DataKey, vaultId: string): number {
    return this.#opener.rollbackGuardFor(dataKey, vaultId).sequence;
  }

  /** How the vault can be unlocked, and its backups. */
  async protection(): Promise<Result<SecurityStatus>> {
    const open = this.#state.unlocked;
    return open
      ? securityStatusOf(this.#options.environment, open.vault.slots)
      : fail({ code: 'vault-locked' });
  }

  /** Verifies a proof again before a secret is shown. */
  async confirm(proof: Proof): Promise<Result<void>> {
    const open = this.#state.unlocked;
    if (!open) return fail({ code: 'vault-locked' });
    const isWanted = () => this.#state.unlocked === open;
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
    const open = this.#state.unlocked;
    if (!open) return fail({ code: 'vault-locked' });
    const isOurs = open.vault.isOwn(vaultId);
    const isWanted = () => this.#state.unlocked === open;
    return this.unlocker.tryFile({ vaultId, isOurs }, attempt, isWanted);
  }

  /**
   * Records a failed attempt in the activity: at once when the vault is open, else after the next
   * unlock.
   */
  async #recordFailedAttempt(method: Proof['method']): Promise<void> {
    const recorded = await this.#state.unlocked?.vault.commit(() =>
      ok([{ event: 'vault.proof-failed', keyId: null, change: { method } }]),
    );
    if (recorded?.ok) return;
    const { failedAttempts, environment } = this.#options;
    failedAttempts.note(new Date(environment.now()).toISOString());
  }

  /**
   * Writes pending changes and drops the data key. The state is reported as locked at once,
   * even while a task runs and however long a large vault takes to write.
   *
   * @param settle awaited before the vault is closed: the end of running work on it
   */
  lock(settle: () => Promise<void> = async () => undefined): Promise<void> {
    const state = this.#state;
    return state.runLock(async () => {
      try {
        await settle();
      } finally {
        const { open } = state;
        state.open = null;
        await open?.close();
      }
    });
  }
}
