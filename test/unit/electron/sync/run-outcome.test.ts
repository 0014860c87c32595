import { describe, expect, it } from 'vitest';
import { openConflictsOf } from '../../../../electron/sync/decisions/conflicts';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import { newKey, valueOf } from '../../../support/sample-keys';
import { createKeys, eventsOf, recordIn } from '../../../support/unreadable-records';
import { syncClient, testEndpoint } from '../../../support/sync-client';

describe('a sync that pushes and then meets an older state of a key', () => {
  it('asks, and its activity entry counts the pushed changes', async () => {
    const endpoint = await testEndpoint();
    const client = await syncClient(endpoint);
    const [one, two] = await createKeys(client, ['Zoho', 'HubSpot']);
    await client.sync();
    await client.sync();
    const old = recordIn(endpoint, one);
    valueOf(await client.apiKeys.update(one, { note: 'second' }));
    await client.sync();
    await client.sync();
    for (const id of [one, two]) valueOf(await client.apiKeys.update(id, { note: 'third' }));
    // The older state returns after the pull of the same run.
    let isDone = false;
    const fetcher: Fetch = (url, init) => {
      if (init?.method === 'POST' && !isDone) {
        isDone = true;
        endpoint.putUnder(old.last_modified, old);
      }
      return fetch(url, init);
    };
    const before = (await eventsOf(client)).length;
    expect(await client.sync({ fetcher })).toMatchObject({
      kind: 'asking',
      question: { kind: 'replaced' },
    });
    expect(recordIn(endpoint, two)).toMatchObject({ note: 'third' });
    const done = (await eventsOf(client))
      .slice(before)
      .filter(({ event }) => event === 'sync.done');
    expect(done).toMatchObject([{ change: { sent: 1, isWhole: false } }]);
  });
});

describe('a purged tombstone', () => {
  it('is dropped here with the endpoint as actor, not the user', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const [id] = await createKeys(a, ['Zoho', 'HubSpot']);
    await a.sync();
    await b.sync();
    valueOf(await a.apiKeys.delete([id]));
    await a.sync();
    await b.sync();
    endpoint.purge();
    await createKeys(a, ['New']);
    await a.sync();
    await b.sync();
    await b.sync();
    const forgotten = (await eventsOf(b)).filter(
      ({ event, change }) =>
        event === 'sync.agreed' && change.entries.some(({ lastModified }) => lastModified === 0),
    );
    expect(forgotten.length).toBeGreaterThan(0);
    expect(new Set(forgotten.map(({ origin }) => origin))).toEqual(new Set(['endpoint']));
  });
});

describe('a returned key', () => {
  it('is no longer undecided when it is gone there without a tombstone', async () => {
    const endpoint = await testEndpoint();
    const client = await syncClient(endpoint);
    const [id] = await createKeys(client, ['Zoho', 'HubSpot']);
    await client.sync();
    const old = recordIn(endpoint, id);
    valueOf(await client.apiKeys.delete([id]));
    await client.sync();
    await client.sync();
    endpoint.put(old);
    await client.sync();
    const isReturned = () =>
      [...client.vault.ledger.entries.values()].some(({ returned }) => returned);
    expect(isReturned()).toBe(true);
    endpoint.remove(id);
    endpoint.purge();
    for (let look = 0; look < 2; look += 1) await client.sync({ isFullCheck: true });
    expect(isReturned()).toBe(false);
  });
});

describe('keys sent again after a deletion elsewhere', () => {
  it('keep their undecided conflicts', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const scopes = ['tags:write', 'teams:write', 'users:write'];
    const ids: string[] = [];
    for (const name of ['Zoho', 'HubSpot']) {
      ids.push(valueOf(await a.apiKeys.create(newKey({ name, scopes }))).apiKey.id);
    }
    const [id = ''] = ids;
    await a.sync();
    await b.sync();
    valueOf(await a.apiKeys.update(id, { scopes: ['tags:write', 'teams:write'] }));
    valueOf(await b.apiKeys.update(id, { scopes: ['teams:write', 'users:write'] }));
    await a.sync();
    await b.sync();
    expect(openConflictsOf(b.vault)).toHaveLength(1);
    for (const each of ids) endpoint.remove(each);
    expect(await b.sync()).toMatchObject({ kind: 'asking' });
    expect(await b.sync({ mayRemoveMany: true, sendsAgain: true })).toMatchObject({
      kind: 'done',
      sent: 2,
    });
    expect(openConflictsOf(b.vault)).toHaveLength(1);
  });
});
