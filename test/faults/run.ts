import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../support/random';
import { runProgram } from '../support/run-program';
import { wholeNumber } from '../support/parse-whole-number';
import { CHEAP_COST } from '../support/cheap-cost';
import { fillVault } from '../demo/fill-vault';
import { KilledApp } from './killed-app';
import type { CrashCounts } from './crash-counts';
import { noCounts, sumCounts } from './crash-counts';
import { PASSPHRASE, crashCycle, verify } from './crash-cycles';
import { ExpectedKeys } from './expected-keys';
import { expectOk } from '../support/expect-ok';
import { compareActivityWithSnapshot } from './replay-activity';
import { runCases } from './cases';
import { runSyncFaults } from './sync-run';

// `npm run faults -- [--cycles N] [--seed S] [--profiles P]`: kills the real app (SIGKILL, all its
// processes) at random moments, and compares the content after each restart with what was
// acknowledged. `npm run faults -- --sync N`: the same with three apps that sync through an
// endpoint, which is killed too. `npm run faults -- --cases`: runs and counts the fault tests that
// need no app.

const FIRST_KEYS = 200;

interface ProfileResult {
  counts: CrashCounts;
  acknowledged: number;
  /** the problems, with the seed and the profile */
  problems: string[];
}

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      cycles: { type: 'string', default: '200' },
      seed: { type: 'string' },
      profiles: { type: 'string', default: '2' },
      sync: { type: 'string' },
      cases: { type: 'boolean', default: false },
    },
  });
  const cycles = wholeNumber('--cycles', values.cycles, { least: 1, most: 1_000_000 });
  const profiles = wholeNumber('--profiles', values.profiles, { least: 1, most: 16 });
  const seed = values.seed
    ? wholeNumber('--seed', values.seed, { least: 0, most: 2 ** 31 })
    : Math.floor(Math.random() * 2 ** 31);
  if (values.cases) return runCases();
  if (values.sync !== undefined) {
    return runSyncFaults(wholeNumber('--sync', values.sync, { least: 1, most: 100_000 }), seed);
  }
  console.log(
    `Killing the app ${cycles} times, on ${profiles} profiles at a time (--seed ${seed}).`,
  );
  const shares = Array.from({ length: profiles }, (_, index) =>
    Math.floor((cycles + index) / profiles),
  );
  const results = await Promise.all(shares.map((share, index) => runProfile(share, seed + index)));
  return report(results);
});

async function runProfile(cycles: number, seed: number): Promise<ProfileResult> {
  const userData = await mkdtemp(join(tmpdir(), 'ownchat-keys-faults-'));
  const directory = join(userData, 'vault');
  const { recoveryCode } = await fillVault(directory, {
    keys: FIRST_KEYS,
    seed,
    passphrase: PASSPHRASE,
    cost: CHEAP_COST,
  });
  const random = seededRandom(seed);
  const counts = noCounts();
  const problems: string[] = [];
  const note = (found: string[], when: string) =>
    problems.push(...found.map((problem) => `${userData}, seed ${seed}, ${when}: ${problem}`));
  const expected = await withApp(userData, counts, async (app) => {
    expectOk(await app.request('vault:unlock', { method: 'passphrase', passphrase: PASSPHRASE }));
    return new ExpectedKeys(await app.keys());
  });
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    note(await crashCycle(userData, random, expected, counts), `cycle ${cycle}`);
    if (cycle % 25 === 0) console.log(`  seed ${seed}: ${cycle} of ${cycles} cycles`);
  }
  await withApp(userData, counts, async (app) => {
    note(await verify(app, random, expected, counts), 'at the end');
  });
  note(await compareActivityWithSnapshot(directory, recoveryCode), 'at the end');
  if (problems.length === 0) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  return { counts, acknowledged: expected.acknowledged, problems };
}

/** Starts the app, runs a task with it, and quits normally. */
async function withApp<T>(
  userData: string,
  counts: CrashCounts,
  work: (app: KilledApp) => Promise<T>,
): Promise<T> {
  const app = await KilledApp.start(userData, counts);
  try {
    const result = await work(app);
    await app.quit();
    return result;
  } finally {
    await app.kill();
  }
}

/** @returns the exit code */
function report(results: readonly ProfileResult[]): number {
  const counts = sumCounts(results.map((result) => result.counts));
  const problems = results.flatMap((result) => result.problems);
  const acknowledged = results.reduce((sum, result) => sum + result.acknowledged, 0);
  const moments = Object.entries(counts.moments).map(([name, count]) => `${count} ${name}`);
  for (const problem of problems.slice(0, 20)) console.log(`WRONG ${problem}`);
  if (problems.length > 20) console.log(`… and ${problems.length - 20} more`);
  console.log(`
kills                          ${counts.cycles} (${moments.join(', ')})
  …with changes under way      ${counts.hits}
  …while writing a snapshot    ${counts.unfinishedSnapshots}
changes acknowledged           ${acknowledged}
changes under way at a kill    ${counts.underWay}, of which ${counts.survived} were there afterwards, wholly
torn last lines                ${counts.tornTails}
crashes of Chromium itself     ${counts.crashes}
lost or wrong                  ${problems.length}
`);
  const failed = Math.min(problems.length, counts.cycles);
  console.log(`${counts.cycles - failed} passed, ${problems.length} failed`);
  return problems.length === 0 ? 0 : 1;
}
