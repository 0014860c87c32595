import { app, net, shell } from 'electron';
import type { AboutApp } from '../shared/app/app-command';
import { fail, ok } from '../shared/lib/result';
import { activityModule } from './activity/activity-module';
import type { AppShell } from './desktop/app-shell';
import { desktopModule } from './desktop/desktop-module';
import { licences } from './desktop/licences';
import type { Handlers } from './ipc/answer';
import { questionsAbout } from './ipc/confirmations';
import { keysModule } from './keys/keys-module';
import { hashSecret, isSecret } from './keys/secret';
import type { VaultHooks } from './lib/feature-module';
import type { Lockable } from './lib/vault-lifecycle';
import { writeDurably } from './platform/disk/durable-write';
import { realFileSystem } from './platform/disk/file-system';
import { writeFailure } from './platform/disk/write-failure';
import { fetchFromEndpoint } from './platform/windows/endpoint-network';
import { reportDesktop } from './platform/windows/report-desktop';
import { printReport } from './platform/windows/report-printer';
import { preferencesModule } from './preferences/preferences-module';
import { remindersModule } from './reminders/reminders-module';
import { reportsModule } from './reports/reports-module';
import { rulesModule } from './rules/rules-module';
import { openRequestFrom } from './start/open-request';
import { OpenRequests } from './start/open-requests';
import { updatesOffReason } from './start/updates-off-reason';
import { countUnsent } from './sync/count-unsent';
import { syncModule } from './sync/sync-module';
import { transferModule } from './transfer/transfer-module';
import { updatesModule } from './updates/updates-module';
import type { AppSession } from './vault/session/app-session';
import { changesBetween } from './vault/state/diff-keys';
import { copyModule } from './vault/transfer/copy-module';
import { readExport } from './vault/transfer/export-file';
import { vaultModule } from './vault/vault-module';

interface AppFeatures {
  handlers: Handlers;
  /** the confirmations that some requests need */
  questions: ReturnType<typeof questionsAbout>;
  /** links and files that the app is asked to open */
  requests: OpenRequests;
  lockable: Lockable;
  /** in the order in which their hooks are called */
  hooks: readonly VaultHooks[];
  /** The page is loaded again: it shows nothing, and has no unsaved input. */
  forgetPage: () => void;
  cancelReport: () => void;
}

/**
 * Makes the features, in the order in which they need each other, and passes them the shell, the
 * vault and other features as parameters.
 *
 * @param given.opening settles when automatic unlock has ended
 */
export function appFeatures(given: {
  around: AppShell;
  vaultParts: AppSession;
  opening: Promise<void>;
  about: () => AboutApp;
}): AppFeatures {
  const { around, vaultParts, opening, about } = given;
  const { window, send, lifecycle, preferences, desktop, ending, dialogs, clipboard } = around;
  const { session } = vaultParts;
  const unsent = () => (session.vault ? countUnsent(session.vault) : 0);
  /** The parameters of most features. */
  const common = {
    now: around.now,
    send,
    vault: () => session.vault,
    confirm: (...proof: Parameters<typeof session.confirm>) => session.confirm(...proof),
    copySecret: clipboard.copy,
    notify: (title: string, body: string) => desktop.notify(title, body),
    showProgress: (...work: Parameters<typeof desktop.showProgress>) =>
      desktop.showProgress(...work),
  };

  const vault = vaultModule({
    ...vaultParts,
    lock: () => lifecycle.lock(),
    chooseFolder: (title) => dialogs.chooseFolder(title),
    copySecret: clipboard.copy,
    showFolder: (path) => shell.showItemInFolder(path),
  });
  const copies = copyModule({
    ...vaultParts,
    vault: common.vault,
    confirm: common.confirm,
    chooseTarget: (...asked) => dialogs.chooseTarget(...asked),
  });
  const rules = rulesModule(common);
  const sync = syncModule({
    ...common,
    fetcher: (url, init) => fetchFromEndpoint(url, init),
    isOnline: () => net.isOnline(),
  });
  const keys = keysModule({
    ...common,
    takeGesture: () => around.gestures.take(),
    hidesInactive: () => preferences.get().hideInactive,
    memory: preferences,
    judge: rules.judge,
    endpoint: sync.endpoint,
    chooseTarget: (...asked) => dialogs.chooseTarget(...asked),
    writeFile: async (path, bytes) => {
      try {
        await writeDurably(realFileSystem, path, bytes, { mode: 'replace' });
        return ok(undefined);
      } catch (error) {
        return fail(writeFailure(path, error));
      }
    },
  });
  const reminders = remindersModule({ ...common, memory: preferences });
  const activity = activityModule({
    ...common,
    archive: (before, onProgress) => session.archiveActivity(before, onProgress),
  });
  const reports = reportsModule({
    ...common,
    appVersion: app.getVersion(),
    unsent,
    rules: rules.inForce,
    fs: realFileSystem,
    fontFaces: async () => (await import('./platform/windows/report-fonts')).REPORT_FONT_FACES,
    print: printReport,
    desktop: reportDesktop(window.current),
  });
  const transfer = transferModule({
    ...common,
    fs: realFileSystem,
    isSecret,
    hashSecret,
    changesBetween,
    judge: rules.judge,
    readSealed: (bytes) => readExport(bytes, session),
    mayHold: async () => session.vault !== null || session.isAbsent(),
    opening,
    isKnownKind: (path) => openRequestFrom(path, '/')?.kind === 'file',
    chooseFile: (...asked) => dialogs.chooseFile(...asked),
  });
  const chosen = preferencesModule({
    store: preferences,
    vault: common.vault,
    apply: () => around.showPreferences(),
  });
  const updates = updatesModule({
    ...common,
    off: updatesOffReason(),
    publicKey: __OWNCHAT_UPDATE_KEY__,
    isWanted: () => preferences.get().checkForUpdates,
    ending,
  });
  const requests = new OpenRequests({
    onAdded: () => send('app:requested', null),
    onFiles: (paths) => transfer.openFiles(paths),
  });
  const desktopFeature = desktopModule({ about, licences, requests, desktop, ending });

  const handlers = {
    ...vault.handlers,
    ...copies.handlers,
    ...keys.handlers,
    ...rules.handlers,
    ...sync.handlers,
    ...activity.handlers,
    ...reminders.handlers,
    ...reports.handlers,
    ...transfer.handlers,
    ...chosen.handlers,
    ...updates.handlers,
    ...desktopFeature.handlers,
  } satisfies Handlers;
  const questions = questionsAbout({
    record: (id) => session.vault?.keys.get(id)?.record,
    preferences: () => preferences.get(),
    rules: () => rules.inForce().rules,
    notice: () => session.notice,
    unsent,
    plan: (ids, change) => keys.changes.plan(ids, change),
    revertSteps: (sequence) => keys.changes.revertSteps(sequence),
    candidate: (index) => transfer.candidate(index),
    returned: (id) => session.vault?.ledger.entries.get(id)?.returned,
    keysAffectedBy: (answer) => sync.endpoint.keysAffectedBy(answer),
  });
  return {
    handlers,
    questions,
    requests,
    lockable: vault.lockable,
    hooks: [vault, rules, keys, sync, activity, reminders, reports, transfer],
    forgetPage: () => {
      keys.concealAll();
      vault.forgetFound();
      ending.setUnsaved(false);
    },
    cancelReport: () => reports.cancel(),
  };
}
