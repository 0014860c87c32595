import fc from 'fast-check';
import { expect, it } from 'vitest';
import { problemsOf } from '../../../../electron/sync/run/problems-and-notices';
import { waitingIds } from '../../../../electron/sync/run/outbox';
import { answerReturned, returnedOf } from '../../../../electron/sync/decisions/returned-keys';
import type { FaultName } from '../../../endpoint/faults/fault-plan';
import type { Endpoint } from '../../../endpoint/start-endpoint';
import { newKey, valueOf } from '../../../support/sample-keys';
import type { SyncClient } from '../../../support/sync-client';
import { recordsOf, recordsThere, syncClient, testEndpoint } from '../../../support/sync-client';

// Model test: random actions of administrators, and a server that is rolled back, purged, written
// to below its version numbers, and disturbed. When all clients report that they are in sync, they
// are equal.

const SCOPES = ['bots:write', 'contacts:write', 'messages:read', 'tags:write'];
const NAMES = ['Zoho', 'HubSpot', 'Billing'];

const FAULTS: FaultName[] = [
  '400',
  '403',
  '404',
  '409',
  '410',
  '412',
  '413',
  '500',
  '503',
  'lost-answer',
  'reset',
  'reset-mid-body',
  'truncated-json',
  'html',
  'short-batch',
  'etag-back',
  'etag-suffix',
  'etag-weak',
  'etag-missing',
  'etag-doubled',
  'resurrect',
  'widen-scopes',
  'invalid-record',
  'hostile-strings',
];

type Step =
  | { who: number; do: 'sync' | 'look' | 'compare' | 'answer' }
  | { who: number; do: 'create' | 'rename'; key: number; name: string }
  | { who: number; do: 'note' | 'rotate' | 'switch' | 'delete'; key: number }
  | { who: number; do: 'scopes'; key: number; keep: number[] }
  | { who: null; do: 'copy' | 'restore' | 'replace' | 'round' }
  | { who: null; do: 'purge'; keep: number; forgetsTimestamp: boolean }
  | { who: null; do: 'wait'; ms: number }
  | { who: null; do: 'write-past'; key: number; back: number }
  | { who: null; do: 'fault'; fault: FaultName; times: number; skip: number };

const who = fc.nat(2);
const key = fc.nat(5);
const nobody = fc.constant(null);
const name = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ who, do: fc.constant('sync' as const) }) },
  { weight: 1, arbitrary: fc.record({ who, do: fc.constantFrom('look', 'compare', 'answer') }) },
  {
    weight: 4,
    arbitrary: fc.record({ who, do: fc.constantFrom('create', 'create', 'rename'), key, name }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      who,
      do: fc.constantFrom('note', 'note', 'rotate', 'switch', 'switch', 'delete'),
      key,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who,
      do: fc.constant('scopes' as const),
      key,
      keep: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ who: nobody, do: fc.constant('copy' as const) }) },
  { weight: 3, arbitrary: fc.record({ who: nobody, do: fc.constant('restore' as const) }) },
  { weight: 1, arbitrary: fc.record({ who: nobody, do: fc.constantFrom('replace', 'round') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      who: nobody,
      do: fc.constant('purge' as const),
      keep: fc.nat(1),
      forgetsTimestamp: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: nobody,
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 5, 1_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      who: nobody,
      do: fc.constant('write-past' as const),
      key,
      back: fc.nat(6),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: nobody,
      do: fc.constant('fault' as const),
      fault: fc.constantFrom(...FAULTS),
      times: fc.integer({ min: 1, max: 2 }),
      skip: fc.nat(2),
    }),
  },
);
const history = fc.array(step, { minLength: 10, maxLength: 80 });

const pick = <T>(list: readonly T[], index: number): T | undefined =>
  list[index % Math.max(list.length, 1)];

async function world() {
  const clock = { now: Date.parse('2030-01-01T00:00:00.000Z') };
  const endpoint = await testEndpoint({
    now: () => clock.now,
    settings: { maxFetchSize: 3, batchMaxRequests: 2 },
  });
  const clients = [
    await syncClient(endpoint),
    await syncClient(endpoint),
    await syncClient(endpoint),
  ] as const;
  for (const wanted of NAMES) {
    await clients[0].apiKeys.create(newKey({ name: wanted, scopes: SCOPES }));
  }
  for (const client of clients) await client.sync();
  clock.now += 1_000;
  return { endpoint, clients, clock, copy: endpoint.copy() };
}
type World = Awaited<ReturnType<typeof world>>;

