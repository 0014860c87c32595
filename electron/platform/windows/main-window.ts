import { BrowserWindow, nativeTheme } from 'electron';
import type { Session } from 'electron';
import { BACKGROUND_COLOUR } from '../../../shared/app/background-colour';
import type { WindowPlace } from './window-place';

/** The app's only window, sandboxed and without Node; shown once its page has painted. */
export function createMainWindow(options: {
  title: string;
  preload: string;
  session: Session;
  hasDevTools: boolean;
  /** its last position; null for the centre of the screen */
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
    // A remembered place includes the frame.
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
      // A script's `alert` would look like the main process's own boxes.
      disableDialogs: true,
      // It would let a script read the clipboard without permission or gesture.
      enableDeprecatedPaste: false,
      devTools: options.hasDevTools,
    },
  });
  // Key names are untrusted: the title does not follow the page.
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

const ground = (): string =>
  nativeTheme.shouldUseDarkColors ? BACKGROUND_COLOUR.dark : BACKGROUND_COLOUR.light;
