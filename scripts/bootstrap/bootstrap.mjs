import { ensureRuntime, runtimeEnvironment } from '../runtime/runtime.mjs';
import { ensureBuild } from './build.mjs';
import { withDisplay } from './display.mjs';
import { ensureLibraries } from './libraries.mjs';
import { ensurePackages } from './packages.mjs';

/**
 * @typedef {object} Ready
 * @property {import('../runtime/runtime.mjs').Runtime} runtime
 * @property {NodeJS.ProcessEnv} env the present environment, with the variables of the runtime and the display
 * @property {boolean} virtualDisplay
 * @property {() => Promise<void>} stop ends the display that was started here
 */

/**
 * Prepares a clone for running the app. A step that was done before does nothing and prints nothing.
 *
 * @param {{ forTests?: boolean, build?: boolean, display?: boolean }} [options]
 * @returns {Promise<Ready>}
 */
export async function bootstrap({ forTests = false, build = true, display = true } = {}) {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureLibraries(runtime, { forTests });
  if (build) await ensureBuild(runtime);
  const screen = display ? await withDisplay() : { env: {}, virtual: false, stop: async () => {} };
  return {
    runtime,
    env: { ...process.env, ...runtimeEnvironment(runtime), ...screen.env },
    virtualDisplay: screen.virtual,
    stop: screen.stop,
  };
}
