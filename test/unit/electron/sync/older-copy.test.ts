import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import type { Endpoint } from '../../../endpoint/start-endpoint';
import type { FaultName } from '../../../endpoint/faults/fault-plan';
import { newKey, valueOf } from '../../../support/some-key';
import type { SyncClient } from '../../../support/sync-client';
import { recordsOf, syncClient, testEndpoint } from '../../../support/sync-client';

// A server that was put back to an older copy has the numbers of then, and goes on from there by its clock.

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

/** An endpoint with a clock that the test moves, and two vaults in step on some keys. */
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

/** In step, then a copy is made, and a key is deactivated in the first vault, which the endpoint hears. */
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

/** After the question, a comparison from the start. */
async function compare(client: SyncClient): Promise<void> {
  valueOf(
    await client.vault.commit(() => ({
      ok: true,
      value: [{ event: 'sync.reset', keyId: null, change: { keepDeletions: true } }],
    })),
  );
  expect(await client.sync()).toMatchObject({ kind: 'done' });
}

describe('a server that was put back to an older copy is asked about', () => {
  it('when all that this vault did since was to send', async () => {
    const { endpoint, a, first, restore } = await deactivated();
    restore();
    expect(await a.sync()).toEqual(asking('went-back'));
    await compare(a);
    expect(isActiveThere(endpoint, first)).toBe(false);
  });

  it('when others have moved its number on, and nothing was read here since it was sent', async () => {
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
    'when others have moved its number past what was read here, with %i keys',
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

  it('when the key that was deactivated was edited there since', async () => {
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

  it('when a key was deleted since, which is there again', async () => {
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
  ])('when it shows only in the answer to %s, which is not repeated', async (_what, sent) => {
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
    // Of a key that is deleted here there is no name.
    const names = sent === 0 ? [] : ['Key 0'];
    expect(await a.sync({ fetcher })).toEqual(asking('older', ...names));
    expect(writes).toBe(1);
    // What else was in the same batch has arrived, and is known to have.
    const there = endpoint.records().find(({ id }) => id === second);
    if (sent === 2) {
      expect(there?.['note']).toBe('more');
      expect(a.vault.ledger.entries.get(second)?.lastModified).toBe(there?.last_modified);
    }
  });
});

describe('what a proxy does to ETags', () => {
  const PROXIES: FaultName[] = ['etag-suffix', 'etag-weak', 'etag-missing', 'etag-doubled'];

  it.each(PROXIES)(
    'is seen through, and costs nothing while nothing happens: %s',
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
    'hides no older copy, whether or not its number has moved on: %s',
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

describe('a closer look', () => {
  it('finds other content under the number that was agreed', async () => {
    const { endpoint, a, first } = await deactivated();
    await a.sync();
    const copy = endpoint.copy();
    for (const record of copy.collections['api-keys'].records) {
      if (record.id === first) record['enabled'] = true;
    }
    endpoint.restore(copy);
    expect(await a.sync()).toMatchObject({ kind: 'done' });
    expect(await a.sync({ isCloser: true })).toEqual(asking('altered', 'Key 0'));
    await compare(a);
    expect(isActiveThere(endpoint, first)).toBe(false);
  });

  it('finds an older state of a key under a number that has not moved', async () => {
    const { endpoint, a, first } = await inStep(3);
    const old = endpoint.records().find(({ id }) => id === first);
    await deactivate(a, first);
    await a.sync();
    await a.sync();
    if (old) endpoint.putUnder(old.last_modified, old);
    expect(await a.sync()).toMatchObject({ kind: 'done' });
    expect(await a.sync({ isCloser: true })).toEqual(asking('older', 'Key 0'));
  });

  it('takes a record that came under a number of the past, and a deletion that was missed', async () => {
    const { endpoint, a, b, first } = await inStep(3);
    const [oldest] = endpoint.records();
    const id = '01900000-0000-7000-8000-00000000beef';
    endpoint.putUnder(1_000, { ...oldest, id, name: 'From a script' });
    endpoint.putUnder(1_001, { id: first, deleted: true });
    expect(await a.sync()).toMatchObject({ kind: 'done', received: 0 });
    expect((await a.sync({ isCloser: true })).kind).toBe('asking');
    await compare(a);
    expect(recordsOf(a)[id]?.name).toBe('From a script');
    expect(recordsOf(a)[first]).toBeUndefined();
    endpoint.putUnder(2_000, { ...oldest, id: id.replace('beef', 'cafe'), name: 'Another' });
    expect(await b.sync({ isCloser: true })).toMatchObject({ kind: 'asking' });
    await compare(b);
    await a.sync({ isCloser: true });
    expect(recordsOf(b)).toEqual(recordsOf(a));
  });

  it('finds an older copy although everything that was changed last has been written anew', async () => {
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

  it('asks for each page once, and writes nothing when all is as agreed', async () => {
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
    expect(await a.sync({ isCloser: true })).toEqual({ kind: 'done', sent: 0, received: 0 });
    expect(endpoint.recorder.requests.map(({ status }) => status)).toEqual([304, 200, 200, 200]);
    expect(await lines()).toBe(before);
  });
});
