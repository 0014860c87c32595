import '../../../support/without-electron';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ActivityArchiving } from '../../../../electron/activity/activity-archiving';
import { ActivityReading } from '../../../../electron/activity/activity-reading';
import { handlersFor } from '../../../../electron/ipc/handlers';
import { ImportDesk } from '../../../../electron/transfer/import-desk';
import { DroppedFiles } from '../../../../electron/transfer/dropped-files';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { hashSecret, isSecret } from '../../../../electron/keys/secret';
import { UnsavedFormStore } from '../../../../electron/keys/unsaved-form';
import { SecretAccess } from '../../../../electron/keys/secret-access';
import { SyncService } from '../../../../electron/sync/sync-service';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import { Reports } from '../../../../electron/reports/reports';
import { CredentialChanges } from '../../../../electron/vault/operations/change-credentials';
import { PreferencesStore } from '../../../../electron/preferences/preferences-store';
import { changesBetween } from '../../../../electron/vault/state/diff-keys';
import { readExport } from '../../../../electron/vault/transfer/export-file';
import { VaultBackups } from '../../../../electron/vault/transfer/restore-backup';
import { VaultExport } from '../../../../electron/vault/transfer/export-vault';
import { RepairService } from '../../../../electron/vault/session/repair-service';
import { Updates } from '../../../../electron/updates/updates';
import type { Vault } from '../../../../electron/vault/vault';
import { ok } from '../../../../shared/lib/result';
import { newKey, valueOf } from '../../../support/some-key';
import { CHEAP_COST } from '../../../support/cheap-cost';
import {
  anyPassphrase,
  createdVault,
  noKeychain,
  temporaryDirectory,
} from '../../../support/test-vault';

