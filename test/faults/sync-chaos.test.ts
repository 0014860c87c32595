import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { VaultBackups } from '../../electron/vault/transfer/restore-backup';
import { ok } from '../../shared/lib/result';
import type { Random } from '../support/random';
import { ActivityReading } from '../../electron/activity/activity-reading';
import type { RequestName } from '../../shared/contract/channels';
import type { Input, Output } from '../../shared/contract/contract';
import type { Result } from '../../shared/lib/result';
import { answering, faultyServer } from '../support/faulty-server';
import type { Fault } from '../support/faulty-server';
import { seededRandom } from '../support/random';
import { newKey, valueOf } from '../support/sample-keys';
import { syncApp } from '../support/sync-app';
import { testEndpoint } from '../support/sync-client';
import type { Computer } from './computer';
import { replacedNotes } from './computer';
import { ExpectedSync } from './expected-sync';

// Many more syncs than real apps can do: the sync engine on real vaults, over real HTTP that breaks
// at any point.

const SYNCS = 500;
const SYNCS_WITH_BACKUPS = 150;
const KEYS_BEFORE = 40;
const ACTS_APART = 80;

type App = Awaited<ReturnType<typeof syncApp>>;

/** The rules of an app, called like the page does. */
function computer({ apiKeys, session }: App): Computer {
  const activity = new ActivityReading({
    vault: () => session.vault,
    onProgress: () => undefined,
  });
  const answers: Partial<{ [N in RequestName]: (input: Input<N>) => Promise<Result<Output<N>>> }> =
    {
      'keys:create': (input) => apiKeys.create(input),
      'keys:update': ({ id, changes }) => apiKeys.update(id, changes),
      'keys:set-enabled': ({ ids, enabled }) => apiKeys.setEnabled(ids, enabled),
      'keys:delete': ({ ids }) => apiKeys.delete(ids),
      'keys:rotate': ({ id, grace, cutsShort }) => apiKeys.rotate(id, grace, cutsShort),
      'activity:page': ({ from, filter, newerThan }) => activity.page(from, filter, newerThan),
    };
  return {
    request: async (name, input) => {
      const answer = answers[name];
      if (!answer) throw new Error(`${name} is not asked here`);
      return answer(input as never);
    },
    keys: async () => valueOf(await apiKeys.list()).keys,
  };
}

/** Lets a request through, and drops the connection before the answer arrives. */
const loseAnswer: Fault = (_incoming, response: ServerResponse) => {
  const { write, end } = response;
  const tear = () => {
    response.socket?.resetAndDestroy();
    return true;
  };
  response.write = tear as typeof write;
  response.end = tear as unknown as typeof end;
  return false;
};

it(`${SYNCS} syncs of three vaults end equal, with nothing lost and no access regained`, () =>
  chaos({ syncs: SYNCS, seed: 20_261_124, restores: false }));

it(`${SYNCS_WITH_BACKUPS} syncs of vaults that restore backups end equal, and other keys are unaffected`, () =>
  chaos({ syncs: SYNCS_WITH_BACKUPS, seed: 20_261_126, restores: true }));

/**
 * Restores one of the newest backups, and makes another one for later. @returns whether that
 * changed anything
 */
async function restoreSomething(
  app: App,
  expected: ExpectedSync,
  random: Random,
): Promise<boolean> {
  let isChanged = false;
  const { session, environment, apiKeys } = app;
  const states = async () =>
    new Map(valueOf(await apiKeys.list()).keys.map((key) => [key.id, JSON.stringify(key)]));
  const backups = new VaultBackups(environment, () => session.vault);
  const names = valueOf(await backups.list()).map(({ name }) => name);
  const name = names.length > 0 ? random.pick(names.slice(0, 3)) : null;
  if (name !== null) {
    const before = await states();
    valueOf(await backups.restore(name));
    const after = await states();
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(id) === after.get(id)) continue;
      isChanged = true;
      expected.restored(id);
    }
  }
  valueOf((await session.vault?.snapshot()) ?? ok(undefined));
  return isChanged;
}

