import { hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES } from './data-key';

/** Crockford's base 32: without I, L, O and U, which are misread or mistyped. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BYTES = 20;
const CODE_LENGTH = (CODE_BYTES * 8) / 5;
const CODE = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`);
const GROUP = 4;

/** 160 random bits as 8 groups of 4 characters: `7Q2M-…`. */
export function generateRecoveryCode(): string {
  const bytes = randomBytes(CODE_BYTES);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits
    .replaceAll(/.{5}/g, (five) => ALPHABET.charAt(Number.parseInt(five, 2)))
    .replaceAll(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/** Characters to ignore in and around a code: dashes, blanks, invisible characters, quotes. */
const AROUND = /[\p{Punctuation}\p{Symbol}\p{Separator}\p{Other}]/gu;

/**
 * Normalises a typed or pasted recovery code: case, width, blanks, dashes and quotes are ignored, O
 * becomes 0, I and L become 1.
 *
 * @returns the characters without dashes, or null when it cannot be a recovery code
 */
export function normaliseRecoveryCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .replaceAll(AROUND, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return CODE.test(code) ? code : null;
}

/** Derives a key from a recovery code. 160 random bits need no slow KDF. */
export function recoveryKey(normalisedCode: string, salt: Uint8Array): Buffer {
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(normalisedCode), salt, 'ownchat-keys 1 recovery', KEY_BYTES),
  );
}
