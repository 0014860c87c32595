import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { trustedUpdate } from '../../electron/updates/signed-update';
import { layOutShared } from '../../scripts/package/debian-tree.mjs';
import { collectLicences } from '../../scripts/package/licences.mjs';
import { notesOf, publicKeyOf, signManifest } from '../../scripts/package/release-manifest.mjs';
import { RELEASE_SETTINGS, settingsProblem } from '../../scripts/package/release-settings.mjs';
import { appBill } from '../../scripts/package/sbom.mjs';

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

  test('is signed so that the app trusts it, and keeps electron-builder’s fields', () => {
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

describe('the settings of a release', () => {
  const pem = generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString();
  const complete = {
    ...Object.fromEntries(RELEASE_SETTINGS.map((name) => [name, 'x'])),
    OWNCHAT_UPDATE_PRIVATE_KEY: pem,
    OWNCHAT_UPDATE_KEY: publicKeyOf(pem),
    APPLE_API_KEY: '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n',
  };

  test('are all there, or the ones that are not are named', () => {
    expect(settingsProblem(complete)).toBeNull();
    for (const name of RELEASE_SETTINGS) {
      // A secret that is not set is an empty text.
      expect(settingsProblem({ ...complete, [name]: '' })).toContain(name);
    }
  });

  test('have two halves of one key, and the text of a key for the notary', () => {
    const another = generateKeyPairSync('ed25519')
      .privateKey.export({ format: 'pem', type: 'pkcs8' })
      .toString();
    for (const OWNCHAT_UPDATE_KEY of [publicKeyOf(another), 'x'])
      expect(settingsProblem({ ...complete, OWNCHAT_UPDATE_KEY })).toContain('public half');
    expect(settingsProblem({ ...complete, OWNCHAT_UPDATE_PRIVATE_KEY: 'x' })).toContain('half');
    expect(settingsProblem({ ...complete, APPLE_API_KEY: '/key.p8' })).toContain('APPLE_API_KEY');
  });
});

describe('the bill of materials', () => {
  test('describes the app, and names Electron, Chromium and Node', () => {
    // As npm writes it, in a folder named `checkout`.
    const component = { 'bom-ref': 'ownchat-keys@1.3.0', type: 'library', name: 'checkout' };
    const react = { 'bom-ref': 'react@19.0.0', name: 'react', version: '19.0.0' };
    const bill = appBill(
      {
        metadata: { component },
        components: [react],
        dependencies: [
          { ref: 'ownchat-keys@1.3.0', dependsOn: ['react@19.0.0'] },
          { ref: 'react@19.0.0', dependsOn: [] },
        ],
      },
      { name: 'ownchat-keys', version: '1.3.0' },
      { electron: '45.4.1', chrome: '150.0.1.2', node: '24.1.0' },
    );
    const app = { type: 'application', name: 'ownchat-keys', version: '1.3.0' };
    expect(bill.metadata.component).toMatchObject(app);
    const known = (bill.components as (typeof react)[]).map(({ name, version }) => name + version);
    expect(known).toEqual(['react19.0.0', 'electron45.4.1', 'chromium150.0.1.2', 'node24.1.0']);
    // Every reference leads to something.
    const refs = [bill.metadata.component, ...bill.components].map((each) => each['bom-ref']);
    for (const { ref, dependsOn } of bill.dependencies)
      expect(refs).toEqual(expect.arrayContaining([ref, ...dependsOn]));
    expect(bill.dependencies[0].dependsOn).toEqual(['react@19.0.0', 'pkg:npm/electron@45.4.1']);
  });
});

describe('what packages have that electron-builder makes', () => {
  test('comes from here, filled in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ownchat-shared-'));
    await layOutShared(folder, { version: '1.3.0', date: new Date('2026-11-24') });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
    expect(files).toEqual(
      expect.arrayContaining([
        '/usr/share/metainfo/com.ownchat.keys.metainfo.xml',
        '/usr/share/man/man1/ownchat-keys.1.gz',
        '/usr/share/icons/hicolor/48x48/mimetypes/application-vnd.ownchat.vault.png',
      ]),
    );
    const metainfo = await readFile(
      join(folder, 'usr/share/metainfo/com.ownchat.keys.metainfo.xml'),
      'utf8',
    );
    expect(metainfo).toContain('<release version="1.3.0" date="2026-11-24"/>');
    await rm(folder, { recursive: true });
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
