import { isDeepStrictEqual } from 'node:util';
import type { UnlockMethod } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { fail } from '../../../shared/lib/result';
import { DataKey } from '../crypto/data-key';
import type { Unlocker } from '../keyslots/unlocker';
import type { FoundVault } from './locked-vault';
import type { SessionState } from './session-state';
import type { VaultOpener } from './vault-opener';

/** Unlocks the vault of a session. */
export class VaultUnlock {
  readonly #state: SessionState;
  readonly #unlocker: Unlocker;
  readonly #opener: VaultOpener;

  constructor(state: SessionState, unlocker: Unlocker, opener: VaultOpener) {
    this.#state = state;
    this.#unlocker = unlocker;
    this.#opener = opener;
  }

  /**
   * @returns `vault-locked` when the vault was locked before the unlock finished: the user may have
   * left
   */
  run(given: UnlockMethod): Promise<Result<void>> {
    const { lockCount } = this.#state;
    return this.#state.runUnlock(() =>
      this.#unlock(given, () => this.#state.lockCount === lockCount),
    );
  }

  async #unlock(given: UnlockMethod, isWanted: () => boolean): Promise<Result<void>> {
    const state = this.#state;
    const found = await state.queue.run(() => state.readLocked());
    if (!found.ok) return state.showDamage(found.failure);
    const { file } = found.value;
    const unlocked = await (given.method === 'keychain'
      ? this.#askKeychain(given, file)
      : this.#unlocker.open(given, file, { isWanted, isProof: false }));
    if (!unlocked.ok) return unlocked;
    const dataKey = new DataKey(unlocked.value, file.vaultId);
    const opened = await state.queue.run(async () => {
      if (!isWanted()) {
        dataKey.destroy();
        return fail({ code: 'vault-locked' });
      }
      // The KDF is slow; another window or program may have changed the file. Read it again.
      const now = await state.readLocked();
      if (now.ok && haveSameSlots(now.value.file, file)) {
        return this.#open(given.method, now.value, dataKey);
      }
      dataKey.destroy();
      return now.ok ? null : state.showDamage(now.failure);
    });
    // The data key may have been rotated. Unlock the present file instead.
    return opened ?? this.#unlock(given, isWanted);
  }

  /** Records the result for the state. */
  async #askKeychain(given: UnlockMethod, file: FoundVault['file']): Promise<Result<Buffer>> {
    this.#state.keychain = 'asked';
    const opened = await this.#unlocker.open(given, file);
    const isSilent = !opened.ok && opened.failure.code === 'keychain-silent';
    this.#state.keychain = isSilent ? 'silent' : undefined;
    return opened;
  }

  /** Opens the vault and records the unlock. */
  async #open(
    method: UnlockMethod['method'],
    found: FoundVault,
    dataKey: DataKey,
  ): Promise<Result<void>> {
    const state = this.#state;
    const opened = await this.#opener.open(found, dataKey, { method });
    if (!opened.ok) {
      const { failure } = opened;
      if (failure.code !== 'older-ways-in') return state.showDamage(failure);
      state.keychain = failure.code;
      state.send(await state.current());
      return opened;
    }
    await state.open?.recordUnlock([{ event: 'vault.unlocked', keyId: null, change: { method } }]);
    await state.open?.vault.alignBackups();
    return opened;
  }
}

/** Whether two files of a vault have the same keyslots. */
const haveSameSlots = (one: FoundVault['file'], other: FoundVault['file']): boolean =>
  one.vaultId === other.vaultId && isDeepStrictEqual(one.slots, other.slots);
