import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { app, ipcMain, Menu, protocol, safeStorage } from 'electron';
import type { WithoutLock } from '../shared/app/app-command';
import { EXIT } from './headless/exit-codes';
import { asksForCommand } from './headless/options';
import type { OpenRequest } from './start/open-request';
import { handOverBytes, MOST_HANDED_OVER, workingDirectory } from './start/second-start-message';
import { handOver, openRequestFrom } from './start/open-request';
import { ownArguments } from './start/own-arguments';
import { refusedSwitches } from './start/refused-switches';
import type { ProfileLock } from './start/profile-lock';
import { takeLock } from './start/profile-lock';
import { RunningReport } from './headless/running-report';
import { readStartupState } from './start/startup-state';
import { GOOD_AFTER_MS, CrashCounter } from './start/crash-counter';
import { openFirstWindow } from './start/first-window';
import { serve } from './ipc/serve';
import { HELPER_SWITCH } from './platform/keychain/helper-protocol';
import { endOnSignals } from './start/signals';
import { REPORT_SCHEME } from './platform/windows/report-scheme';
import { inBackground } from './lib/in-background';

// What runs first, and no more of it than it takes to show a window: Chromium waits for this file. The app proper is
// loaded while Chromium starts the page's process, which takes longer.

const here = dirname(fileURLToPath(import.meta.url));

// Chromium would write the keys of each TLS connection to the file that this names.
delete process.env['SSLKEYLOGFILE'];

// Before Chromium has begun to listen for a debugger, and before Electron adds switches of its own for the schemes.
// A copy that is run from its source is debugged.
const refused = process.defaultApp
  ? []
  : refusedSwitches((name) => app.commandLine.hasSwitch(name));

// By headers of a reply an endpoint would have Chromium report requests and their failures to any other host.
const unused = [
  app.commandLine.getSwitchValue('disable-features'),
  'Reporting',
  'NetworkErrorLogging',
];
app.commandLine.appendSwitch('disable-features', unused.filter((names) => names !== '').join());

protocol.registerSchemesAsPrivileged([
  // Without a code cache: compiled code in the profile would run in the page, whoever put it there.
  { scheme: 'app', privileges: { standard: true, secure: true } },
  REPORT_SCHEME,
]);

const ownArgs = ownArguments(process.argv, process.defaultApp);
const directory = workingDirectory();
const open = ownArgs
  .map((argument) => openRequestFrom(argument, directory))
  .filter((request) => request !== null);
const userData = app.getPath('userData');
const lockFor = () => takeLock(userData, () => app.requestSingleInstanceLock(handOver(open)));
const messageBytes = handOverBytes(process.argv, directory, handOver(open));
if (refused.length > 0) {
  await chooseLanguage();
  const { refuseSwitches } = await import('./headless/headless');
  refuseSwitches(refused);
} else if (app.commandLine.hasSwitch(HELPER_SWITCH)) {
  const { answerAsHelper } = await import('./platform/keychain/helper');
  answerAsHelper(app, safeStorage);
} else if (messageBytes > MOST_HANDED_OVER) {
  // Whatever follows asks for the lock of the profile, and so sends the message.
  await chooseLanguage();
  const { refuseLength } = await import('./headless/headless');
  refuseLength(messageBytes);
} else if (asksForCommand(ownArgs)) {
  await chooseLanguage();
  const { runHeadless } = await import('./headless/headless');
  runHeadless(ownArgs);
} else begin(lockFor());

/** The language of everything that the main process says. The words are loaded with it, after the first window. */
async function chooseLanguage(): Promise<void> {
  const { startMessages } = await import('./lib/messages');
  startMessages('en');
}

/** Chromium's turn. After `setImmediate` it would still be that of Node. */
const nextTurn = (): Promise<void> => wait(0);

function begin(lock: ProfileLock): void {
  const report = new RunningReport(userData);
  if (lock.kind === 'ours') start(open, null);
  else if (lock.kind === 'none' && !report.isThere) start(open, lock);
  else {
    beginAfter(report).catch((error: unknown) => {
      console.error('waiting for a report:', error instanceof Error ? error.stack : '');
      app.exit(EXIT.unexpected);
    });
  }
}

/** Another start has the profile. If it has a window open, it has been handed what is to be shown; a report has none. */
async function beginAfter(report: RunningReport): Promise<void> {
  if (report.isThere) {
    await chooseLanguage();
    const { waitForReport } = await import('./start/wait-for-report');
    if (await waitForReport(report)) {
      begin(lockFor());
      return;
    }
  }
  app.exit(EXIT.done);
}

function start(asked: OpenRequest[], withoutLock: WithoutLock | null): void {
  const starts = new CrashCounter(join(userData, 'start-count'));
  const look = readStartupState(userData);
  const isSafeStart = starts.begin() && !app.isReady();
  // Once Electron is ready it can no longer be chosen.
  if (isSafeStart) app.disableHardwareAcceleration();
  setTimeout(() => starts.end(), GOOD_AFTER_MS).unref();
  app.on('will-quit', () => starts.end());
  // Electron would make one of its own, which nobody gets to see.
  Menu.setApplicationMenu(null);

  const running = app.whenReady().then(async () => {
    const opened = openFirstWindow({
      renderer: join(here, '../renderer'),
      preload: join(here, '../preload/preload.cjs'),
      developmentUrl: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
      look,
    });
    // Piece by piece: in between, Chromium goes on with the page, which asks for its files.
    await chooseLanguage();
    await nextTurn();
    await import('../shared/contract/contract');
    await nextTurn();
    await import('./vault/session/vault-session');
    await nextTurn();
    const { startApp } = await import('./app');
    await nextTurn();
    endOnSignals(() => app.quit());
    // Whoever closes the window so soon ends the app.
    return opened.window.isDestroyed()
      ? null
      : startApp({ ...opened, isSafeStart, withoutLock, open: asked });
  });
  serve(ipcMain, async () => (await running)?.answerRequest ?? null);
  running.catch(async (error: unknown) => {
    await chooseLanguage();
    const { reportFailedStart } = await import('./start/report-failed-start');
    await reportFailedStart(error, userData);
  });

  // What others ask for may come before there is anybody to answer.
  app.on('second-instance', (_event, _argv, _directory, other: unknown) => {
    inBackground(
      'a second start',
      running.then((it) => it?.startAgain(other)),
    );
  });
  // macOS hands links and files over in its own way.
  for (const event of ['open-url', 'open-file'] as const) {
    // Electron declares each event on its own; both hand over a text.
    app.on(event as 'open-url', (handed, text) => {
      handed.preventDefault();
      inBackground(
        'what is to be opened',
        running.then((it) => it?.open(text)),
      );
    });
  }
  // … and asks for the window in one, too: a click on the app's icon in the dock.
  app.on('activate', () => {
    inBackground(
      'showing the window',
      running.then((it) => it?.show()),
    );
  });
}
