import type { vaultRequests } from '../../shared/contract/vault';
import { fail, ok } from '../../shared/lib/result';
import type { FeatureModule } from '../lib/feature-module';
import type { Lockable } from '../lib/vault-lifecycle';
import type { KdfCost } from './crypto/argon2id';
import type { Keychain } from './keyslots/keyslots';
import type { RatePassphrase } from './keyslots/passphrase-rules';
import type { VaultEnvironment } from './open-vault';
import { CredentialChanges } from './operations/change-credentials';
import { RepairService } from './session/repair-service';
import type { VaultSession } from './session/vault-session';
import { t } from '../lib/messages';

interface Around {
  session: VaultSession;
  environment: VaultEnvironment;
  keychain: Keychain & { stopWaiting(): void };
  /** the cost of a new passphrase slot */
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
  /** Locks the vault, and leaves no secret on the screen or in the clipboard. */
  lock: () => Promise<void>;
  /** @returns null when the person chooses none */
  chooseFolder: (title: string) => Promise<string | null>;
  /** Copies a text that is cleared again. @returns when, in milliseconds since the epoch */
  copySecret: (text: string) => Promise<number>;
  /** Shows a folder in the file manager. */
  showFolder: (path: string) => void;
}

interface VaultModule extends FeatureModule<typeof vaultRequests> {
  lockable: Lockable;
  /** Drops the version that a repair has found, because it holds the data key. */
  forgetFound(): void;
}

/** The vault itself: opening, locking and repairing it, and what opens it. */
export function vaultModule(around: Around): VaultModule {
  const { session, environment, keychain, kdfCost, ratePassphrase } = around;
  const credentials = new CredentialChanges({ session, keychain, kdfCost, ratePassphrase });
  const repair = new RepairService({
    environment,
    session,
    chooseFolder: () => around.chooseFolder(t('main:fileDialogs.saveFiles')),
    lock: around.lock,
  });
  const done = ok(undefined);
  const stopOpening = () => {
    // A late answer of the keychain must not open the vault after this.
    keychain.stopWaiting();
    // A version that was found holds the data key, and is opened without another proof.
    repair.forget();
  };
  return {
    lockable: {
      get canLock() {
        return session.canLock;
      },
      stopOpening,
      close: (settle) => session.lock(settle),
    },
    forgetFound: () => repair.forget(),
    // A late answer of the keychain must not open the vault after the next lock.
    onUnlocked: () => keychain.stopWaiting(),
    onLocking: stopOpening,
    onLocked: () => credentials.forget(),
    handlers: {
      'vault:state': async () => ok(await session.state()),
      'vault:rate-passphrase': async ({ passphrase }) => ok(await ratePassphrase(passphrase)),
      'vault:create': ({ passphrase, useKeychain }) => session.create(passphrase, useKeychain),
      'vault:confirm-recovery-code': () => session.confirmRecoveryCode(),
      'vault:unlock': (method) => session.unlock(method),
      'vault:lock': async () => {
        await around.lock();
        return done;
      },
      'vault:show-files': () => {
        around.showFolder(environment.paths.vault);
        return done;
      },
      'vault:merge': () => session.merge(),
      'vault:protection': () => session.protection(),
      'vault:accept-older-state': () => session.acceptOlderState(),
      'recovery:look': () => repair.look(),
      'recovery:find': (proof) => repair.find(proof),
      'recovery:use': () => repair.use(),
      'recovery:forget': () => {
        repair.forget();
        return done;
      },
      'recovery:save-files': () => repair.saveFiles(),
      'recovery:repair': () => repair.repair(),
      'security:status': () => credentials.status(),
      'security:change-passphrase': ({ proof, passphrase }) =>
        credentials.changePassphrase(proof, passphrase),
      'security:set-keychain': ({ proof, isWanted }) => credentials.setKeychain(proof, isWanted),
      'security:new-recovery-code': ({ proof }) => credentials.prepareRecoveryCode(proof),
      'security:new-data-key': ({ passphrase }) => credentials.prepareDataKey(passphrase),
      'security:confirm-recovery-code': () => credentials.confirmRecoveryCode(),
      'security:forget-recovery-code': () => {
        credentials.forget();
        return done;
      },
      'security:copy-recovery-code': async () => {
        const code = credentials.pendingCode ?? session.preparedCode;
        if (code === null) return fail({ code: 'new-code-expired' });
        return ok({ clearsAt: await around.copySecret(code) });
      },
      'security:stop-keychain': () => {
        keychain.stopWaiting();
        return done;
      },
    },
  };
}
