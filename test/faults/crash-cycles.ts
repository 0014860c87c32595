import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../support/random';
import { KilledApp } from './killed-app';
import type { CrashCounts } from './crash-counts';
import type { ExpectedKeys } from './expected-keys';
import { randomOperation, requestOf } from './operation';

export const PASSPHRASE = 'correct horse battery';

/** The app's state at the kill, besides changes. */
const MOMENTS = [
  'stream',
  'stream',
  'stream',
  'stream',
  'unlock',
  'lock',
  'lock',
  'quit',
  'quit',
] as const;
type Moment = (typeof MOMENTS)[number];

/** Their longest duration in milliseconds, so that kills fall before, during and after them. */
const LONGEST_MS: Record<Moment, number> = { stream: 400, unlock: 80, lock: 60, quit: 120 };

/** Concurrent streams of changes. */
const STREAMS = 3;

/**
 * One life of the app: start, unlock, compare with the expected content, change, be killed at a
 * random moment.
 *
 * @returns the problems; none when all is well
 */
export async function crashCycle(
  userData: string,
  random: Random,
  expected: ExpectedKeys,
  counts: CrashCounts,
): Promise<string[]> {
  const moment = random.pick(MOMENTS);
  const streamMs = random.next() * LONGEST_MS.stream;
  const momentMs = random.next() * LONGEST_MS[moment];
  const app = await KilledApp.start(userData, counts);
  try {
    if (moment === 'unlock') {
      void unlock(app).catch(() => undefined);
      await sleep(momentMs);
      return [];
    }
    const problems = await verify(app, random, expected, counts);
    if (problems.length > 0) return problems;
    // A page that is replaced after a lock, or whose window closes, gets no more answers.
    const ending = moment === 'stream' ? ['vault-locked'] : ['vault-locked', 'request-refused'];
    const streams = Array.from({ length: STREAMS }, () => stream(app, random, expected, ending));
    await sleep(streamMs);
    if (moment === 'lock') void app.ask('vault:lock').catch(() => undefined);
    if (moment === 'quit') void app.ask('app:quit').catch(() => undefined);
    if (moment !== 'stream') await sleep(momentMs);
    await app.kill();
    const refusals = await Promise.all(streams);
    if (expected.underWay > 0) counts.hits += 1;
    counts.underWay += expected.underWay;
    return refusals.flat();
  } finally {
    await app.kill();
    counts.cycles += 1;
    counts.moments[moment] = (counts.moments[moment] ?? 0) + 1;
    counts.unfinishedSnapshots += await app.unfinishedSnapshots();
  }
}

/** Opens the vault and compares it; also one secret, if one is known. */
export async function verify(
  app: KilledApp,
  random: Random,
  expected: ExpectedKeys,
  counts: CrashCounts,
): Promise<string[]> {
  const opened = await unlock(app);
  if (!opened.ok) return [`does not open: ${JSON.stringify(opened.failure)}`];
  const state = await app.state();
  const notice = state.kind === 'unlocked' ? state.notice : { kind: state.kind };
  if (notice?.kind === 'torn-activity') counts.tornTails += 1;
  else if (notice) return [`opens with: ${JSON.stringify(notice)}`];
  const { problems, survived } = expected.compare(await app.keys());
  counts.survived += survived;
  const known = expected.secrets();
  if (known.length === 0 || problems.length > 0) return problems;
  const [id, secret] = random.pick(known);
  const proof = { method: 'passphrase', passphrase: PASSPHRASE } as const;
  const revealed = await app.request('secrets:reveal', { id, proof });
  if (revealed.ok && revealed.value.secret === secret) return [];
  return [`the secret of ${id} is not what it was`];
}

const unlock = (app: KilledApp) =>
  app.request('vault:unlock', { method: 'passphrase', passphrase: PASSPHRASE });

/**
 * Makes changes until the app is gone or locked.
 *
 * @param ending the failures that mean so
 * @returns an unexpected failure of a change
 */
async function stream(
  app: KilledApp,
  random: Random,
  expected: ExpectedKeys,
  ending: readonly string[],
): Promise<string[]> {
  for (;;) {
    const operation = randomOperation(random, expected.free());
    const { name, input } = requestOf(operation);
    expected.begin(operation);
    const answer = await app.ask(name, input).catch(() => null);
    if (answer === null) return [];
    if (answer.ok) {
      expected.acknowledge(operation, answer.value);
      continue;
    }
    expected.refused(operation);
    if (ending.includes(answer.failure.code)) return [];
    return [`${JSON.stringify(operation)} was refused: ${JSON.stringify(answer.failure)}`];
  }
}
