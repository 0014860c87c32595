import type { EndDoubt } from '../../../shared/activity/activity';
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

/** The vault that is unlocked, what the person is to know of it, and what this computer remembers to have seen of it. */
export class UnlockedVault {
  readonly vault: Vault;
  notice: VaultNotice | null;
  /** the change of the ways in that the file is from before */
  outdatedKeyslots: OutdatedKeyslots | null = null;
  /** where the activity ended when it was opened */
  readonly openedAt: LogPosition;
  readonly #options: SessionOptions;
  readonly #lastSeen: RollbackGuard;

  constructor(options: SessionOptions, vault: Vault, notice: VaultNotice | null) {
    const { lastSeen: store, world } = options;
    const { vaultId } = vault;
    this.#options = options;
    this.vault = vault;
    this.openedAt = vault.activity.end;
    this.notice = notice;
    this.#lastSeen = new RollbackGuard({
      vaultId,
      dataKey: vault.copyDataKey(),
      store,
      now: world.now,
      ways: () => keyslotsMark(vault.slots),
    });
  }

  /**
   * Looks at the state a vault was found in, and holds one that is older than what was seen here.
   *
   * @param expected what there is to be doubted, where that is known already
   */
  static async lookedAt(
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
    expected: { doubt: EndDoubt } | null,
  ): Promise<UnlockedVault> {
    const opened = new UnlockedVault(options, vault, null);
    opened.outdatedKeyslots = outdatedKeyslots;
    if (activity === 'broken') {
      opened.notice = { kind: 'read-only', path: options.world.paths.activity };
      return opened;
    }
    const isKnown = options.lastOpened.get() !== null;
    const { doubt } = expected ?? {
      doubt: await opened.#lastSeen.doubtAbout(vault, isKnown),
    };
    if (!expected && !doubt)
      opened.outdatedKeyslots ??= await opened.#lastSeen.otherKeyslots(vault);
    if (doubt) opened.doubt(doubt);
    if (opened.#asksAboutKeyslots(doubt)) opened.#holdForKeyslots();
    else if (doubt) return opened;
    else if (activity === 'torn') opened.notice = { kind: 'torn-activity' };
    return opened;
  }

  /** It may be older than what was seen here: that is told, and known from then on to whoever verifies the activity. */
  doubt(doubt: NonNullable<EndDoubt>): void {
    const { activity } = this.vault;
    const newest = activity.end.sequence;
    activity.doubt = doubt;
    if (doubt.kind === 'cut') {
      this.vault.hold();
      this.notice = { kind: 'rolled-back', seen: doubt.seen, newest };
    } else this.notice = { kind: 'not-remembered', newest };
  }

  /** Whether its ways in may have been changed since: the file says so, or is not known to be the newest. */
  get mayHaveOutdatedKeyslots(): boolean {
    const isNewest = this.notice?.kind !== 'read-only' && this.vault.activity.doubt === null;
    return this.outdatedKeyslots !== null || !isNewest;
  }

  /** Remembers, outside of the vault, how far its activity goes; not before a person has decided what is in doubt. */
  noteSeen(): void {
    if (this.vault.activity.doubt === null) this.#lastSeen.note(this.vault.activity.end);
  }

  noteSeenSoon(): void {
    if (this.vault.activity.doubt !== null) return;
    this.#lastSeen.noteSoon(() => this.vault.activity.end);
  }

  /** The files are about to be sealed under another data key. What is in doubt stays so, under that one too. */
  expectUnder(next: DataKey): void {
    if (this.vault.activity.doubt !== null) return;
    this.#lastSeen.expectUnder(next, this.vault.activity.end);
  }

  /** The files are about to be others: what was seen last says nothing of those. */
  stopNoting(): void {
    this.#lastSeen.stop();
  }

  /**
   * Records the way in, and who has tried before. When it cannot be written the person still gets in, to look and to
   * copy.
   *
   * @returns whether it is recorded
   */
  async recordEntry(drafts: readonly ActivityDraft[]): Promise<boolean> {
    const { failedAttempts } = this.#options;
    // Another vault, or an older copy, may stand in the place of the one that was guessed at.
    const failed = this.vault.activity.doubt === null ? failedAttempts.get() : null;
    const recorded = await this.vault.commit(() =>
      ok([
        ...(failed
          ? [{ event: 'vault.unlock-failed' as const, keyId: null, change: { ...failed } }]
          : []),
        ...drafts,
      ]),
    );
    if (failed && recorded.ok) failedAttempts.clear();
    // That the vault is known here and how far it goes are remembered together.
    if (this.#lastSeen.isFirst) this.noteSeen();
    // Writing it down takes a moment in which the window would not get its keys.
    else if (recorded.ok) this.noteSeenSoon();
    return recorded.ok;
  }

  /**
   * The person goes on with what may be older than what this computer has seen, or with ways in that were closed since: from
   * now on it can be changed. Where it is both, they are asked about one after the other.
   */
  async acceptOlderState(): Promise<Result<void>> {
    const { activity } = this.vault;
    const { doubt } = activity;
    const { outdatedKeyslots } = this;
    if (doubt === null && outdatedKeyslots === null) return ok(undefined);
    const { notice } = this;
    this.vault.release();
    const isAboutKeyslots = this.#asksAboutKeyslots(doubt);
    const draft =
      doubt && !isAboutKeyslots ? acceptanceOf(doubt) : acceptedKeyslots(outdatedKeyslots);
    const recorded = await this.vault.commit(() => ok([draft]));
    // Unless another program has changed the files meanwhile, which is asked about first.
    const isStill = this.notice === notice;
    if (!recorded.ok) {
      if (isStill && notice?.kind !== 'not-remembered') this.vault.hold();
      return recorded;
    }
    if (isStill) this.notice = null;
    if (!isAboutKeyslots) {
      activity.doubt = null;
      this.noteSeen();
      if (isStill && outdatedKeyslots) this.#holdForKeyslots();
      return ok(undefined);
    }
    this.outdatedKeyslots = null;
    if (isStill && doubt) this.doubt(doubt);
    this.noteSeen();
    // The file is rewritten, so that it is one from after that change.
    const written = await this.vault.exclusively(({ header, replaceSlots }) =>
      replaceSlots(header.slots),
    );
    return written.ok ? ok(undefined) : written;
  }

  /** Whether the ways in are what is asked about next: after an end that was cut off, which holds the vault by itself. */
  #asksAboutKeyslots(doubt: EndDoubt): boolean {
    return this.outdatedKeyslots !== null && doubt?.kind !== 'cut';
  }

  #holdForKeyslots(): void {
    if (!this.outdatedKeyslots) return;
    this.vault.hold();
    this.notice = { kind: 'older-ways-in', ...this.outdatedKeyslots };
  }

  /** Closes a vault that was never shown as open. */
  async leave(): Promise<void> {
    this.#lastSeen.stop();
    await this.vault.close();
  }

  /** Writes what is to be written, and forgets all of it. */
  async close(): Promise<void> {
    try {
      const recorded = await this.vault.commit(() =>
        ok([{ event: 'vault.locked', keyId: null, change: null }]),
      );
      if (recorded.ok) this.noteSeen();
    } finally {
      this.#lastSeen.stop();
      await this.vault.close();
    }
  }
}

const acceptedKeyslots = (older: OutdatedKeyslots | null): ActivityDraft => ({
  event: 'vault.older-ways-in-accepted',
  keyId: null,
  change: { changedAt: older?.at ?? '' },
});

function acceptanceOf(doubt: NonNullable<EndDoubt>): ActivityDraft {
  if (doubt.kind === 'unknown') {
    return { event: 'vault.unremembered-accepted', keyId: null, change: null };
  }
  const { sequence: seenSequence, at: seenAt } = doubt.seen;
  return {
    event: 'vault.older-state-accepted',
    keyId: null,
    change: { seenSequence, seenAt },
  };
}
