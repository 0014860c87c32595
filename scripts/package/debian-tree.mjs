import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRoot } from '../bootstrap/paths.mjs';
import { debianVersion } from './debian-control.mjs';

const HOME = 'usr/lib/ownchat-keys';

/** Where each file of the repository goes. `@VERSION@` and `@DATE@` are filled in; what ends in .gz is compressed. */
const TEXTS = {
  'packaging/linux/ownchat-keys.desktop': 'usr/share/applications/ownchat-keys.desktop',
  'packaging/linux/ownchat-keys.xml': 'usr/share/mime/packages/ownchat-keys.xml',
  'packaging/linux/com.ownchat.keys.metainfo.xml':
    'usr/share/metainfo/com.ownchat.keys.metainfo.xml',
  'packaging/linux/ownchat-keys.1': 'usr/share/man/man1/ownchat-keys.1.gz',
  'packaging/linux/copyright': 'usr/share/doc/ownchat-keys/copyright',
  'packaging/linux/lintian-overrides': 'usr/share/lintian/overrides/ownchat-keys',
  'packaging/linux/debian-changelog': 'usr/share/doc/ownchat-keys/changelog.gz',
};

/**
 * Lays the files of the package out as they will be installed. Desktop entry, icons and file type need no
 * scripts: the packages that use them watch their folders.
 *
 * @param {string} root absolute, empty
 * @param {import('./pack-app.mjs').PackedApp} app
 * @param {{ date: Date, maintainer: string }} about
 */
export async function layOut(root, app, { date, maintainer }) {
  const home = path.join(root, HOME);
  await mkdir(path.dirname(home), { recursive: true });
  await cp(app.folder, home, { recursive: true });
  await setModes(home);
  await mkdir(path.join(root, 'usr/bin'), { recursive: true });
  await symlink('../lib/ownchat-keys/ownchat-keys', path.join(root, 'usr/bin/ownchat-keys'));
  const fill = (/** @type {string} */ text) =>
    text
      .replaceAll('@VERSION@', app.version)
      .replaceAll('@DEBIAN_VERSION@', debianVersion(app.version))
      .replaceAll('@MAINTAINER@', maintainer)
      .replaceAll('@DATE@', date.toISOString().slice(0, 10))
      .replaceAll('@MAIL_DATE@', date.toUTCString().replace('GMT', '+0000'));
  for (const [source, target] of Object.entries(TEXTS)) {
    const text = fill(await readFile(inRoot(source), 'utf8'));
    await put(path.join(root, target), target.endsWith('.gz') ? gzip(text) : text);
  }
  await putIcons(root);
}

/** Readable for all, writable for root; Chromium's sandbox helper is set-user-id where user namespaces are not allowed. */
async function setModes(/** @type {string} */ home) {
  const programs = new Set(['ownchat-keys', 'chrome_crashpad_handler']);
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || programs.has(entry.name);
    await chmod(path.join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  await chmod(path.join(home, 'chrome-sandbox'), 0o4755);
}

/** @param {string} root */
async function putIcons(root) {
  const source = inRoot('packaging', 'icons');
  const theme = path.join(root, 'usr/share/icons/hicolor');
  const copy = async (/** @type {string} */ from, /** @type {string} */ folder, name = '') => {
    await mkdir(path.join(theme, folder), { recursive: true });
    await cp(path.join(source, from), path.join(theme, folder, name));
  };
  const sizes = (/** @type {string[]} */ names) =>
    names.filter((name) => /^\d+x\d+\.png$/.test(name) && name !== '1024x1024.png');
  for (const name of sizes(await readdir(source)))
    await copy(name, `${name.replace('.png', '')}/apps`, 'ownchat-keys.png');
  for (const name of sizes(await readdir(path.join(source, 'vault'))))
    await copy(
      `vault/${name}`,
      `${name.replace('.png', '')}/mimetypes`,
      'application-vnd.ownchat.vault.png',
    );
  await copy('icon.svg', 'scalable/apps', 'ownchat-keys.svg');
  await copy('vault.svg', 'scalable/mimetypes', 'application-vnd.ownchat.vault.svg');
}

/** @param {string} file @param {string | Buffer} content */
async function put(file, content) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content, { mode: 0o644 });
}

/** Without the time, so that the same source makes the same file. @param {string} text */
const gzip = (text) => gzipSync(text, { level: 9 });
