import type { ApiKey } from '../../shared/keys/api-key';
import { endsWithin } from '../../shared/keys/key-status';
import type { Result } from '../../shared/lib/result';

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 7;
const LOOK_EVERY_MS = 60 * 60 * 1000;
/** Right after unlocking the user sees the list anyway. */
const FIRST_LOOK_MS = 10 * 60 * 1000;

interface Parts {
  keys(): Result<{ keys: Pick<ApiKey, 'enabled' | 'expiresAt'>[] }>;
  now(): number;
  /** when it was last shown: RFC 3339, if ever */
  toldAt(): unknown;
  /**
   * Shows how many keys there are. A notification may appear on a locked screen, so it has no
   * names.
   */
  tell(count: number): void;
}

/** Notifies at most once a day that active keys expire within a week. */
export class ExpiryNotice {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Call it after unlocking: checks after a delay, and then every hour until locking. */
  checkSoon(): void {
    this.#checkIn(FIRST_LOOK_MS);
  }

  check(): void {
    const listed = this.#parts.keys();
    if (!listed.ok) return;
    this.#checkIn(LOOK_EVERY_MS);
    const now = this.#parts.now();
    const count = listed.value.keys.filter((key) => endsWithin(key, SOON_DAYS, now)).length;
    if (count > 0 && isDueAgain(this.#parts.toldAt(), now)) this.#parts.tell(count);
  }

  #checkIn(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.check(), ms);
    this.#timer.unref();
  }
}

/** Once a day is enough. A clock that was set back does not suppress it. */
function isDueAgain(toldAt: unknown, now: number): boolean {
  const at = typeof toldAt === 'string' ? Date.parse(toldAt) : Number.NaN;
  return Number.isNaN(at) || at > now || now - at >= DAY_MS;
}
