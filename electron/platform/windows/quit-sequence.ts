import type { App, BrowserWindow } from 'electron';
import { inBackground } from '../../lib/in-background';

/** A shorter wait goes unnoticed, in milliseconds. */
const UNNOTICED_MS = 1000;
/** Time for an installer or the like to end the app. */
const REPLACEMENT_MS = 60_000;

/** The quit sequence: ask about unsaved changes, lock the vault, end. */
export class QuitSequence {
  readonly #app: App;
  readonly #lock: () => Promise<void>;
  readonly #ask: () => void;
  readonly #sayWaiting: () => void;
  readonly #staysInTray: () => boolean;
  readonly #onStayed: () => void;
  /** replaces ending the app */
  #last: (() => void) | null = null;
  /** becomes `#last` when the user discards the unsaved changes */
  #afterAnswer: (() => void) | null = null;
  #lastTimer: NodeJS.Timeout | undefined;
  #hasUnsaved = false;
  #sessionEnds = false;
  #phase: 'running' | 'locking' | 'locked' = 'running';

  /**
   * @param options.lock writes pending changes; the app ends when it settles
   * @param options.ask shows the question; the answer comes as `quit`, or not at all
   * @param options.sayWaiting called when locking takes longer than a moment
   * @param options.staysInTray whether closing the window leaves the app running
   * @param options.onStayed called when the replacement for ending has failed; the vault is locked
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

  /** Whether the app is quitting. */
  get hasBegun(): boolean {
    return this.#phase !== 'running';
  }

  setUnsaved(hasUnsaved: boolean): void {
    this.#hasUnsaved = hasUnsaved;
  }

  watch(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#phase === 'locked' || this.#sessionEnds) return;
      // The window stays until the vault is locked: it shows the question and the waiting message.
      event.preventDefault();
      if (this.#phase === 'running' && this.#staysInTray()) window.hide();
      else this.#app.quit();
    });
    // Without a window there is no answer to wait for.
    window.on('closed', () => {
      this.#hasUnsaved = false;
    });
    // On Windows this is the only event before the process is ended.
    window.on('session-end', () => {
      this.sessionEnds();
    });
  }

  /** Ends the app and discards unsaved changes: the user has agreed, or no page can ask. */
  quit(): void {
    this.#hasUnsaved = false;
    this.#last = this.#afterAnswer;
    this.#app.quit();
  }

  /**
   * Quits and runs `last` instead of the normal end, after asking about unsaved changes.
   *
   * @param last replaces ending after everything else, such as installing an update; call `stay`
   * when it fails
   */
  quitThenRun(last: () => void): void {
    if (this.hasBegun) return;
    if (this.#hasUnsaved) {
      this.#ask();
      this.#afterAnswer = last;
      return;
    }
    this.#last = last;
    this.#app.quit();
  }

  /**
   * The replacement for ending has failed: the app keeps running, and quits normally the next time.
   */
  cancelQuit(): void {
    if (this.#phase !== 'locked' || this.#last === null) return;
    clearTimeout(this.#lastTimer);
    this.#last = null;
    this.#phase = 'running';
    this.#onStayed();
  }

  /**
   * The user's desktop session ends, and the app must not delay it. Committed changes are on disk
   * and a typed form is kept; the rest of locking only makes the next start faster.
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
    const timer = setTimeout(this.#sayWaiting, UNNOTICED_MS);
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
        this.#lastTimer = setTimeout(() => this.cancelQuit(), REPLACEMENT_MS);
        this.#last();
      });
    inBackground('ending', ended);
  }
}
