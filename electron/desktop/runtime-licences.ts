import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Licence } from '../../shared/app/app-command';

/** Where the licences of what the app runs on lie: beside the program, and on macOS inside the app. */
const runtimeFile = (name: string): string =>
  join(process.platform === 'darwin' ? process.resourcesPath : dirname(process.execPath), name);

/** Chromium's own and those of all that it contains: 15 MB, which a browser shows. */
export const CHROMIUM_LICENCES = runtimeFile('LICENSES.chromium.html');

export const hasChromiumLicences = (): boolean => existsSync(CHROMIUM_LICENCES);

/** @returns null in a runtime that does not bring its licence along */
export async function electronLicence(version: string): Promise<Licence | null> {
  for (const name of ['LICENSE.electron.txt', 'LICENSE']) {
    const text = await readFile(runtimeFile(name), 'utf8').catch(() => null);
    if (text !== null) return { name: 'Electron', version, licence: 'MIT', text: text.trim() };
  }
  return null;
}
