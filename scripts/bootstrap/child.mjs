import { spawn } from 'node:child_process';
import { Failure } from './failure.mjs';

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 128 + signal number when a signal ended it, as shells do
 * @property {string} output what it printed (both streams), when it was not passed through
 */

/**
 * Runs a program to its end and keeps what it printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in ms
 * @returns {Promise<Finished>} a program that cannot be started has code 127
 * @throws {Failure} when we were asked to end meanwhile
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      shell: needsShell(command),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    const stop = forwardSignals(child);
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (error) => {
      stop();
      resolve({ code: 127, output: `${output}${error.message}` });
    });
    child.on('close', (code, signal) => {
      const asked = stop();
      if (asked)
        reject(
          new Failure('Stopped.', 'The next run continues from here.', '', exitCode(null, asked)),
        );
      else resolve({ code: exitCode(code, signal), output });
    });
  });
}

/**
 * Runs a program on our own terminal to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export function passThrough(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      shell: needsShell(command),
      stdio: 'inherit',
    });
    const stop = forwardSignals(child);
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code, signal) => {
      stop();
      resolve(exitCode(code, signal));
    });
  });
}

/** How long a program may take to end once it was asked to, in ms. */
const GRACE_MS = 10_000;

/** @type {Record<string, number>} */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * While the child runs, being asked to end means asking the child to end and waiting for it: an app
 * has things to write. Ctrl-C in a terminal reaches the child by itself; it is not sent twice.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => NodeJS.Signals | undefined} stops doing so, and tells by what signal we were asked
 */
function forwardSignals(child) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {NodeJS.Signals | undefined} */
  let asked;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    asked = signal;
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    timer ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  const names = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const name of names) process.on(name, onSignal);
  return () => {
    clearTimeout(timer);
    for (const name of names) process.off(name, onSignal);
    return asked;
  };
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (SIGNALS[signal ?? ''] ?? 0);
}

/**
 * npm is a script on Windows, which only a shell can start.
 *
 * @param {string} command
 */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm';
}
