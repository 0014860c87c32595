import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap/bootstrap.mjs';
import { passThrough, runStep } from './bootstrap/child.mjs';
import { inRoot, ROOT } from './bootstrap/paths.mjs';
import { isRoot, sandboxSwitches } from './bootstrap/sandbox.mjs';

/**
 * Prepares the clone for running the app, then runs a TypeScript program that drives the app.
 *
 * @param {string} file from the repository, e.g. `test/tour/run.ts`
 * @param {string[]} args
 * @param {{ forTests?: boolean }} [options] whether the program needs the keychain of the tests
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
 * @property {object[]} [plugins] more rolldown plugins
 * @property {string} [banner] code before them
 * @property {boolean} [isStep] whether the program is one of several: see `runStep`
 * @property {string[]} [inlined] packages to bundle, because Node imports them differently from a bundler
 */

/**
 * Node 20 cannot run TypeScript, so our own modules are bundled into one file. It is inside
 * node_modules, so that Node finds the packages that it imports.
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

/** Replaces `import.meta` paths: a module means the path of its source, not of the bundle. */
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
