import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { capture } from '../bootstrap/child.mjs';
import { Failure, tail } from '../bootstrap/failure.mjs';
import { inRoot, ROOT } from '../bootstrap/paths.mjs';
import { step } from '../bootstrap/report.mjs';
import { toolPath } from '../bootstrap/tool.mjs';
import { distribution } from '../runtime/runtime.mjs';

/**
 * @typedef {object} PackedApp
 * @property {string} folder absolute: the runtime with the app in it, fuses set
 * @property {string} version of the app; ends in `-dev` when its runtime is not the one of `package.json`
 */

/**
 * The version of a package. It ends in `-dev` when the runtime is not the one in `package.json`, and the app shows
 * that version too.
 *
 * @param {string} version of the app
 * @param {string} runtimeVersion
 * @param {string} shippedVersion of the runtime
 */
export function packageVersion(version, runtimeVersion, shippedVersion) {
  return runtimeVersion === shippedVersion ? version : `${version}-dev`;
}

/**
 * Combines app and runtime as electron-builder.yml says, without the network.
 *
 * @param {import('../runtime/runtime.mjs').Runtime} runtime
 * @returns {Promise<PackedApp>}
 */
export async function packApp(runtime) {
  const about = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const version = packageVersion(about.version, runtime.version, about.devDependencies.electron);
  const folder = inRoot('dist', 'linux-unpacked');
  const command = [
    toolPath('electron-builder'),
    '--linux',
    '--dir',
    '--publish=never',
    `--config.electronDist=${distribution(runtime)}`,
    `--config.electronVersion=${runtime.version}`,
    `--config.extraMetadata.version=${version}`,
  ];
  const { code, output } = await step(
    'Packing the app',
    async () => {
      await rm(folder, { recursive: true, force: true });
      return capture(process.execPath, command, { cwd: ROOT });
    },
    (result) => result.code === 0,
  );
  if (code !== 0)
    throw new Failure(
      'electron-builder failed:',
      'Correct this, then run the command again.',
      tail(output, 30),
    );
  // The runtime's own default app: Electron would start it if the app's archive were missing.
  await rm(path.join(folder, 'resources', 'default_app.asar'), { force: true });
  return { folder, version };
}
