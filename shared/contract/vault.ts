import { z } from 'zod';
import type { PassphraseRating } from '../vault/passphrase-rating';
import type { RepairPreview, RepairSources, SavedFiles } from '../vault/repair';
import type { SecurityStatus, VaultState } from '../vault/vault-state';
import { nothing, done, made } from './schemas';
import { passphrase, proof, unlockMethod, credentialsChanged } from './unlock-methods';
import type { Requests } from './schemas';

/** The requests about the vault: opening, repair and credentials. */
export const vaultRequests = {
  'vault:state': { input: nothing, output: made<VaultState>() },
  /** The estimated strength of a passphrase. The main process refuses a weak one. */
  'vault:rate-passphrase': {
    input: z.strictObject({ passphrase }),
    output: made<PassphraseRating>(),
  },
  /** Prepares a vault. It is written only when the person has confirmed that the recovery code is saved. */
  'vault:create': {
    input: z.strictObject({ passphrase, useKeychain: z.boolean() }),
    output: z.object({ recoveryCode: z.string() }),
  },
  'vault:confirm-recovery-code': { input: nothing, output: done },
  'vault:unlock': { input: unlockMethod, output: done },
  'vault:lock': { input: nothing, output: done },
  /** Opens the vault's folder in the file manager. */
  'vault:show-files': { input: nothing, output: done },
  /** Merges the changes made here into the version that another program has put in place. */
  'vault:merge': { input: nothing, output: z.object({ changes: z.number() }) },
  /** The sources for repairing a damaged vault, as far as they can be read without a key. */
  'recovery:look': { input: nothing, output: made<RepairSources>() },
  /** Opens the newest intact version for a preview. Changes no file. */
  'recovery:find': { input: proof, output: made<RepairPreview>() },
  /**
   * Replaces the damaged files by the previewed version, keeps the damaged ones, and opens the
   * vault.
   */
  'recovery:use': { input: nothing, output: done },
  'recovery:forget': { input: nothing, output: done },
  /** Copies the vault's files to a folder that the person chooses; null when cancelled. */
  'recovery:save-files': { input: nothing, output: made<SavedFiles | null>() },
  /** Locks a read-only vault, and offers to repair it. */
  'recovery:repair': { input: nothing, output: done },
  /** The unlock methods and the backups. */
  'vault:protection': { input: nothing, output: made<SecurityStatus>() },
  /** This computer has seen a newer state; the person accepts this one. */
  'vault:accept-older-state': { input: nothing, output: done },
  'security:status': {
    input: nothing,
    output: z.object({ hasKeychainSlot: z.boolean(), canUseKeychain: z.boolean() }),
  },
  'security:change-passphrase': {
    input: z.strictObject({ proof, passphrase }),
    output: credentialsChanged,
  },
  'security:set-keychain': {
    input: z.strictObject({ proof, isWanted: z.boolean() }),
    output: credentialsChanged,
  },
  /** The code becomes valid when it is confirmed, as at the first run. */
  'security:new-recovery-code': {
    input: z.strictObject({ proof }),
    output: z.object({ recoveryCode: z.string() }),
  },
  /** A new data key needs a new recovery code, because the old code is not stored. */
  'security:new-data-key': {
    input: z.strictObject({ passphrase }),
    output: z.object({ recoveryCode: z.string() }),
  },
  'security:confirm-recovery-code': { input: nothing, output: credentialsChanged },
  'security:forget-recovery-code': { input: nothing, output: done },
  /** Copies the recovery code on the screen, at the first run or later. */
  'security:copy-recovery-code': { input: nothing, output: z.object({ clearsAt: z.number() }) },
  /** Cancels the wait for the keychain: the pending request fails as if it had timed out. */
  'security:stop-keychain': { input: nothing, output: done },
} as const satisfies Requests;
