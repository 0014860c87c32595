/**
 * A failure that can happen on a healthy project (no network, a full disk, a missing library). It
 * says what happened and what the person can do next, and is shown without a stack.
 */
export class Failure extends Error {
  /**
   * @param {string} what one sentence: what happened
   * @param {string} next one sentence: what to do now
   * @param {string} [details] output of the tool that failed, already shortened
   * @param {number} [exitCode] of the command that ends with this failure
   */
  constructor(what, next, details = '', exitCode = 1) {
    super(what);
    this.name = 'Failure';
    this.next = next;
    this.details = details;
    this.exitCode = exitCode;
  }

  /** @returns {string} */
  text() {
    const details = this.details ? `\n${indent(this.details)}\n` : '';
    return `\n${this.message}\n${details}${this.next}`;
  }
}

/** This process was asked to end, so no further step is started. */
export class Stopped extends Failure {
  /** @param {number} exitCode 128 + signal number, as shells have it */
  constructor(exitCode) {
    super('Stopped.', 'The next run continues from here.', '', exitCode);
  }
}

/** @type {{ sign: RegExp, cause: string, next: string }[]} */
const CAUSES = [
  {
    sign: /\bENOSPC\b|no space left|\bEDQUOT\b|disk quota/i,
    cause: 'the disk is full',
    next: 'Free some space (about 2 GB) and run the command again; it continues where it stopped.',
  },
  {
    sign: /\bE(ACCES|PERM|ROFS)\b|permission denied|read-only file system/i,
    cause: 'a file or folder may not be written',
    next: 'Make the folder named above writable for your user (it may belong to root), then run the command again.',
  },
  {
    sign: /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b|fetch failed|network/i,
    cause: 'the network could not be reached',
    next: 'Check the connection (and proxy or registry settings: `npm config list`), then run the command again; it continues where it stopped.',
  },
  {
    sign: /\bE40[134]\b|\b40[134] (Unauthorized|Forbidden|Not Found)/i,
    cause: 'the package registry refused the request',
    next: 'Check the registry settings (`npm config list`), then run the command again.',
  },
  {
    sign: /\bEINTEGRITY\b/,
    cause: 'a downloaded package is not the one that was published',
    next: 'Run `npm cache clean --force`, then the command again. If it stays, do not use this registry.',
  },
];

/**
 * Finds the cause in a tool's output or an error's message.
 *
 * @param {string} output
 * @returns {{ cause: string, next: string }}
 */
export function explain(output) {
  const known = CAUSES.find(({ sign }) => sign.test(output));
  return known
    ? { cause: known.cause, next: known.next }
    : { cause: 'see its output', next: 'Correct what it names, then run the command again.' };
}

/**
 * The failure to show for an error that can happen on a healthy project: one of ours, or a disk that is full or
 * not writable.
 *
 * @param {unknown} error
 * @returns {Failure | null} null: a bug
 */
export function expectedFailure(error) {
  if (error instanceof Failure) return error;
  const code = String(/** @type {NodeJS.ErrnoException | null} */ (error)?.code);
  if (!/^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)$/.test(code)) return null;
  const { cause, next } = explain(code);
  return new Failure(`This cannot go on: ${cause} (${errorText(error)}).`, next);
}

/** @param {string} output of a tool */
export function isNetworkFailure(output) {
  return explain(output).cause === 'the network could not be reached';
}

/** @param {string} output of a tool */
export function isDiskFull(output) {
  return explain(output).cause === 'the disk is full';
}

/**
 * The last lines of a tool's output, where it says why it failed.
 *
 * @param {string} output
 * @param {number} [lines]
 * @returns {string}
 */
export function tail(output, lines = 12) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

/** Lines of npm that hide the reason: warnings, stack traces, usage text, log files. */
const NPM_NOISE =
  /^npm (warn|notice)|^npm error\s*$|^npm error (A complete log|Run "npm help|\s+at |[{}])/;

/**
 * The reason that npm gives. npm prints it first.
 *
 * @param {string} output
 * @returns {string}
 */
export function npmErrors(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !NPM_NOISE.test(line));
  return lines.slice(0, 12).join('\n');
}

/**
 * @param {unknown} error
 * @returns {string} its code and message
 */
export function errorText(error) {
  if (!(error instanceof Error)) return String(error);
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  return code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message;
}

/** @param {string} text */
function indent(text) {
  return text.replaceAll(/^/gm, '    ');
}
