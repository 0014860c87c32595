import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, dialog } from 'electron';
import type { WithoutLock } from '../../shared/app/app-command';
import { autoLock } from '../auto-lock/auto-lock';
import { collectGarbage } from '../lib/collect-garbage';
import { inBackground } from '../lib/in-background';
import { VaultLifecycle } from '../lib/vault-lifecycle';
import { LogFile } from '../platform/logs/log-file';
import { UnhandledErrors } from '../platform/logs/unhandled-errors';
import { AppWindow } from '../platform/windows/app-window';
import { ConfirmationBox } from '../platform/windows/confirmation-box';
import { FileDialogs } from '../platform/windows/file-dialogs';
import { QuitSequence } from '../platform/windows/quit-sequence';
import { tellUnhandledError } from '../platform/windows/tell-unhandled-error';
import { UserGestures } from '../platform/windows/user-gestures';
import { PreferencesStore } from '../preferences/preferences-store';
import { PendingRelaunch } from '../start/pending-relaunch';
import { relaunchAtEnd } from '../start/relaunch';
import { startLog } from '../start/start-log';
import { appClipboard } from './app-clipboard';
import { appDesktop, applyPreferences } from './app-desktop';

export type AppShell = ReturnType<typeof appShell>;

/**
 * Makes the parts of the app that know no feature: window, log, preferences, menus and tray,
 * dialogs, clipboard, auto-lock and the quit sequence. They lock the vault through `lifecycle`,
 * which receives the vault later.
 */
export function appShell(around: {
  window: BrowserWindow;
  page: { address: string; origin: string };
  /** absolute */
  userData: string;
  now: () => number;
  withoutLock: WithoutLock | null;
}) {
  const { userData, now } = around;
  const window = new AppWindow(around.window, around.page);
  const { send } = window;
  const lifecycle = new VaultLifecycle({
    renewPage: () => window.renewPage(),
    collectGarbage,
  });
  const lock = () => lifecycle.lockInBackground();
  const log = new LogFile(join(userData, 'logs'), now);
  const preferences = new PreferencesStore(userData);
  const desktop = appDesktop({ window, preferences, send, lock, logDirectory: log.directory });
  const ending = new QuitSequence(app, {
    lock: () => lifecycle.close(),
    ask: () => {
      window.current()?.show();
      send('app:close-requested', null);
    },
    sayWaiting: () => send('app:ending', null),
    staysInTray: () => desktop.staysInTray,
    // The page can show that the app is quitting.
    onStayed: () =>
      window.current() ? inBackground('a new page', window.renewPage()) : app.quit(),
  });
  const nextStart = new PendingRelaunch(process.argv.slice(1), relaunchAtEnd);
  const unhandled = new UnhandledErrors({
    lock: () => lifecycle.lock(),
    tell: () => tellUnhandledError(window.current()),
    restart: () => {
      nextStart.open([]);
      ending.quit();
    },
    end: () => {
      log.write('the vault could not be locked: the app ends');
      app.exit(1);
    },
  });
  startLog(log, around.withoutLock, () =>
    inBackground('after an unhandled error', unhandled.handle()),
  );
  const leaving = autoLock({
    now,
    lock,
    sessionEnds: () => ending.sessionEnds(),
    limitMinutes: () => preferences.get().lockAfterMinutes,
  });
  const gestures = new UserGestures(now);
  const showPreferences = () => applyPreferences(preferences.get(), window, desktop);
  showPreferences();
  ending.watch(around.window);
  gestures.watch(around.window.webContents);
  around.window.webContents.on('input-event', () => leaving.noteInput());
  return {
    userData,
    now,
    window,
    send,
    lifecycle,
    preferences,
    showPreferences,
    desktop,
    ending,
    nextStart,
    leaving,
    gestures,
    clipboard: appClipboard(now, send),
    dialogs: new FileDialogs(dialog, window.current),
    person: new ConfirmationBox(window.current, gestures, now),
  };
}
