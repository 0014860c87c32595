import type { ActivityEndStatus } from '../../../shared/activity/activity';
import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import type { OutdatedKeyslots, VaultNotice } from '../../../shared/vault/vault-state';
import type { ActivityDraft } from '../format/events';
import type { ActivityTail } from '../activity/replay-tail';
import type { DataKey } from '../crypto/data-key';
import { RollbackGuard, keyslotsMark } from './rollback-guard';
import type { SessionOptions } from './session-options';
import type { Vault } from '../vault';
import type { LogPosition } from '../format/snapshot-schema';

/** The unlocked vault, the notice about it, and its rollback guard. */
export class UnlockedVault {
  readonly vault: Vault;
  notice: VaultNotice | null;
  /** the keyslot change that the file lacks */
  outdatedKeyslots: OutdatedKeyslots | null = null;
  /** the end of the activity when the vault was opened */
  readonly openedAt: LogPosition;
  readonly #options: SessionOptions;
  readonly #rollbackGuard: RollbackGuard;

  constructor(options: SessionOptions, vault: Vault, notice: VaultNotice | null) {
    const { rollbackMark: store, environment } = options;
    const { vaultId } = vault;
    this.#options = options;
    this.vault = vault;
    this.openedAt = vault.activity.end;
    this.notice = notice;
    this.#rollbackGuard = new RollbackGuard({
      vaultId,
      dataKey: vault.copyDataKey(),
      store,
      now: environment.now,
      keyslotsMark: () => keyslotsMark(vault.slots),
    });
  }

  /**
   * Runs the rollback check on an opened vault, and holds it when it is older than the mark.
   *
   * @param expected the result of the check, where it is already known
   */
  static async withRollbackCheck(
    options: SessionOptions,
    {
      vault,
      activity,
      outdatedKeyslots,
    }: {
      vault: Vault;
      activity: ActivityTail['condition'];
      outdatedKeyslots: OutdatedKeyslots | null;
    },
    expected: { endStatus: ActivityEndStatus } | null,
  ): Promise<UnlockedVault> {
    const opened = new UnlockedVault(options, vault, null);
    opened.outdatedKeyslots = outdatedKeyslots;
    if (activity === 'broken') {
      opened.notice = { kind: 'read-only', path: options.environment.paths.activity };
      return opened;
    }
    const isKnown = options.lastOpened.get() !== null;
    const { endStatus } = expected ?? {
      endStatus: await opened.#rollbackGuard.checkRollback(vault, isKnown),
    };
    if (!expected && !endStatus)
      opened.outdatedKeyslots ??= await opened.#rollbackGuard.unrecordedKeyslots(vault);
    if (endStatus) opened.reportUncertainEnd(endStatus);
    if (opened.#asksAboutKeyslots(endStatus)) opened.#holdForKeyslots();
    else if (endStatus) return opened;
    else if (activity === 'torn') opened.notice = { kind: 'torn-activity' };
    return opened;
  }

  /** Reports that the vault may be older than the mark, now and at every later verification. */
  reportUncertainEnd(endStatus: NonNullable<ActivityEndStatus>): void {
    const { activity } = this.vault;
    const newest = activity.end.sequence;
    activity.endStatus = endStatus;
    if (endStatus.kind === 'cut') {
      this.vault.hold();
      this.notice = { kind: 'rolled-back', seen: endStatus.seen, newest };
    } else this.notice = { kind: 'not-remembered', newest };
  }

  /**
   * Whether a keyslot may have been revoked since: the file lacks a change, or is not known to be
   * the newest.
   */
  get mayHaveOutdatedKeyslots(): boolean {
    const isNewest = this.notice?.kind !== 'read-only' && this.vault.activity.endStatus === null;
    return this.outdatedKeyslots !== null || !isNewest;
  }

  /** Marks the end of the activity, but not while a rollback is undecided. */
  markSeen(): void {
    if (this.vault.activity.endStatus === null) this.#rollbackGuard.mark(this.vault.activity.end);
  }

  markSeenSoon(): void {
    if (this.vault.activity.endStatus !== null) return;
    this.#rollbackGuard.markSoon(() => this.vault.activity.end);
  }

  /** Before a data key rotation. An undecided rollback stays undecided under the new key. */
  markForRotation(next: DataKey): void {
    if (this.vault.activity.endStatus !== null) return;
    this.#rollbackGuard.markForRotation(next, this.vault.activity.end);
  }

  /** The files are about to be replaced: the mark does not apply to the new ones. */
  stopMarking(): void {
    this.#rollbackGuard.stop();
  }

  /**
   * Records the unlock and the failed attempts before it. The vault opens even if that cannot be
   * written, so that the user can read and copy.
   *
   * @returns whether it was recorded
   */
  async recordUnlock(drafts: readonly ActivityDraft[]): Promise<boolean> {
    const { failedAttempts } = this.#options;
    // Attempts at another vault or an older copy are not recorded in this one.
    const failed = this.vault.activity.endStatus === null ? failedAttempts.get() : null;
    const recorded = await this.vault.commit(() =>
      ok([
        ...(failed
          ? [{ event: 'vault.unlock-failed' as const, keyId: null, change: { ...failed } }]
          : []),
        ...drafts,
      ]),
    );
    if (failed && recorded.ok) failedAttempts.clear();
    // The first mark is written at once: it goes with the note that the vault is known here.
    if (this.#rollbackGuard.hasNoMark) this.markSeen();
    // Writing the mark takes time during which the window would wait for its keys.
    else if (recorded.ok) this.markSeenSoon();
    return recorded.ok;
  }

  /**
   * The user continues with a state that may be rolled back, or with revoked keyslots: the vault
   * becomes writable. When both apply, each is asked separately.
   */
  async acceptOlderState(): Promise<Result<void>> {
    const { activity } = this.vault;
    const { endStatus } = activity;
    const { outdatedKeyslots } = this;
    if (endStatus === null && outdatedKeyslots === null) return ok(undefined);
    const { notice } = this;
    this.vault.release();
    const isAboutKeyslots = this.#asksAboutKeyslots(endStatus);
    const draft =
      endStatus && !isAboutKeyslots ? acceptanceOf(endStatus) : acceptedKeyslots(outdatedKeyslots);
    const recorded = await this.vault.commit(() => ok([draft]));
    // Another program may have changed the files meanwhile; that question comes first.
    const isStill = this.notice === notice;
    if (!recorded.ok) {
      if (isStill && notice?.kind !== 'not-remembered') this.vault.hold();
      return recorded;
    }
    if (isStill) this.notice = null;
    if (!isAboutKeyslots) {
      activity.endStatus = null;
      this.markSeen();
      if (isStill && outdatedKeyslots) this.#holdForKeyslots();
      return ok(undefined);
    }
    this.outdatedKeyslots = null;
    if (isStill && endStatus) this.reportUncertainEnd(endStatus);
    this.markSeen();
    // Rewrites the file, so that it includes the change.
    const written = await this.vault.exclusively(({ header, replaceSlots }) =>
      replaceSlots(header.slots),
    );
    return written.ok ? ok(undefined) : written;
  }

  /**
   * Whether the keyslots are asked about next. A truncated end is asked about first, and holds the
   * vault by itself.
   */
  #asksAboutKeyslots(endStatus: ActivityEndStatus): boolean {
    return this.outdatedKeyslots !== null && endStatus?.kind !== 'cut';
  }

  #holdForKeyslots(): void {
    if (!this.outdatedKeyslots) return;
    this.vault.hold();
    this.notice = { kind: 'older-ways-in', ...this.outdatedKeyslots };
  }

  /** Closes a vault that was not shown yet. */
  async discard(): Promise<void> {
    this.#rollbackGuard.stop();
    await this.vault.close();
  }

  /** Writes pending changes and drops the vault. */
  async close(): Promise<void> {
    try {
      const recorded = await this.vault.commit(() =>
        ok([{ event: 'vault.locked', keyId: null, change: null }]),
      );
      if (recorded.ok) this.markSeen();
    } finally {
      this.#rollbackGuard.stop();
      await this.vault.close();
    }
  }
}

const acceptedKeyslots = (older: OutdatedKeyslots | null): ActivityDraft => ({
  event: 'vault.older-ways-in-accepted',
  keyId: null,
  change: { changedAt: older?.at ?? '' },
});

function acceptanceOf(endStatus: NonNullable<ActivityEndStatus>): ActivityDraft {
  if (endStatus.kind === 'unknown') {
    return { event: 'vault.unremembered-accepted', keyId: null, change: null };
  }
  const { sequence: seenSequence, at: seenAt } = endStatus.seen;
  return {
    event: 'vault.older-state-accepted',
    keyId: null,
    change: { seenSequence, seenAt },
  };
}
