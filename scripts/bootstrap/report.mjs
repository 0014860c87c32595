// Progress goes to stderr: stdout is for the result of a command.

const TICK_MS = 500;

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Does one piece of work and prints one line with its title and duration. On a terminal the line
 * meanwhile shows the elapsed time, or the last text given to `progress`.
 *
 * @template T
 * @param {string} title e.g. `Installing packages`
 * @param {(progress: (text: string) => void) => Promise<T>} work
 * @param {(result: T) => boolean} [succeeded] for work that returns its failure
 * @returns {Promise<T>}
 */
export async function step(title, work, succeeded = () => true) {
  const started = Date.now();
  const live = process.stderr.isTTY;
  let note = '';
  const draw = () =>
    process.stderr.write(`\r\u001B[K${title}… ${note || seconds(Date.now() - started)}`);
  const ticker = live ? setInterval(draw, TICK_MS) : undefined;
  if (live) draw();
  else process.stderr.write(`${title}…`);
  const finish = (/** @type {string} */ end) => {
    clearInterval(ticker);
    process.stderr.write(`${live ? `\r\u001B[K${title}… ` : ' '}${end}\n`);
  };
  try {
    const result = await work((text) => {
      note = text;
    });
    finish(`${succeeded(result) ? 'done in' : 'failed after'} ${seconds(Date.now() - started)}`);
    return result;
  } catch (error) {
    finish(`failed after ${seconds(Date.now() - started)}`);
    throw error;
  }
}

/**
 * @param {number} ms
 * @returns {string} e.g. `0.4 s`, `12 s`, `2 min 5 s`
 */
export function seconds(ms) {
  const s = ms / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  const whole = Math.round(s);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * @param {number} bytes
 * @returns {string} e.g. `187 MB`
 */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
