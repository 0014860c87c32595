import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { passThrough } from '../bootstrap/child.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { sandboxSwitches } from '../bootstrap/sandbox.mjs';
import { toolPath } from '../bootstrap/tool.mjs';

/**
 * Runs the app from its sources and reloads what is edited.
 *
 * @param {string[]} args for the app
 */
export async function main(args) {
  const { runtime, env, stop } = await bootstrap({ build: false });
  try {
    const switches = (await sandboxSwitches(runtime)).length > 0 ? ['--noSandbox'] : [];
    return await passThrough(
      process.execPath,
      [toolPath('electron-vite'), 'dev', '--watch', ...switches, '--', ...args],
      {
        cwd: ROOT,
        env,
      },
    );
  } finally {
    await stop();
  }
}
