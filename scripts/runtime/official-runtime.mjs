import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../bootstrap/child.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { inRoot, lockPath } from '../bootstrap/paths.mjs';
import { step } from '../bootstrap/report.mjs';

/** A slow line may need this for 120 MB; one that reaches nothing fails in seconds. In ms. */
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
 * Downloads it the way the package itself does, from GitHub or the mirror configured for it.
 *
 * @returns {Promise<{ runtime: Runtime } | { output: string }>} what the failed download printed
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
