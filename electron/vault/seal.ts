import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64Of = (bytes: number) =>
  z
    .base64()
    .refine((text) => Buffer.byteLength(text, 'base64') === bytes, `not ${bytes} bytes of base64`);

/**
 * AES-256-GCM output; every part in base64. The ciphertext may have megabytes: that it is what was sealed, its
 * tag says, faster than a pattern would.
 */
export const sealedSchema = z.strictObject({
  nonce: base64Of(NONCE_BYTES),
  ciphertext: z.string(),
  tag: base64Of(TAG_BYTES),
});
export type Sealed = z.infer<typeof sealedSchema>;

/**
 * Encrypts with AES-256-GCM under a fresh random 96-bit nonce.
 *
 * @param key 32 bytes
 * @param context authenticated, not encrypted: what the sealed thing is and where it belongs
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, context: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** @returns the plaintext, or null when key, context or content are not those that were sealed */
export function unseal(key: Uint8Array, sealed: Sealed, context: string): Buffer | null {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const tag = Buffer.from(sealed.tag, 'base64');
  if (nonce.length !== NONCE_BYTES || tag.length !== TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(Buffer.from(sealed.ciphertext, 'base64'));
  try {
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    return null;
  } finally {
    plaintext.fill(0);
  }
}
