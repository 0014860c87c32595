import type { ActivityEndStatus } from '../../../shared/activity/activity';
import type { CredentialsChanged } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ActivityArchive } from '../activity/archive-file';
import { archiveActivity } from '../operations/archive-activity';
import type { ChangedKey, NextKey } from '../operations/rotate-data-key';
import { rotateDataKey } from '../operations/rotate-data-key';
import { mergeWithDisk } from '../repair/merge-with-disk';
import type { Vault } from '../vault';
import type { VaultInternals } from '../vault-internals';
import type { SessionOptions } from './session-options';
import type { SessionState } from './session-state';
import { UnlockedVault } from './unlocked-vault';
import type { VaultOpener } from './vault-opener';

/** Replaces the files of the open vault, which stays open for the window. */
export class FileReplacement {
  readonly #options: SessionOptions;
  readonly #state: SessionState;
  readonly #opener: VaultOpener;

  constructor(options: SessionOptions, state: SessionState, opener: VaultOpener) {
    this.#options = options;
    this.#state = state;
    this.#opener = opener;
  }

  /** Merges the changes made here into the version that another program put in place. */
  merge(): Promise<Result<{ changes: number }>> {
    const state = this.#state;
    return state.queue.run(async () => {
      const { open } = state;
      if (!open) return fail({ code: 'vault-locked' });
      const merged = await open.vault.exclusively(async ({ closeReplaced }) => {
        const both = await mergeWithDisk(this.#opener.environment(), open.vault, open.openedAt);
        if (both.ok) await closeReplaced();
        return both;
      });
      if (!merged.ok) return merged;
      const { vault, changes } = merged.value;
      open.stopMarking();
      const { endStatus } = open.vault.activity;
      const next = new UnlockedVault(this.#options, vault, null);
      state.open = next;
      // An undecided rollback stays undecided.
      if (endStatus) next.reportUncertainEnd(endStatus);
      next.markSeen();
      this.#options.onReplaced();
      state.send({ kind: 'unlocked', notice: next.notice });
      return ok({ changes });
    });
  }

  /**
   * Re-encrypts the vault under another data key. If this fails half way the vault is locked, and
   * opens with either the old or the new keyslots.
   *
   * @param next owned once the vault is sealed under it; before that a failure can be retried,
   * except `new-code-expired`
   */
  changeDataKey(next: ChangedKey): Promise<Result<CredentialsChanged>> {
    return this.#replaceFiles(
      (inside) => {
        this.#state.open?.markForRotation(next.dataKey);
        return rotateDataKey(this.#options.environment, inside, next);
      },
      () => next,
    );
  }

  /**
   * Moves old events into a sealed archive. If this fails half way the vault is locked, and opens
   * with all events in one place or the other.
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
    return this.#state.queue.run(async () => {
      const { open } = this.#state;
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
        this.#state.markSeen();
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
    const state = this.#state;
    state.open = null;
    state.reopeningSlots = next.slots;
    try {
      const found = result.ok ? await state.lockedVault.read() : result;
      if (found.ok) {
        // The vault was open until now, so a mark under the old key is not needed.
        const expected = { endStatus };
        const opened = await this.#opener.open(found.value, next.dataKey, { expected });
        if (opened.ok) state.markSeen();
        return opened.ok ? result : state.showDamage(opened.failure);
      }
      next.dataKey.destroy();
      state.sendLocked(next.slots);
      return found;
    } finally {
      state.reopeningSlots = null;
    }
  }
}
