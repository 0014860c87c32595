import { Menu, Tray } from 'electron';
import { t } from '../../lib/messages';

/**
 * The app's tray icon, if the user wants one: the app then keeps running when its window closes.
 */
export class AppTray {
  readonly #actions: { show(): void; lock(): void; quit(): void };
  readonly #icon: string;
  #tray: Tray | null = null;
  #isUnlocked = false;

  /** @param icon absolute path of a picture */
  constructor(icon: string, actions: { show(): void; lock(): void; quit(): void }) {
    this.#icon = icon;
    this.#actions = actions;
  }

  get isShown(): boolean {
    return this.#tray !== null;
  }

  show(wanted: boolean): void {
    if (wanted === this.isShown) return;
    if (!wanted) {
      this.#tray?.destroy();
      this.#tray = null;
      return;
    }
    this.#tray = new Tray(this.#icon);
    this.#tray.setToolTip(t('windowTitle'));
    this.#tray.on('click', () => this.#actions.show());
    this.#offer();
  }

  /** Offers locking only while the vault is unlocked. */
  setUnlocked(isUnlocked: boolean): void {
    this.#isUnlocked = isUnlocked;
    this.#offer();
  }

  #offer(): void {
    this.#tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: t('main:tray.open'), click: () => this.#actions.show() },
        {
          label: t('main:tray.lock'),
          enabled: this.#isUnlocked,
          click: () => this.#actions.lock(),
        },
        { type: 'separator' },
        { label: t('main:tray.quit'), click: () => this.#actions.quit() },
      ]),
    );
  }
}
