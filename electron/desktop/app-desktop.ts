import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, nativeTheme, shell } from 'electron';
import type { Preferences } from '../../shared/preferences/preferences';
import type { Send } from '../lib/feature-module';
import { inBackground } from '../lib/in-background';
import type { AppWindow } from '../platform/windows/app-window';
import { Desktop } from '../platform/windows/desktop';
import type { WindowPlaces } from '../platform/windows/window-place';
import { windowPlacesOf } from '../platform/windows/window-place';
import type { PreferencesStore } from '../preferences/preferences-store';

const ICON = join(dirname(fileURLToPath(import.meta.url)), '../renderer/tray.png');

interface Around {
  window: AppWindow;
  preferences: PreferencesStore;
  send: Send;
  lock: () => void;
  logDirectory: string;
}

/** Menus, tray, notifications and progress of the app, connected to its window. */
export function appDesktop({ window, preferences, send, lock, logDirectory }: Around): Desktop {
  const desktop = new Desktop(process.platform, {
    icon: ICON,
    places: {
      get: () => windowPlacesOf(preferences.recall('windowPlaces')),
      set: (value: WindowPlaces) => preferences.remember('windowPlaces', value),
      setZoomLevel: (level: number) => preferences.remember('zoomLevel', level),
    },
    command: (command) => send('app:command', command),
    lock,
    openLogs: () => inBackground('opening the log', shell.openPath(logDirectory)),
    quit: () => app.quit(),
  });
  if (process.platform === 'win32') {
    app.setAppUserModelId('com.ownchat.keys');
    // On the other systems the installed package registers this.
    if (app.isPackaged) app.setAsDefaultProtocolClient('ownchat-keys');
  }
  const shown = window.current();
  if (shown) desktop.attach(shown);
  return desktop;
}

/** Applies the preferences. */
export function applyPreferences(
  { theme, tray, protectContent }: Preferences,
  window: AppWindow,
  desktop: Desktop,
): void {
  nativeTheme.themeSource = theme;
  window.current()?.setContentProtection(protectContent);
  desktop.showTray(tray);
}
