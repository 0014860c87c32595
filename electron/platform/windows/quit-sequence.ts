import type { App, BrowserWindow } from 'electron';
import { inBackground } from '../../lib/in-background';

/** Nobody notices a shorter wait, in milliseconds. */
const PATIENCE_MS = 1000;
/** Whoever was to end the app in our place, e.g. an installer, has done so by then. */
const LAST_MS = 60_000;

/** The way out of the app: what is unsaved is asked about, the vault is locked, and only then it ends. */
export class QuitSequence {
  readonly #app: App;
  readonly #lock: () => Promise<void>;
  readonly #ask: () => void;
  readonly #sayWaiting: () => void;
  readonly #staysInTray: () => boolean;
  readonly #onStayed: () => void;
  /** done in place of ending */
  #last: (() => void) | null = null;
  /** the same, when the person answers that what is unsaved may go */
  #afterAnswer: (() => void) | null = null;
  #lastTimer: NodeJS.Timeout | undefined;
  #hasUnsaved = false;
  #sessionEnds = false;
  #phase: 'running' | 'locking' | 'locked' = 'running';

  /**
   * @param options.lock writes what is to be written; the app ends when it settles
   * @param options.ask shows the person the question; the answer comes as `quit`, or not at all
   * @param options.sayWaiting tells that locking takes longer than a moment
   * @param options.staysInTray whether closing the window leaves the app running
   * @param options.onStayed what was to end the app has not; the vault is locked
   */
  constructor(
    app: App,
    options: {
      lock: () => Promise<void>;
      ask: () => void;
      sayWaiting: () => void;
      staysInTray: () => boolean;
      onStayed: () => void;
    },
  ) {
    this.#app = app;
    this.#lock = options.lock;
    this.#ask = options.ask;
    this.#sayWaiting = options.sayWaiting;
    this.#staysInTray = options.staysInTray;
    this.#onStayed = options.onStayed;
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
      if (this.#phase === 'locked' || this.#sessionEnds) return;
      // The window stays until the vault is locked: it is where the person is asked, and told to wait.
      event.preventDefault();
      if (this.#phase === 'running' && this.#staysInTray()) window.hide();
      else this.#app.quit();
    });
    // Nobody is left to answer.
    window.on('closed', () => {
      this.#hasUnsaved = false;
    });
    // Windows asks nobody else before it ends us.
    window.on('session-end', () => {
      this.sessionEnds();
    });
  }

  /** Ends the app, whatever is unsaved: it was asked about, or there is no page that could be asked. */
  quit(): void {
    this.#hasUnsaved = false;
    this.#last = this.#afterAnswer;
    this.#app.quit();
  }

  /**
   * Ends the app in another way. What is unsaved is asked about first.
   *
   * @param last done in place of ending when everything else is done, e.g. installing an update; `stay` when it fails
   */
  endThen(last: () => void): void {
    if (this.hasBegun) return;
    if (this.#hasUnsaved) {
      this.#ask();
      this.#afterAnswer = last;
      return;
    }
    this.#last = last;
    this.#app.quit();
  }

  /** What was to end the app has failed: it goes on, and its next end is one like any other. */
  stay(): void {
    if (this.#phase !== 'locked' || this.#last === null) return;
    clearTimeout(this.#lastTimer);
    this.#last = null;
    this.#phase = 'running';
    this.#onStayed();
  }

  /**
   * The person's session on this computer ends. Nobody may hold that up: what is committed is on the disk, a form that
   * was typed is kept, and what locking writes besides is only for a quicker start.
   */
  sessionEnds(): void {
    if (this.#sessionEnds) return;
    this.#hasUnsaved = false;
    if (this.#phase === 'running') this.#lockAndEnd();
    this.#sessionEnds = true;
  }

  #beforeQuit(event: { preventDefault(): void }): void {
    if (this.#phase === 'locked' || this.#sessionEnds) return;
    event.preventDefault();
    if (this.#phase === 'locking') return;
    if (!this.#hasUnsaved) {
      this.#lockAndEnd();
      return;
    }
    this.#afterAnswer = null;
    this.#ask();
  }

  #lockAndEnd(): void {
    this.#phase = 'locking';
    this.#afterAnswer = null;
    const timer = setTimeout(this.#sayWaiting, PATIENCE_MS);
    const ended = this.#lock()
      .catch((error: unknown) => {
        console.error('locking before the end:', error instanceof Error ? error.stack : '');
      })
      .finally(() => {
        clearTimeout(timer);
        this.#phase = 'locked';
        if (this.#last === null) {
          this.#app.quit();
          return;
        }
        this.#lastTimer = setTimeout(() => this.stay(), LAST_MS);
        this.#last();
      });
    inBackground('ending', ended);
  }
}
