import { BrowserWindow } from 'electron';

/** Grounds of the two themes (the `ground` role), shown until the page has painted. */
const GROUND = { light: '#F6F7F9', dark: '#0E1116' };

/** The app's one window, sandboxed and without Node; shown when its page has something to show. */
export function createMainWindow(options: {
  title: string;
  preload: string;
  isDark: boolean;
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
    backgroundColor: options.isDark ? GROUND.dark : GROUND.light,
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
  return window;
}
