import { AttemptThrottle } from './attempt-throttle';
import type { ThrottleStateStore, ThrottleState } from './attempt-throttle';

/** Persists the failed attempts of all throttles outside the vault, as a plain record by target. */
export interface ThrottleStatesStore {
  get(): unknown;
  set(states: Record<string, unknown>): void;
}

const VAULT = 'vault';

/** How many other files are remembered, the latest ones. */
const MAX_FILES = 20;

/**
 * One throttle for the vault, shared by every place that takes its passphrase or recovery code, and
 * one for each other sealed file: guessing at a foreign file must not delay unlocking the vault.
 */
export class AttemptThrottles {
  readonly vault: AttemptThrottle;
  readonly #now: () => number;
  readonly #store: ThrottleStatesStore;
  readonly #files = new Map<string, AttemptThrottle>();

  /** @param before failed unlock attempts before this start */
  constructor(now: () => number, before: ThrottleState | null, store: ThrottleStatesStore) {
    this.#now = now;
    this.#store = store;
    this.vault = new AttemptThrottle(now, before, this.#storeOf(VAULT));
  }

  /** @param vaultId the id that the file's slots are sealed with */
  forFile(vaultId: string): AttemptThrottle {
    const known = this.#files.get(vaultId);
    const throttle = known ?? new AttemptThrottle(this.#now, null, this.#storeOf(vaultId));
    this.#files.delete(vaultId);
    this.#files.set(vaultId, throttle);
    for (const oldest of [...this.#files.keys()].slice(0, -MAX_FILES)) this.#files.delete(oldest);
    return throttle;
  }

  #storeOf(name: string): ThrottleStateStore {
    return {
      get: () => this.#stored()[name],
      set: (state) => {
        const { [VAULT]: vault, [name]: _, ...others } = this.#stored();
        const files = Object.entries(others).slice(1 - MAX_FILES);
        const kept = name === VAULT || vault === undefined ? {} : { [VAULT]: vault };
        this.#store.set({ ...Object.fromEntries(files), ...kept, ...(state && { [name]: state }) });
      },
    };
  }

  #stored(): Record<string, unknown> {
    const stored = this.#store.get();
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }
}
