import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { noteSignals } from '../bootstrap/child.mjs';
import { ensureBuild } from '../bootstrap/build.mjs';
import { ensureReaders } from '../bootstrap/readers.mjs';
import { errorText, expectedFailure, Failure, Stopped } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/report.mjs';
import { runAppTests } from '../test-parts/app.mjs';
import { runChecks } from '../test-parts/checks.mjs';
import { sum, summary } from '../test-parts/counts.mjs';
import { runFaults } from '../test-parts/faults.mjs';
import { runPackageTests } from '../test-parts/package.mjs';
import { runUnitTests } from '../test-parts/unit.mjs';

/** @typedef {import('../test-parts/counts.mjs').Counts} Counts */
/** @typedef {(ready: import('../bootstrap/bootstrap.mjs').Ready, work: string, args: string[]) => Promise<Counts>} Part */

/** @type {Record<string, Part>} */
export const PARTS = {
  check: () => runChecks(),
  unit: (ready, work, args) => runUnitTests(ready, work, args),
  app: async (ready, work, args) => {
    await ensureBuild(ready.runtime);
    return runAppTests(ready, work, args);
  },
  faults: async (ready, _work, args) => {
    await ensureBuild(ready.runtime);
    return runFaults(ready, args);
  },
  package: (ready, work, args) => runPackageTests(ready, work, args),
};

/**
 * Runs all tests, or one part: `npm test -- app --grep Delete`. The other parts run even when one fails.
 *
 * @param {string[]} args part, and arguments for its program
 */
export async function main([part, ...args]) {
  const names = part === undefined ? Object.keys(PARTS) : [part];
  if (part !== undefined && !(part in PARTS))
    throw new Failure(
      `There is no part "${part}".`,
      `Parts: ${Object.keys(PARTS).join(', ')}. Without one, all run.`,
    );
  const ready = await bootstrap({ forTests: true, build: false });
  // An office suite takes a minute to install: a run of one part does not wait for it.
  if (part === undefined) await ensureReaders();
  const counts = [];
  const signals = noteSignals();
  let work;
  try {
    work = await mkdtemp(path.join(tmpdir(), 'ownchat-test-'));
    for (const name of names) {
      say(`\n— ${name} —`);
      counts.push(await runPart(name, ready, work, args));
      signals.check();
    }
  } finally {
    signals.end();
    await ready.stop();
    if (work) await rm(work, { recursive: true, force: true });
  }
  const total = sum(counts);
  process.stdout.write(`\n${summary(total)}\n`);
  return total.failed.length === 0 ? 0 : 1;
}

/**
 * Runs one part. An error that prevents the run counts as its failure; a request to end does not.
 *
 * @param {string} name
 * @param {import('../bootstrap/bootstrap.mjs').Ready} ready
 * @param {string} work
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
export async function runPart(name, ready, work, args) {
  try {
    return await /** @type {Part} */ (PARTS[name])(ready, work, args);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const text = expectedFailure(error)?.text() ?? errorText(error);
    say(text);
    return { passed: 0, failed: [`${name} › ${text.trimStart().split('\n')[0]}`], skipped: 0 };
  }
}