/** The app behind the bridge, without windows: real rules on a real vault. */
export async function backEnd(isLocked: boolean) {
  const directory = join(await temporaryDirectory(), 'vault');
  const { session, clock, recoveryCode, followers, world } = await createdVault(directory);
  const vault = () => session.vault;
  // Time flies, so that wrong passphrases need not be waited for.
  const now = () => (clock.now += 60_000);
  const revisions: number[] = [];
  const apiKeys = new ApiKeys({
    vault,
    now,
    onChange: ({ revision }) => revisions.push(revision),
  });
  followers.push((events) => apiKeys.followCommit(events));
  const unsavedForm = new UnsavedFormStore({
    vault,
    store: { get: () => null, set: () => undefined },
  });
  const secrets = new SecretAccess({
    vault,
    now,
    confirm: (proof) => {
      clock.now += 60_000;
      return session.confirm(proof);
    },
    copy: async () => now() + 30_000,
    test: (secret) => sync.verify(secret),
  });
  // Whatever is asked of the network, nobody is there.
  const sync = new SyncService({
    vault,
    fetcher: async () => {
      throw new Error('net::ERR_INTERNET_DISCONNECTED');
    },
    now,
    random: () => 0.5,
    isOnline: () => false,
    onState: () => undefined,
  });
  onTestFinished(() => sync.locking());
  const activity = new ActivityReading({ vault, onProgress: () => undefined });
  const ids: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    ids.push(valueOf(await apiKeys.create(newKey({ name: `Key ${number}` }))).apiKey.id);
  }
  if (isLocked) await session.lock();
  const care = new RepairService({ world, session, chooseFolder: async () => null });
  const find = care.find.bind(care);
  care.find = (proof) => {
    clock.now += 60_000;
    return find(proof);
  };
  const handlers = handlersFor({
    // A lock or an unlock that succeeds would end the state that is to be tried: it is answered, and undone.
    session: {
      state: () => session.state(),
      create: (passphrase, useKeychain) => session.create(passphrase, useKeychain),
      confirmRecoveryCode: () => session.confirmRecoveryCode(),
      confirm: (proof) => {
        clock.now += 60_000;
        return session.confirm(proof);
      },
      merge: () => session.merge(),
      unlock: async (way) => {
        clock.now += 60_000;
        const unlocked = await session.unlock(way);
        if (unlocked.ok) await session.lock();
        return unlocked;
      },
      protection: () => session.protection(),
      acceptOlderState: () => session.acceptOlderState(),
    },
    apiKeys,
    takeGesture: () => true,
    unsavedForm,
    secrets,
    sync,
    care: {
      look: () => care.look(),
      find: (proof) => {
        clock.now += 60_000;
        return care.find(proof);
      },
      use: () => care.use(),
      forget: () => care.forget(),
      saveFiles: () => care.saveFiles(),
      repair: () => care.repair(),
    },
    reports: reportsIn(directory, vault, now),
    transfer: {
      backups: new VaultBackups(world, () => session.vault),
      exporter: new VaultExport({
        world,
        vault: () => session.vault,
        confirm: (proof) => {
          clock.now += 60_000;
          return session.confirm(proof);
        },
        kdfCost: async () => CHEAP_COST,
        ratePassphrase: anyPassphrase,
        chooseTarget: async () => null,
      }),
      desk: new ImportDesk({
        mayHold: async () => true,
        fs: realFileSystem,
        vault: () => session.vault,
        now,
        isSecret,
        hashSecret,
        changesBetween,
        readSealed: (bytes) => readExport(bytes, session),
        onOpened: () => undefined,
      }),
      droppedFiles: new DroppedFiles({
        desk: { isReviewed: false, importFile: async () => ok(null) },
        mayOpen: async () => !isLocked,
        isKnownKind: (path) => path.endsWith('.csv'),
        onRefused: () => undefined,
        onKept: () => undefined,
      }),
      chooseImport: async () => null,
    },
    activity,
    archiving: new ActivityArchiving({
      vault,
      archive: (before, onProgress) => session.archiveActivity(before, onProgress),
      onProgress: () => undefined,
      now,
    }),
    security: new CredentialChanges({
      session: {
        get vault() {
          return session.vault;
        },
        confirm: (proof) => {
          clock.now += 60_000;
          return session.confirm(proof);
        },
        changeDataKey: (next) => session.changeDataKey(next),
      },
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: anyPassphrase,
    }),
    ratePassphrase: anyPassphrase,
    stopKeychain: () => undefined,
    shownRecoveryCode: () => null,
    copySecret: async () => now() + 30_000,
    preferences: new PreferencesStore(directory),
    lock: async () => {
      if (isLocked) return session.lock();
      await session.vault?.snapshot();
      secrets.concealAll();
    },
    applyPreferences: () => undefined,
    showFiles: () => undefined,
    setUnsaved: () => undefined,
    quit: () => undefined,
    desktop: {
      about: () => ({
        version: '1.0.0',
        electron: '',
        chromium: '',
        node: '',
        isDevelopmentBuild: false,
        isSafeStart: false,
        withoutLock: null,
        hasChromiumLicences: false,
        canProtectContent: false,
      }),
      licences: async () => [],
      openChromiumLicences: () => undefined,
      takeRequests: () => [],
      zoom: () => undefined,
      updates: new Updates({
        off: 'development',
        load: () => Promise.reject(new Error('loaded')),
        publicKey: '',
        endThen: () => undefined,
        stay: () => undefined,
        onChange: () => undefined,
      }),
    },
  });
  return { handlers, ids, recoveryCode, revisions, session };
}

/** Reports whose dialogs answer by themselves: every other file and folder is not chosen. */
function reportsIn(directory: string, vault: () => Vault | null, now: () => number): Reports {
  let asked = 0;
  const choose = async (name: string) => ((asked += 1) % 2 === 0 ? null : join(directory, name));
  return new Reports({
    vault,
    now,
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
    onProgress: () => undefined,
    onSettingsChanged: () => undefined,
    onEnded: () => undefined,
  });
}
