import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { passThrough } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { sandboxSwitches } from '../bootstrap/sandbox.mjs';
import { toolPath } from '../bootstrap/tool.mjs';

/**
 * Runs the app from its sources and reloads edited files.
 *
 * @param {string[]} args for the app
 */
export async function main(args) {
  const { runtime, env, stop } = await bootstrap({ build: false });
  try {
    // electron-vite hands this on to Electron; its own --noSandbox option is not read when arguments follow.
    if ((await sandboxSwitches(runtime)).length > 0) env['NO_SANDBOX'] = '1';
    const command = [toolPath('electron-vite'), 'dev', '--watch', '--sourcemap', '--', ...args];
    return await passThrough(process.execPath, command, { cwd: ROOT, env });
  } finally {
    await stop();
  }
}
