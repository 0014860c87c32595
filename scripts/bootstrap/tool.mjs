import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * The script of a package's command, to run with our own Node. It is found even where `.bin` holds shell scripts.
 *
 * @param {string} packageName
 * @param {string} [command] default: the name of the package
 * @returns {string}
 */
export function toolPath(packageName, command = packageName) {
  const home = inRoot('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  return path.join(home, typeof bin === 'string' ? bin : bin[command]);
}
