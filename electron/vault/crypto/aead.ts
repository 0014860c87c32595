import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64Of = (bytes: number) =>
  z
    .base64()
    .refine((text) => Buffer.byteLength(text, 'base64') === bytes, `not ${bytes} bytes of base64`);

/**
 * AES-256-GCM output; every part in base64. The ciphertext may have megabytes, so no pattern checks
 * it: the tag does, and faster.
 */
export const sealedSchema = z.strictObject({
  nonce: base64Of(NONCE_BYTES),
  ciphertext: z.string(),
  tag: base64Of(TAG_BYTES),
});
export type Sealed = z.infer<typeof sealedSchema>;

/** A sealed text whose ciphertext is a string or can be read like one. */
export type LongSealed = Omit<Sealed, 'ciphertext'> & { ciphertext: LongText };

/** The part of the string interface that piecewise reading needs. */
export interface LongText {
  readonly length: number;
  slice(from: number, to: number): string;
}

/**
 * Encrypts with AES-256-GCM under a fresh random 96-bit nonce.
 *
 * @param key 32 bytes
 * @param context associated data: what is sealed and where it belongs
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

/** Characters of base64 decrypted at a time; a multiple of four, since four make three bytes. */
const PIECE = 256 * 1024;

/** @returns the plaintext, or null when key, context or ciphertext are wrong */
export function unseal(key: Uint8Array, sealed: Sealed, context: string): Buffer | null {
  const pieces: Buffer[] = [];
  const unsealing = unsealPieces(key, sealed, context);
  let step = unsealing.next();
  for (; step.done !== true; step = unsealing.next()) pieces.push(step.value);
  const plaintext = step.value ? Buffer.concat(pieces) : null;
  for (const piece of pieces) piece.fill(0);
  return plaintext;
}

/**
 * Decrypts piece by piece, because allocating the whole plaintext is the most expensive part of
 * opening a large vault. The caller zeroes the pieces and must not trust them before the tag is
 * checked at the end.
 *
 * @returns at the end, whether the tag matches key, context and ciphertext
 */
export function* unsealPieces(
  key: Uint8Array,
  sealed: LongSealed,
  context: string,
): Generator<Buffer, boolean> {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const tag = Buffer.from(sealed.tag, 'base64');
  if (nonce.length !== NONCE_BYTES || tag.length !== TAG_BYTES) return false;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(tag);
  const { ciphertext } = sealed;
  for (let at = 0; at < ciphertext.length; at += PIECE) {
    yield decipher.update(ciphertext.slice(at, at + PIECE), 'base64');
  }
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
