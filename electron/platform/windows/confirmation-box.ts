import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { UserGestures } from './user-gestures';
import { t } from '../../lib/messages';

/**
 * After a refusal the page cannot open another box for this long, unless the user presses a key or
 * button over it. A screen reader's actions are not seen, hence the limit.
 */
const REST_MS = 30_000;

interface Question {
  message: string;
  detail: string;
  /** label of the confirming button */
  go: string;
}

/**
 * Asks for confirmation in a native box. Enter and Escape cancel, because a compromised page may
 * open it while the user types.
 */
export class ConfirmationBox {
  readonly #window: () => BrowserWindow | null;
  readonly #gestures: Pick<UserGestures, 'hasSince'>;
  readonly #now: () => number;
  #asking: AbortController | null = null;
  #declinedAt: number | null = null;

  constructor(
    window: () => BrowserWindow | null,
    gestures: Pick<UserGestures, 'hasSince'>,
    now: () => number,
  ) {
    this.#window = window;
    this.#gestures = gestures;
    this.#now = now;
  }

  /**
   * @returns whether the user confirmed; false also while another question is open, or shortly
   * after a refusal
   */
  async ask({ message, detail, go }: Question): Promise<boolean> {
    const window = this.#window();
    if (!window || window.isDestroyed() || this.#asking || this.#isResting()) return false;
    const asking = new AbortController();
    // Linux desktops place the confirming button on the right; Windows and macOS arrange the given
    // order themselves.
    const cancel = t('main:confirmations.cancel');
    const buttons = process.platform === 'linux' ? [cancel, go] : [go, cancel];
    const cancelId = buttons.indexOf(cancel);
    this.#asking = asking;
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: t('windowTitle'),
        message,
        detail,
        buttons,
        defaultId: cancelId,
        cancelId,
        noLink: true,
        signal: asking.signal,
      });
      const hasAgreed = response !== cancelId && !asking.signal.aborted;
      this.#declinedAt = hasAgreed ? null : this.#now();
      return hasAgreed;
    } finally {
      this.#asking = null;
    }
  }

  /** A page that asks repeatedly could make the user confirm by mistake or to end the boxes. */
  #isResting(): boolean {
    const at = this.#declinedAt;
    return at !== null && this.#now() - at < REST_MS && !this.#gestures.hasSince(at);
  }

  /** Call it on locking: an open question is cancelled. */
  stop(): void {
    this.#asking?.abort();
  }
}
