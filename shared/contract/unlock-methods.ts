import { z } from 'zod';
import { MAXIMUM_PASSPHRASE } from '../vault/vault-state';

export const passphrase = z.string().max(MAXIMUM_PASSPHRASE);

const byPassphrase = z.strictObject({ method: z.literal('passphrase'), passphrase });
const byRecoveryCode = z.strictObject({
  method: z.literal('recovery-code'),
  code: z.string().max(200),
});
const byKeychain = z.strictObject({ method: z.literal('keychain') });

export const unlockMethod = z.discriminatedUnion('method', [
  byPassphrase,
  byRecoveryCode,
  byKeychain,
]);
/** The unlock methods. */
export type UnlockMethod = z.infer<typeof unlockMethod>;

export const proof = z.discriminatedUnion('method', [byPassphrase, byRecoveryCode]);
/**
 * A proof that the vault's owner is present. Not the keychain, which may answer without a prompt.
 */
export type Proof = z.infer<typeof proof>;

export const credentialsChanged = z.object({
  /**
   * files beside the vault that could not be rewritten, and may still open with the earlier
   * credentials
   */
  backupsLeft: z.array(z.string()),
});
/** The files that a change of the unlock methods could not rewrite. */
export type CredentialsChanged = z.infer<typeof credentialsChanged>;
