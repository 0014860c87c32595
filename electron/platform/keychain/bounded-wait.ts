/** How long a keychain may take. It may first ask a person for a password, or start a program that takes its time. */
export const PATIENCE_MS = 60_000;

/** Limits how long something is waited for. */
export class Patience {
  readonly #waiting = new Set<AbortController>();

  /**
   * @param work is told by the signal that nobody waits any more
   * @returns null when it has not settled in time or before `end`; what comes later is dropped
   */
  async limit<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
    this.#waiting.add(controller);
    try {
      return await Promise.race([
        work(signal),
        new Promise<null>((resolve) => {
          signal.addEventListener('abort', () => resolve(null));
        }),
      ]);
    } catch (error) {
      // Work that is told to end may say so before we do.
      if (signal.aborted) return null;
      throw error;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(controller);
    }
  }

  /** Nobody waits any more for what is under way. */
  end(): void {
    for (const controller of this.#waiting) controller.abort();
  }
}
