import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { app, clipboard, dialog, net, nativeTheme, shell } from 'electron';
import * as electron from 'electron';
import type { BrowserWindow } from 'electron';
import type { WithoutLock } from '../shared/app/app-command';
import type { EventName, RequestName } from '../shared/contract/channels';
import type { EventPayloads } from '../shared/contract/events';
import type { Preferences } from '../shared/preferences/preferences';
import { ok } from '../shared/lib/result';
import { backupWords } from '../shared/words/en/backups';
import type { OpenRequest } from './start/open-request';
import { NextStart } from './start/next-start';
import { openRequestFrom } from './start/open-request';
import { secondStartFrom } from './start/second-start';
import { ActivityArchiving } from './activity/activity-archiving';
import { ActivityReading } from './activity/activity-reading';
import { markedClipboard } from './platform/clipboard/marked-clipboard';
import { primarySelection } from './platform/clipboard/primary-selection';
import { SecretClipboard } from './platform/clipboard/secret-clipboard';
import { tellDevelopmentBuild, withoutLockLine } from './desktop/about-app';
import { forbidCoreDumps } from './start/core-dumps';
import { rememberGraphics } from './start/graphics';
import { answerWith } from './ipc/answer-request';
import { afterConfirmation, questionsAbout } from './ipc/confirmations';
import { handlersFor } from './ipc/handlers';
import { isOwnMainFrame } from './ipc/sender';
import type { AnswerRequest } from './ipc/serve';
import { ApiKeys } from './keys/api-keys';
import { UnsavedFormStore } from './keys/unsaved-form';
import { SecretAccess } from './keys/secret-access';
import { collectGarbage, collectGarbageSoon } from './lib/collect-garbage';
import { unlockAtStart } from './start/unlock-at-start';
import { Reports } from './reports/reports';
import { logConsole } from './platform/logs/log-console';
import { LogFile } from './platform/logs/log-file';
import { UnhandledErrors } from './platform/logs/unhandled-errors';
import { vaultMarks } from './preferences/vault-marks';
import { preferenceChanges } from './preferences/preference-changes';
import { PreferencesStore } from './preferences/preferences-store';
import { userName } from './lib/user-name';
import { calibrate, measureArgon2id } from './vault/crypto/argon2id';
import { realFileSystem } from './platform/disk/file-system';
import { SyncService } from './sync/sync-service';
import { countUnsent } from './sync/count-unsent';
import type { VaultWorld } from './vault/open-vault';
import { VaultSession } from './vault/session/vault-session';
import { RepairService } from './vault/session/repair-service';
import { PassphraseRater } from './vault/keyslots/passphrase-rater';
import { CredentialChanges } from './vault/operations/change-credentials';
import { vaultPaths } from './vault/format/vault-paths';
import { ownAppImage } from './updates/update-source';
import { ConfirmationBox } from './platform/windows/confirmation-box';
import { QuitSequence } from './platform/windows/quit-sequence';
import { fetchFromEndpoint } from './platform/windows/endpoint-network';
import type { FirstWindow } from './start/first-window';
import { FileDialogs } from './platform/windows/file-dialogs';
import { renewPage } from './platform/windows/renew-page';
import { UserGestures } from './platform/windows/user-gestures';
import { wireDesktop } from './wire-desktop';
import { wireKeychain } from './wire-keychain';
import { wireAutoLock } from './auto-lock/auto-lock';
import { wireTransfer } from './wire-transfer';
import { tellUnhandledError } from './platform/windows/tell-unhandled-error';
import { reportDesktop } from './platform/windows/report-desktop';
import { printReport } from './platform/windows/report-printer';
import { inBackground } from './lib/in-background';

// The composition root: makes the parts, hands each what it needs, and decides nothing else.

const here = dirname(fileURLToPath(import.meta.url));

/**
 * What is answered while the vault is still being opened by itself. All else may depend on the outcome, and waits for it,
 * or for the moment from which nobody waits for the keychain any more.
 */
const AT_ONCE: readonly RequestName[] = ['preferences:get', 'app:quit', 'app:zoom'];

const isUnattended = (instance: unknown): boolean =>
  typeof instance === 'object' && instance !== null && 'isUnattended' in instance;

/** What would be in the way of the first picture waits this long for it. */
const FIRST_PICTURE_MS = 2_000;

/** What the page asks for before it draws anything, and what brings no secret. All else waits for the limit on core files. */
const WITHOUT_SECRETS: readonly RequestName[] = ['vault:state'];

async function leaveNoCoreDumps(): Promise<void> {
  const error = await forbidCoreDumps();
  if (error) console.error(`core dumps are left as they are: ${error.message}`);
}

/** What the page and others may ask of the app. */
export interface StartedApp {
  answerRequest: AnswerRequest;
  /** @param other what another start of the app hands over */
  startAgain(other: unknown): void;
  /** @param text a link or a path that the desktop hands over */
  open(text: string): void;
  /** The window comes to the front. */
  show(): void;
}

