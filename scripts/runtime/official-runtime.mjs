import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../bootstrap/child.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { inRoot, lockPath } from '../bootstrap/paths.mjs';
import { step } from '../bootstrap/report.mjs';

/** Time limit for 120 MB on a slow line, in ms. Without a connection the download fails in seconds. */
const TIME_LIMIT = 15 * 60_000;

/**
 * @typedef {object} Runtime
 * @property {string} executable absolute path
 * @property {string} version of Electron, e.g. `45.4.1`
 * @property {'official' | 'registry' | 'given'} source
 */

/**
 * The Electron that the package `electron` downloaded into node_modules.
 *
 * @returns {Runtime | null} null when it was not downloaded, or not completely
 */
export function installedOfficialRuntime() {
  const home = inRoot('node_modules', 'electron');
  try {
    const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    const downloaded = readFileSync(path.join(home, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    const executable = path.join(home, 'dist', readFileSync(path.join(home, 'path.txt'), 'utf8'));
    return downloaded === version && existsSync(executable)
      ? { executable, version, source: 'official' }
      : null;
  } catch {
    return null;
  }
}

/**
 * Downloads Electron as the package itself does, from GitHub or the configured mirror.
 *
 * @returns {Promise<{ runtime: Runtime } | { output: string }>} `output`: the text of the failed download
 */
export async function downloadOfficialRuntime() {
  return withLock(lockPath('electron'), 'downloads Electron', async () => {
    const there = installedOfficialRuntime();
    if (there) return { runtime: there };
    const script = inRoot('node_modules', 'electron', 'install.js');
    const { output } = await step(
      'Downloading Electron',
      () => capture(process.execPath, [script], { cwd: inRoot(), timeout: TIME_LIMIT }),
      (result) => result.code === 0,
    );
    const runtime = installedOfficialRuntime();
    return runtime ? { runtime } : { output };
  });
}