/** Confirms deletions as often as asked. */
async function answerQuestions({ state, sync }: App): Promise<void> {
  const { phase } = state();
  if (phase.phase !== 'asking') return;
  expect(phase.question.kind).toBe('mass-deletion');
  valueOf(await sync.answer('remove'));
  await sync.settled();
}

async function chaos(choices: { syncs: number; seed: number; restores: boolean }): Promise<void> {
  const random = seededRandom(choices.seed);
  const endpoint = await testEndpoint();
  const server = await faultyServer(endpoint);
  const first = await syncApp();
  const apps = [first, await syncApp(), await syncApp()];
  const expected = new ExpectedSync();
  // More keys than the chaos can delete, so that some always remain.
  for (let number = 1; number <= KEYS_BEFORE; number += 1) {
    valueOf(await first.apiKeys.create(newKey({ name: `From before ${number}` })));
  }
  for (const app of apps) await app.connect(server);
  server.fault = (incoming, response) => {
    const dice = random.next();
    if (dice < 0.05) return loseAnswer(incoming, response);
    if (dice < 0.08) return answering(503)(incoming, response);
    if (dice < 0.1) return answering(200, '{"data": [')(incoming, response);
    return false;
  };
  let restored = 0;
  for (let sync = 0; sync < choices.syncs; sync += 1) {
    const app = random.pick(apps);
    const work = computer(app);
    if (random.chance(0.6)) await expected.act(work, random, await work.keys());
    // Others make changes meanwhile, and sync later.
    if (random.chance(0.5)) {
      const other = computer(random.pick(apps));
      await expected.act(other, random, await other.keys());
    }
    const started = app.sync.syncNow();
    if (random.chance(0.15)) {
      await sleep(random.next() * 10);
      app.sync.cancel();
    }
    if (started.ok) await app.sync.settled();
    if (choices.restores) {
      await answerQuestions(app);
      const isRestored = random.chance(0.1) && (await restoreSomething(app, expected, random));
      if (isRestored) restored += 1;
    } else expect(app.state().phase.phase).not.toBe('asking');
  }
  server.fault = null;
  if (choices.restores) expect(restored).toBeGreaterThan(2);
  // In the end all work offline, so that concurrent changes of the same keys have to be merged.
  for (const app of apps) {
    for (let act = 0; act < ACTS_APART; act += 1) {
      await expected.act(computer(app), random, await computer(app).keys());
    }
  }
  for (let round = 0; round < 5; round += 1) {
    for (const app of apps) {
      const phase = await app.run();
      if (choices.restores) await answerQuestions(app);
      else expect(phase).toEqual({ phase: 'idle' });
    }
  }
  for (const app of apps) expect(await app.run()).toEqual({ phase: 'idle' });
  const lists = await Promise.all(
    apps.map(async ({ session }) =>
      [...(session.vault?.keys.values() ?? [])]
        .map(({ record }) => record)
        .toSorted((a, b) => a.id.localeCompare(b.id)),
    ),
  );
  const [keysOfFirst = []] = lists;
  expect(keysOfFirst.length).toBeGreaterThan(20);
  for (const list of lists) expect(list).toEqual(keysOfFirst);
  const there = endpoint.records().map((record) => {
    const { last_modified: _, ...fields } = record;
    return fields;
  });
  expect(there.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(keysOfFirst);
  const keys = await Promise.all(apps.map((app) => computer(app).keys()));
  const replaced = await Promise.all(apps.map((app) => replacedNotes(computer(app))));
  expect(expected.problemsWith(keys[0] ?? [], new Set(replaced.flat()))).toEqual([]);
  expect(expected.secrets.length).toBeGreaterThan(20);
  for (const secret of expected.secrets) expect(endpoint.recorder.sent(secret)).toBe(false);
}
