import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './report.mjs';

const POLL_MS = 200;
/** A lock file without an owner is one whose owner died between creating and writing it. */
const UNWRITTEN_MS = 5000;

/**
 * Runs `work` while no other process on this machine runs it under the same lock file. Waits, and
 * says so, while another holds it; takes over from one that died.
 *
 * @template T
 * @param {string} file in an existing folder
 * @param {string} what the work, for the message to a waiting person, e.g. `installs the packages`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, what, work) {
  let waiting = false;
  while (!tryCreate(file)) {
    if (isStale(file)) removeStale(file);
    else {
      if (!waiting)
        say(`Waiting: another process (${owner(file).pid ?? 'just starting'}) ${what}…`);
      waiting = true;
      await sleep(POLL_MS);
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * A lock is stale when its owner is gone, or when its process number now belongs to another process.
 *
 * @param {string} file
 * @returns {boolean}
 */
export function isStale(file) {
  const { pid, started, age } = owner(file);
  if (age === undefined) return false;
  if (pid === undefined) return age > UNWRITTEN_MS;
  return !isAlive(pid) || (started !== '' && started !== startTime(pid));
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file */
function tryCreate(file) {
  let descriptor;
  try {
    descriptor = openSync(file, 'wx', 0o644);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(descriptor, `${process.pid} ${startTime(process.pid)}`);
  } catch (error) {
    // On a full disk a file can be created but not written. A lock file without an owner would block other processes.
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return true;
}

/**
 * Removes a stale lock under a second, short lock. Two waiting processes may see the same stale
 * lock, and the slower one would otherwise remove the new lock of the faster one.
 *
 * @param {string} file
 */
function removeStale(file) {
  const breaker = `${file}.break`;
  if (tryCreate(breaker)) {
    if (isStale(file)) rmSync(file, { force: true });
    rmSync(breaker, { force: true });
  } else if (isStale(breaker)) rmSync(breaker, { force: true });
}

/**
 * @param {string} file
 * @returns {{ pid?: number, started: string, age?: number }} `age` is absent when the file does not exist
 */
function owner(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const [pid, started = ''] = readFileSync(file, 'utf8').split(' ');
    return pid ? { pid: Number(pid), started, age } : { started, age };
  } catch {
    return { started: '' };
  }
}

/**
 * @param {number} pid
 * @returns {string} when the process started (Linux: in clock ticks since boot), or an empty text where that is not known
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
