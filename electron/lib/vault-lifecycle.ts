import type { VaultHooks } from './feature-module';
import { inBackground } from './in-background';
import type { CommittedEvent } from './vault-port';

/** The vault, as far as locking it is concerned. */
export interface Lockable {
  /** whether there is something to lock: an open vault, or one that is about to be */
  readonly canLock: boolean;
  /** Ends the ways of opening the vault that may still be under way, also when it is locked. */
  stopOpening(): void;
  /** @param settle is awaited before the vault is closed */
  close(settle: () => Promise<void>): Promise<void>;
}

/**
 * Locks the vault, and calls the hooks of the parts in the order in which they are given. It is made before the vault and
 * the parts, so that each of them can be given it.
 */
export class VaultLifecycle {
  readonly #renewPage: () => Promise<void>;
  readonly #collectGarbage: () => Promise<void>;
  #vault: Lockable | null = null;
  #parts: readonly VaultHooks[] = [];
  #tellFirstUnlock: () => void = () => undefined;
  /** Settles when the vault is open for the first time. */
  readonly firstUnlock = new Promise<void>((resolve) => {
    this.#tellFirstUnlock = resolve;
  });

  /**
   * @param options.renewPage replaces the process that has drawn the keys
   * @param options.collectGarbage removes the remains of the keys from memory
   */
  constructor(options: { renewPage: () => Promise<void>; collectGarbage: () => Promise<void> }) {
    this.#renewPage = options.renewPage;
    this.#collectGarbage = options.collectGarbage;
  }

  /** @param parts in the order in which their hooks are called */
  follow(vault: Lockable, parts: readonly VaultHooks[]): void {
    this.#vault = vault;
    this.#parts = parts;
  }

  committed(events: readonly CommittedEvent[]): void {
    for (const part of this.#parts) part.onCommitted?.(events);
  }

  replaced(): void {
    for (const part of this.#parts) part.onReplaced?.();
  }

  unlocked(): void {
    this.#tellFirstUnlock();
    for (const part of this.#parts) part.onUnlocked?.();
  }

  /** Closes the vault, and has every part forget what it knows of it. For the end of the app; `lock` for all else. */
  async close(): Promise<void> {
    const vault = this.#vault;
    if (!vault) return;
    const settled = this.#call('onLocking');
    // A failure is handled where `close` awaits it.
    settled.catch(() => undefined);
    try {
      await vault.close(() => settled);
    } finally {
      // Not before: a secret that was on its way when the vault was locked has arrived by now.
      await this.#call('onLocked');
    }
  }

  /** Locks while the app goes on: the process that has drawn the keys does not outlive the lock. */
  async lock(): Promise<void> {
    // Also when the vault is not open: an unlock that ends later must not leave it open after this lock.
    this.#vault?.stopOpening();
    if (!this.#vault?.canLock) return;
    await Promise.all([this.close().then(this.#collectGarbage), this.#renewPage()]);
  }

  /** Locks, without a promise to wait for. A failure is logged. */
  lockInBackground(): void {
    inBackground('locking', this.lock());
  }

  /** Calls a hook of every part at once. A part that fails keeps no other from being called. */
  #call(hook: 'onLocking' | 'onLocked'): Promise<void> {
    const called = Promise.allSettled(this.#parts.map(async (part) => part[hook]?.()));
    return called.then((ends) => {
      const failed = ends.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    });
  }
}
