import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap/bootstrap.mjs';
import { passThrough, runStep } from './bootstrap/child.mjs';
import { inRoot, ROOT } from './bootstrap/paths.mjs';
import { isRoot, sandboxSwitches } from './bootstrap/sandbox.mjs';

/**
 * Brings the clone to where the app can run, then runs a TypeScript program that drives it.
 *
 * @param {string} file from the repository, e.g. `test/tour/run.ts`
 * @param {string[]} args
 * @param {{ forTests?: boolean }} [options] whether it needs the keychain that the tests have
 * @returns {Promise<number>} its exit code
 */
export async function runWithApp(file, args, { forTests = false } = {}) {
  const ready = await bootstrap({ forTests });
  try {
    await sandboxSwitches(ready.runtime);
    return await runProgram(file, args, ready.env);
  } finally {
    await ready.stop();
  }
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {BundleOptions} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runProgram(file, args, env, { isStep = false, ...options } = {}) {
  const sandbox = isRoot() ? 'off' : 'on';
  const program = await bundle(file, options);
  try {
    const run = isStep ? runStep : passThrough;
    return await run(process.execPath, ['--enable-source-maps', program, ...args], {
      cwd: ROOT,
      env: { ...env, OWNCHAT_TEST_SANDBOX: sandbox },
    });
  } finally {
    await rm(program, { force: true });
  }
}

/**
 * @typedef {object} BundleOptions
 * @property {object[]} [plugins] what else is done to the modules
 * @property {string} [banner] code before them
 * @property {boolean} [isStep] whether it is one program of several: see `runStep`
 * @property {string[]} [inlined] packages that Node does not import as a bundler does
 */

/**
 * Node 20 cannot run TypeScript, so our own modules are bundled into one file. It stands inside
 * node_modules, from where the packages it imports are found.
 *
 * @param {string} file
 * @param {BundleOptions} [options]
 * @returns {Promise<string>} the bundle
 */
export async function bundle(file, { plugins = [], banner = '', inlined = [] } = {}) {
  const { rolldown } = await import(rolldownEntry());
  const build = await rolldown({
    input: inRoot(file),
    platform: 'node',
    cwd: ROOT,
    external: (/** @type {string} */ id) =>
      !id.startsWith('.') && !path.isAbsolute(id) && !inlined.includes(id),
    plugins: [...plugins, keepOwnLocation],
    checks: { pluginTimings: false },
  });
  const target = inRoot(
    'node_modules',
    '.cache',
    'ownchat',
    `${file.replaceAll(/[/\\]/g, '-').replace(/\.ts$/, '')}-${process.pid}.mjs`,
  );
  await build.write({
    file: target,
    format: 'esm',
    sourcemap: 'inline',
    codeSplitting: false,
    banner,
  });
  await build.close();
  return target;
}

/** A module that asks where it is means its source, not the bundle. */
const keepOwnLocation = {
  name: 'keep-own-location',
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (!code.includes('import.meta.')) return null;
    const located = code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.filename', JSON.stringify(id));
    return { code: located, map: null }; // no line moves
  },
};

/** rolldown comes with vite. @returns {string} */
function rolldownEntry() {
  const fromVite = createRequire(createRequire(import.meta.url).resolve('vite'));
  return pathToFileURL(fromVite.resolve('rolldown')).href;
}
