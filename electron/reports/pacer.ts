/** Longest that a report keeps the main process from answering, in milliseconds. */
const STRETCH_MS = 8;

/**
 * Lets others do their work between the pieces of a long one: the window gets its answers while a report of
 * 100,000 rows is made.
 */
export class Pacer {
  readonly signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal = new AbortController().signal) {
    this.signal = signal;
  }

  /** Goes on at once, or after everybody else had a turn. @throws the reason of the signal once it is aborted */
  async pause(): Promise<void> {
    this.signal.throwIfAborted();
    if (performance.now() - this.#since < STRETCH_MS) return;
    await new Promise((resume) => setImmediate(resume));
    this.#since = performance.now();
    this.signal.throwIfAborted();
  }
}

/** Runs through many items, some at a time, with a pause after each piece. */
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
