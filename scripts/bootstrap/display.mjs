import { spawn } from 'node:child_process';
import { Failure, tail } from './failure.mjs';
import { say } from './report.mjs';

const SCREEN = '1280x800x24';

/**
 * Starts Xvfb and ends it when our end of the pipe closes, even if we are killed. Xvfb chooses a
 * free number itself and writes it to descriptor 3, so several may start at once. By default it
 * would reset when its last window closes, and refuse a client that connects just then.
 */
const KEEPER = [
  'sh',
  '-c',
  `Xvfb -displayfd 3 -screen 0 ${SCREEN} -nolisten tcp -noreset </dev/null & x=$!; exec 3>&-; read _; kill $x; wait $x`,
];

/** @returns {boolean} whether there is a display for windows */
export function hasDisplay() {
  return (
    process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  );
}

/**
 * @typedef {object} Display
 * @property {Record<string, string>} env the variables by which programs find it
 * @property {boolean} virtual
 * @property {() => Promise<void>} stop
 */

/**
 * The present display, or a new virtual one.
 *
 * @returns {Promise<Display>}
 */
export async function withDisplay() {
  if (hasDisplay()) return { env: {}, virtual: false, stop: async () => {} };
  const display = await startVirtualDisplay();
  say(`No display here: running on a virtual one (${display.env.DISPLAY}, ${SCREEN}).`);
  return display;
}

/**
 * @param {string[]} [prefix] a command that starts Xvfb, e.g. as another user: only the user who started a
 *   display may show windows on it
 * @returns {Promise<Display>}
 */
export function startVirtualDisplay(prefix = []) {
  const [command = '', ...args] = [...prefix, ...KEEPER];
  // Its own process group: Ctrl-C must not end the display before the app has closed.
  const keeper = spawn(command, args, {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => keeper.once('close', resolve));
  const stop = async () => {
    keeper.ref(); // else Node sees nothing left to wait for, and ends
    keeper.stdin?.end();
    await ended;
  };
  return new Promise((resolve, reject) => {
    let number = '';
    let errors = '';
    const fail = () => {
      void stop();
      reject(
        new Failure(
          'The virtual display (Xvfb) did not start.',
          'Correct what it says, then run the command again.',
          tail(errors),
        ),
      );
    };
    keeper.once('error', fail);
    keeper.stderr?.on('data', (chunk) => (errors += chunk));
    const answer = /** @type {import('node:stream').Readable} */ (keeper.stdio[3]);
    answer.on('data', (chunk) => {
      number += chunk;
      if (!number.includes('\n')) return;
      keeper.unref();
      for (const stream of [keeper.stdin, keeper.stderr, answer])
        /** @type {any} */ (stream)?.unref?.();
      resolve({ env: { DISPLAY: `:${number.trim()}` }, virtual: true, stop });
    });
    answer.once('end', () => {
      if (!number.includes('\n')) fail();
    });
  });
}
