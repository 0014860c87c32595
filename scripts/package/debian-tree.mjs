import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRoot } from '../bootstrap/paths.mjs';
import { debianVersion } from './debian-control.mjs';

const HOME = 'usr/lib/ownchat-keys';

/** The files of every Linux package that electron-builder does not make; same form as TEXTS. */
const SHARED_TEXTS = {
  'packaging/linux/com.ownchat.keys.metainfo.xml':
    'usr/share/metainfo/com.ownchat.keys.metainfo.xml',
  'packaging/linux/ownchat-keys.1': 'usr/share/man/man1/ownchat-keys.1.gz',
};

/** Where each file of the repository goes. `@VERSION@` and `@DATE@` are filled in. A target that ends in .gz is compressed. */
const TEXTS = {
  ...SHARED_TEXTS,
  'packaging/linux/ownchat-keys.desktop': 'usr/share/applications/ownchat-keys.desktop',
  'packaging/linux/ownchat-keys.xml': 'usr/share/mime/packages/ownchat-keys.xml',
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
  await putTexts(root, TEXTS, { version: app.version, date, maintainer });
  await putIcons(root);
}

/**
 * Lays out the files that electron-builder leaves out, for the packages that electron-builder makes.
 *
 * @param {string} root absolute
 * @param {{ version: string, date: Date }} about
 */
export async function layOutShared(root, { version, date }) {
  await putTexts(root, SHARED_TEXTS, { version, date, maintainer: '' });
  await putFileTypeIcons(root);
}

/**
 * @param {string} root
 * @param {Record<string, string>} texts
 * @param {{ version: string, date: Date, maintainer: string }} about
 */
async function putTexts(root, texts, { version, date, maintainer }) {
  const fill = (/** @type {string} */ text) =>
    text
      .replaceAll('@VERSION@', version)
      .replaceAll('@DEBIAN_VERSION@', debianVersion(version))
      .replaceAll('@MAINTAINER@', maintainer)
      .replaceAll('@DATE@', date.toISOString().slice(0, 10))
      .replaceAll('@MAIL_DATE@', date.toUTCString().replace('GMT', '+0000'));
  for (const [source, target] of Object.entries(texts)) {
    const text = fill(await readFile(inRoot(source), 'utf8'));
    await put(path.join(root, target), target.endsWith('.gz') ? gzip(text) : text);
  }
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
  for (const name of await sizesIn(inRoot('packaging', 'icons')))
    await copyIcon(root, name, `${sizeOf(name)}/apps`, 'ownchat-keys.png');
  await copyIcon(root, 'icon.svg', 'scalable/apps', 'ownchat-keys.svg');
  await putFileTypeIcons(root);
}

/** @param {string} root */
async function putFileTypeIcons(root) {
  const type = 'application-vnd.ownchat.vault';
  for (const name of await sizesIn(inRoot('packaging', 'icons', 'vault')))
    await copyIcon(root, `vault/${name}`, `${sizeOf(name)}/mimetypes`, `${type}.png`);
  await copyIcon(root, 'vault.svg', 'scalable/mimetypes', `${type}.svg`);
}

/** The names of the pictures, without the size that the icon theme does not have. @param {string} folder */
async function sizesIn(folder) {
  const names = await readdir(folder);
  return names.filter((name) => /^\d+x\d+\.png$/.test(name) && name !== '1024x1024.png');
}

const sizeOf = (/** @type {string} */ name) => name.replace('.png', '');

/** @param {string} root @param {string} from @param {string} folder @param {string} name */
async function copyIcon(root, from, folder, name) {
  const target = path.join(root, 'usr/share/icons/hicolor', folder);
  await mkdir(target, { recursive: true });
  await cp(inRoot('packaging', 'icons', from), path.join(target, name));
}

/** @param {string} file @param {string | Buffer} content */
async function put(file, content) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content, { mode: 0o644 });
}

/** Compresses without a timestamp, so that the same source makes the same file. @param {string} text */
const gzip = (text) => gzipSync(text, { level: 9 });
