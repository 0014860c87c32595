import type { WebContents } from 'electron';

/** Time from a gesture to the end of its request, including a write to a slow disk. */
const MAX_MS = 10_000;

/**
 * Tracks when the user pressed a key or button over a page. The main process sees real input before
 * the page does, and never sees events that a script makes.
 */
export class UserGestures {
  readonly #now: () => number;
  #at: number | null = null;
  #latest: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  watch(page: Pick<WebContents, 'on'>): void {
    page.on('input-event', (_event, { type }) => {
      if (GESTURES.has(type)) this.#at = this.#latest = this.#now();
    });
  }

  /**
   * Whether there was a gesture after a time, in milliseconds since the epoch. It is not used up.
   */
  hasSince(time: number): boolean {
    return this.#latest !== null && this.#latest > time;
  }

  /** Whether there was a recent gesture. It is used up. */
  take(): boolean {
    const at = this.#at;
    this.#at = null;
    return at !== null && this.#now() - at < MAX_MS;
  }
}

const GESTURES: ReadonlySet<string> = new Set(['mouseUp', 'keyDown', 'rawKeyDown', 'touchEnd']);
