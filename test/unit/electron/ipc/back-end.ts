import '../../../support/without-electron';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { activityModule } from '../../../../electron/activity/activity-module';
import { desktopModule } from '../../../../electron/desktop/desktop-module';
import type { Handlers } from '../../../../electron/ipc/answer';
import { hashSecret, isSecret } from '../../../../electron/keys/secret';
import { keysModule } from '../../../../electron/keys/keys-module';
import type { Send } from '../../../../electron/lib/feature-module';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import { preferencesModule } from '../../../../electron/preferences/preferences-module';
import { PreferencesStore } from '../../../../electron/preferences/preferences-store';
import { remindersModule } from '../../../../electron/reminders/reminders-module';
import { reportsModule } from '../../../../electron/reports/reports-module';
import { rulesModule } from '../../../../electron/rules/rules-module';
import { syncModule } from '../../../../electron/sync/sync-module';
import { transferModule } from '../../../../electron/transfer/transfer-module';
import { updatesModule } from '../../../../electron/updates/updates-module';
import { changesBetween } from '../../../../electron/vault/state/diff-keys';
import { copyModule } from '../../../../electron/vault/transfer/copy-module';
import { readExport } from '../../../../electron/vault/transfer/export-file';
import type { Vault } from '../../../../electron/vault/vault';
import { vaultModule } from '../../../../electron/vault/vault-module';
import type { Output } from '../../../../shared/contract/contract';
import type { EventPayloads } from '../../../../shared/contract/events';
import { ok } from '../../../../shared/lib/result';
import { newKey, valueOf } from '../../../support/sample-keys';
import { CHEAP_COST } from '../../../support/cheap-cost';
import {
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  temporaryDirectory,
} from '../../../support/test-vault';

const nothing = () => undefined;

/** The main process without windows: its modules on a real vault. */
export async function backEnd(isLocked: boolean) {
  const directory = join(await temporaryDirectory(), 'vault');
  const { session, clock, recoveryCode, followers, environment } = await createdVault(directory);
  const vault = () => session.vault;
  // The clock runs fast, so that wrong passphrases cause no real delay.
  const now = () => (clock.now += 60_000);
  const confirm = session.confirm.bind(session);
  session.confirm = (proof) => {
    clock.now += 60_000;
    return confirm(proof);
  };
  const revisions: number[] = [];
  const send: Send = (name, payload) => {
    if (name !== 'keys:changed') return;
    revisions.push((payload as EventPayloads['keys:changed']).revision);
  };
  const common = {
    vault,
    now,
    send,
    confirm: session.confirm,
    copySecret: async () => now() + 30_000,
    notify: () => false,
    showProgress: nothing,
  };
  const preferences = new PreferencesStore(directory);
  // Every network request fails.
  const sync = syncModule({
    ...common,
    fetcher: async () => {
      throw new Error('net::ERR_INTERNET_DISCONNECTED');
    },
    isOnline: () => false,
  });
  onTestFinished(() => sync.onLocking?.());
  const rules = rulesModule(common);
  const keys = keysModule({
    ...common,
    judge: rules.judge,
    takeGesture: () => true,
    hidesInactive: () => preferences.get().hideInactive,
    memory: { recall: () => null, remember: nothing },
    chooseTarget: async () => null,
    writeFile: async () => ok(undefined),
    endpoint: sync.endpoint,
  });
  followers.push((events) => keys.onCommitted?.(events));
  const ids: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    const created = await keys.handlers['keys:create'](newKey({ name: `Key ${number}` }));
    ids.push(valueOf(created).apiKey.id);
  }
  keys.concealAll();
  if (isLocked) await session.lock();
  const making = {
    environment,
    keychain: { ...noKeychain, stopWaiting: nothing },
    kdfCost: async () => CHEAP_COST,
    ratePassphrase: acceptAnyPassphrase,
  };
  const vaultFeature = vaultModule({
    ...common,
    ...making,
    session,
    // A lock or unlock that succeeds would end the tested state: it is answered, and undone.
    lock: async () => {
      if (isLocked) return session.lock();
      await session.vault?.snapshot();
      keys.concealAll();
    },
    chooseFolder: async () => null,
    showFolder: nothing,
  });
  const { 'vault:unlock': unlock, 'recovery:find': find } = vaultFeature.handlers;
  const handlers = {
    ...vaultFeature.handlers,
    'vault:unlock': async (method) => {
      clock.now += 60_000;
      const unlocked = await unlock(method);
      if (unlocked.ok) await session.lock();
      return unlocked;
    },
    'recovery:find': (proof) => {
      clock.now += 60_000;
      return find(proof);
    },
    ...copyModule({ ...common, ...making, chooseTarget: async () => null }).handlers,
    ...keys.handlers,
    ...rules.handlers,
    ...remindersModule({ ...common, memory: { recall: () => null, remember: nothing } }).handlers,
    ...sync.handlers,
    ...reportsIn(directory, common).handlers,
    ...transferModule({
      ...common,
      fs: realFileSystem,
      isSecret,
      hashSecret,
      changesBetween,
      readSealed: (bytes) => readExport(bytes, session),
      mayHold: async () => true,
      opening: Promise.resolve(),
      isKnownKind: (path) => path.endsWith('.csv'),
      chooseFile: async () => null,
    }).handlers,
    ...activityModule({
      ...common,
      archive: (before, onProgress) => session.archiveActivity(before, onProgress),
    }).handlers,
    ...preferencesModule({ store: preferences, vault, apply: nothing }).handlers,
    ...updatesModule({
      ...common,
      off: 'development',
      publicKey: '',
      isWanted: () => false,
      ending: { quitThenRun: nothing, cancelQuit: nothing },
    }).handlers,
    ...desktopModule({
      about: () => ABOUT,
      licences: { all: async () => [], openChromium: nothing },
      requests: { take: () => [] },
      desktop: { zoom: nothing },
      ending: { setUnsaved: nothing, quit: nothing },
    }).handlers,
  } satisfies Handlers;
  return { handlers, ids, recoveryCode, revisions, session };
}

const ABOUT: Output<'app:about'> = {
  version: '1.0.0',
  electron: '',
  chromium: '',
  node: '',
  isDevelopmentBuild: false,
  isSafeStart: false,
  withoutLock: null,
  hasChromiumLicences: false,
  canProtectContent: false,
};

/** Reports with dialogs that answer themselves: every second choice is cancelled. */
function reportsIn(
  directory: string,
  common: {
    vault: () => Vault | null;
    now: () => number;
    send: Send;
    notify: () => boolean;
    showProgress: () => void;
  },
) {
  let asked = 0;
  const choose = async (name: string) => ((asked += 1) % 2 === 0 ? null : join(directory, name));
  return reportsModule({
    ...common,
    appVersion: '0.0.0',
    fs: realFileSystem,
    fontFaces: async () => '',
    print: async () => new Uint8Array(1),
    desktop: {
      chooseFile: async () => choose('report'),
      mayReplace: async () => true,
      chooseFolder: () => choose(''),
      show: () => undefined,
      open: async () => false,
    },
  });
}
