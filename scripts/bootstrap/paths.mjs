import { createHash } from 'node:crypto';
import { homedir, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * A file or folder of the repository.
 *
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return path.join(ROOT, ...parts);
}

/**
 * The cache outside the repository, shared by all clones.
 *
 * @returns {string} may not exist yet
 */
export function cacheDirectory() {
  const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(base, 'ownchat-keys');
}

/**
 * The lock file of one step in this clone. In the system's temp folder: node_modules and out/,
 * which the steps write, are emptied while they run.
 *
 * @param {string} name
 */
export function lockPath(name) {
  const clone = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  const user = process.platform === 'win32' ? 'user' : String(userInfo().uid);
  return path.join(tmpdir(), `ownchat-keys-${user}-${clone}-${name}.lock`);
}
