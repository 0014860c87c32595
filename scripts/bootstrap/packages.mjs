import { readFile } from 'node:fs/promises';
import { capture } from './child.mjs';
import { explain, Failure, isNetworkFailure, npmErrors } from './failure.mjs';
import { withLock } from './lock.mjs';
import { lockPath, ROOT } from './paths.mjs';
import { step } from './report.mjs';

/** Installs the packages when node_modules differs from package-lock.json. */
export async function ensurePackages(directory = ROOT) {
  if (await packagesMatch(directory)) return;
  await withLock(lockPath('packages'), 'installs the packages', async () => {
    if (await packagesMatch(directory)) return;
    const { code, output } = await step(
      'Installing packages',
      () => install(directory),
      (result) => result.code === 0,
    );
    if (code === 0) return;
    const { cause, next } = explain(output);
    throw new Failure(
      `The packages could not be installed: ${cause}. npm said:`,
      next,
      npmErrors(output),
    );
  });
}

/** @param {string} directory */
async function install(directory) {
  const npm = (/** @type {string[]} */ ...args) =>
    capture('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: directory });
  // Checked first: without a network npm ci retries each of 200 packages for a quarter of an hour.
  const ping = await npm('ping', '--fetch-retries=0');
  const reachable = ping.code === 0 || !isNetworkFailure(ping.output);
  // npm's cache of earlier installations may be enough.
  const from = reachable ? [] : ['--offline'];
  // The app is built with these. A person's npm may be set to omit them (NODE_ENV=production).
  const all = ['--include=dev', '--include=optional', ...from];
  let result = await npm('ci', ...all);
  // npm ci refuses a lock file without the builds for other platforms, which a registry may not carry.
  // This installs the same versions, compared with the same checksums, and leaves the file alone.
  if (/Missing: .* from lock file/.test(result.output))
    result = await npm('install', '--no-save', ...all);
  return reachable || result.code === 0 ? result : ping;
}

/**
 * npm writes node_modules/.package-lock.json last, and removes it first, so an interrupted run
 * leaves none. Its content is compared, instead of a mark of our own, so that a manual `npm
 * install` counts too.
 *
 * @param {string} directory
 * @returns {Promise<boolean>}
 */
export async function packagesMatch(directory) {
  const wanted = await readPackages(`${directory}/package-lock.json`);
  const installed = await readPackages(`${directory}/node_modules/.package-lock.json`);
  if (!wanted)
    throw new Failure(
      'package-lock.json cannot be read.',
      'Restore it: `git checkout package-lock.json`.',
    );
  if (!installed) return false;
  const same = (/** @type {string} */ name) =>
    installed[name]?.version === wanted[name]?.version &&
    installed[name]?.integrity === wanted[name]?.integrity;
  const complete = Object.keys(wanted).every(
    (name) => name === '' || same(name) || isLeftOut(wanted[name], installed[name]),
  );
  return complete && Object.keys(installed).every((name) => name in wanted);
}

/** Packages for other platforms are in the lock file and not installed. @param {LockedPackage | undefined} wanted @param {LockedPackage | undefined} installed */
function isLeftOut(wanted, installed) {
  return (
    installed === undefined &&
    (wanted?.optional === true || wanted?.devOptional === true || wanted?.peer === true)
  );
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 */

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockedPackage> | null>}
 */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages ?? {};
  } catch {
    return null;
  }
}
