import { stat } from 'node:fs/promises';
import path from 'node:path';
import { distribution } from '../runtime/runtime.mjs';
import { capture } from './child.mjs';
import { Failure } from './failure.mjs';
import { say } from './report.mjs';

/** @returns {boolean} Chromium refuses to run its sandbox as root */
export function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/**
 * The switches that Electron needs because of this system's rules for sandboxes.
 *
 * @param {import('../runtime/runtime.mjs').Runtime} runtime
 * @returns {Promise<string[]>}
 */
export async function sandboxSwitches(runtime) {
  if (isRoot()) {
    say("Running as root: Chromium's sandbox is off.");
    return ['--no-sandbox'];
  }
  if (process.platform === 'linux' && !(await sandboxWorks(runtime)))
    throw new Failure(
      "Chromium's sandbox cannot start: this system keeps user namespaces from ordinary programs.",
      'Allow them until the next restart, then run the command again:\n\n    sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu)\n    sudo sysctl -w kernel.unprivileged_userns_clone=1 (Debian)',
    );
  return [];
}

/** @param {import('../runtime/runtime.mjs').Runtime} runtime */
async function sandboxWorks(runtime) {
  const helper = await stat(path.join(distribution(runtime), 'chrome-sandbox')).catch(() => null);
  if (helper?.uid === 0 && (helper.mode & 0o4000) !== 0) return true;
  const { code } = await capture('unshare', ['--user', '--map-root-user', 'true']);
  return code === 0 || code === 127; // 127: no such tool here, so let Chromium find out
}
