/**
 * Locking takes longer only when something is wrong with it, in milliseconds: a vault of 100,000 keys takes five seconds on
 * a busy computer to be written once more, and a network disk takes several times as long. Nothing can be asked of it meanwhile.
 */
const LOCK_MS = 45_000;

/** What the person wants after an error that no code handles. */
export type AfterError = 'continue' | 'restart';

/**
 * What follows an exception or a rejection that no code handles: after it nothing is known about what the main process
 * would do next, so no vault stays open behind it.
 */
export class UnhandledErrors {
  readonly #lock: () => Promise<void>;
  readonly #tell: () => Promise<AfterError>;
  readonly #restart: () => void;
  readonly #end: () => void;
  #isTelling = false;

  /**
   * @param parts.lock locks the vault; settles when it is locked
   * @param parts.tell asks the person without blocking the main process
   * @param parts.restart ends the app and starts it again
   * @param parts.end ends the process at once, which is what is left when the vault cannot be locked
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

  /** Locks the vault, then tells the person. Further errors meanwhile lock it again and open no second question. */
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
