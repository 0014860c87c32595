import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { readAs } from '../lib/read-as';

const LONGEST_NOTES = 20_000;

/**
 * The release manifest that electron-updater reads (`latest*.yml`), with what the release script
 * adds: the notes, and our signature over all of it.
 */
const manifest = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  releaseNotes: z.string().max(LONGEST_NOTES),
  files: z
    .array(z.object({ url: z.string().max(300), sha512: z.string().max(100) }))
    .min(1)
    .max(20),
  signature: z.string().max(200),
});

export type SignedUpdate = Pick<z.infer<typeof manifest>, 'version' | 'releaseNotes' | 'files'>;

/**
 * The signed content: everything that decides what is installed and what the person is told about
 * it.
 */
export function signedBytes({ version, releaseNotes, files }: SignedUpdate): Buffer {
  const list = files.map(({ url, sha512 }) => [url, sha512]);
  return Buffer.from(JSON.stringify(['ownchat-keys-update-1', version, releaseNotes, list]));
}

/**
 * Validates a release manifest.
 *
 * @param info untrusted until its signature is verified
 * @param publicKey Ed25519, DER (SubjectPublicKeyInfo) in base64
 * @returns null unless it has the known form and a valid signature
 */
export function trustedUpdate(info: unknown, publicKey: string): SignedUpdate | null {
  const parsed = readAs(manifest, info);
  if (!parsed.success) return null;
  const { signature, ...update } = parsed.data;
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    if (key.asymmetricKeyType !== 'ed25519') return null;
    const isSigned = verify(null, signedBytes(update), key, Buffer.from(signature, 'base64'));
    return isSigned ? update : null;
  } catch {
    return null;
  }
}
