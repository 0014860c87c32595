import type { VaultState } from '../../../shared/vault/vault-state';
import type { KdfCost } from '../crypto/argon2id';
import type { ThrottleStatesStore } from '../keyslots/attempt-throttles';
import type { RollbackMarkStore } from './rollback-guard';
import type { VaultEnvironment } from '../open-vault';
import type { RatePassphrase } from '../keyslots/passphrase-rules';
import type { Keychain } from '../keyslots/keyslots';

/** The dependencies of a session. */
export interface SessionOptions {
  environment: VaultEnvironment;
  keychain: Keychain;
  /** the KDF cost of a new vault's passphrase slot */
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
  /**
   * failed attempts that are not recorded yet because the vault was locked; stored outside the
   * vault
   */
  failedAttempts: FailedAttempts;
  /** failed attempts since the last success, for the backoff; stored outside the vault */
  throttleStates: ThrottleStatesStore;
  /** the rollback mark; stored outside the vault, sealed */
  rollbackMark: RollbackMarkStore;
  /** when the vault was last opened on this computer; stored outside the vault */
  lastOpened: { get(): string | null; set(at: string): void };
  onStateChanged: (state: VaultState) => void;
  /** called when the open vault was replaced by another version without change events */
  onReplaced: () => void;
}

/** Counts failures that cannot be recorded while the vault is locked or read-only. */
interface FailedAttempts {
  get(): { count: number; firstAt: string; lastAt: string } | null;
  note(at: string): void;
  clear(): void;
}
