import type { Failure } from '../lib/failure';

/** Shortest passphrase that a new vault accepts, in characters. */
export const MINIMUM_PASSPHRASE = 10;

/** Longest passphrase that is accepted as input, in UTF-16 code units. */
export const MAXIMUM_PASSPHRASE = 1024;

/** A notice about the vault after it was opened. */
export type VaultNotice =
  /** A crash cut the last line of the activity short; every acknowledged change is intact. */
  | { kind: 'torn-activity' }
  /** The activity is damaged: keys can be read and copied, but not changed. */
  | { kind: 'read-only'; path: string }
  /**
   * Another program has changed the files since they were opened: saving is refused until that is
   * resolved.
   */
  | { kind: 'changed-on-disk'; path: string }
  /**
   * This computer has seen a newer state of this vault. The vault is read-only until the person
   * accepts this state.
   */
  | { kind: 'rolled-back'; seen: SeenState; newest: number }
  /**
   * The file has keyslots that were revoked since. The vault is read-only until the person accepts
   * them.
   */
  | ({ kind: 'older-ways-in' } & OutdatedKeyslots)
  /**
   * This computer knows the vault, but its rollback mark is missing, so it cannot tell whether the
   * end of the activity is complete. `newest`: the sequence number of the last event.
   */
  | { kind: 'not-remembered'; newest: number }
  /**
   * Changes are saved in the activity, but `vault.json` could not be rewritten, so no backup is
   * saved. `since`: the time of the newest one, RFC 3339, or null when there is none. It is
   * retried.
   */
  | { kind: 'no-backup'; since: string | null; failure: Failure };

/** The newest change of the credentials that a vault file lacks, and its time (RFC 3339). */
export interface OutdatedKeyslots {
  /**
   * `unrecorded`: the keyslots differ from those that this computer saw last, at that time, and no
   * change is recorded
   */
  event:
    | 'vault.passphrase-changed'
    | 'vault.recovery-code-changed'
    | 'vault.keychain-removed'
    | 'unrecorded';
  at: string;
}

/** The newest event that this computer has seen: its sequence number and time (RFC 3339). */
export interface SeenState {
  sequence: number;
  at: string;
}

/**
 * The keychain is being asked, did not answer in time, or must not open a file with outdated
 * keyslots.
 */
export type KeychainAsked = 'asked' | 'silent' | 'older-ways-in' | undefined;

/** The state of the vault for the window. A locked state contains nothing of the content. */
export type VaultState =
  | { kind: 'absent'; canUseKeychain: boolean }
  | {
      kind: 'locked';
      hasKeychainSlot: boolean;
      lastOpenedAt: string | null;
      keychain?: KeychainAsked;
    }
  | { kind: 'unlocked'; notice: VaultNotice | null }
  | { kind: 'damaged'; failure: Failure };

/** The unlock methods and the backups. */
export interface SecurityStatus {
  /** the cost of one guess at the passphrase */
  passphrase: { memoryMiB: number; passes: number };
  hasRecoveryCode: boolean;
  hasKeychain: boolean;
  backups: number;
  /** RFC 3339, or null when there is none */
  lastBackupAt: string | null;
}
