import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiKey } from '../../shared/keys/api-key';
import { expectOk } from '../support/expect-ok';
import { seededRandom } from '../support/random';
import { containsText } from '../support/contains-text';
import { replacedNotes } from './computer';
import { ExpectedSync } from './expected-sync';
import { SyncWorld } from './sync-world';

/** Longer than a sync takes, so that kills fall before, during and after it. */
const LONGEST_MS = 250;

/** Undisturbed syncs after which all computers must be equal. */
const QUIET_ROUNDS = 6;

const COMPUTERS = [0, 1, 2];

/** Offline actions of each computer after the last kill. */
const ACTS_APART = 15;

/**
 * Syncs three real apps through one endpoint, with changes on all of them and app or server killed
 * (SIGKILL) at random moments; then compares the result with what was acknowledged.
 *
 * @returns the exit code
 */
export async function runSyncFaults(syncs: number, seed: number): Promise<number> {
  console.log(
    `Syncing ${syncs} times between three apps, killing them and the server (--seed ${seed}).`,
  );
  const random = seededRandom(seed);
  const expected = new ExpectedSync();
  const counts = { apps: 0, servers: 0, failed: 0 };
  const problems: string[] = [];
  const world = await SyncWorld.make(seed);
  try {
    for (let sync = 1; sync <= syncs; sync += 1) {
      const index = random.between(0, 2);
      const app = world.app(index);
      for (let edits = random.between(1, 3); edits > 0; edits -= 1) {
        await expected.act(app, random, await app.keys());
      }
      const started = app.request('sync:now').catch(() => undefined);
      const dice = random.next();
      await sleep(random.next() * (dice < 0.45 ? LONGEST_MS : 0));
      if (dice < 0.3) {
        counts.apps += 1;
        await world.killApp(index);
      } else if (dice < 0.45) {
        counts.servers += 1;
        await world.killServer();
      }
      await started;
      const { phase } = await world.settled(index);
      if (phase.phase === 'failed') counts.failed += 1;
      if (phase.phase === 'asking') problems.push(`sync ${sync}: it asks ${phase.question.kind}`);
      if (sync % 25 === 0) console.log(`  ${sync} of ${syncs} syncs`);
    }
    // Concurrent changes of the same keys have to be merged in the end.
    for (const index of COMPUTERS) {
      const app = world.app(index);
      for (let act = 0; act < ACTS_APART; act += 1) {
        await expected.act(app, random, await app.keys());
      }
    }
    problems.push(...(await problemsAtTheEnd(world, expected)));
  } finally {
    await world.end(problems.length > 0);
  }
  for (const problem of problems.slice(0, 20)) console.log(`WRONG ${problem}`);
  if (problems.length > 0) console.log(`the profiles are in ${world.directory}`);
  console.log(`
syncs                          ${syncs}
apps killed                    ${counts.apps}
server killed                  ${counts.servers}
syncs that failed, to go on    ${counts.failed}
crashes of Chromium itself     ${world.chromium.crashes}
changes acknowledged           ${expected.acknowledged}
lost, widened or different     ${problems.length}

${syncs - Math.min(problems.length, syncs)} passed, ${problems.length} failed`);
  return problems.length === 0 ? 0 : 1;
}

async function problemsAtTheEnd(world: SyncWorld, expected: ExpectedSync): Promise<string[]> {
  for (let round = 0; round < QUIET_ROUNDS; round += 1) {
    for (const index of COMPUTERS) {
      expectOk(await world.app(index).request('sync:now'));
      await world.settled(index);
    }
  }
  const lists: ApiKey[][] = [];
  const problems: string[] = [];
  for (const index of COMPUTERS) {
    const { waiting, phase } = await world.settled(index);
    if (phase.phase !== 'idle' || waiting > 0) {
      problems.push(`computer ${index} is not in step: ${phase.phase}, ${waiting} waiting`);
    }
    lists.push(sorted(await world.app(index).keys()));
  }
  const [first = [], ...others] = lists;
  const text = JSON.stringify(first.map(withoutSecret));
  for (const [index, list] of others.entries()) {
    if (JSON.stringify(list.map(withoutSecret)) !== text) {
      problems.push(`computer ${index + 1} ended with other keys than computer 0`);
    }
  }
  const records = await world.records();
  for (const key of first) {
    const { graceUntil, ...fields } = withoutSecret(key);
    const record: Record<string, unknown> = records.get(key.id) ?? {};
    const previous = record['previousSecret'] as { validUntil: string } | null | undefined;
    const isSameGrace = (previous?.validUntil ?? null) === (graceUntil ?? null);
    const isSame =
      isSameGrace &&
      Object.entries(fields).every(
        ([name, value]) => JSON.stringify(record[name]) === JSON.stringify(value),
      );
    if (!isSame) problems.push(`the endpoint has another ${key.id} than the computers`);
  }
  if (records.size !== first.length) problems.push('the endpoint has more keys than the computers');
  const replaced = await Promise.all(COMPUTERS.map((index) => replacedNotes(world.app(index))));
  problems.push(...expected.problemsWith(first, new Set(replaced.flat())));
  const wire = await world.wire();
  for (const secret of expected.secrets)
    if (containsText(wire, secret)) problems.push('a secret was sent');
  return problems;
}

const sorted = (keys: readonly ApiKey[]): ApiKey[] =>
  keys.toSorted((a, b) => a.id.localeCompare(b.id));

/** Only the computer that created a secret has it. */
function withoutSecret(key: ApiKey): Omit<ApiKey, 'hasSecret' | 'hasPreviousSecret'> {
  const { hasSecret: _, hasPreviousSecret: __, ...fields } = key;
  return fields;
}
