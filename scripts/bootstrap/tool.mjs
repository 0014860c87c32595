import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * The script behind a package's command, to be run with our own Node: works where `.bin` holds shell scripts too.
 *
 * @param {string} packageName
 * @param {string} [command] when it is not called like the package
 * @returns {string}
 */
export function toolPath(packageName, command = packageName) {
  const home = inRoot('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  return path.join(home, typeof bin === 'string' ? bin : bin[command]);
}
