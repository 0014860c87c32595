import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { dump, load } from 'js-yaml';

/**
 * The signed fields. They must equal the list in electron/updates/signed-update.ts, which verifies
 * the signature; a test compares them.
 */
const signedBytes = (
  /** @type {{ version: string, releaseNotes: string, files: { url: string, sha512: string }[] }} */
  { version, releaseNotes, files },
) =>
  Buffer.from(
    JSON.stringify([
      'ownchat-keys-update-1',
      version,
      releaseNotes,
      files.map(({ url, sha512 }) => [url, sha512]),
    ]),
  );

/**
 * Adds release notes and a signature to electron-builder's manifest of a release.
 *
 * @param {string} yaml the content of `latest*.yml`
 * @param {string} notes plain text
 * @param {string} privateKey Ed25519, PEM
 * @returns {string}
 */
export function signManifest(yaml, notes, privateKey) {
  const manifest = /** @type {any} */ (load(yaml));
  const signed = { ...manifest, releaseNotes: notes };
  const signature = sign(null, signedBytes(signed), createPrivateKey(privateKey));
  return dump({ ...signed, signature: signature.toString('base64') }, { lineWidth: -1 });
}

/** The public half, which is built into the app. @param {string} privateKey PEM @returns {string} */
export function publicKeyOf(privateKey) {
  const key = createPublicKey(createPrivateKey(privateKey));
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}

/**
 * The section of one version in CHANGELOG.md.
 *
 * @param {string} changelog
 * @param {string} version
 * @returns {string | null} null when it has no section of that version
 */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}]`));
  if (section === undefined) return null;
  return section.slice(section.indexOf('\n')).trim();
}
