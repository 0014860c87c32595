import { spawn } from 'node:child_process';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { say } from './report.mjs';

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 1 when it was ended by a signal that nobody sent through us
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
          new Failure('Stopped.', 'The next run continues from here.', '', codeOfSignal(asked)),
        );
      else if (code === null)
        resolve({ code: UNASKED, output: `${output}\n${endedBy(command, signal)}` });
      else resolve({ code, output });
    });
  });
}

/**
 * Runs a program on our own terminal to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + signal number when it was ended by a signal that we handed on, as shells
 *   do; 1 when nobody asked for its end
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
      const asked = stop();
      if (code !== null) resolve(code);
      else if (asked) resolve(codeOfSignal(signal ?? asked));
      else {
        say(endedBy(command, signal));
        resolve(UNASKED);
      }
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

/** A crash, or a system without memory: not what the exit codes from 128 on say, that somebody wanted it. */
const UNASKED = 1;

/**
 * @param {NodeJS.Signals} signal
 */
function codeOfSignal(signal) {
  return 128 + (SIGNALS[signal] ?? 0);
}

/**
 * @param {string} command
 * @param {NodeJS.Signals | null} signal
 */
function endedBy(command, signal) {
  return `${path.basename(command)} was ended by ${signal}, which nobody had asked for: a crash, or too little memory.`;
}

/**
 * npm is a script on Windows, which only a shell can start.
 *
 * @param {string} command
 */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm';
}
