import { randomBytes } from 'node:crypto';
import type { Encrypter } from 'age-encryption';
import type { HandedOver } from '../../shared/keys/hand-over';
import type { Proof } from '../../shared/contract/unlock-methods';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { fileStemOf } from '../lib/file-stem';
import { redact } from '../lib/redact';
import type { SecretAccess } from './secret-access';

/** Crockford's alphabet: no letter that looks like a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const PASSPHRASE_CHARACTERS = 24;

/**
 * The generated passphrase has 120 random bits. A slower derivation would add nothing, and would
 * block the main process.
 */
const SCRYPT_WORK_FACTOR = 12;

interface HandOverOptions {
  secrets: Pick<SecretAccess, 'handOver'>;
  /** the name of a key */
  nameOf: (id: string) => string | undefined;
  /** Asks for the file; null when the person cancels. */
  chooseTarget: (fileName: string) => Promise<string | null>;
  /** Writes a file that only its owner can read, as a whole or not at all. */
  write: (path: string, bytes: Uint8Array) => Promise<Result<void>>;
}

/**
 * Writes the secret of a key to a file in the age format (https://age-encryption.org/v1), for a
 * colleague: encrypted to their age recipient, or to a generated passphrase.
 */
export class HandOver {
  readonly #options: HandOverOptions;

  constructor(options: HandOverOptions) {
    this.#options = options;
  }

  /**
   * @param input.recipient `age1…`; null for a passphrase
   * @returns null when the person chooses no file
   */
  async save(input: {
    id: string;
    proof: Proof;
    recipient: string | null;
  }): Promise<Result<HandedOver | null>> {
    const { secrets, nameOf, chooseTarget, write } = this.#options;
    // Imported on demand: few people use it, and it brings a post-quantum library.
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    const passphrase = input.recipient === null ? newPassphrase() : null;
    if (!(await accepts(encrypter, input.recipient, passphrase)))
      return fail({ code: 'recipient-invalid' });
    let path: string | null = null;
    const secret = await secrets.handOver(input.id, input.proof, input.recipient, async () => {
      // Someone may have written a secret into the name.
      path = await chooseTarget(`${fileStemOf(redact(nameOf(input.id) ?? ''), 'api-key')}.age`);
      return path !== null;
    });
    if (path === null) return secret.ok ? ok(null) : secret;
    if (!secret.ok) return secret;
    if (secret.value === null) return ok(null);
    const written = await write(path, await encrypter.encrypt(`${secret.value}\n`));
    return written.ok ? ok({ path, passphrase }) : written;
  }
}

async function accepts(
  encrypter: Encrypter,
  recipient: string | null,
  passphrase: string | null,
): Promise<boolean> {
  try {
    if (recipient !== null) {
      encrypter.addRecipient(recipient);
      // Of some texts in the right form, only encrypting tells that they are none.
      await encrypter.encrypt('');
    }
    if (passphrase !== null) {
      encrypter.setScryptWorkFactor(SCRYPT_WORK_FACTOR);
      encrypter.setPassphrase(passphrase);
    }
    return true;
  } catch {
    // The library throws for everything that is no recipient.
    return false;
  }
}

/** `abcd-efgh-…`, without a bias: 32 characters divide a byte evenly. */
function newPassphrase(): string {
  const characters = [...randomBytes(PASSPHRASE_CHARACTERS)].map((byte) => ALPHABET[byte % 32]);
  return characters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}
