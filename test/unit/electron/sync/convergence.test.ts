import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRangeWithin } from '../../../../shared/keys/ip-range';
import { NO_ADDRESS, NO_SCOPE } from '../../../../shared/sync/merge';
import { levelFor, parseScope } from '../../../../shared/keys/scopes';
import { newKey } from '../../../support/sample-keys';
import type { SyncClient } from '../../../support/sync-client';
import { recordsOf, recordsThere, syncClient, testEndpoint } from '../../../support/sync-client';

// Model test: three administrators reduce access, rename, rotate, delete and sync in any order. As
// they never grant access, no key may exceed the least access that any of them has set.

const SCOPES = ['bots:write', 'contacts:write', 'messages:read', 'tags:write'];
const RANGES = ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '192.0.2.0/24'];
const ENDS = ['2090-01-01T00:00:00.000Z', '2091-01-01T00:00:00.000Z', '2092-01-01T00:00:00.000Z'];

type Action =
  | { do: 'sync' }
  | { do: 'create'; name: string }
  | { do: 'note' | 'rename'; key: number; text: string }
  | { do: 'describe'; key: number; owner: string; tags: string[]; rotateEvery: number | null }
  | { do: 'scopes'; key: number; drop: number[] }
  | { do: 'ranges'; key: number; keep: number[] }
  | { do: 'end'; key: number; end: number }
  | { do: 'disable' | 'rotate' | 'delete'; key: number };

const name = fc.constantFrom('Zoho', 'HubSpot', 'Billing');
const key = fc.nat(7);
const some = (most: number) => fc.uniqueArray(fc.nat(most), { minLength: 1, maxLength: 3 });
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ do: 'sync' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note' as const), key, text: name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), key, text: name }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('describe' as const),
      key,
      owner: fc.constantFrom('', 'Ada', 'Grace'),
      tags: fc.subarray(['crm', 'CRM', 'mail']),
      rotateEvery: fc.constantFrom(null, 30, 90),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('scopes' as const), key, drop: some(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ranges' as const), key, keep: some(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), key, end: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('disable', 'rotate', 'rotate', 'delete'), key }),
  },
);
const history = fc.array(fc.record({ who: fc.nat(2), action: anyAction }), {
  minLength: 5,
  maxLength: 40,
});

/** The least access that was set for a key, which no sync may exceed. */
interface Limits {
  scopes: string[][];
  ranges: string[][];
  ends: string[];
  isDisabled: boolean;
  isDeleted: boolean;
}

const grants = (scopes: readonly string[], scope: string): boolean => {
  const parsed = parseScope(scope);
  const level = parsed && levelFor(parsed.resource, scopes);
  return level === 'write' || (level !== null && level === parsed?.level);
};

async function act(client: SyncClient, action: Action, limits: Map<string, Limits>): Promise<void> {
  const { apiKeys, vault } = client;
  if (action.do === 'sync') {
    await client.sync({ mayRemoveMany: true });
    return;
  }
  if (action.do === 'create') {
    const made = await apiKeys.create(newKey({ name: action.name, scopes: SCOPES }));
    if (!made.ok) return;
    const none = { scopes: [], ranges: [], ends: [], isDisabled: false, isDeleted: false };
    limits.set(made.value.apiKey.id, none);
    return;
  }
  const records = Object.values(recordsOf(client));
  const record = records[action.key % Math.max(records.length, 1)];
  const limit = record && limits.get(record.id);
  if (!record || !limit) return;
  const { id } = record;
  if (action.do === 'note') await apiKeys.update(id, { note: action.text });
  if (action.do === 'describe') {
    const { owner, tags, rotateEvery } = action;
    await apiKeys.update(id, { owner, tags, rotateEvery });
  }
  if (action.do === 'rename') await apiKeys.update(id, { name: action.text });
  if (action.do === 'rotate') await apiKeys.rotate(id, 'day');
  if (action.do === 'disable' && (await apiKeys.setEnabled([id], false)).ok) {
    limit.isDisabled = true;
  }
  if (action.do === 'delete' && (await apiKeys.delete([id])).ok) limit.isDeleted = true;
  if (action.do === 'scopes') {
    const scopes = record.scopes.filter(
      (scope) => !action.drop.some((index) => SCOPES[index] === scope),
    );
    if (scopes.length > 0 && (await apiKeys.update(id, { scopes })).ok) limit.scopes.push(scopes);
  }
  if (action.do === 'ranges') {
    const allowedIps = action.keep
      .map((index) => RANGES[index] ?? '')
      .filter(
        (range) =>
          record.allowedIps.length === 0 ||
          record.allowedIps.some((outer) => isRangeWithin(range, outer)),
      );
    if (allowedIps.length > 0 && (await apiKeys.update(id, { allowedIps })).ok) {
      limit.ranges.push(allowedIps);
    }
  }
  if (action.do === 'end') {
    const expiresAt = ENDS[action.end] ?? null;
    const isEarlier = record.expiresAt === null || (expiresAt ?? '') < record.expiresAt;
    if (expiresAt && isEarlier && (await apiKeys.update(id, { expiresAt })).ok) {
      limit.ends.push(expiresAt);
    }
  }
  expect(vault.keys.size).toBeLessThan(100);
}

it('three vaults that sync in any order end equal, and no key exceeds the least access that was set', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const endpoint = await testEndpoint({ settings: { maxFetchSize: 3, batchMaxRequests: 2 } });
      const clients = [
        await syncClient(endpoint),
        await syncClient(endpoint),
        await syncClient(endpoint),
      ] as const;
      const limits = new Map<string, Limits>();
      for (const { who, action } of steps) await act(clients[who] ?? clients[0], action, limits);
      for (let round = 0; round < 4; round += 1) {
        for (const client of clients) {
          expect(await client.sync({ mayRemoveMany: true })).toMatchObject({ kind: 'done' });
        }
      }
      const [first, second, third] = clients.map(recordsOf);
      expect(second).toEqual(first);
      expect(third).toEqual(first);
      expect(recordsThere(endpoint)).toEqual(first);
      const names = Object.values(first ?? {}).map((record) => record.name);
      expect(new Set(names).size).toBe(names.length);
      for (const [id, limit] of limits) {
        const record = first?.[id];
        // A key is gone if and only if it was deleted.
        expect(record === undefined).toBe(limit.isDeleted);
        if (!record) continue;
        if (limit.isDisabled) expect(record.enabled).toBe(false);
        for (const end of limit.ends) expect((record.expiresAt ?? '9999') <= end).toBe(true);
        for (const scopes of limit.scopes) {
          for (const scope of record.scopes) {
            expect(scope === NO_SCOPE || grants(scopes, scope)).toBe(true);
          }
        }
        for (const ranges of limit.ranges) {
          expect(record.allowedIps.length).toBeGreaterThan(0);
          for (const range of record.allowedIps) {
            const isWithin = ranges.some((outer) => isRangeWithin(range, outer));
            expect(range === NO_ADDRESS || isWithin).toBe(true);
          }
        }
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
