import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyChanges } from '../../../../electron/keys/key-changes';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { GRACE_PERIODS, graceEndOf } from '../../../../shared/keys/grace-period';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { planChange } from '../../../../shared/keys/plan-change';
import { planDigest } from '../../../../shared/keys/plan-digest';
import { reportedSecret } from '../../../../shared/keys/reported-secret';
import { newKey, valueOf } from '../../../support/sample-keys';
import type { SyncClient } from '../../../support/sync-client';
import { syncClient, testEndpoint } from '../../../support/sync-client';

const HOUR_MS = 60 * 60_000;

const step = fc.record({
  who: fc.nat(1),
  act: fc.oneof(
    fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 30 }) }),
    fc.record({ do: fc.constant('rotate' as const), grace: fc.constantFrom(...GRACE_PERIODS) }),
    fc.record({ do: fc.constant('report' as const), disables: fc.boolean() }),
    fc.record({
      do: fc.constantFrom(
        'sync' as const,
        'endGrace' as const,
        'cancelRotation' as const,
        'activate' as const,
        'deactivate' as const,
      ),
    }),
  ),
});

it('two computers that sync name a reported secret that works, and activate no such key', async () => {
  const endpoint = await testEndpoint();
  const clients = [await syncClient(endpoint), await syncClient(endpoint)] as const;
  const setClock = (now: number) => {
    for (const { place } of clients) place.clock.now = now;
  };
  let round = 0;
  const property = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
    round += 1;
    let now = clients[0].place.clock.now;
    const made = valueOf(await clients[0].apiKeys.create(newKey({ name: `Key ${round}` })));
    const { id } = made.apiKey;
    const recordOf = ({ vault }: SyncClient): ApiKeyRecord => vault.keys.get(id)!.record;
    const reported = new Set<string>();
    const isNamed = (record: ApiKeyRecord) =>
      reportedSecret({ ...record, graceUntil: graceEndOf(record) }, now);
    const sync = async (client: SyncClient) => {
      const before = client.vault.keys.get(id)?.record;
      await client.sync();
      const after = recordOf(client);
      const isHeld = before && !before.enabled && isNamed(before) === 'present';
      if (isHeld && after.secretHash === before.secretHash) expect(after.enabled).toBe(false);
    };
    await sync(clients[0]);
    await sync(clients[1]);
    for (const { who, act } of steps) {
      setClock((now += 1_000));
      const client = clients[who]!;
      const record = recordOf(client);
      const until = graceEndOf(record) ?? new Date(now).toISOString();
      if (act.do === 'wait') setClock((now += act.hours * HOUR_MS));
      if (act.do === 'sync') await sync(client);
      if (act.do === 'rotate') await client.apiKeys.rotate(id, act.grace, graceEndOf(record));
      if (act.do === 'endGrace') await client.apiKeys.endGrace(id, until);
      if (act.do === 'cancelRotation') await client.apiKeys.cancelRotation(id, until);
      if (act.do === 'activate') await client.apiKeys.setEnabled([id], true);
      if (act.do === 'deactivate') await client.apiKeys.setEnabled([id], false);
      if (act.do === 'report') {
        const at = new Date(now).toISOString();
        const { disables } = act;
        const change: KeyChange = { kind: 'compromised', reason: 'In a log', at, disables };
        const changes = new KeyChanges({
          vault: () => client.vault,
          now: () => now,
          onProgress: () => undefined,
        });
        const shown = planDigest(planChange(change, [record]));
        valueOf(await changes.change({ ids: [id], change, shown }));
        reported.add(record.secretHash);
      }
    }
    for (const client of [...clients, ...clients]) await sync(client);
    const [a, b] = clients.map(recordOf);
    expect(a).toEqual(b);
    const end = graceEndOf(a!);
    const isGrace = end !== null && Date.parse(end) > now;
    if (reported.has(a!.secretHash)) expect(isNamed(a!)).toBe('present');
    if (isGrace && reported.has(a!.previousSecret!.hash)) {
      expect(['present', 'previous']).toContain(isNamed(a!));
    }
  });
  // Two rotations of one reported secret, and a report of the new one that is not kept.
  const report = { who: 1, act: { do: 'report' as const, disables: false } };
  const rotate = { do: 'rotate' as const, grace: 'day' as const };
  const twice = [report, { who: 0, act: rotate }, { who: 1, act: rotate }, report];
  await fc.assert(property, { numRuns: 30, examples: [[twice]] });
}, 120_000);
