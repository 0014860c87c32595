import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Environment } from '../../shared/keys/api-key';
import { SECRET_PATTERN, secretPrefix } from '../../shared/keys/secret-format';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 40;
const CHECKSUM_LENGTH = 6;

/** Bytes at or above this are discarded, so that every character is equally likely. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);

/**
 * A new secret: prefix, 40 random base62 characters (238 bits), 6 characters of CRC-32 as an
 * offline check against typing errors.
 */
export function generateSecret(environment: Environment): string {
  const body = secretPrefix(environment) + randomBase62(RANDOM_LENGTH);
  return body + checksumOf(body);
}

/**
 * Whether a text is a secret with a valid checksum: distinguishes a typing error from a wrong key,
 * offline.
 */
export function isSecret(text: string): boolean {
  if (!SECRET_PATTERN.test(text)) return false;
  return text.endsWith(checksumOf(text.slice(0, -CHECKSUM_LENGTH)));
}

/**
 * SHA-256 of the whole secret in lower-case hex, for comparing, exporting and syncing without the
 * secret.
 */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < FAIR_BYTES && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (; rest > 0; rest = Math.floor(rest / ALPHABET.length)) {
    digits = ALPHABET[rest % ALPHABET.length] + digits;
  }
  return digits.padStart(CHECKSUM_LENGTH, '0');
}
