import { AttemptThrottle } from './attempt-throttle';
import type { TriesStore, WrongTries } from './attempt-throttle';

/** Keeps the wrong tries of all guards in one place outside the vault: a plain record by what was tried. */
export interface ThrottlesStore {
  get(): unknown;
  set(tries: Record<string, unknown>): void;
}

const VAULT = 'vault';

/** Of other files so many are remembered, those that were tried last. */
const MOST_FILES = 20;

/**
 * One guard for the vault of this computer, wherever its passphrase or recovery code is tried, and one for each other
 * sealed file: guessing at a file of somebody else costs nobody the way into their own vault.
 */
export class AttemptThrottles {
  readonly vault: AttemptThrottle;
  readonly #now: () => number;
  readonly #store: ThrottlesStore;
  readonly #files = new Map<string, AttemptThrottle>();

  /** @param before tries to unlock that failed before the app was started */
  constructor(now: () => number, before: WrongTries | null, store: ThrottlesStore) {
    this.#now = now;
    this.#store = store;
    this.vault = new AttemptThrottle(now, before, this.#storeOf(VAULT));
  }

  /** @param vaultId the id that is sealed into the ways into the file */
  forFile(vaultId: string): AttemptThrottle {
    const known = this.#files.get(vaultId);
    const guard = known ?? new AttemptThrottle(this.#now, null, this.#storeOf(vaultId));
    this.#files.delete(vaultId);
    this.#files.set(vaultId, guard);
    for (const oldest of [...this.#files.keys()].slice(0, -MOST_FILES)) this.#files.delete(oldest);
    return guard;
  }

  #storeOf(name: string): TriesStore {
    return {
      get: () => this.#stored()[name],
      set: (tries) => {
        const { [VAULT]: vault, [name]: _, ...others } = this.#stored();
        const files = Object.entries(others).slice(1 - MOST_FILES);
        const kept = name === VAULT || vault === undefined ? {} : { [VAULT]: vault };
        this.#store.set({ ...Object.fromEntries(files), ...kept, ...(tries && { [name]: tries }) });
      },
    };
  }

  #stored(): Record<string, unknown> {
    const stored = this.#store.get();
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }
}
