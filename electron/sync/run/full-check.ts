import type { ServerInfo } from '../../../shared/sync/sync-state';
import type { RunParts } from './run-parts';
import { USAGE_CAPABILITY, pullUsage } from '../wire/usage';

const EVERY_MS = 6 * 60 * 60_000;

/** A sync by hand fetches usage when it is this old. */
const USAGE_BY_HAND_MS = 10 * 60_000;

/**
 * Schedules the expensive parts of sync: comparing all records, and fetching usage. The times are
 * kept in memory, also while the vault is locked, because storing them would cost a write of the
 * vault.
 */
export class FullCheck {
  #checkedAt = Number.NEGATIVE_INFINITY;
  #usageAt = Number.NEGATIVE_INFINITY;

  /** For another endpoint both are due. */
  forget(): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
    this.#usageAt = Number.NEGATIVE_INFINITY;
  }

  /** Whether comparing all records is due. */
  isDue(now: number): boolean {
    return now - this.#checkedAt >= EVERY_MS;
  }

  checked(now: number): void {
    this.#checkedAt = now;
  }

  /** Fetches the usage of keys. A failure does not undo the successful run. */
  async takeUsage(
    parts: RunParts,
    { capabilities }: ServerInfo,
    { now, isByHand }: { now: number; isByHand: boolean },
  ): Promise<void> {
    const isOld = now - this.#usageAt >= (isByHand ? USAGE_BY_HAND_MS : EVERY_MS);
    if (!isOld || !capabilities.includes(USAGE_CAPABILITY)) return;
    this.#usageAt = now;
    const used = await pullUsage({ ...parts, now });
    if (used.kind === 'failed') console.error('usage of keys:', used.failure.code);
  }
}
