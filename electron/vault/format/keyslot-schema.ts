import { z } from 'zod';
import { sealedSchema } from '../crypto/aead';

const saltSchema = z.base64().length(24);

/** Numbers of any size here: whether they are acceptable is asked, and answered, on its own. */
const kdfSchema = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.int(),
  iterations: z.int(),
  parallelism: z.int(),
  salt: saltSchema,
});

const passphraseSlotSchema = z.strictObject({
  type: z.literal('passphrase'),
  kdf: kdfSchema,
  wrapped: sealedSchema,
});
const recoverySlotSchema = z.strictObject({
  type: z.literal('recovery'),
  salt: saltSchema,
  wrapped: sealedSchema,
});
const keychainSlotSchema = z.strictObject({
  type: z.literal('keychain'),
  /** A random wrapping key, encrypted by the operating system's keychain. */
  protectedKey: z.base64(),
  wrapped: sealedSchema,
});

/** One way into the vault: the data key, wrapped by the key that this way gives. */
export const slotSchema = z.discriminatedUnion('type', [
  passphraseSlotSchema,
  recoverySlotSchema,
  keychainSlotSchema,
]);
export type Slot = z.infer<typeof slotSchema>;
export const SLOT_TYPES = ['passphrase', 'recovery', 'keychain'] as const satisfies Slot['type'][];
