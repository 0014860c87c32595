import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import type { Endpoint } from '../../../endpoint/start-endpoint';
import type { FaultName } from '../../../endpoint/faults/fault-plan';
import { newKey, valueOf } from '../../../support/sample-keys';
import type { SyncClient } from '../../../support/sync-client';
import { recordsOf, syncClient, testEndpoint } from '../../../support/sync-client';

// A server restored from an older copy has its old version numbers, and continues from there by its
// clock.

const create = async ({ apiKeys }: SyncClient, name: string) =>
  valueOf(await apiKeys.create(newKey({ name }))).apiKey.id;

const deactivate = async (client: SyncClient, id: string) =>
  valueOf(await client.apiKeys.setEnabled([id], false));

const asking = (reason: string, ...names: string[]) => ({
  kind: 'asking',
  question: {
    kind: 'replaced',
    reason,
    ...(names.length > 0 ? { keys: { names, count: names.length } } : {}),
  },
});

const isWrite = (method: string | undefined) => method === 'PUT' || method === 'DELETE';

/** An endpoint with a controlled clock, and two vaults in sync on some keys. */
async function inStep(count: number) {
  const clock = { now: Date.parse('2030-01-01T00:00:00.000Z') };
  const later = () => {
    clock.now += 60_000;
  };
  const endpoint = await testEndpoint({ now: () => clock.now });
  const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push(await create(a, `Key ${number}`));
  for (const client of [a, b, a, b]) expect(await client.sync()).toMatchObject({ kind: 'done' });
  later();
  const [first = '', second = ''] = ids;
  return { endpoint, a, b, ids, first, second, later };
}

/** In sync; then a copy is made, and the first vault deactivates a key and syncs. */
async function deactivated(count = 3) {
  const all = await inStep(count);
  const copy = all.endpoint.copy();
  await deactivate(all.a, all.first);
  expect(await all.a.sync()).toEqual({ kind: 'done', sent: 1, received: 0 });
  expect(isActiveThere(all.endpoint, all.first)).toBe(false);
  all.later();
  return { ...all, restore: () => all.endpoint.restore(copy) };
}

const isActiveThere = (endpoint: Endpoint, id: string) =>
  endpoint.records().find((record) => record.id === id)?.['enabled'];

/** After the question, compares from the start. */
async function compare(client: SyncClient): Promise<void> {
  valueOf(
    await client.vault.commit(() => ({
      ok: true,
      value: [{ event: 'sync.reset', keyId: null, change: { keepDeletions: true } }],
    })),
  );
  expect(await client.sync()).toMatchObject({ kind: 'done' });
}

describe('a rolled-back server is detected', () => {
  it('when this vault has only sent since', async () => {
    const { endpoint, a, first, restore } = await deactivated();
    restore();
    expect(await a.sync()).toEqual(asking('went-back'));
    await compare(a);
    expect(isActiveThere(endpoint, first)).toBe(false);
  });

  it('when others have raised its number, and nothing was pulled here since the push', async () => {
    const { endpoint, a, b, first, restore } = await deactivated();
    restore();
    await create(b, 'Another');
    await b.sync();
    expect((await a.sync()).kind).toBe('asking');
    expect(recordsOf(a)[first]?.enabled).toBe(false);
    await compare(a);
    expect(isActiveThere(endpoint, first)).toBe(false);
  });

  it.each([1, 3, 30])(
    'when others have raised its number past the cursor, with %i keys',
    async (count) => {
      const { endpoint, a, b, first, later, restore } = await deactivated(count);
      await a.sync();
      restore();
      later();
      await create(b, 'Another');
      await b.sync();
      expect((await a.sync()).kind).toBe('asking');
      await compare(a);
      expect(isActiveThere(endpoint, first)).toBe(false);
    },
  );

  it('when the deactivated key was edited there since', async () => {
    const { a, b, first, second, later, endpoint } = await inStep(3);
    const copy = endpoint.copy();
    await deactivate(a, first);
    valueOf(await a.apiKeys.update(second, { note: 'from a' }));
    await a.sync();
    await a.sync();
    endpoint.restore(copy);
    later();
    valueOf(await b.apiKeys.update(first, { note: 'from b' }));
    await b.sync();
    expect((await a.sync()).kind).toBe('asking');
    expect(recordsOf(a)[first]?.enabled).toBe(false);
  });

  it('when a key that was deleted since exists again', async () => {
    const { endpoint, a, first } = await inStep(3);
    const copy = endpoint.copy();
    valueOf(await a.apiKeys.delete([first]));
    await a.sync();
    endpoint.restore(copy);
    expect(await a.sync()).toEqual(asking('went-back'));
    await compare(a);
    expect(isActiveThere(endpoint, first)).toBeUndefined();
  });

  it.each([
    ['an edit', 1],
    ['a deletion', 0],
    ['several edits', 2],
  ])(
    'when only the answer to %s shows it, and the request is not repeated',
    async (_what, sent) => {
      const { a, first, second, restore, endpoint } = await deactivated();
      await a.sync();
      if (sent === 0) valueOf(await a.apiKeys.delete([first]));
      else valueOf(await a.apiKeys.update(first, { note: 'more' }));
      if (sent === 2) valueOf(await a.apiKeys.update(second, { note: 'more' }));
      let writes = 0;
      const fetcher: Fetch = (url, init) => {
        if (isWrite(init.method) || init.method === 'POST') {
          writes += 1;
          if (writes === 1) restore();
        }
        return fetch(url, init);
      };
      // A key that is deleted here has no name.
      const names = sent === 0 ? [] : ['Key 0'];
      expect(await a.sync({ fetcher })).toEqual(asking('older', ...names));
      expect(writes).toBe(1);
      // The rest of the batch was applied, and is known to be.
      const there = endpoint.records().find(({ id }) => id === second);
      if (sent === 2) {
        expect(there?.['note']).toBe('more');
        expect(a.vault.ledger.entries.get(second)?.lastModified).toBe(there?.last_modified);
      }
    },
  );
});

