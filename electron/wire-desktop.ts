import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { WithoutLock } from '../shared/app/app-command';
import type { EventName } from '../shared/contract/channels';
import type { EventPayloads } from '../shared/contract/events';
import { interpolateCount } from '../shared/lib/interpolate';
import { desktopWords } from '../shared/words/en/desktop';
import { aboutApp } from './desktop/about-app';
import type { OpenRequest } from './start/open-request';
import { OpenRequests } from './start/open-requests';
import type { DesktopParts } from './ipc/desktop-handlers';
import type { ApiKeys } from './keys/api-keys';
import { ExpiryNotice } from './keys/expiry-notice';
import type { LogFile } from './platform/logs/log-file';
import type { PreferencesStore } from './preferences/preferences-store';
import type { ReportOutcome } from './reports/export/report-exporter';
import { loadUpdater } from './updates/load-updater';
import { CHROMIUM_LICENCES, electronLicence } from './desktop/runtime-licences';
import { ownAppImage, updatesOff } from './updates/update-source';
import { Updates } from './updates/updates';
import { Desktop } from './platform/windows/desktop';
import type { QuitSequence } from './platform/windows/quit-sequence';
import type { Work } from './platform/windows/progress';
import type { WindowPlaces } from './platform/windows/window-place';
import { windowPlacesOf } from './platform/windows/window-place';
import { inBackground } from './lib/in-background';

const ICON = join(dirname(fileURLToPath(import.meta.url)), '../renderer/tray.png');

interface Around {
  preferences: PreferencesStore;
  apiKeys: ApiKeys;
  log: LogFile;
  now: () => number;
  isSafeStart: boolean;
  withoutLock: WithoutLock | null;
  send: <N extends EventName>(name: N, payload: EventPayloads[N]) => void;
  lock: () => void;
  ending: () => Pick<QuitSequence, 'quit' | 'endThen' | 'stay'>;
  reloadPage: () => void;
  /** @param paths absolute, of files that the desktop or another start hands over */
  openFiles: (paths: string[]) => void;
}

/** The part of the composition root that makes it an app of the desktop. */
export function wireDesktop(around: Around) {
  const { preferences, send, now } = around;
  let desktop: Desktop | null = null;
  const requests = new OpenRequests({
    onAdded: () => send('app:requested', null),
    onFiles: around.openFiles,
  });
  const updates = new Updates({
    off: updatesOff({
      isPackaged: app.isPackaged,
      platform: process.platform,
      appImage: ownAppImage(process.env, process.execPath),
      resources: process.resourcesPath,
      publicKey: __OWNCHAT_UPDATE_KEY__,
    }),
    load: loadUpdater,
    publicKey: __OWNCHAT_UPDATE_KEY__,
    endThen: (install) => around.ending().endThen(install),
    stay: () => around.ending().stay(),
    onChange: (state) => {
      send('updates:changed', state);
      const done = state.kind === 'downloading' ? state.percent / 100 : null;
      desktop?.showProgress('update', done);
    },
  });
  const expiry = new ExpiryNotice({
    keys: () => around.apiKeys.records(),
    now,
    toldAt: () => preferences.recall('expiryToldAt'),
    tell: (count) => {
      const { title, sentence } = desktopWords.expiry;
      if (desktop?.notify(interpolateCount(title, count), sentence) !== true) return;
      preferences.remember('expiryToldAt', new Date(now()).toISOString());
    },
  });
  const places = {
    get: () => windowPlacesOf(preferences.recall('windowPlaces')),
    set: (value: WindowPlaces) => preferences.remember('windowPlaces', value),
    setZoomLevel: (level: number) => preferences.remember('zoomLevel', level),
  };

  const handlers: DesktopParts = {
    about: () => aboutApp(around.isSafeStart, around.withoutLock),
    licences: async () => {
      const { licences } = await import('virtual:licences');
      const electron = await electronLicence(process.versions.electron);
      return electron ? [electron, ...licences] : licences;
    },
    openChromiumLicences: () =>
      inBackground('opening the licences', shell.openPath(CHROMIUM_LICENCES)),
    takeRequests: () => requests.take(),
    zoom: (to) => desktop?.zoom(to),
    updates,
  };
  return {
    handlers,
    begin(window: BrowserWindow): void {
      desktop = new Desktop(process.platform, {
        icon: ICON,
        places,
        command: (command) => send('app:command', command),
        lock: around.lock,
        openLogs: () => inBackground('opening the log', shell.openPath(around.log.directory)),
        quit: () => app.quit(),
        quitUnasked: () => around.ending().quit(),
        reloadPage: around.reloadPage,
      });
      if (process.platform === 'win32') {
        app.setAppUserModelId('com.ownchat.keys');
        // On the other systems the installed package says so.
        if (app.isPackaged) app.setAsDefaultProtocolClient('ownchat-keys');
      }
      updates.lookDaily(() => preferences.get().checkForUpdates);
      desktop.attach(window);
    },
    showMenu: () => desktop?.showMenu(),
    /** The window comes to the front and shows what is asked for, if it is understood. */
    show(open: readonly (OpenRequest | null)[]): void {
      requests.add(open);
      desktop?.showWindow();
    },
    expect: (open: readonly (OpenRequest | null)[]) => requests.add(open),
    setUnlocked(isUnlocked: boolean): void {
      desktop?.setUnlocked(isUnlocked);
      if (isUnlocked) expiry.lookSoon();
    },
    /** A report has ended that nobody may have been waiting for. */
    tellReport(outcome: ReportOutcome): void {
      const { title, sentence } = desktopWords.report[outcome];
      desktop?.notify(title, sentence);
    },
    /** Shows long work on the app's icon; null when it has ended. */
    showProgress: (work: Work, at: { done: number; total: number } | null) =>
      desktop?.showProgress(work, at && at.done / Math.max(1, at.total)),
    showTray: (wanted: boolean) => desktop?.showTray(wanted),
    staysInTray: () => desktop?.staysInTray ?? false,
  };
}
