import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { passThrough } from '../bootstrap/child.mjs';
import { hasDisplay } from '../bootstrap/display.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { say } from '../bootstrap/report.mjs';
import { sandboxSwitches } from '../bootstrap/sandbox.mjs';

/** Arguments with which the app shows no window. */
const UNATTENDED = /^--(report|help|version)(=|$)/;

/**
 * Opens the app, or runs a command of the app that needs no window.
 *
 * @param {string[]} args for Electron and the app, e.g. `--user-data-dir=DIR`
 * @returns {Promise<number>} the app's exit code
 */
export async function main(args) {
  const isUnattended = args.some((arg) => UNATTENDED.test(arg));
  const { runtime, env, virtualDisplay, stop } = await bootstrap({ display: !isUnattended });
  try {
    const switches = await sandboxSwitches(runtime);
    // Without a desktop Chromium prints warnings about every missing service.
    if (virtualDisplay && !args.some((arg) => arg.startsWith('--enable-logging')))
      switches.push('--log-level=3');
    delete env.ELECTRON_RUN_AS_NODE;
    if (isUnattended && process.platform === 'linux' && !hasDisplay())
      switches.push('--ozone-platform=headless', '--log-level=3');
    if (!isUnattended) say('Opening Ownchat Keys.');
    return await passThrough(runtime.executable, [...switches, ROOT, ...args], {
      env,
      // The directory in which the person called npm: --output=FILE is relative to it.
      cwd: process.env.INIT_CWD ?? process.cwd(),
    });
  } finally {
    await stop();
  }
}
