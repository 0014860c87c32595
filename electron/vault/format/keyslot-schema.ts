import { z } from 'zod';
import { sealedSchema } from '../crypto/aead';

const saltSchema = z.base64().length(24);

/** Any integers here; `kdfCostSchema` checks their bounds. */
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

/** A keyslot: the data key, wrapped under the key of one unlock method. */
export const slotSchema = z.discriminatedUnion('type', [
  passphraseSlotSchema,
  recoverySlotSchema,
  keychainSlotSchema,
]);
export type Slot = z.infer<typeof slotSchema>;
export const SLOT_TYPES = ['passphrase', 'recovery', 'keychain'] as const satisfies Slot['type'][];
