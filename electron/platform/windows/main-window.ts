import { BrowserWindow, nativeTheme } from 'electron';
import type { Session } from 'electron';
import { GROUND } from '../../../shared/app/background-colour';
import type { WindowPlace } from './window-place';

/** The app's one window, sandboxed and without Node; shown when its page has something to show. */
export function createMainWindow(options: {
  title: string;
  preload: string;
  session: Session;
  hasDevTools: boolean;
  /** where it was when it was last closed; null for the middle of the screen */
  place: WindowPlace | null;
}): BrowserWindow {
  const { place } = options;
  const window = new BrowserWindow({
    title: options.title,
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    // A remembered place is that of the whole window.
    useContentSize: place === null,
    backgroundColor: ground(),
    ...(place && { x: place.x, y: place.y, width: place.width, height: place.height }),
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A script's `alert` would draw a box like those in which the main process asks.
      disableDialogs: true,
      // A script would read the clipboard, without a permission and without a gesture.
      enableDeprecatedPaste: false,
      devTools: options.hasDevTools,
    },
  });
  // Names of keys are hostile text: the title never follows the page.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.once('ready-to-show', () => {
    if (place?.maximised === true) window.maximize();
    window.show();
  });
  const followTheme = () => {
    window.setBackgroundColor(ground());
  };
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => {
    nativeTheme.off('updated', followTheme);
  });
  return window;
}

const ground = (): string => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);
