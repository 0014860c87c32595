import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { capture } from '../bootstrap/child.mjs';
import { Failure, tail } from '../bootstrap/failure.mjs';
import { inRoot } from '../bootstrap/paths.mjs';
import { step } from '../bootstrap/report.mjs';
import { sandboxSwitches } from '../bootstrap/sandbox.mjs';
import { icns, ico } from '../icons/containers.mjs';

const FOLDER = inRoot('packaging', 'icons');
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 256];
const DOCUMENT_SIZES = [16, 32, 48, 64, 128, 256];

/**
 * Draws all images of the app again from their SVG sources. Needed only when a source has changed.
 */
export async function main() {
  const ready = await bootstrap({ build: false });
  try {
    const pictures = [
      ...APP_SIZES.map((size) => picture('icon.svg', `${size}x${size}.png`, size)),
      // Served and packed with the page; the main process shows it in the notification area.
      picture('icon.svg', '../../renderer/public/tray.png', 32),
      ...DOCUMENT_SIZES.map((size) => picture('vault.svg', `vault/${size}x${size}.png`, size)),
    ];
    const { code, output } = await step('Drawing the icons', async () =>
      capture(
        ready.runtime.executable,
        [...(await sandboxSwitches(ready.runtime)), inRoot('scripts', 'icons', 'draw.mjs')],
        { env: { ...ready.env, OWNCHAT_PICTURES: JSON.stringify(pictures) } },
      ),
    );
    if (code !== 0)
      throw new Failure('The icons could not be drawn.', 'Correct this.', tail(output));
  } finally {
    await ready.stop();
  }
  await writeFile(path.join(FOLDER, 'icon.ico'), ico(await drawn(ICO_SIZES)));
  await writeFile(path.join(FOLDER, 'icon.icns'), icns(await drawn(APP_SIZES)));
  return 0;
}

/** @param {string} source @param {string} target @param {number} size */
function picture(source, target, size) {
  return { source: path.join(FOLDER, source), target: path.join(FOLDER, target), size };
}

/** @param {number[]} sizes @returns {Promise<Map<number, Buffer>>} */
async function drawn(sizes) {
  const files = sizes.map(
    async (size) =>
      /** @type {const} */ ([size, await readFile(path.join(FOLDER, `${size}x${size}.png`))]),
  );
  return new Map(await Promise.all(files));
}
