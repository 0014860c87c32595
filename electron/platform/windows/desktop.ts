import type { BrowserWindow, MenuItem } from 'electron';
import { Menu, Notification } from 'electron';
import type { AppCommand, Zoom } from '../../../shared/app/app-command';
import { NEEDS_OPEN_VAULT, appMenu } from './app-menu';
import { offerContextMenu } from './context-menu';
import { watchForCrash } from './page-crash';
import type { Work } from './progress';
import { IconProgress } from './progress';
import { AppTray } from './tray';
import type { PlaceStore } from './window-memory';
import { rememberPlace } from './window-memory';

interface Parts {
  /** absolute path of a small picture of the app */
  icon: string;
  places: PlaceStore;
  command: (command: AppCommand) => void;
  lock: () => void;
  openLogs: () => void;
  /** asks about what is unsaved */
  quit: () => void;
  /** there is no page that could ask */
  quitUnasked: () => void;
  reloadPage: () => void;
}

/** As much as the items of the menu zoom. */
const ZOOM_STEP = 0.5;

/** What makes it an app of the desktop: menus, tray, notifications, progress, and a window that knows its place. */
export class Desktop {
  readonly #platform: NodeJS.Platform;
  readonly #parts: Parts;
  readonly #tray: AppTray;
  #menu: Menu | null = null;
  #isUnlocked = false;
  readonly #progress = new IconProgress();
  readonly #notifications = new Set<Notification>();
  #window: BrowserWindow | null = null;

  constructor(platform: NodeJS.Platform, parts: Parts) {
    this.#platform = platform;
    this.#parts = parts;
    this.#tray = new AppTray(parts.icon, {
      show: () => this.showWindow(),
      lock: parts.lock,
      quit: parts.quit,
    });
  }

  /** The menu takes as long to make as all else of the desktop: it is shown when there is something to use it on. */
  showMenu(): void {
    this.#menu = Menu.buildFromTemplate(
      appMenu(this.#platform, {
        command: (command) => {
          this.showWindow();
          this.#parts.command(command);
        },
        lock: this.#parts.lock,
        openLogs: this.#parts.openLogs,
      }),
    );
    this.setUnlocked(this.#isUnlocked);
    Menu.setApplicationMenu(this.#menu);
  }

  /** Whether the app stays when its window is closed. */
  get staysInTray(): boolean {
    return this.#tray.isShown;
  }

  attach(window: BrowserWindow): void {
    this.#window = window;
    offerContextMenu(window.webContents);
    rememberPlace(window, this.#parts.places);
    watchForCrash(window, {
      onCrash: (reason) => console.error(`the page is gone: ${reason}`),
      reload: this.#parts.reloadPage,
      quit: this.#parts.quitUnasked,
    });
    window.on('unresponsive', () => console.error('the page does not answer'));
    window.on('responsive', () => console.error('the page answers again'));
    window.once('closed', () => {
      this.#window = null;
    });
  }

  zoom(to: Zoom): void {
    const page = this.#window?.webContents;
    if (!page) return;
    if (to === 'actual-size') page.setZoomLevel(0);
    else page.setZoomLevel(page.getZoomLevel() + (to === 'in' ? ZOOM_STEP : -ZOOM_STEP));
  }

  showWindow(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.show();
    this.#window?.focus();
  }

  /** What means nothing while the vault is locked cannot be chosen then. */
  setUnlocked(isUnlocked: boolean): void {
    this.#isUnlocked = isUnlocked;
    this.#tray.setUnlocked(isUnlocked);
    for (const item of this.#menu ? everyItem(this.#menu) : []) {
      if (item.id?.startsWith(NEEDS_OPEN_VAULT)) item.enabled = isUnlocked;
    }
  }

  showTray(wanted: boolean): void {
    this.#tray.show(wanted);
  }

  /** @param fraction 0 to 1; null when the work is done */
  showProgress(work: Work, fraction: number | null): void {
    this.#progress.show(this.#window, work, fraction);
  }

  /**
   * Tells something worth an interruption, unless the person is looking at the window anyway. The words may stand
   * on a locked screen: nothing of the vault's content belongs in them.
   *
   * @returns whether it was told
   */
  notify(title: string, body: string): boolean {
    if (this.#window?.isFocused() === true || !Notification.isSupported()) return false;
    const notification = new Notification({ title, body });
    // One that nobody holds is collected, and then its click leads nowhere.
    this.#notifications.add(notification);
    const forget = () => this.#notifications.delete(notification);
    notification.on('click', () => {
      forget();
      this.showWindow();
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    notification.show();
    return true;
  }
}

const everyItem = (menu: Menu): MenuItem[] =>
  menu.items.flatMap((item) => [item, ...(item.submenu ? everyItem(item.submenu) : [])]);
