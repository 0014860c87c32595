/** The interval between two checks. */
const POLL_MS = 5_000;

/**
 * A clock that advances further than this between two checks means that the computer slept or the
 * clock was set.
 */
const JUMP_MS = 30_000;

/** The watch's sources of time and input. */
interface IdleWorld {
  /** milliseconds since the epoch */
  now: () => number;
  /** milliseconds of a monotonic clock */
  monotonicNow: () => number;
  /** seconds since the last input on this computer; always 0 where the system does not report it */
  systemIdleSeconds: () => number;
  /** the idle limit in minutes */
  limitMinutes: () => number;
  onIdle: () => void;
}

/**
 * Detects that the person is away, or that the computer slept. It uses the system's idle time.
 * Where that is unknown (always 0, as under some Wayland compositors) it uses the input that this
 * app received.
 */
export class IdleWatch {
  readonly #environment: IdleWorld;
  #timer: NodeJS.Timeout | null = null;
  #activeAt: number;
  #lookedAt: number;
  #isSystemKnown = false;

  constructor(environment: IdleWorld) {
    this.#environment = environment;
    this.#activeAt = environment.monotonicNow();
    this.#lookedAt = environment.now();
  }

  /** @returns stops watching */
  start(): () => void {
    // No check has run since it was made, so this is not a sleep.
    this.#lookedAt = this.#environment.now();
    this.#timer ??= setInterval(() => {
      this.look();
    }, POLL_MS);
    this.#timer.unref();
    return () => {
      if (this.#timer) clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  /** There was input in this app, or the vault was just unlocked. */
  noteInput(): void {
    this.#activeAt = this.#environment.monotonicNow();
  }

  /** Checks once. The timer calls it every few seconds; waking up calls it too. */
  look(): void {
    const { now, monotonicNow, systemIdleSeconds, limitMinutes, onIdle } = this.#environment;
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
