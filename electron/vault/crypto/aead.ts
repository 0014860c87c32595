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

/** What is sealed and long: its ciphertext is a string, or is read like one. */
export type LongSealed = Omit<Sealed, 'ciphertext'> & { ciphertext: LongText };

/** As much of a string as it takes to read a long one piece by piece. */
export interface LongText {
  readonly length: number;
  slice(from: number, to: number): string;
}

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

/** Characters of base64 that are decrypted at a time; four make three bytes. */
const PIECE = 256 * 1024;

/** @returns the plaintext, or null when key, context or content are not those that were sealed */
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
 * Decrypts what may have megabytes without ever holding them all: fresh memory is the dearest part of opening a
 * large vault. The pieces are the caller's to zero, and nothing of them may be believed before the end.
 *
 * @returns at the end, whether key, context and content are those that were sealed
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
