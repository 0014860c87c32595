import type { BrowserWindow } from 'electron';
import type { Send } from '../../lib/feature-module';
import { inBackground } from '../../lib/in-background';
import { watchForCrash } from './page-crash';
import { renewPage } from './renew-page';

/** The app's one window and the page in it. */
export class AppWindow {
  readonly #page: { address: string; origin: string };
  #window: BrowserWindow | null;

  constructor(window: BrowserWindow, page: { address: string; origin: string }) {
    this.#window = window;
    this.#page = page;
    window.on('closed', () => {
      this.#window = null;
    });
  }

  /** null once it is closed */
  readonly current = (): BrowserWindow | null => this.#window;

  get origin(): string {
    return this.#page.origin;
  }

  readonly send: Send = (name, payload) => {
    const window = this.#window;
    // A page whose process has died has no frame that could be asked for anything.
    if (!window || window.isDestroyed() || window.webContents.isCrashed()) return;
    // Before the page is there, sending would start a process for the empty one, which is not shown.
    if (window.webContents.mainFrame.origin !== this.#page.origin) return;
    window.webContents.send(name, JSON.stringify(payload));
  };

  /** Gives the page a new process. A failure is logged: the window may be closed, or its process may end, at that time. */
  async renewPage(): Promise<void> {
    const window = this.#window;
    if (!window) return;
    try {
      await renewPage(window, this.#page.address);
    } catch (error) {
      if (!window.isDestroyed())
        console.error('a new page:', error instanceof Error ? error.stack : '');
    }
  }

  /**
   * @param watch.onNewPage called when the page is loaded again: it shows nothing and has no input
   * @param watch.quit ends the app after the page has crashed, if that is the answer
   */
  watch(watch: { onNewPage: () => void; onClosed: () => void; quit: () => void }): void {
    const window = this.#window;
    if (!window) return;
    window.on('closed', watch.onClosed);
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) watch.onNewPage();
    });
    watchForCrash(window, {
      onCrash: (reason) => console.error(`the page is gone: ${reason}`),
      reload: () => inBackground('a new page', this.#window?.loadURL(this.#page.address)),
      quit: watch.quit,
    });
    window.on('unresponsive', () => console.error('the page does not answer'));
    window.on('responsive', () => console.error('the page answers again'));
  }
}
