import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { trustedUpdate } from '../../electron/updates/signed-update';
import { collectLicences } from '../../scripts/package/licences.mjs';
import { notesOf, publicKeyOf, signManifest } from '../../scripts/package/release-manifest.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('a release', () => {
  const privateKey = generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString();
  const yaml = `version: 1.3.0
files:
  - url: ownchat-keys-1.3.0.AppImage
    sha512: aGVsbG8=
    size: 12
path: ownchat-keys-1.3.0.AppImage
sha512: aGVsbG8=
releaseDate: '2026-11-24T12:00:00.000Z'
`;

  test('is signed so that the app trusts it, and keeps what was said of it', () => {
    const signed = load(signManifest(yaml, '- Faster: "twice"\n- & safer', privateKey));
    expect(trustedUpdate(signed, publicKeyOf(privateKey))).toEqual({
      version: '1.3.0',
      releaseNotes: '- Faster: "twice"\n- & safer',
      files: [{ url: 'ownchat-keys-1.3.0.AppImage', sha512: 'aGVsbG8=' }],
    });
    expect(signed).toMatchObject({ path: 'ownchat-keys-1.3.0.AppImage' });
  });

  test('tells what its section of the changelog says', () => {
    const changelog =
      '# Changelog\n\n## [Unreleased]\n\nx\n\n## [1.3.0] - 2026\n\n- a\n\n## [1.2.0]\n';
    expect(notesOf(changelog, '1.3.0')).toBe('- a');
    expect(notesOf(changelog, '9.0.0')).toBeNull();
  });
});

describe('licences', () => {
  const licences = collectLicences(ROOT);

  test('are known of everything that goes into the app, and of nothing else', () => {
    const names = licences.map(({ name }) => name);
    for (const name of ['react', '@mui/material', 'zod', '@node-rs/argon2']) {
      expect(names).toContain(name);
    }
    for (const name of ['vitest', 'electron-builder']) expect(names).not.toContain(name);
    expect(licences.filter(({ licence }) => licence === '')).toEqual([]);
  });

  test('all allow what we do with them', () => {
    const fits =
      /^\(?(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|OFL-1\.1|Python-2\.0|BlueOak-1\.0\.0|CC0-1\.0)\b/;
    expect(licences.filter(({ licence }) => !fits.test(licence))).toEqual([]);
  });
});
