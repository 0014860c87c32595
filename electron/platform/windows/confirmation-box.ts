import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { appWords } from '../../../shared/words/en/app';
import { confirmationWords } from '../../../shared/words/en/confirmations';
import type { UserGestures } from './user-gestures';

/**
 * After a "no" the page gets no other box for this long, unless a key or a button has been pressed over it since. What a
 * screen reader presses is not seen, so there must be an end.
 */
const REST_MS = 30_000;

interface Question {
  message: string;
  detail: string;
  /** the button that agrees */
  go: string;
}

/**
 * Asks the person at the keyboard in a box of the system, before the window. Cancel is what Enter and Escape choose: a page
 * that was taken over may have it come up while somebody types.
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

  /** @returns whether they have agreed; false, too, while another question is open, or right after a "no" */
  async ask({ message, detail, go }: Question): Promise<boolean> {
    const window = this.#window();
    if (!window || window.isDestroyed() || this.#asking || this.#rests()) return false;
    const asking = new AbortController();
    // Desktops of Linux have what agrees on the right; Windows and macOS take the order as it is meant there.
    const { cancel } = confirmationWords;
    const buttons = process.platform === 'linux' ? [cancel, go] : [go, cancel];
    const cancelId = buttons.indexOf(cancel);
    this.#asking = asking;
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: appWords.windowTitle,
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

  /** A page that asks again and again would have somebody agree by mistake, or only to be rid of the boxes. */
  #rests(): boolean {
    const at = this.#declinedAt;
    return at !== null && this.#now() - at < REST_MS && !this.#gestures.hasSince(at);
  }

  /** The vault is locked: what was asked about it counts for nothing. */
  stop(): void {
    this.#asking?.abort();
  }
}
