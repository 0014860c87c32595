import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Licence } from '../../shared/app/app-command';

/**
 * The folder with the licences of the runtime: beside the executable, and on macOS inside the app
 * bundle.
 */
const runtimeFile = (name: string): string =>
  join(process.platform === 'darwin' ? process.resourcesPath : dirname(process.execPath), name);

/** Chromium's licence and those of its components: 15 MB, so a browser shows them. */
export const CHROMIUM_LICENCES = runtimeFile('LICENSES.chromium.html');

export const hasChromiumLicences = (): boolean => existsSync(CHROMIUM_LICENCES);

/** @returns null when the runtime has no licence file */
export async function electronLicence(version: string): Promise<Licence | null> {
  for (const name of ['LICENSE.electron.txt', 'LICENSE']) {
    const text = await readFile(runtimeFile(name), 'utf8').catch(() => null);
    if (text !== null) return { name: 'Electron', version, licence: 'MIT', text: text.trim() };
  }
  return null;
}
