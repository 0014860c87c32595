import type { BrowserWindow } from 'electron';
import { app, nativeTheme } from 'electron';
import { OPENING_QUERY } from '../../shared/app/first-page';
import { APP_ORIGIN } from '../ipc/sender';
import type { StartupState } from './startup-state';
import { appProtocolHandler } from '../platform/windows/app-protocol';
import { lockDown } from '../platform/windows/lockdown';
import { createMainWindow } from '../platform/windows/main-window';
import { pageSession } from '../platform/windows/page-session';
import { placeOnDisplays, restoreZoom } from '../platform/windows/window-memory';
import { inBackground } from '../lib/in-background';

/** The window and its page. */
export interface FirstWindow {
  window: BrowserWindow;
  /** the page that later loads use; only the first load may have the query of automatic unlock */
  page: { address: string; origin: string };
}

/**
 * Opens the app's window and loads its page, locked down. Electron is ready.
 *
 * @param options.renderer absolute path of the built page
 * @param options.developmentUrl the dev server's address while developing, else null
 */
export function openFirstWindow(options: {
  renderer: string;
  preload: string;
  developmentUrl: string | null;
  look: StartupState;
}): FirstWindow {
  const { developmentUrl, look } = options;
  const session = pageSession();
  lockDown(app, session, developmentUrl);
  session.protocol.handle('app', appProtocolHandler(options.renderer));
  nativeTheme.themeSource = look.theme;
  const window = createMainWindow({
    // The name of the app is the same in every language, and the words are loaded after this window.
    title: app.name,
    preload: options.preload,
    session,
    hasDevTools: !app.isPackaged,
    place: placeOnDisplays(look.places),
  });
  if (look.zoomLevel !== 0) restoreZoom(window, look.zoomLevel);
  window.setContentProtection(look.protectContent);
  const page = {
    address: new URL('index.html', developmentUrl ?? APP_ORIGIN).href,
    origin: developmentUrl === null ? APP_ORIGIN : new URL(developmentUrl).origin,
  };
  const query = look.opensByItself ? OPENING_QUERY : '';
  inBackground('the first page', window.loadURL(`${page.address}${query}`));
  return { window, page };
}
