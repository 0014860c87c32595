import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { passThrough } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { say } from '../bootstrap/report.mjs';
import { sandboxSwitches } from '../bootstrap/sandbox.mjs';

/**
 * Opens the app.
 *
 * @param {string[]} args for Electron and the app, e.g. `--user-data-dir=DIR`
 * @returns {Promise<number>} the app's exit code
 */
export async function main(args) {
  const { runtime, env, virtualDisplay, stop } = await bootstrap();
  try {
    const switches = await sandboxSwitches(runtime);
    // Without a desktop Chromium complains, at length, about every service a desktop would have.
    if (virtualDisplay && !args.some((arg) => arg.startsWith('--enable-logging')))
      switches.push('--log-level=3');
    delete env.ELECTRON_RUN_AS_NODE;
    say('Opening Ownchat Keys.');
    return await passThrough(runtime.executable, [...switches, ROOT, ...args], { env });
  } finally {
    await stop();
  }
}
