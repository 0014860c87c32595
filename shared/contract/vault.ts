import { z } from 'zod';
import type { PassphraseRating } from '../vault/passphrase-rating';
import type { RepairPreview, RepairSources, SavedFiles } from '../vault/repair';
import type { SecurityStatus, VaultState } from '../vault/vault-state';
import { nothing, done, made } from './schemas';
import { passphrase, proof, unlockMethod, credentialsChanged } from './unlock-methods';
import type { Requests } from './schemas';

/** The vault itself: opening it, putting it in order, and what opens it. */
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
  /** Brings the changes made here into what another program has put in the place of the vault's files. */
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
  /** Copies the files of the vault to a folder that the person chooses; null when they choose none. */
  'recovery:save-files': { input: nothing, output: made<SavedFiles | null>() },
  /** Locks a vault that opened for reading only, and offers to put it in order. */
  'recovery:repair': { input: nothing, output: done },
  /** The unlock methods and the backups. */
  'vault:protection': { input: nothing, output: made<SecurityStatus>() },
  /** This computer has seen a newer state, and the person goes on with this one. */
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
  /** The code opens nothing before it is confirmed, like that of the first run. */
  'security:new-recovery-code': {
    input: z.strictObject({ proof }),
    output: z.object({ recoveryCode: z.string() }),
  },
  /** A new data key comes with a new recovery code: only who has the old one could keep it. */
  'security:new-data-key': {
    input: z.strictObject({ passphrase }),
    output: z.object({ recoveryCode: z.string() }),
  },
  'security:confirm-recovery-code': { input: nothing, output: credentialsChanged },
  'security:forget-recovery-code': { input: nothing, output: done },
  /** Copies the recovery code that is on the screen, at first run or later. */
  'security:copy-recovery-code': { input: nothing, output: z.object({ clearsAt: z.number() }) },
  /** Cancels the wait for the keychain: the pending request fails as if it had timed out. */
  'security:stop-keychain': { input: nothing, output: done },
} as const satisfies Requests;
