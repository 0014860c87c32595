/** Timeout for a keychain, which may ask for a password or start a program. */
export const KEYCHAIN_TIMEOUT_MS = 60_000;

/** Limits how long asynchronous work is awaited. */
export class BoundedWait {
  readonly #waiting = new Set<AbortController>();

  /**
   * @param work gets a signal that aborts on timeout
   * @returns null on timeout or `end`; a later result is dropped
   */
  async limit<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), KEYCHAIN_TIMEOUT_MS);
    this.#waiting.add(controller);
    try {
      return await Promise.race([
        work(signal),
        new Promise<null>((resolve) => {
          signal.addEventListener('abort', () => resolve(null));
        }),
      ]);
    } catch (error) {
      // Aborted work may reject before the timeout settles.
      if (signal.aborted) return null;
      throw error;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(controller);
    }
  }

  /** Stops waiting for all work in progress. */
  end(): void {
    for (const controller of this.#waiting) controller.abort();
  }
}
