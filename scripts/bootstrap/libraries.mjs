import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { distribution } from '../runtime/runtime.mjs';
import { canInstall, choosePackages, install, onPath } from './apt.mjs';
import { capture } from './child.mjs';
import { hasDisplay } from './display.mjs';
import { Failure } from './failure.mjs';
import { packageCandidates, missingLibraries } from './library-packages.mjs';
import { withLock } from './lock.mjs';
import { cacheDirectory, lockPath } from './paths.mjs';

/** Libraries that are loaded at run time, so `ldd` does not list them. */
const LOADED_LATER = { always: ['libgtk-3.so.0'], tests: ['libsecret-1.so.0'] };

/** Programs, and the Debian packages that may hold them. */
const XVFB = { Xvfb: ['xvfb'] };
const TEST_PROGRAMS = {
  'gnome-keyring-daemon': ['gnome-keyring'],
  'dbus-run-session': ['dbus-daemon', 'dbus'],
};

/**
 * Programs for the tests of the installed package: its dependencies that a bare system lacks, the tools with which a desktop
 * lists programs and file types, and the validators of the files that a desktop reads.
 */
export const PACKAGE_PROGRAMS = {
  xwininfo: ['x11-utils'],
  'xdg-mime': ['xdg-utils'],
  'update-mime-database': ['shared-mime-info'],
  'desktop-file-validate': ['desktop-file-utils'],
  appstreamcli: ['appstream'],
  man: ['man-db'],
};

/**
 * Makes sure that the system has the libraries and programs that Electron needs (Linux). As root it installs them with
 * apt, otherwise it tells the person the command.
 *
 * @param {import('../runtime/runtime.mjs').Runtime} runtime
 * @param {{ forTests?: boolean, more?: Record<string, string[]> }} [options] the tests also need a keychain; more programs
 */
export async function ensureLibraries(runtime, { forTests = false, more = {} } = {}) {
  if (process.platform !== 'linux') return;
  const programs = { ...(hasDisplay() ? {} : XVFB), ...(forTests ? TEST_PROGRAMS : {}), ...more };
  const first = await missing(runtime, programs, forTests);
  if (first.length === 0) return;
  if (!canInstall()) throw await advice(first);
  await withLock(lockPath('libraries'), 'installs system libraries', async () => {
    const wanted = await missing(runtime, programs, forTests);
    if (wanted.length > 0) await install(wanted, 'the system libraries Electron needs');
  });
  const still = await missing(runtime, programs, forTests);
  if (still.length > 0) throw await advice(still);
}

/** @typedef {import('./apt.mjs').Missing} Missing */

/**
 * @param {import('../runtime/runtime.mjs').Runtime} runtime
 * @param {Record<string, string[]>} programs
 * @param {boolean} forTests
 * @returns {Promise<Missing[]>}
 */
async function missing(runtime, programs, forTests) {
  const absent = Object.entries(programs).filter(([name]) => !onPath(name));
  const libraries = await lackingLibraries(runtime, forTests);
  return [
    ...libraries.map((name) => ({ name, candidates: packageCandidates(name) })),
    ...absent.map(([name, candidates]) => ({ name, candidates })),
  ];
}

/**
 * The missing libraries. `ldd` takes a quarter of a second, so an executable that lacked none is remembered.
 *
 * @param {import('../runtime/runtime.mjs').Runtime} runtime
 * @param {boolean} forTests
 */
async function lackingLibraries(runtime, forTests) {
  const { mtimeMs } = await stat(runtime.executable);
  const key = `${runtime.executable} ${mtimeMs} ${forTests ? 'tests' : 'app'}`;
  const note = path.join(cacheDirectory(), `libraries-${forTests ? 'tests' : 'app'}.txt`);
  if ((await readFile(note, 'utf8').catch(() => '')) === key) return [];
  const home = distribution(runtime);
  const objects = (await readdir(home))
    .filter((name) => /\.so(\.\d+)?$/.test(name))
    .map((name) => path.join(home, name));
  const { output } = await capture('ldd', [runtime.executable, ...objects]);
  const lacking = new Set(missingLibraries(output));
  const known = (await capture(onPath('ldconfig') ?? '/sbin/ldconfig', ['-p'])).output;
  // A system without ldconfig (musl) gives no list, so no library counts as missing.
  if (known.includes('.so'))
    for (const name of [...LOADED_LATER.always, ...(forTests ? LOADED_LATER.tests : [])])
      if (!known.includes(name)) lacking.add(name);
  if (lacking.size === 0) {
    await mkdir(cacheDirectory(), { recursive: true }).catch(() => {});
    await writeFile(note, key).catch(() => {}); // only a slower next start
  }
  return [...lacking].toSorted();
}

/** @param {Missing[]} wanted */
async function advice(wanted) {
  const names = wanted.map(({ name }) => name).join(', ');
  if (!onPath('apt-get'))
    return new Failure(
      `Electron needs system libraries or programs that are not installed: ${names}.`,
      'Install the packages of your distribution that hold them, then run the command again.',
    );
  const packages = await choosePackages(wanted);
  return new Failure(
    `Electron needs system libraries or programs that are not installed: ${names}.`,
    `Install them, then run the command again:\n\n    sudo apt-get install ${packages.join(' ')}`,
  );
}