describe('an ETag altered by a proxy', () => {
  const PROXIES: FaultName[] = ['etag-suffix', 'etag-weak', 'etag-missing', 'etag-doubled'];

  it.each(PROXIES)(
    'is understood, without extra requests while nothing changes: %s',
    async (fault) => {
      const { endpoint, a, b, first } = await inStep(3);
      endpoint.faults.arm(fault, { probability: 1 });
      valueOf(await a.apiKeys.update(first, { note: 'more' }));
      for (const client of [a, b, a]) expect(await client.sync()).toMatchObject({ kind: 'done' });
      expect(recordsOf(b)).toEqual(recordsOf(a));
      endpoint.recorder.clear();
      expect(await a.sync()).toEqual({ kind: 'done', sent: 0, received: 0 });
      expect(endpoint.recorder.requests.map(({ status }) => status)).toEqual([304]);
    },
  );

  it.each(PROXIES)(
    'does not hide a rollback, whether or not the number has moved on: %s',
    async (fault) => {
      const { endpoint, a, b, later, first, restore } = await deactivated();
      await a.sync();
      restore();
      endpoint.faults.arm(fault, { probability: 1 });
      expect((await a.sync()).kind).toBe('asking');
      later();
      await create(b, 'Another');
      await b.sync();
      expect((await a.sync()).kind).toBe('asking');
      expect(recordsOf(a)[first]?.enabled).toBe(false);
    },
  );
});

describe('a full check', () => {
  it('finds other content under the agreed version number', async () => {
    const { endpoint, a, first } = await deactivated();
    await a.sync();
    const copy = endpoint.copy();
    for (const record of copy.collections['api-keys'].records) {
      if (record.id === first) record['enabled'] = true;
    }
    endpoint.restore(copy);
    expect(await a.sync()).toMatchObject({ kind: 'done' });
    expect(await a.sync({ isFullCheck: true })).toEqual(asking('altered', 'Key 0'));
    await compare(a);
    expect(isActiveThere(endpoint, first)).toBe(false);
  });

  it('finds an older state of a key under an unchanged number', async () => {
    const { endpoint, a, first } = await inStep(3);
    const old = endpoint.records().find(({ id }) => id === first);
    await deactivate(a, first);
    await a.sync();
    await a.sync();
    if (old) endpoint.putUnder(old.last_modified, old);
    expect(await a.sync()).toMatchObject({ kind: 'done' });
    expect(await a.sync({ isFullCheck: true })).toEqual(asking('older', 'Key 0'));
  });

  it('applies a record with a past version number, and a missed deletion', async () => {
    const { endpoint, a, b, first } = await inStep(3);
    const [oldest] = endpoint.records();
    const id = '01900000-0000-7000-8000-00000000beef';
    endpoint.putUnder(1_000, { ...oldest, id, name: 'From a script' });
    endpoint.putUnder(1_001, { id: first, deleted: true });
    expect(await a.sync()).toMatchObject({ kind: 'done', received: 0 });
    expect((await a.sync({ isFullCheck: true })).kind).toBe('asking');
    await compare(a);
    expect(recordsOf(a)[id]?.name).toBe('From a script');
    expect(recordsOf(a)[first]).toBeUndefined();
    endpoint.putUnder(2_000, { ...oldest, id: id.replace('beef', 'cafe'), name: 'Another' });
    expect(await b.sync({ isFullCheck: true })).toMatchObject({ kind: 'asking' });
    await compare(b);
    await a.sync({ isFullCheck: true });
    expect(recordsOf(b)).toEqual(recordsOf(a));
  });

  it('finds a rollback although all latest changes were rewritten', async () => {
    const { endpoint, a, b, ids, later } = await inStep(25);
    const copy = endpoint.copy();
    const [lost = '', ...others] = ids;
    await deactivate(a, lost);
    await a.sync();
    for (const id of others) valueOf(await a.apiKeys.update(id, { note: 'from a' }));
    await a.sync();
    await a.sync();
    endpoint.restore(copy);
    later();
    for (const id of others) valueOf(await b.apiKeys.update(id, { note: 'from b' }));
    await b.sync();
    expect((await a.sync()).kind).toBe('asking');
    expect(recordsOf(a)[lost]?.enabled).toBe(false);
  });

  it('requests each page once, and writes nothing when all is as agreed', async () => {
    const endpoint = await testEndpoint({ settings: { maxFetchSize: 4 } });
    const a = await syncClient(endpoint);
    for (let number = 0; number < 10; number += 1) await create(a, `Key ${number}`);
    await a.sync();
    await a.sync();
    valueOf(await a.apiKeys.delete([[...a.vault.keys.keys()][0] ?? '']));
    await a.sync();
    await a.sync();
    endpoint.recorder.clear();
    const lines = async () => {
      let count = 0;
      const onEvents = (events: readonly unknown[]) => {
        count += events.length;
      };
      valueOf(await a.vault.activity.walk({ onEvents }));
      return count;
    };
    const before = await lines();
    expect(await a.sync({ isFullCheck: true })).toEqual({ kind: 'done', sent: 0, received: 0 });
    expect(endpoint.recorder.requests.map(({ status }) => status)).toEqual([304, 200, 200, 200]);
    expect(await lines()).toBe(before);
  });
});
