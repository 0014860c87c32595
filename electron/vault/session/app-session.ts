import { join } from 'node:path';
import type { VaultState } from '../../../shared/vault/vault-state';
import type { Send } from '../../lib/feature-module';
import type { VaultLifecycle } from '../../lib/vault-lifecycle';
import { realFileSystem } from '../../platform/disk/file-system';
import { calibrate, measureArgon2id } from '../crypto/argon2id';
import { vaultPaths } from '../format/vault-paths';
import type { Keychain } from '../keyslots/keyslots';
import { PassphraseRater } from '../keyslots/passphrase-rater';
import type { VaultEnvironment } from '../open-vault';
import type { SessionOptions } from './session-options';
import { VaultSession } from './vault-session';

interface Around {
  /** absolute */
  userData: string;
  /** absolute path of the built `rating-worker` */
  ratingWorker: string;
  actor: string;
  now: () => number;
  keychain: Keychain & { stopWaiting(): void };
  /** marks of the vault that are kept outside it */
  marks: Pick<SessionOptions, 'failedAttempts' | 'throttleStates' | 'rollbackMark' | 'lastOpened'>;
  lifecycle: VaultLifecycle;
  send: Send;
  showUnlocked: (isUnlocked: boolean) => void;
}

export type AppSession = ReturnType<typeof appSession>;

/**
 * The session of the app with a window, with the parts that other features need. It reports changes
 * to the page and the lifecycle.
 */
export function appSession(around: Around) {
  const { now, actor, keychain, lifecycle, send } = around;
  const rater = new PassphraseRater(around.ratingWorker);
  const environment: VaultEnvironment = {
    fs: realFileSystem,
    paths: vaultPaths(join(around.userData, 'vault')),
    actor,
    origin: 'window',
    now,
    onCommitted: (events) => lifecycle.committed(events),
    onSnapshot: (written) => {
      if (!written.ok) console.error('no snapshot, no backup:', JSON.stringify(written.failure));
    },
  };
  const making = {
    environment,
    keychain,
    kdfCost: () => calibrate(measureArgon2id),
    ratePassphrase: (passphrase: string) => rater.rate(passphrase),
  };
  const session = new VaultSession({
    ...making,
    ...around.marks,
    onReplaced: () => lifecycle.replaced(),
    onStateChanged: (state: VaultState) => {
      send('vault:changed', state);
      around.showUnlocked(state.kind === 'unlocked');
      if (state.kind === 'unlocked') lifecycle.unlocked();
    },
  });
  return { ...making, session };
}
