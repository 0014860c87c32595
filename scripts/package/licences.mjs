import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = /^(licen[sc]e|copying)/i;

/**
 * The packages that go into the app, each with its licence, as the lock file and node_modules have them.
 *
 * @param {string} root the repository
 * @returns {{ name: string, version: string, licence: string, text: string }[]} by name
 */
export function collectLicences(root) {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && !entry.dev && existsSync(path.join(root, place)))
    .map(([place, { version, license }]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: version ?? '',
      licence: license ?? '',
      text: licenceText(path.join(root, place)),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} folder @returns {string} empty when the package has none; then only the licence's name is shown */
function licenceText(folder) {
  const name = readdirSync(folder).find((file) => FILE.test(file));
  return name === undefined ? '' : readFileSync(path.join(folder, name), 'utf8').trim();
}

const ID = 'virtual:licences';

/** Makes the licences a module that the main process loads on demand. @param {string} root */
export function licencesModule(root) {
  return {
    name: 'licences',
    resolveId: (/** @type {string} */ id) => (id === ID ? `\0${ID}` : undefined),
    load: (/** @type {string} */ id) =>
      id === `\0${ID}`
        ? `export const licences = ${JSON.stringify(collectLicences(root))};`
        : undefined,
  };
}
