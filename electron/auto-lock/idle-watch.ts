/** How often it is looked whether anybody is still there. */
const POLL_MS = 5_000;

/** A clock that moves further than this between two looks was asleep, or was set. */
const JUMP_MS = 30_000;

/** What the watch knows of time and of the person. */
interface IdleWorld {
  /** milliseconds since the epoch */
  now: () => number;
  /** milliseconds on a clock that nobody sets */
  monotonicNow: () => number;
  /** seconds since the last input anywhere on this computer; always 0 where the system does not tell */
  systemIdleSeconds: () => number;
  /** after how many minutes without input it is time */
  limitMinutes: () => number;
  onIdle: () => void;
}

/**
 * Notices that nobody has been at the computer for a while, or that it has slept. The system's own idle time
 * counts; where it is not known (it never leaves 0, as under some Wayland compositors) the input that reached
 * this app does.
 */
export class IdleWatch {
  readonly #world: IdleWorld;
  #timer: NodeJS.Timeout | null = null;
  #activeAt: number;
  #lookedAt: number;
  #isSystemKnown = false;

  constructor(world: IdleWorld) {
    this.#world = world;
    this.#activeAt = world.monotonicNow();
    this.#lookedAt = world.now();
  }

  /** @returns the undo */
  start(): () => void {
    // Nobody has looked since it was made: that is no sleep.
    this.#lookedAt = this.#world.now();
    this.#timer ??= setInterval(() => {
      this.look();
    }, POLL_MS);
    this.#timer.unref();
    return () => {
      if (this.#timer) clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  /** Somebody has typed or pointed in this app, or has just come in. */
  noteInput(): void {
    this.#activeAt = this.#world.monotonicNow();
  }

  /** Looks once; the timer does so every few seconds, and waking up is another occasion. */
  look(): void {
    const { now, monotonicNow, systemIdleSeconds, limitMinutes, onIdle } = this.#world;
    const elapsed = now() - this.#lookedAt;
    this.#lookedAt = now();
    const systemIdleMs = systemIdleSeconds() * 1_000;
    if (systemIdleMs > 0) this.#isSystemKnown = true;
    if (this.#isSystemKnown) {
      this.#activeAt = Math.max(this.#activeAt, monotonicNow() - systemIdleMs);
    }
    const idleMs = monotonicNow() - this.#activeAt;
    if (elapsed > POLL_MS + JUMP_MS || idleMs >= limitMinutes() * 60_000) onIdle();
  }
}
