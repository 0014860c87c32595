/**
 * Locking takes longer only when something is wrong, in milliseconds. A vault of 100,000 keys takes
 * five seconds to write on a busy computer, and several times that on a network disk.
 */
const LOCK_MS = 45_000;

/** The user's choice after an unhandled error. */
export type AfterError = 'continue' | 'restart';

/**
 * Handles exceptions and rejections that no code caught. The main process is in an unknown state,
 * so the vault is locked.
 */
export class UnhandledErrors {
  readonly #lock: () => Promise<void>;
  readonly #tell: () => Promise<AfterError>;
  readonly #restart: () => void;
  readonly #end: () => void;
  #isTelling = false;

  /**
   * @param parts.lock locks the vault
   * @param parts.tell asks the user without blocking the main process
   * @param parts.restart restarts the app
   * @param parts.end ends the process at once, if the vault cannot be locked
   */
  constructor(parts: {
    lock: () => Promise<void>;
    tell: () => Promise<AfterError>;
    restart: () => void;
    end: () => void;
  }) {
    this.#lock = parts.lock;
    this.#tell = parts.tell;
    this.#restart = parts.restart;
    this.#end = parts.end;
  }

  /** Locks the vault, then asks the user. Further errors lock it again but open no second box. */
  async handle(): Promise<void> {
    const late = setTimeout(this.#end, LOCK_MS);
    try {
      await this.#lock();
    } catch {
      this.#end();
      return;
    } finally {
      clearTimeout(late);
    }
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      if ((await this.#tell()) === 'restart') this.#restart();
    } catch {
      this.#end();
    } finally {
      this.#isTelling = false;
    }
  }
}
