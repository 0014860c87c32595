import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';

const FREE_ATTEMPTS = 1;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

const throttleStateSchema = z.object({ count: z.int().positive(), lastAt: instantSchema });
/** Failed attempts since the last success, and the time of the last one (RFC 3339). */
export type ThrottleState = z.infer<typeof throttleStateSchema>;

/** Persists failed attempts across restarts and shares them between windows. */
export interface ThrottleStateStore {
  get(): unknown;
  set(state: ThrottleState | null): void;
}

interface TryOptions {
  /** Checked when the attempt's turn comes: an attempt that is no longer needed is skipped. */
  isWanted?: () => boolean;
  /** Whether success resets the backoff. Opening an older copy does not. */
  isProof?: boolean;
}

/**
 * Backoff for guesses at the keyboard: after each failure the delay doubles, up to half a minute.
 * Argon2id slows down guessing on a copy of the file.
 */
export class AttemptThrottle {
  readonly #now: () => number;
  readonly #store: ThrottleStateStore | null;
  #failures = 0;
  #notBefore = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param before failed attempts before this start: a restart does not reset the backoff */
  constructor(
    now: () => number,
    before: ThrottleState | null = null,
    store: ThrottleStateStore | null = null,
  ) {
    this.#now = now;
    this.#store = store;
    if (before !== null) this.#adopt(before);
  }

  /** Remaining delay before the next attempt, in milliseconds. */
  get delayMs(): number {
    // A clock that was set back must not lengthen the delay.
    return Math.min(Math.max(this.#notBefore - this.#now(), 0), LONGEST_DELAY_MS);
  }

  /**
   * Runs one attempt after its delay; attempts are serial.
   *
   * @param attempt resolves to null when the passphrase or code is wrong
   * @returns undefined when the attempt was skipped because it was no longer wanted
   */
  try<T>(
    attempt: () => Promise<T | null>,
    { isWanted = () => true, isProof = true }: TryOptions = {},
  ): Promise<T | null | undefined> {
    const result = this.#last.then(async () => {
      this.#readStore();
      const wait = this.delayMs;
      if (wait > 0 && isWanted()) await new Promise((resume) => setTimeout(resume, wait));
      if (!isWanted()) return undefined;
      const value = await attempt();
      if (value === null) this.#countFailure();
      else if (isProof) this.reset();
      return value;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resets the backoff after the user has proved to own the vault. */
  reset(): void {
    this.#readStore();
    if (this.#failures > 0) this.#store?.set(null);
    this.#failures = 0;
    this.#notBefore = 0;
  }

  #countFailure(): void {
    this.#failures += 1;
    const now = this.#now();
    this.#notBefore = now + this.#delayAfterFailures();
    this.#store?.set({ count: this.#failures, lastAt: new Date(now).toISOString() });
  }

  /** Another window may have counted more failures. */
  #readStore(): void {
    const stored = throttleStateSchema.safeParse(this.#store?.get());
    if (stored.success && stored.data.count > this.#failures) this.#adopt(stored.data);
  }

  #adopt({ count, lastAt }: ThrottleState): void {
    this.#failures = count;
    this.#notBefore = Date.parse(lastAt) + this.#delayAfterFailures();
  }

  #delayAfterFailures(): number {
    const doublings = this.#failures - FREE_ATTEMPTS - 1;
    return doublings < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** doublings, LONGEST_DELAY_MS);
  }
}
