import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';

const FREE_ATTEMPTS = 1;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

const wrongTriesSchema = z.object({ count: z.int().positive(), lastAt: instantSchema });
/** How many tries were wrong since the last right one, and when the last of them was (RFC 3339). */
export type WrongTries = z.infer<typeof wrongTriesSchema>;

/** Keeps the wrong tries where another start, and another window of the app, finds them. */
export interface TriesStore {
  get(): unknown;
  set(tries: WrongTries | null): void;
}

interface TryOptions {
  /** Asked when the try has its turn: one that has no use any more is not made. */
  isWanted?: () => boolean;
  /** Whether the right answer ends the waiting. One that only opens an older copy does not. */
  isProof?: boolean;
}

/**
 * Slows guessing at this keyboard down: after each wrong try the next one must wait twice as long, up to half a
 * minute. (Guessing on a copy of the file is slowed down by Argon2id.)
 */
export class AttemptThrottle {
  readonly #now: () => number;
  readonly #store: TriesStore | null;
  #failures = 0;
  #notBefore = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param before tries that failed before the app was started: starting it again is no way around the wait */
  constructor(
    now: () => number,
    before: WrongTries | null = null,
    store: TriesStore | null = null,
  ) {
    this.#now = now;
    this.#store = store;
    if (before !== null) this.#adopt(before);
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
   * @returns undefined when it was not made, because nobody wanted it any more
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
      if (value === null) this.#countWrong();
      else if (isProof) this.forgive();
      return value;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** The person has shown that the vault is theirs: what was tried before counts no more. */
  forgive(): void {
    this.#readStore();
    if (this.#failures > 0) this.#store?.set(null);
    this.#failures = 0;
    this.#notBefore = 0;
  }

  #countWrong(): void {
    this.#failures += 1;
    const now = this.#now();
    this.#notBefore = now + this.#delayAfterFailures();
    this.#store?.set({ count: this.#failures, lastAt: new Date(now).toISOString() });
  }

  /** Another window of the app may have counted more. */
  #readStore(): void {
    const stored = wrongTriesSchema.safeParse(this.#store?.get());
    if (stored.success && stored.data.count > this.#failures) this.#adopt(stored.data);
  }

  #adopt({ count, lastAt }: WrongTries): void {
    this.#failures = count;
    this.#notBefore = Date.parse(lastAt) + this.#delayAfterFailures();
  }

  #delayAfterFailures(): number {
    const doublings = this.#failures - FREE_ATTEMPTS - 1;
    return doublings < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** doublings, LONGEST_DELAY_MS);
  }
}
