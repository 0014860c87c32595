import { isNews, openReminders, remindersOf } from '../../shared/reminders/reminders';
import { inBackground } from '../lib/in-background';
import { readPutOff } from './put-off';
import type { RemindersVault } from './reminders-vault';

const LOOK_EVERY_MS = 60 * 60 * 1000;
/** Right after unlocking, the window has the focus and tells of the reminders itself. */
const FIRST_LOOK_MS = 60 * 1000;

interface Parts {
  vault: () => RemindersVault | null;
  now: () => number;
  /** milliseconds since the epoch; null when nothing was told */
  toldAt: () => number | null;
  /**
   * Shows the number of keys in a notification of the desktop. It may appear on a locked screen, so
   * it has no names. Nothing is shown while the window has the focus.
   */
  tell: (count: number) => void;
}

/** Notifies of each reminder once, when its tier begins, while the vault is open. */
export class ReminderWatch {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Call it after unlocking: checks after a delay, and then every hour. */
  start(): void {
    this.#checkIn(FIRST_LOOK_MS);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async check(): Promise<void> {
    const { vault, now, toldAt, tell } = this.#parts;
    const open = vault();
    if (!open) return;
    await open.readKeys();
    // The vault may have been locked while its keys were read.
    if (vault() !== open) return;
    const at = now();
    const reminders = [...open.keys.values()].flatMap(({ record }) => remindersOf(record, at));
    const before = toldAt();
    const news = openReminders(reminders, readPutOff(open)).filter((each) => isNews(each, before));
    const keys = new Set(news.map(({ keyId }) => keyId));
    if (keys.size > 0) tell(keys.size);
  }

  #checkIn(ms: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#checkIn(LOOK_EVERY_MS);
      inBackground('reminders', this.check());
    }, ms);
    this.#timer.unref();
  }
}
