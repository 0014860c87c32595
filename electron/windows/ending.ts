import type { App, BrowserWindow } from 'electron';

/** Nobody notices a shorter wait, in milliseconds. */
const PATIENCE_MS = 1000;

/** The way out of the app: what is unsaved is asked about, the vault is locked, and only then it ends. */
export class Ending {
  readonly #app: App;
  readonly #lock: () => Promise<void>;
  readonly #ask: () => void;
  readonly #sayWaiting: () => void;
  readonly #staysInTray: () => boolean;
  #last: (() => void) | null = null;
  #hasUnsaved = false;
  #phase: 'running' | 'locking' | 'locked' = 'running';

  /**
   * @param options.lock writes what is to be written; the app ends when it settles
   * @param options.ask shows the person the question; the answer comes as `quit`, or not at all
   * @param options.sayWaiting tells that locking takes longer than a moment
   * @param options.staysInTray whether closing the window leaves the app running
   */
  constructor(
    app: App,
    options: {
      lock: () => Promise<void>;
      ask: () => void;
      sayWaiting: () => void;
      staysInTray: () => boolean;
    },
  ) {
    this.#app = app;
    this.#lock = options.lock;
    this.#ask = options.ask;
    this.#sayWaiting = options.sayWaiting;
    this.#staysInTray = options.staysInTray;
    app.on('before-quit', (event) => {
      this.#beforeQuit(event);
    });
    app.on('window-all-closed', () => {
      app.quit();
    });
  }

  /** Whether the app is on its way out. */
  get hasBegun(): boolean {
    return this.#phase !== 'running';
  }

  setUnsaved(hasUnsaved: boolean): void {
    this.#hasUnsaved = hasUnsaved;
  }

  watch(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#phase === 'running' && this.#staysInTray()) {
        event.preventDefault();
        window.hide();
        return;
      }
      if (!this.#hasUnsaved) return;
      event.preventDefault();
      this.#ask();
    });
    // What the page told while its window was closing already went with it, and nobody is left to answer.
    window.on('closed', () => {
      this.#hasUnsaved = false;
    });
  }

  /**
   * Ends the app, whatever is unsaved.
   *
   * @param last done in place of ending when everything else is done, e.g. installing an update
   */
  quit(last: (() => void) | null = null): void {
    this.#hasUnsaved = false;
    this.#last = last;
    this.#app.quit();
  }

  #beforeQuit(event: { preventDefault(): void }): void {
    if (this.#phase === 'locked') return;
    event.preventDefault();
    if (this.#hasUnsaved) {
      this.#ask();
      return;
    }
    if (this.#phase === 'locking') return;
    this.#phase = 'locking';
    const timer = setTimeout(this.#sayWaiting, PATIENCE_MS);
    void this.#lock()
      .catch((error: unknown) => {
        console.error('locking before the end:', error instanceof Error ? error.stack : '');
      })
      .finally(() => {
        clearTimeout(timer);
        this.#phase = 'locked';
        if (this.#last) this.#last();
        else this.#app.quit();
      });
  }
}
