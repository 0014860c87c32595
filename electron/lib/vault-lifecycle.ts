import type { VaultHooks } from './feature-module';
import { inBackground } from './in-background';
import type { CommittedEvent } from './vault-port';

/** The part of the vault session that locking needs. */
export interface Lockable {
  /** whether there is something to lock: an open vault, or an unlock in progress */
  readonly canLock: boolean;
  /** Cancels requests that may still open the vault, even when it is locked. */
  stopOpening(): void;
  /** @param settle is awaited before the vault is closed */
  close(settle: () => Promise<void>): Promise<void>;
}

/**
 * Locks the vault, and calls the hooks of the parts in the given order. It is made before the vault
 * and the parts, so that it can be passed to each of them.
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
   * @param options.renewPage replaces the renderer process that showed the keys
   * @param options.collectGarbage removes remains of the keys from memory
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

  /**
   * Closes the vault, and makes every part drop its content. Only for quitting; otherwise use
   * `lock`.
   */
  async close(): Promise<void> {
    const vault = this.#vault;
    if (!vault) return;
    const settled = this.#call('onLocking');
    // A failure is handled where `close` awaits this promise.
    settled.catch(() => undefined);
    try {
      await vault.close(() => settled);
    } finally {
      // Only now: a secret that was being copied when the vault was locked is in the clipboard by
      // now.
      await this.#call('onLocked');
    }
  }

  /** Locks while the app keeps running: the renderer process that showed the keys is replaced. */
  async lock(): Promise<void> {
    // Also when the vault is not open: an unlock that ends later must not leave it open.
    this.#vault?.stopOpening();
    if (!this.#vault?.canLock) return;
    await Promise.all([this.close().then(this.#collectGarbage), this.#renewPage()]);
  }

  /** Locks without returning a promise. A failure is logged. */
  lockInBackground(): void {
    inBackground('locking', this.lock());
  }

  /** Calls a hook of every part. One that fails does not prevent the others. */
  #call(hook: 'onLocking' | 'onLocked'): Promise<void> {
    const called = Promise.allSettled(this.#parts.map(async (part) => part[hook]?.()));
    return called.then((ends) => {
      const failed = ends.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    });
  }
}
