import type { ServerInfo } from '../../shared/sync-state';
import { hasFewer } from './doubt';
import type { Ended, RunParts } from './run-parts';
import { USAGE_CAPABILITY, pullUsage } from './usage';

const EVERY_MS = 6 * 60 * 60_000;

/** By hand, the usage of keys is asked for when it is this old. */
const USAGE_BY_HAND_MS = 10 * 60_000;

/**
 * What costs requests of its own, and so has its turn now and then after a sync: whether everything is still there, and
 * how the keys were used. When that was is kept in memory, also while the vault is locked: the vault itself would be
 * written to for it, and gain nothing.
 */
export class CloserLook {
  #countedAt = Number.NEGATIVE_INFINITY;
  #usageAt = Number.NEGATIVE_INFINITY;

  /** Another endpoint: everything has its turn. */
  forget(): void {
    this.#countedAt = Number.NEGATIVE_INFINITY;
    this.#usageAt = Number.NEGATIVE_INFINITY;
  }

  /**
   * A run that has brought both sides in step is not undone when this fails.
   *
   * @returns what a person must be asked, or null
   */
  async take(
    parts: RunParts,
    { capabilities }: ServerInfo,
    { now, isByHand }: { now: number; isByHand: boolean },
  ): Promise<Ended | null> {
    if (now - this.#countedAt >= EVERY_MS) {
      this.#countedAt = now;
      const doubt = await hasFewer(parts);
      if (doubt?.kind === 'asking') return doubt;
      if (doubt?.kind === 'failed') console.error('number of keys:', doubt.failure.code);
    }
    const isOld = now - this.#usageAt >= (isByHand ? USAGE_BY_HAND_MS : EVERY_MS);
    if (!isOld || !capabilities.includes(USAGE_CAPABILITY)) return null;
    this.#usageAt = now;
    const used = await pullUsage({ ...parts, now });
    if (used.kind === 'failed') console.error('usage of keys:', used.failure.code);
    return null;
  }
}
