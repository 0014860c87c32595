import { isDeepStrictEqual } from 'node:util';
import type { ActivityEndStatus } from '../../../shared/activity/activity';
import type { UnlockMethod } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { inBackground } from '../../lib/in-background';
import type { DataKey } from '../crypto/data-key';
import type { ActivityDraft, ActivityEvent } from '../format/events';
import { isRecord } from '../format/record-events';
import type { Unlocker } from '../keyslots/unlocker';
import type { VaultEnvironment } from '../open-vault';
import { openVault } from '../open-vault';
import { isReplaceable, noBackupNotice } from '../snapshot/backup-notice';
import type { FoundVault } from './locked-vault';
import { RollbackGuard } from './rollback-guard';
import type { SessionOptions } from './session-options';
import type { SessionState } from './session-state';
import { UnlockedVault } from './unlocked-vault';

const REPLACES: ReadonlySet<string> = new Set(['vault.merged', 'vault.data-key-changed']);

/** Repairs a vault. Returns its data key and the events that record the repair. */
export type Repair = () => Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>>;

/** Opens the vault of a session with its data key, and follows what happens to its files. */
export class VaultOpener {
  readonly #options: SessionOptions;
  readonly #state: SessionState;
  readonly #unlocker: Unlocker;

  constructor(options: SessionOptions, state: SessionState, unlocker: Unlocker) {
    this.#options = options;
    this.#state = state;
    this.#unlocker = unlocker;
  }

  /** The environment in which the session hears of changes to the open vault's files. */
  environment(): VaultEnvironment {
    const state = this.#state;
    return {
      ...this.#options.environment,
      onCommitted: this.#followCommit,
      onSnapshot: (written) => {
        this.#options.environment.onSnapshot?.(written);
        state.snapshotFailure = written.ok ? null : written.failure;
        inBackground('whether there is a backup', this.#updateBackupNotice());
      },
      onChangedOnDisk: (path) => {
        if (!state.open) return;
        const notice: VaultNotice = { kind: 'changed-on-disk', path };
        state.open.notice = notice;
        state.send({ kind: 'unlocked', notice });
      },
    };
  }

  /**
   * Opens a vault that was found on disk.
   *
   * @param dataKey owned by the open vault; destroyed on a failure
   * @param as.expected the result of the rollback check, where it is known: the user has decided,
   * or the vault was open until now
   * @param as.method the keychain answers without the user, so it opens no file with outdated
   * keyslots or one that may be an older copy: the keychain slot may have been removed since
   */
  async open(
    found: FoundVault,
    dataKey: DataKey,
    {
      expected = null,
      method,
    }: { expected?: { endStatus: ActivityEndStatus } | null; method?: UnlockMethod['method'] } = {},
  ): Promise<Result<void>> {
    const state = this.#state;
    const { lastOpened } = this.#options;
    const environment = this.environment();
    const opened = await openVault(environment, found.snapshots, found.file, dataKey);
    if (!opened.ok) {
      dataKey.destroy();
      return opened;
    }
    state.keychain = undefined;
    const open = await UnlockedVault.withRollbackCheck(this.#options, opened.value, expected);
    if (method === 'keychain' && open.mayHaveOutdatedKeyslots) {
      await open.discard();
      return fail({ code: 'older-ways-in' });
    }
    // An attacker who swaps the files for a copy that they can open has proved nothing about the
    // vault.
    if (method && method !== 'keychain' && !open.mayHaveOutdatedKeyslots)
      this.#unlocker.resetThrottle();
    const failure = state.snapshotFailure;
    if (failure && isReplaceable(open.notice))
      open.notice = await noBackupNotice(environment, failure);
    state.lockedVault.forget();
    state.open = open;
    state.send({ kind: 'unlocked', notice: open.notice });
    lastOpened.set(new Date(environment.now()).toISOString());
    return ok(undefined);
  }

  /** Opens the vault after a repair and records the repair. */
  async openRepaired(repair: Repair): Promise<Result<void>> {
    const state = this.#state;
    const repaired = await repair();
    if (!repaired.ok) return repaired;
    const { dataKey, drafts } = repaired.value;
    const found = await state.lockedVault.read();
    if (!found.ok) {
      dataKey.destroy();
      return state.showDamage(found.failure);
    }
    // A repaired vault may be older, which the user has accepted. Under another data key the
    // rollback check still applies.
    const isKnown = this.#options.lastOpened.get() !== null;
    const guard = this.rollbackGuardFor(dataKey, found.value.file.vaultId);
    const isMarkMissing = guard.isMarkMissing(isKnown);
    const expected = { endStatus: isMarkMissing ? ({ kind: 'unknown' } as const) : null };
    const opened = await this.open(found.value, dataKey, { expected });
    if (!opened.ok) return state.showDamage(opened.failure);
    if (!isMarkMissing) this.#unlocker.resetThrottle();
    const isRecorded = await state.open?.recordUnlock(drafts);
    if (isRecorded) state.markSeen();
    await state.open?.vault.alignBackups();
    return opened;
  }

  /** A rollback guard for reading the mark of a vault that is not open. */
  rollbackGuardFor(dataKey: DataKey, vaultId: string): RollbackGuard {
    const { rollbackMark: store, environment } = this.#options;
    const { now } = environment;
    return new RollbackGuard({ vaultId, dataKey, store, now, keyslotsMark: () => '' });
  }

  /** Shows that backups cannot be saved, until one is. */
  async #updateBackupNotice(): Promise<void> {
    const state = this.#state;
    const { open, snapshotFailure: failure } = state;
    const notice = failure && (await noBackupNotice(this.#options.environment, failure));
    if (!open || open !== state.open || failure !== state.snapshotFailure) return;
    if (!isReplaceable(open.notice) || (!notice && open.notice?.kind !== 'no-backup')) return;
    if (isDeepStrictEqual(notice, open.notice)) return;
    open.notice = notice;
    state.send({ kind: 'unlocked', notice });
  }

  readonly #followCommit = (events: readonly ActivityEvent[]): void => {
    this.#options.environment.onCommitted?.(events);
    // The open files are about to be replaced; that sets the mark itself.
    if (events.some(({ event }) => REPLACES.has(event))) return;
    // Each of these is one user action. Other changes may come by the thousand, so they are marked
    // with a delay.
    if (events.some(isRecord)) this.#state.markSeen();
    else this.#state.open?.markSeenSoon();
  };
}
