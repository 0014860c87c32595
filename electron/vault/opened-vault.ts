import type { Result } from '../../shared/result';
import { ok } from '../../shared/result';
import type { VaultNotice } from '../../shared/vault-state';
import type { ActivityDraft } from './activity';
import type { ActivityTail } from './activity-reader';
import { LastSeen } from './last-seen';
import type { SessionOptions } from './session-options';
import type { Vault } from './vault';

/** The vault that is unlocked, what the person is to know of it, and what this computer remembers to have seen of it. */
export class OpenedVault {
  readonly vault: Vault;
  notice: VaultNotice | null;
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
    { vault, activity }: { vault: Vault; activity: ActivityTail['condition'] },
    isExpected: boolean,
  ): Promise<OpenedVault> {
    const opened = new OpenedVault(options, vault, null);
    if (activity === 'broken') {
      opened.notice = { kind: 'read-only', path: options.world.paths.activity };
      return opened;
    }
    const seen = isExpected ? null : await opened.#lastSeen.missingIn(vault);
    if (seen) {
      vault.hold();
      opened.notice = { kind: 'rolled-back', seen, newest: vault.activity.end.sequence };
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
   *
   * @returns whether it is recorded
   */
  async recordEntry(drafts: readonly ActivityDraft[]): Promise<boolean> {
    const { failedAttempts } = this.#options;
    const failed = failedAttempts.get();
    const recorded = await this.vault.commit(() =>
      ok([
        ...(failed
          ? [{ event: 'vault.unlock-failed' as const, keyId: null, change: { ...failed } }]
          : []),
        ...drafts,
      ]),
    );
    if (failed && recorded.ok) failedAttempts.clear();
    // Writing it down takes a moment in which the window would not get its keys.
    if (recorded.ok) this.noteSeenSoon();
    return recorded.ok;
  }

  /** The person goes on with an older state than this computer has seen: from now on it can be changed. */
  async acceptOlderState(): Promise<Result<void>> {
    if (this.notice?.kind !== 'rolled-back') return ok(undefined);
    const { sequence: seenSequence, at: seenAt } = this.notice.seen;
    this.vault.release();
    const recorded = await this.vault.commit(() =>
      ok([
        {
          event: 'vault.older-state-accepted',
          keyId: null,
          change: { seenSequence, seenAt },
        },
      ]),
    );
    if (!recorded.ok) {
      // Unless another program has changed the files meanwhile, which is asked about first.
      if (this.notice.kind === 'rolled-back') this.vault.hold();
      return recorded;
    }
    this.notice = null;
    this.noteSeen();
    return ok(undefined);
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