async function compare(client: SyncClient): Promise<void> {
  const change = { keepDeletions: true };
  valueOf(
    await client.vault.commit(() => ({
      ok: true,
      value: [{ event: 'sync.reset', keyId: null, change }],
    })),
  );
}

async function answer({ vault }: SyncClient, what: 'delete' | 'take'): Promise<number> {
  const ids = returnedOf(vault).map(({ keyId }) => keyId);
  valueOf(await answerReturned(vault, ids, what));
  return ids.length;
}

async function act(there: World, at: Step): Promise<void> {
  const { endpoint, clients, clock } = there;
  if (at.do === 'copy') there.copy = endpoint.copy();
  if (at.do === 'restore') endpoint.restore(there.copy);
  if (at.do === 'replace') endpoint.replaceBucket();
  if (at.do === 'purge') endpoint.purge(at);
  if (at.do === 'wait') clock.now += at.ms;
  if (at.do === 'fault') endpoint.faults.arm(at.fault, at);
  if (at.do === 'write-past') {
    const old = pick(there.copy.collections['api-keys'].records, at.key);
    const newest = endpoint.history().at(-1)?.last_modified ?? 10;
    if (old) endpoint.putUnder(Math.max(newest - at.back, 1), old);
  }
  if (at.do === 'round') await round(there, false);
  if (at.who === null) return;
  const client = clients[at.who] ?? clients[0];
  const { apiKeys } = client;
  if (at.do === 'sync') await client.sync({ mayRemoveMany: true });
  if (at.do === 'look') await client.sync({ mayRemoveMany: true, isFullCheck: true });
  if (at.do === 'compare') await compare(client);
  if (at.do === 'answer') await answer(client, 'take');
  if (at.do === 'create') await apiKeys.create(newKey({ name: at.name, scopes: SCOPES }));
  if (!('key' in at)) return;
  const record = pick(Object.values(recordsOf(client)), at.key);
  if (!record) return;
  const { id, enabled } = record;
  if (at.do === 'note') await apiKeys.update(id, { note: `note ${client.vault.keys.size}` });
  if (at.do === 'rename') await apiKeys.update(id, { name: at.name });
  if (at.do === 'rotate') await apiKeys.rotate(id, 'day');
  if (at.do === 'switch') await apiKeys.setEnabled([id], !enabled);
  if (at.do === 'delete') await apiKeys.delete([id]);
  if (at.do === 'scopes') {
    await apiKeys.update(id, { scopes: at.keep.map((index) => SCOPES[index] ?? '') });
  }
}

/** Every vault syncs with a full check. Returns whether all are in sync and had nothing to do. */
async function round({ clients, endpoint }: World, isAnswering: boolean): Promise<boolean> {
  let isQuiet = true;
  for (const [index, client] of clients.entries()) {
    // A user who answers also retries refused requests.
    const end = await client.sync({
      mayRemoveMany: true,
      isFullCheck: true,
      isByHand: isAnswering,
    });
    if (end.kind !== 'done' || end.sent + end.received > 0) isQuiet = false;
    if (isAnswering && end.kind === 'asking') await compare(client);
    if (isAnswering && (await answer(client, index === 1 ? 'take' : 'delete')) > 0) isQuiet = false;
    if (waitingIds(client.vault).length > 0) isQuiet = false;
    if (returnedOf(client.vault).length + problemsOf(client.vault).length > 0) isQuiet = false;
  }
  if (isQuiet && endpoint.faults.isQuiet) expectEqual(clients, endpoint);
  return isQuiet;
}

function expectEqual(clients: readonly SyncClient[], endpoint: Endpoint): void {
  const truth = recordsThere(endpoint);
  for (const client of clients) expect(recordsOf(client)).toEqual(truth);
}

it('vaults that report being in sync are equal, after any history', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const there = await world();
      for (const at of steps) await act(there, at);
      there.endpoint.faults.clear();
      let rounds = 0;
      // oxlint-disable-next-line no-await-in-loop -- sequential by design
      while (!(await round(there, true))) {
        rounds += 1;
        // Answering every question terminates.
        expect(rounds).toBeLessThan(12);
      }
      expectEqual(there.clients, there.endpoint);
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 30) },
  );
}, 300_000);
