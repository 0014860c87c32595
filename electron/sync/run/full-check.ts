import type { ServerInfo } from '../../../shared/sync/sync-state';
import type { RunParts } from './run-parts';
import { USAGE_CAPABILITY, pullUsage } from '../wire/usage';

const EVERY_MS = 6 * 60 * 60_000;

/** By hand, the usage of keys is asked for when it is this old. */
const USAGE_BY_HAND_MS = 10 * 60_000;

/**
 * What costs requests of its own, and so has its turn now and then: looking at everything that is there, and asking how
 * the keys were used. When that was is kept in memory, also while the vault is locked: the vault itself would be
 * written to for it, and gain nothing.
 */
export class FullCheck {
  #lookedAt = Number.NEGATIVE_INFINITY;
  #usageAt = Number.NEGATIVE_INFINITY;

  /** Another endpoint: everything has its turn. */
  forget(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
    this.#usageAt = Number.NEGATIVE_INFINITY;
  }

  /** Whether everything that is there has its turn to be looked at. */
  isDue(now: number): boolean {
    return now - this.#lookedAt >= EVERY_MS;
  }

  looked(now: number): void {
    this.#lookedAt = now;
  }

  /** Asks how the keys were used. A run that has brought both sides in step is not undone when this fails. */
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
