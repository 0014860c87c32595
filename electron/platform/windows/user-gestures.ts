import type { WebContents } from 'electron';

/** From a gesture to the answer of what it has begun: the vault writes meanwhile, on a slow disk, too. */
const MOST_MS = 10_000;

/**
 * Remembers that a person has pressed a key or a button over a page. The main process sees it before the page does; what
 * a script of the page makes up, it does not see.
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

  /** Whether there was one after a time, in milliseconds since the epoch; it counts on. */
  hasSince(time: number): boolean {
    return this.#latest !== null && this.#latest > time;
  }

  /** Whether there was one a moment ago; it counts once. */
  take(): boolean {
    const at = this.#at;
    this.#at = null;
    return at !== null && this.#now() - at < MOST_MS;
  }
}

const GESTURES: ReadonlySet<string> = new Set(['mouseUp', 'keyDown', 'rawKeyDown', 'touchEnd']);
