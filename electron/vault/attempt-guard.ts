const FREE_ATTEMPTS = 1;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/**
 * Slows guessing at this keyboard down: after each wrong try the next one must wait twice as long, up to half a
 * minute. (Guessing on a copy of the file is slowed down by Argon2id.)
 */
export class AttemptGuard {
  readonly #now: () => number;
  #failures = 0;
  #notBefore = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param before tries that failed before the app was started: starting it again is no way around the wait */
  constructor(now: () => number, before: { count: number; lastAt: string } | null = null) {
    this.#now = now;
    if (before === null) return;
    this.#failures = before.count;
    this.#notBefore = Date.parse(before.lastAt) + this.#delayAfterFailures();
  }

  /** How long the next try will have to wait, in milliseconds. */
  get delayMs(): number {
    // A clock set back must not lengthen the wait.
    return Math.min(Math.max(this.#notBefore - this.#now(), 0), LONGEST_DELAY_MS);
  }

  /**
   * Runs one try when its time has come; tries never run side by side.
   *
   * @param attempt resolves to null when what was tried is wrong
   */
  try<T>(attempt: () => Promise<T | null>): Promise<T | null> {
    const result = this.#last.then(async () => {
      const wait = this.delayMs;
      if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
      const value = await attempt();
      this.#count(value !== null);
      return value;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  #count(isRight: boolean): void {
    this.#failures = isRight ? 0 : this.#failures + 1;
    this.#notBefore = this.#now() + this.#delayAfterFailures();
  }

  #delayAfterFailures(): number {
    const doublings = this.#failures - FREE_ATTEMPTS - 1;
    return doublings < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** doublings, LONGEST_DELAY_MS);
  }
}
