import type { WayIn } from '../../shared/contract/ways-in';
import type { Result } from '../../shared/result';
import { ok } from '../../shared/result';
import type { OlderWaysIn, VaultNotice } from '../../shared/vault-state';
import type { ActivityTail } from './activity-reader';
import { LastSeen } from './last-seen';
import type { SessionOptions } from './session-options';
import type { Vault } from './vault';

/** The vault that is unlocked, what the person is to know of it, and what this computer remembers to have seen of it. */
export class OpenedVault {
  readonly vault: Vault;
  notice: VaultNotice | null;
  /** the change of the ways in that the file is from before */
  olderWaysIn: OlderWaysIn | null = null;
  readonly #options: SessionOptions;
  readonly #lastSeen: LastSeen;

  constructor(options: SessionOptions, vault: Vault, notice: VaultNotice | null) {
    const { lastSeen: store, world } = options;
    const { vaultId } = vault;
    this.#options = options;
    this.vault = vault;
    this.notice = notice;
    this.#lastSeen = new LastSeen({
      vaultId,
      dataKey: vault.copyDataKey(),
      store,
      now: world.now,
    });
  }

  /**
   * Looks at the state a vault was found in, and holds one that is older than what was seen here.
   *
   * @param isExpected whatever state it is in: the person has chosen it
   */
  static async lookedAt(
    options: SessionOptions,
    {
      vault,
      activity,
      olderWaysIn,
    }: {
      vault: Vault;
      activity: ActivityTail['condition'];
      olderWaysIn: OlderWaysIn | null;
    },
    isExpected: boolean,
  ): Promise<OpenedVault> {
    const opened = new OpenedVault(options, vault, null);
    opened.olderWaysIn = olderWaysIn;
    if (activity === 'broken') {
      opened.notice = { kind: 'read-only', path: options.world.paths.activity };
      return opened;
    }
    const seen = isExpected ? null : await opened.#lastSeen.missingIn(vault);
    if (seen) {
      vault.hold();
      opened.notice = { kind: 'rolled-back', seen, newest: vault.activity.end.sequence };
    } else if (olderWaysIn) {
      vault.hold();
      opened.notice = { kind: 'older-ways-in', ...olderWaysIn };
    } else if (activity === 'torn') opened.notice = { kind: 'torn-activity' };
    return opened;
  }

  /** Remembers, outside of the vault, how far its activity goes. */
  noteSeen(): void {
    this.#lastSeen.note(this.vault.activity.end);
  }

  noteSeenSoon(): void {
    this.#lastSeen.noteSoon(() => this.vault.activity.end);
  }

  /** The files are about to be others: what was seen last says nothing of those. */
  stopNoting(): void {
    this.#lastSeen.stop();
  }

  /**
   * Records the way in, and who has tried before. When it cannot be written the person still gets in, to look and to
   * copy.
   */
  async recordEntry(method: WayIn['method']): Promise<void> {
    const { failedAttempts } = this.#options;
    const failed = failedAttempts.get();
    const recorded = await this.vault.commit(() =>
      ok([
        ...(failed
          ? [{ event: 'vault.unlock-failed' as const, keyId: null, change: { ...failed } }]
          : []),
        { event: 'vault.unlocked', keyId: null, change: { method } },
      ]),
    );
    if (failed && recorded.ok) failedAttempts.clear();
    // Writing it down takes a moment in which the window would not get its keys.
    if (recorded.ok) this.noteSeenSoon();
  }

  /**
   * The person goes on with an older state than this computer has seen, or with ways in that were closed since: from now on
   * it can be changed. Where it is both, they are asked about one after the other.
   */
  async acceptOlderState(): Promise<Result<void>> {
    const draft = this.#acceptance();
    if (draft === null) return ok(undefined);
    const { notice } = this;
    this.vault.release();
    const recorded = await this.vault.commit(() => ok([draft]));
    // Unless another program has changed the files meanwhile, which is asked about first.
    const isStill = this.notice === notice;
    if (!recorded.ok) {
      if (isStill) this.vault.hold();
      return recorded;
    }
    this.noteSeen();
    if (draft.event === 'vault.older-ways-in-accepted') {
      this.olderWaysIn = null;
      // The file is rewritten, so that it is one from after that change.
      const written = await this.vault.exclusively(({ header, replaceSlots }) =>
        replaceSlots(header.slots),
      );
      if (!written.ok) return written;
    }
    if (isStill) this.notice = null;
    if (isStill && this.olderWaysIn) {
      this.vault.hold();
      this.notice = { kind: 'older-ways-in', ...this.olderWaysIn };
    }
    return ok(undefined);
  }

  #acceptance() {
    const { notice } = this;
    if (notice?.kind === 'rolled-back') {
      const { sequence: seenSequence, at: seenAt } = notice.seen;
      const change = { seenSequence, seenAt };
      return { event: 'vault.older-state-accepted', keyId: null, change } as const;
    }
    if (notice?.kind !== 'older-ways-in') return null;
    const change = { changedAt: notice.at };
    return { event: 'vault.older-ways-in-accepted', keyId: null, change } as const;
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
      // Whoever locks now wants to open what another program has put there.
      if (this.notice?.kind === 'changed-on-disk') this.#lastSeen.forget();
    } finally {
      this.#lastSeen.stop();
      await this.vault.close();
    }
  }
}