/** Makes the app around its window. When this is done there is somebody to answer the page. */
export function startApp({
  window: firstWindow,
  page,
  pageRuns,
  isSafeStart,
  looksForGraphics,
  withoutLock,
  open,
}: FirstWindow & {
  isSafeStart: boolean;
  /** whether Chromium was let look for a graphics card */
  looksForGraphics: boolean;
  /** null when this start has the lock of the profile */
  withoutLock: WithoutLock | null;
  /** what this start was asked to open */
  open: OpenRequest[];
}): StartedApp {
  let window: BrowserWindow | null = firstWindow;
  let tellOpen: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    tellOpen = resolve;
  });
  const now = () => Date.now();
  const userData = app.getPath('userData');
  tellDevelopmentBuild();
  const log = new LogFile(join(userData, 'logs'), now);
  const unhandled = new UnhandledErrors({
    lock: () => lock(),
    tell: () => tellUnhandledError(window),
    restart: () => {
      nextStart.open([]);
      ending.quit();
    },
    end: () => {
      log.write('the vault could not be locked: the app ends');
      app.exit(1);
    },
  });
  logConsole(log, console, () => inBackground('after an unhandled error', unhandled.handle()));
  log.write(`Ownchat Keys ${app.getVersion()}, Electron ${process.versions.electron}`);
  // An AppImage is started like this by itself where the system allows no user namespaces.
  if (app.commandLine.hasSwitch('no-sandbox')) log.write('without the sandbox: --no-sandbox');
  if (withoutLock) console.error(withoutLockLine(withoutLock));
  // The one that draws, the one that speaks to the network. The page's own is told by its window.
  app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
    if (reason === 'clean-exit') return;
    console.error(`a process is gone: ${type} ${name}: ${reason}, ${exitCode}`);
  });
  function send<N extends EventName>(name: N, payload: EventPayloads[N]): void {
    // A page whose process has died has no frame that could be asked for anything.
    if (!window || window.isDestroyed() || window.webContents.isCrashed()) return;
    // Before the page is there, sending would start a process for the empty one that nobody sees.
    if (window.webContents.mainFrame.origin !== page.origin) return;
    window.webContents.send(name, JSON.stringify(payload));
  }

  const gestures = new UserGestures(now);
  const person = new ConfirmationBox(() => window, gestures, now);
  const preferences = new PreferencesStore(userData);
  const paths = vaultPaths(join(userData, 'vault'));
  const keychain = wireKeychain();
  const rater = new PassphraseRater(join(here, 'rating-worker.js'));
  const ratePassphrase = (passphrase: string) => rater.rate(passphrase);
  const kdfCost = () => calibrate(measureArgon2id);
  const world: VaultWorld = {
    fs: realFileSystem,
    paths,
    actor: userName(),
    origin: 'window',
    now,
    onCommitted: (events) => {
      apiKeys.followCommit(events);
      sync.followCommit(events);
      send('activity:changed', { sequence: events.at(-1)?.sequence ?? 0 });
    },
    onSnapshot: (written) => {
      if (!written.ok) console.error('no snapshot, no backup:', JSON.stringify(written.failure));
    },
  };
  const vaultSession = new VaultSession({
    world,
    keychain,
    kdfCost,
    ratePassphrase,
    ...vaultMarks(preferences),
    onReplaced: () => {
      apiKeys.followReplacement();
    },
    onStateChanged: (state) => {
      send('vault:changed', state);
      if (state.kind === 'unlocked') tellOpen();
      // A late answer of the keychain must not open a vault that was locked meanwhile.
      if (state.kind === 'unlocked') keychain.stopWaiting();
      desktop.setUnlocked(state.kind === 'unlocked');
      if (state.kind === 'unlocked') sync.unlocked();
      if (state.kind === 'unlocked') reports.begin();
      if (state.kind === 'unlocked') collectGarbageSoon();
      if (state.kind === 'unlocked') inBackground('a file', transfer.droppedFiles.openKept());
    },
  });
  const security = new CredentialChanges({
    session: vaultSession,
    keychain,
    kdfCost,
    ratePassphrase,
  });
  // By name it could not be imported: Electron 33 has none.
  const { ClipboardItem } = electron as Partial<typeof electron>;
  const copying = markedClipboard(clipboard, ClipboardItem, process.platform);
  const secretClipboard = new SecretClipboard(
    copying,
    now,
    (clearsAt) => {
      send('clipboard:changed', { clearsAt });
    },
    primarySelection(clipboard, process.platform),
  );
  const apiKeys = new ApiKeys({
    vault: () => vaultSession.vault,
    now,
    hasEndpoint: () => sync.isSetUp,
    onChange: (change) => {
      send('keys:changed', change);
    },
  });
  const unsavedForm = new UnsavedFormStore({
    vault: () => vaultSession.vault,
    store: {
      get: () => preferences.recall('unsavedForm'),
      set: (sealed) => {
        preferences.remember('unsavedForm', sealed);
      },
    },
  });
  const secrets = new SecretAccess({
    vault: () => vaultSession.vault,
    now,
    confirm: (proof) => vaultSession.confirm(proof),
    copy: (secret) => secretClipboard.copy(secret),
    test: (secret, scope) => sync.verify(secret, scope),
  });
  const sync = new SyncService({
    vault: () => vaultSession.vault,
    fetcher: (url, init) => fetchFromEndpoint(url, init),
    now,
    random: Math.random,
    isOnline: () => net.isOnline(),
    onState: (state) => {
      send('sync:changed', state);
    },
  });

  const dialogs = new FileDialogs(dialog, () => window);
  const care = new RepairService({
    world,
    session: vaultSession,
    chooseFolder: () => dialogs.chooseFolder(backupWords.dialogs.saveFiles),
    lock: () => lock(),
  });

  const reports = new Reports({
    vault: () => vaultSession.vault,
    now,
    appVersion: app.getVersion(),
    unsent: () => (vaultSession.vault ? countUnsent(vaultSession.vault) : 0),
    fs: realFileSystem,
    fontFaces: async () => (await import('./platform/windows/report-fonts')).REPORT_FONT_FACES,
    print: printReport,
    desktop: reportDesktop(() => window),
    onProgress: (progress) => {
      desktop.showProgress('report', progress);
      if (progress) send('reports:progress', progress);
    },
    onSettingsChanged: () => {
      send('reports:settings-changed', null);
    },
    onEnded: (outcome) => desktop.tellReport(outcome),
  });
  const transfer = wireTransfer({
    world,
    session: vaultSession,
    kdfCost,
    ratePassphrase,
    dialogs,
    started: () => opening,
    send,
  });
  const activity = new ActivityReading({
    vault: () => vaultSession.vault,
    onProgress: (progress) => {
      desktop.showProgress('verifying', progress);
      if (progress) send('activity:verifying', progress);
    },
  });

  const archiving = new ActivityArchiving({
    vault: () => vaultSession.vault,
    archive: (before, onProgress) => vaultSession.archiveActivity(before, onProgress),
    onProgress: (progress) => {
      desktop.showProgress('archiving', progress);
      if (progress) send('activity:archiving', progress);
    },
    now,
  });

  async function closeVault(): Promise<void> {
    transfer.desk.cancel();
    care.forget();
    keychain.stopWaiting();
    person.stop();
    reports.end();
    try {
      await vaultSession.lock(() => sync.locking());
    } finally {
      unsavedForm.store();
      activity.forget();
      // Afterwards: what was on its way when the vault was locked has arrived, too.
      secrets.concealAll();
      security.forget();
      // The clipboard tries again by itself; what keeps it from being read is no reason to stop the lock.
      await secretClipboard.clear().catch((error: unknown) => {
        console.error('clearing the clipboard:', error instanceof Error ? error.stack : '');
      });
    }
  }

  /** The vault is locked whether the page can be loaded or not: its window may be closed, or its process end meanwhile. */
  async function newPage(shown: BrowserWindow): Promise<void> {
    try {
      await renewPage(shown, page.address);
    } catch (error) {
      if (!shown.isDestroyed())
        console.error('a new page:', error instanceof Error ? error.stack : '');
    }
  }

  /** Locks while the app goes on: the process that has drawn the keys does not outlive the lock. */
  async function lock(): Promise<void> {
    // A late answer of the keychain must not open the vault after this lock.
    keychain.stopWaiting();
    // A version that was found holds the data key, and is opened without another proof.
    care.forget();
    if (!vaultSession.canLock) return;
    const closed = closeVault().then(collectGarbage);
    await Promise.all([closed, window && newPage(window)]);
  }

  const lockOrLog = () => {
    lock().catch((error: unknown) => {
      console.error('locking:', error instanceof Error ? error.stack : '');
    });
  };

  const leaving = wireAutoLock({
    now,
    lock,
    sessionEnds: () => ending.sessionEnds(),
    limitMinutes: () => preferences.get().lockAfterMinutes,
  });
  const desktop = wireDesktop({
    preferences,
    apiKeys,
    log,
    now,
    isSafeStart,
    withoutLock,
    send,
    lock: () => lockOrLog(),
    ending: () => ending,
    reloadPage: () => inBackground('a new page', window?.loadURL(page.address)),
    openFiles: (files) =>
      inBackground('files', transfer.droppedFiles.offer(files.map((path) => ({ name: '', path })))),
  });
  const ending = new QuitSequence(app, {
    lock: closeVault,
    ask: () => {
      window?.show();
      send('app:close-requested', null);
    },
    sayWaiting: () => send('app:ending', null),
    staysInTray: desktop.staysInTray,
    // The page may say that the app is ending.
    onStayed: () => (window ? inBackground('a new page', newPage(window)) : app.quit()),
  });
  const nextStart = new NextStart(process.argv.slice(1), (args) => {
    const execPath = ownAppImage(process.env, process.execPath);
    app.once('will-quit', () => app.relaunch({ args: args(), ...(execPath && { execPath }) }));
  });

  function applyPreferences({ theme, tray, protectContent }: Preferences): void {
    nativeTheme.themeSource = theme;
    window?.setContentProtection(protectContent);
    desktop.showTray(tray);
  }

  function afterFirstPicture(): void {
    if (looksForGraphics) rememberGraphics(app.getGPUFeatureStatus(), preferences, now());
  }

  attach(firstWindow);
  // What comes into memory when the vault is opened must not get into a core file.
  const mayOpen = Promise.all([pageRuns, leaveNoCoreDumps()]).then(() => undefined);
  const opening = unlockAtStart(vaultSession, isOpen, mayOpen);
  const watching = opening.finally(() => {
    // The first answers are on their way before this begins.
    setImmediate(() => leaving.watch());
    setTimeout(afterFirstPicture, FIRST_PICTURE_MS);
  });
  inBackground('opening by itself', watching);
  const pictured = Promise.race([opening, wait(FIRST_PICTURE_MS)]).finally(() =>
    setImmediate(() => desktop.showMenu()),
  );
  inBackground('the menu', pictured);
  app.once('will-quit', () => keychain.stopWaiting());
  desktop.expect(open);

  const questions = questionsAbout({
    record: (id) => vaultSession.vault?.keys.get(id)?.record,
    preferences: () => preferences.get(),
    notice: () => vaultSession.notice,
    unsent: () => (vaultSession.vault ? countUnsent(vaultSession.vault) : 0),
    candidate: (index) => transfer.desk.candidate(index),
    returned: (id) => vaultSession.vault?.ledger.entries.get(id)?.returned,
    concerned: (answer) => sync.concerned(answer),
  });
  const unasked = handlersFor({
    session: vaultSession,
    apiKeys,
    unsavedForm,
    secrets,
    sync,
    care,
    reports,
    transfer,
    activity,
    archiving,
    ratePassphrase,
    security,
    stopKeychain: () => keychain.stopWaiting(),
    shownRecoveryCode: () => security.pendingCode ?? vaultSession.preparedCode,
    copySecret: (text) => secretClipboard.copy(text),
    preferences,
    lock,
    applyPreferences: (chosen, before) => {
      applyPreferences(chosen);
      inBackground(
        'recording preferences',
        vaultSession.vault?.commit(() => ok(preferenceChanges(before, chosen))),
      );
    },
    showFiles: () => {
      shell.showItemInFolder(paths.vault);
    },
    setUnsaved: (hasUnsaved) => {
      ending.setUnsaved(hasUnsaved);
    },
    quit: () => {
      ending.quit();
    },
    desktop: desktop.handlers,
    takeGesture: () => gestures.take(),
  });
  const handlers = afterConfirmation(unasked, questions, (question) => person.ask(question));

  function attach(shown: BrowserWindow): void {
    desktop.begin(shown);
    applyPreferences(preferences.get());
    ending.watch(shown);
    // A page that is loaded anew has nothing on its screen and nothing typed.
    shown.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return;
      secrets.concealAll();
      care.forget();
      ending.setUnsaved(false);
    });
    shown.on('closed', () => {
      window = null;
      // Nobody is there any more to whom an export would be of use, and its own window would keep the app running.
      reports.cancel();
    });
    gestures.watch(shown.webContents);
    shown.webContents.on('input-event', () => {
      leaving.noteInput();
    });
  }

  return {
    answerRequest: answerWith(
      handlers,
      (sender) => isOwnMainFrame(sender, window?.webContents.id ?? null, page.origin),
      async (name) => {
        if (AT_ONCE.includes(name)) return;
        await opening;
        if (!WITHOUT_SECRETS.includes(name)) await mayOpen;
      },
    ),
    startAgain(other) {
      // A report that found the profile in use has told whoever waits for it.
      if (isUnattended(other)) return;
      const second = secondStartFrom(other);
      if (second.kind === 'lock') {
        lockOrLog();
        return;
      }
      // Whoever starts the app while it ends wants it to be there.
      if (ending.hasBegun) nextStart.open(second.open);
      else desktop.show(second.open);
    },
    open(text) {
      const request = openRequestFrom(text, '/');
      if (ending.hasBegun) nextStart.open(request ? [request] : []);
      else desktop.show([request]);
    },
    show: () => desktop.show([]),
  };
}
