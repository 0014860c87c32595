import type { App, BrowserWindow } from 'electron';

/** The way out of the app: what is unsaved is asked about, the vault is locked, and only then it ends. */
export class Ending {
  readonly #app: App;
  readonly #lock: () => Promise<void>;
  readonly #ask: () => void;
  #hasUnsaved = false;
  #phase: 'running' | 'locking' | 'locked' = 'running';

  /**
   * @param options.lock writes what is to be written; the app ends when it settles
   * @param options.ask shows the person the question; the answer comes as `quit`, or not at all
   */
  constructor(app: App, options: { lock: () => Promise<void>; ask: () => void }) {
    this.#app = app;
    this.#lock = options.lock;
    this.#ask = options.ask;
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
      if (!this.#hasUnsaved) return;
      event.preventDefault();
      this.#ask();
    });
  }

  /** Ends the app, whatever is unsaved. */
  quit(): void {
    this.#hasUnsaved = false;
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
    void this.#lock()
      .catch((error: unknown) => {
        console.error('locking before the end:', error instanceof Error ? error.stack : '');
      })
      .finally(() => {
        this.#phase = 'locked';
        this.#app.quit();
      });
  }
}
