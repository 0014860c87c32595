import type { VaultState } from '../../shared/vault-state';
import type { KdfCost } from './argon2id';
import type { LastSeenStore } from './last-seen';
import type { VaultWorld } from './open-vault';
import type { RatePassphrase } from './passphrase-rules';
import type { Keychain } from './slots';

/** What a session needs of the world around it. */
export interface SessionOptions {
  world: VaultWorld;
  keychain: Keychain;
  /** the cost of the passphrase slot of a new vault */
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
  /** tries to unlock that failed, until somebody gets in and they can be recorded; kept outside the vault */
  failedAttempts: FailedAttempts;
  /** how far the activity was seen on this computer; kept outside the vault, sealed */
  lastSeen: LastSeenStore;
  /** when the vault was last opened on this computer; kept outside the vault */
  lastOpened: { get(): string | null; set(at: string): void };
  onStateChanged: (state: VaultState) => void;
  /** told when the open vault is another version of itself, without a change that says how */
  onReplaced: () => void;
}

/** Counts what a locked vault cannot record. */
interface FailedAttempts {
  get(): { count: number; firstAt: string; lastAt: string } | null;
  note(at: string): void;
  clear(): void;
}
