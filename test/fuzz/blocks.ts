// Counters for code bundled with `scripts/fuzz/count-blocks.mjs`. In other runs, such as the unit
// tests, nothing is counted and nothing is new.

interface Blocks {
  counts: Uint16Array;
  work: number;
  /** the work limit for the present input */
  most: number;
}

const blocks = (globalThis as { fuzzBlocks?: Blocks }).fuzzBlocks;

/**
 * Blocks that an input may enter: a constant and an amount for each of its bytes, more than ten
 * times what any reader needs.
 */
const WORK = 1_000_000;
const WORK_PER_BYTE = 2_000;

/** Resets the counters. */
export function startCounting(bytes: number): void {
  if (!blocks) return;
  blocks.counts.fill(0);
  blocks.work = 0;
  blocks.most = WORK + bytes * WORK_PER_BYTE;
}

/** @returns how many blocks were entered since */
export function workDone(): number {
  if (!blocks) return 0;
  blocks.most = Infinity;
  return blocks.work;
}

/** The blocks entered by any input so far, with counts in powers of two. */
export class Coverage {
  readonly #seen = new Uint32Array(65_536);

  /** How many blocks were ever entered. */
  get size(): number {
    return this.#seen.reduce((sum, orders) => sum + (orders === 0 ? 0 : 1), 0);
  }

  /** Adds the counters since the reset. @returns whether some of it is new */
  add(): boolean {
    if (!blocks) return false;
    let isNew = false;
    for (const [block, count] of blocks.counts.entries()) {
      if (count === 0) continue;
      const order = 1 << (31 - Math.clz32(count));
      const seen = this.#seen[block] ?? 0;
      if ((seen & order) !== 0) continue;
      this.#seen[block] = seen | order;
      isNew = true;
    }
    return isNew;
  }
}
