import { BrowserWindow, nativeTheme } from 'electron';
import { GROUND } from '../../shared/ground';

/** The app's one window, sandboxed and without Node; shown when its page has something to show. */
export function createMainWindow(options: {
  title: string;
  preload: string;
  hasDevTools: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    title: options.title,
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    useContentSize: true,
    backgroundColor: ground(),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
      devTools: options.hasDevTools,
    },
  });
  // Names of keys are hostile text: the title never follows the page.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.once('ready-to-show', () => {
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
