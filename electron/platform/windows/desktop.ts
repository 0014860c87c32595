import type { BrowserWindow, MenuItem } from 'electron';
import { Menu, Notification } from 'electron';
import type { AppCommand, Zoom } from '../../../shared/app/app-command';
import { NEEDS_OPEN_VAULT, appMenu } from './app-menu';
import { offerContextMenu } from './context-menu';
import type { Work } from './progress';
import { IconProgress } from './progress';
import { AppTray } from './tray';
import type { PlaceStore } from './window-memory';
import { rememberPlace } from './window-memory';

interface Parts {
  /** absolute path of a small icon */
  icon: string;
  places: PlaceStore;
  command: (command: AppCommand) => void;
  lock: () => void;
  openLogs: () => void;
  /** asks about unsaved changes */
  quit: () => void;
}

/** The step of the menu's zoom items. */
const ZOOM_STEP = 0.5;

/** Desktop integration: menus, tray, notifications, progress and window position. */
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

  /**
   * Building the menu takes as long as the rest of the desktop integration, so it happens after the
   * window is shown.
   */
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

  /** Whether the app keeps running after its window is closed. */
  get staysInTray(): boolean {
    return this.#tray.isShown;
  }

  attach(window: BrowserWindow): void {
    this.#window = window;
    offerContextMenu(window.webContents);
    rememberPlace(window, this.#parts.places);
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

  /** Disables the items that need an open vault. */
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

  /** Shows long work on the app's icon; null when it has ended. */
  showProgress(work: Work, at: { done: number; total: number } | null): void {
    this.#progress.show(this.#window, work, at && at.done / Math.max(1, at.total));
  }

  /**
   * Shows a notification, unless the window has the focus. It may appear on a locked screen, so it
   * must hold nothing of the vault's content.
   *
   * @returns whether it was shown
   */
  notify(title: string, body: string): boolean {
    if (this.#window?.isFocused() === true || !Notification.isSupported()) return false;
    const notification = new Notification({ title, body });
    // A notification without a reference is garbage collected, and its click handler with it.
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
