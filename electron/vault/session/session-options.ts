import type { VaultState } from '../../../shared/vault/vault-state';
import type { KdfCost } from '../crypto/argon2id';
import type { ThrottlesStore } from '../keyslots/attempt-throttles';
import type { RollbackMarkStore } from './rollback-guard';
import type { VaultWorld } from '../open-vault';
import type { RatePassphrase } from '../keyslots/passphrase-rules';
import type { Keychain } from '../keyslots/keyslots';

/** What a session needs of the world around it. */
export interface SessionOptions {
  world: VaultWorld;
  keychain: Keychain;
  /** the cost of the passphrase slot of a new vault */
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
  /** tries that failed and are not yet recorded, until somebody gets in and they can be; kept outside the vault */
  failedAttempts: FailedAttempts;
  /** tries that were wrong since the last right one: the next one waits. Kept outside the vault */
  wrongTries: ThrottlesStore;
  /** how far the activity was seen on this computer; kept outside the vault, sealed */
  lastSeen: RollbackMarkStore;
  /** when the vault was last opened on this computer; kept outside the vault */
  lastOpened: { get(): string | null; set(at: string): void };
  onStateChanged: (state: VaultState) => void;
  /** told when the open vault is another version of itself, without a change that says how */
  onReplaced: () => void;
}

/** Counts what cannot be recorded now, because the vault is locked or cannot be written to. */
interface FailedAttempts {
  get(): { count: number; firstAt: string; lastAt: string } | null;
  note(at: string): void;
  clear(): void;
}
