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
/** The ways to unlock the vault. */
export type UnlockMethod = z.infer<typeof unlockMethod>;

export const proof = z.discriminatedUnion('method', [byPassphrase, byRecoveryCode]);
/** What shows that it is still the vault's owner who sits there. Not the keychain: it may answer without asking. */
export type Proof = z.infer<typeof proof>;

export const credentialsChanged = z.object({
  /** names of files beside the vault that could not be rewritten, and may still open in the ways that were */
  backupsLeft: z.array(z.string()),
});
/** The files that a change of the unlock methods could not rewrite. */
export type CredentialsChanged = z.infer<typeof credentialsChanged>;
