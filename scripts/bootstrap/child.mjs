import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Stopped } from './failure.mjs';
import { say } from './report.mjs';

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 1 when a signal that we did not hand on ended the program
 * @property {string} output the text of both streams
 */

/**
 * Runs a program to its end and collects its output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in ms
 * @returns {Promise<Finished>} a program that cannot be started has code 127
 * @throws {Stopped} when we were asked to end meanwhile
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
      if (asked) reject(new Stopped(codeOfSignal(asked)));
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
 * @returns {Promise<number>} its exit code. Like a shell: 128 + signal number when a signal that we handed
 *   on ended it; 1 when another signal did
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

/**
 * Runs one program of several on our own terminal, without the keyboard. It has a process group of its own: when this process
 * is asked to end, the whole group ends.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code, as from `passThrough`
 * @throws {Stopped} when we were asked to end meanwhile
 */
export function runStep(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const stop = forwardSignals(child, { isGroup: process.platform !== 'win32' });
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code, signal) => {
      const asked = stop();
      if (asked) void groupEnded(child).then(() => reject(new Stopped(codeOfSignal(asked))));
      else if (code !== null) resolve(code);
      else {
        say(endedBy(command, signal));
        resolve(UNASKED);
      }
    });
  });
}

/** Grace period for a program that was asked to end, in ms. */
const GRACE_MS = 10_000;

const NAMES = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @type {Record<string, number>} */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Hands a request to end on to the child and waits for the child, because an app may have to write
 * files. Ctrl-C in a terminal reaches the child directly, and is not sent twice.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ isGroup?: boolean }} [options] whether the child leads a process group, which Ctrl-C does not reach
 * @returns {() => NodeJS.Signals | undefined} stops handing on, and returns the signal that asked this process to end
 */
function forwardSignals(child, { isGroup = false } = {}) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {NodeJS.Signals | undefined} */
  let asked;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    asked = signal;
    if (isGroup || signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    timer ??= setTimeout(() => {
      if (!isGroup || !toGroup(child, 'SIGKILL')) child.kill('SIGKILL');
    }, GRACE_MS);
  };
  for (const name of NAMES) process.on(name, onSignal);
  return () => {
    clearTimeout(timer);
    for (const name of NAMES) process.off(name, onSignal);
    return asked;
  };
}

/**
 * Sends a signal to the remaining processes of a program's process group.
 *
 * @param {import('node:child_process').ChildProcess} leader
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether any process is left
 */
function toGroup({ pid }, signal) {
  if (pid === undefined || process.platform === 'win32') return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/**
 * Settles when the process group is empty. Processes that exceed the grace period are killed.
 *
 * @param {import('node:child_process').ChildProcess} leader
 */
async function groupEnded(leader) {
  const end = Date.now() + GRACE_MS;
  while (toGroup(leader, 0) && Date.now() < end) await pause(100);
  toGroup(leader, 'SIGKILL');
}

/**
 * Notes a request to end while no child runs that would receive it.
 *
 * @returns {{ check: () => void, end: () => void }} `check` throws `Stopped` after such a request
 */
export function noteSignals() {
  /** @type {NodeJS.Signals | undefined} */
  let asked;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    asked ??= signal;
  };
  for (const name of NAMES) process.on(name, onSignal);
  return {
    check: () => {
      if (asked) throw new Stopped(codeOfSignal(asked));
    },
    end: () => {
      for (const name of NAMES) process.off(name, onSignal);
    },
  };
}

/**
 * Replaces the exit code of a crash or a system without memory: codes from 128 on mean a signal, and
 * would look like an intended end.
 */
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
