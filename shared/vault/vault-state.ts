import type { Failure } from '../lib/failure';

/** Shortest passphrase that a new vault accepts, in characters. */
export const MINIMUM_PASSPHRASE = 10;

/** Longest passphrase that is read at all, in UTF-16 code units. */
export const MAXIMUM_PASSPHRASE = 1024;

/** Something a person should know about the vault they have just opened. */
export type VaultNotice =
  /** A crash cut the last line of the activity short; what was acknowledged is all there. */
  | { kind: 'torn-activity' }
  /** The activity is damaged: keys can be read and copied, nothing can be changed. */
  | { kind: 'read-only'; path: string }
  /** Another program has written to the files since they were opened: saving refuses until that is settled. */
  | { kind: 'changed-on-disk'; path: string }
  /** This computer has seen a newer state of this vault. Nothing can be changed until a person goes on with this one. */
  | { kind: 'rolled-back'; seen: SeenState; newest: number }
  /** The file has ways in that were closed since. Nothing can be changed until a person goes on with them. */
  | ({ kind: 'older-ways-in' } & OutdatedKeyslots)
  /**
   * This computer knows the vault, but what it remembered of it is missing: it cannot tell whether the end of the activity
   * is all there. `newest`: the number of the last event.
   */
  | { kind: 'not-remembered'; newest: number }
  /**
   * What is changed is saved in the activity, but `vault.json` could not be rewritten, so no backup is kept. `since`: when the
   * newest one was saved, RFC 3339, or null when there is none. It is tried again.
   */
  | { kind: 'no-backup'; since: string | null; failure: Failure };

/** The newest change of the ways in that is missing in a vault file, and when it was made (RFC 3339). */
export interface OutdatedKeyslots {
  /** `unrecorded`: the ways in are others than this computer saw last, at that time, and no change of them is recorded */
  event:
    | 'vault.passphrase-changed'
    | 'vault.recovery-code-changed'
    | 'vault.keychain-removed'
    | 'unrecorded';
  at: string;
}

/** How far this computer has seen the activity: the number of its newest event then, and when (RFC 3339). */
export interface SeenState {
  sequence: number;
  at: string;
}

/** The keychain is being asked, has not answered when it was, or may not open a file with older ways in. */
export type KeychainAsked = 'asked' | 'silent' | 'older-ways-in' | undefined;

/** The state of the vault as the window may know it. A locked state says nothing about the content. */
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

/** What opens the vault, and what there is if it gets lost. */
export interface SecurityStatus {
  /** what a guess at the passphrase costs */
  passphrase: { memoryMiB: number; passes: number };
  hasRecoveryCode: boolean;
  hasKeychain: boolean;
  backups: number;
  /** RFC 3339, or null while there is none */
  lastBackupAt: string | null;
}
