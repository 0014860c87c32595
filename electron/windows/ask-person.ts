import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { appWords } from '../../shared/words/en/app';
import { confirmationWords } from '../../shared/words/en/confirmations';

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
export class AskPerson {
  readonly #window: () => BrowserWindow | null;
  #asking: AbortController | null = null;

  constructor(window: () => BrowserWindow | null) {
    this.#window = window;
  }

  /** @returns whether they have agreed; false, too, while another question is open */
  async ask({ message, detail, go }: Question): Promise<boolean> {
    const window = this.#window();
    if (!window || window.isDestroyed() || this.#asking) return false;
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
      return response !== cancelId && !asking.signal.aborted;
    } finally {
      this.#asking = null;
    }
  }

  /** The vault is locked: what was asked about it counts for nothing. */
  stop(): void {
    this.#asking?.abort();
  }
}
