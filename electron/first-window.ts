import type { BrowserWindow } from 'electron';
import { app, nativeTheme, protocol, session } from 'electron';
import { appWords } from '../shared/words/en/app';
import { APP_ORIGIN } from './ipc/sender';
import type { FirstLook } from './first-look';
import { appProtocolHandler } from './windows/app-protocol';
import { lockDown } from './windows/lockdown';
import { createMainWindow } from './windows/main-window';
import { placeOnDisplays } from './windows/window-memory';

/** The window, and the page in it. */
export interface FirstWindow {
  window: BrowserWindow;
  page: { address: string; origin: string };
  /** settles when Chromium has the page and has to start a process for it */
  isPageHandedOut: Promise<void>;
}

/**
 * Opens the app's window and loads its page, locked down. Electron is ready.
 *
 * @param options.renderer absolute path of the built page
 * @param options.developmentUrl the dev server's address while developing, else null
 * @param options.whenAnswering settles when requests of the page are answered: until then it is given no script
 */
export function openFirstWindow(options: {
  renderer: string;
  preload: string;
  developmentUrl: string | null;
  look: FirstLook;
  whenAnswering: () => Promise<unknown>;
}): FirstWindow {
  const { developmentUrl, look, whenAnswering } = options;
  const address = developmentUrl ?? `${APP_ORIGIN}/index.html`;
  lockDown(app, session.defaultSession, developmentUrl);
  const answerTo = appProtocolHandler(options.renderer);
  const isPageHandedOut = new Promise<void>((isHandedOut) => {
    protocol.registerBufferProtocol('app', (request, callback) => {
      const mayAnswer = request.url === address ? Promise.resolve() : whenAnswering();
      void mayAnswer.then(() => callback(answerTo(request))).then(isHandedOut);
    });
  });
  nativeTheme.themeSource = look.theme;
  const window = createMainWindow({
    title: appWords.windowTitle,
    preload: options.preload,
    hasDevTools: !app.isPackaged,
    place: placeOnDisplays(look.places),
  });
  window.setContentProtection(look.protectContent);
  const page = {
    address,
    origin: developmentUrl === null ? APP_ORIGIN : new URL(developmentUrl).origin,
  };
  if (developmentUrl === null) {
    void window.loadURL(address);
    return { window, page, isPageHandedOut };
  }
  // The dev server gives its scripts to whoever asks.
  void whenAnswering().then(() => window.loadURL(address));
  return { window, page, isPageHandedOut: Promise.resolve() };
}
