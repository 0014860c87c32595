/** Longest time that a report blocks the main process, in milliseconds. */
const STRETCH_MS = 8;

/**
 * Yields between the pieces of a long task, so that the window gets answers while a report of
 * 100,000 rows is made.
 */
export class Pacer {
  readonly signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal = new AbortController().signal) {
    this.signal = signal;
  }

  /**
   * Continues at once, or yields to the event loop when it is due. @throws the reason of the signal
   * once it is aborted
   */
  async pause(): Promise<void> {
    this.signal.throwIfAborted();
    if (performance.now() - this.#since < STRETCH_MS) return;
    await new Promise((resume) => setImmediate(resume));
    this.#since = performance.now();
    this.signal.throwIfAborted();
  }
}

/** Processes many items in pieces, with a pause after each. */
export async function inPieces<T>(
  items: readonly T[],
  size: number,
  pacer: Pacer,
  take: (piece: readonly T[]) => void | Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += size) {
    await take(items.slice(start, start + size));
    await pacer.pause();
  }
}
