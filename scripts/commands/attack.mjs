import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { noteSignals } from '../bootstrap/child.mjs';
import { Failure } from '../bootstrap/failure.mjs';
import { inRoot } from '../bootstrap/paths.mjs';
import { say } from '../bootstrap/report.mjs';
import { attacksIn, partOf, selection, verdictLine, verdictOn } from '../test-parts/attacks.mjs';
import { playwrightResults, vitestResults } from '../test-parts/test-results.mjs';
import { runPart } from './test.mjs';

/** @typedef {import('../test-parts/attacks.mjs').Attack} Attack */
/** @typedef {import('../test-parts/attacks.mjs').Pointer} Pointer */
/** @typedef {import('../test-parts/attacks.mjs').TestResult} TestResult */

/** The reports that a part may leave, each with its reader. */
const REPORTS = {
  unit: { files: ['unit.json'], read: vitestResults },
  app: { files: ['app.json', 'user.json'], read: playwrightResults },
  package: { files: ['package.json'], read: vitestResults },
};

/**
 * Tries the attacks of docs/threat-model.md, or only the named ones, and prints a line for each: held, broke, or
 * not tried on this computer. The tests are those of `npm test`.
 *
 * @param {string[]} names
 */
export async function main(names) {
  const all = attacksIn(await readFile(inRoot('docs', 'threat-model.md'), 'utf8'));
  const known = all.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Failure(`There is no attack "${unknown}".`, `Attacks: ${known.join(', ')}.`);
  const attacks = all.filter(({ name }) => names.length === 0 || names.includes(name));
  const ready = await bootstrap({ forTests: true, build: false });
  const signals = noteSignals();
  let work;
  /** @type {TestResult[]} */
  const results = [];
  try {
    work = await mkdtemp(path.join(tmpdir(), 'ownchat-attack-'));
    for (const part of /** @type {const} */ (['unit', 'app', 'package'])) {
      const pointers = attacks
        .flatMap(({ tests }) => tests)
        .filter((test) => partOf(test) === part);
      if (pointers.length === 0) continue;
      say(`\n— ${part} —`);
      const { failed } = await runPart(part, ready, work, selection(part, pointers));
      // An interrupted test has neither held nor broken.
      signals.check();
      results.push(...((await resultsIn(work, part)) ?? withoutReport(pointers, failed)));
    }
  } finally {
    signals.end();
    await ready.stop();
    if (work) await rm(work, { recursive: true, force: true });
  }
  const verdicts = attacks.map((attack) => verdictOn(attack, results));
  process.stdout.write(`\n${verdicts.map(verdictLine).join('\n')}\n`);
  return verdicts.some(({ word }) => word === 'broke') ? 1 : 0;
}

/**
 * @param {string} work
 * @param {keyof typeof REPORTS} part
 * @returns {Promise<TestResult[] | null>} null without a report that can be read
 */
async function resultsIn(work, part) {
  const { files, read } = REPORTS[part];
  for (const file of files) {
    try {
      return read(JSON.parse(await readFile(path.join(work, file), 'utf8')));
    } catch {
      // The counts of the part give the reason.
    }
  }
  return null;
}

/**
 * The results of a part that left no report: it could not run on this computer, or it failed before its first test.
 *
 * @param {Pointer[]} pointers
 * @param {string[]} failed
 * @returns {TestResult[]}
 */
function withoutReport(pointers, [failed]) {
  return pointers.map(({ file, title }) => ({
    file,
    title: title ?? '',
    status: failed === undefined ? 'skipped' : 'failed',
    reason: failed ?? '',
  }));
}
