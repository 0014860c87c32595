import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../../electron/sync/wire/transport';
import { noticesOf, problemsOf } from '../../../../../electron/sync/run/problems-and-notices';
import { waitingIds } from '../../../../../electron/sync/run/outbox';
import { newKey, valueOf } from '../../../../support/sample-keys';
import type { SyncClient } from '../../../../support/sync-client';
import { recordsOf, syncClient, testEndpoint } from '../../../../support/sync-client';

const create = async ({ apiKeys }: SyncClient, name: string, fields = {}) =>
  valueOf(await apiKeys.create(newKey({ name, ...fields }))).apiKey;

const bodyOf = (init?: RequestInit): string => (typeof init?.body === 'string' ? init.body : '');

const done = (sent: number, received: number) => ({ kind: 'done', sent, received });

describe('a sync', () => {
  it('pushes and pulls changes, and makes one request when there are none', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    await create(a, 'Zoho');
    await create(a, 'HubSpot');
    await create(b, 'Billing');
    expect(await a.sync()).toEqual(done(2, 0));
    expect(await b.sync()).toEqual(done(1, 2));
    expect(await a.sync()).toEqual(done(0, 1));
    expect(recordsOf(a)).toEqual(recordsOf(b));
    await a.sync();
    endpoint.recorder.clear();
    expect(await a.sync()).toEqual(done(0, 0));
    expect(endpoint.recorder.requests).toHaveLength(1);
    expect(endpoint.recorder.requests[0]?.status).toBe(304);
  });

  it('costs two requests for one change', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const key = await create(a, 'Zoho');
    await a.sync();
    await a.sync();
    endpoint.recorder.clear();
    await a.apiKeys.update(key.id, { note: 'changed' });
    expect(await a.sync()).toEqual(done(1, 0));
    expect(endpoint.recorder.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(endpoint.records()[0]).toMatchObject({ note: 'changed' });
  });

  it("sends less at once where the endpoint's limit is lower than at connection time", async () => {
    const endpoint = await testEndpoint({ settings: { batchMaxRequests: 3 } });
    const a = await syncClient(endpoint);
    for (let number = 1; number <= 8; number += 1) await create(a, `Key ${number}`);
    expect(await a.sync()).toEqual(done(8, 0));
    expect(endpoint.records()).toHaveLength(8);
  });

  it("asks for the endpoint's limit when more than one request depends on it, and stores it", async () => {
    const endpoint = await testEndpoint({ settings: { batchMaxRequests: 100 } });
    const a = await syncClient(endpoint);
    for (let number = 1; number <= 60; number += 1) await create(a, `Key ${number}`);
    expect(await a.sync()).toEqual(done(60, 0));
    const sent = () => endpoint.recorder.requests.filter(({ method }) => method === 'POST').length;
    expect(sent()).toBe(1);
    expect(a.batchSize).toBe(100);
    for (let number = 61; number <= 120; number += 1) await create(a, `Key ${number}`);
    endpoint.recorder.clear();
    await a.sync();
    expect(endpoint.recorder.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it.each([
    ['requests', 400, (text: string) => text.split('"method"').length - 1 > 10],
    ['bytes', 413, (text: string) => text.length > 5_000],
  ] as const)(
    'stores a limit found by trial that is lower than announced, in %s',
    async (_what, status, isTooMuch) => {
      const endpoint = await testEndpoint();
      const a = await syncClient(endpoint);
      let refused = 0;
      const fetcher: Fetch = async (url, init) => {
        if (init?.method !== 'POST' || !isTooMuch(bodyOf(init))) return fetch(url, init);
        refused += 1;
        return new Response('{}', { status, headers: { 'Content-Type': 'application/json' } });
      };
      for (let number = 1; number <= 25; number += 1) await create(a, `Key ${number}`);
      expect(await a.sync({ fetcher })).toEqual(done(25, 0));
      expect(refused).toBeGreaterThan(0);
      refused = 0;
      for (let number = 26; number <= 50; number += 1) await create(a, `Key ${number}`);
      expect(await a.sync({ fetcher })).toEqual(done(25, 0));
      expect(refused).toBe(0);
      expect(endpoint.records()).toHaveLength(50);
    },
  );

  it('does not take one oversized record for a limit of the endpoint', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const fetcher: Fetch = async (url, init) =>
      bodyOf(init).includes('far too long')
        ? new Response('{}', { status: 413, headers: { 'Content-Type': 'application/json' } })
        : fetch(url, init);
    for (let number = 1; number <= 20; number += 1) await create(a, `Key ${number}`);
    await create(a, 'Large', { note: 'far too long' });
    await a.sync({ fetcher });
    expect(problemsOf(a.vault)).toMatchObject([{ kind: 'refused', name: 'Large', detail: '413' }]);
    expect(endpoint.records()).toHaveLength(20);
    expect(a.learnt).toEqual({});
  });

  it('accepts names that would be refused here', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    await create(a, 'Old');
    await a.sync();
    endpoint.put({ ...endpoint.records()[0]!, name: 'A  B\u200b' });
    expect(await a.sync()).toEqual(done(0, 1));
    expect(await b.sync()).toEqual(done(0, 1));
    expect(Object.values(recordsOf(b)).flat()).toEqual(Object.values(recordsOf(a)).flat());
    expect(JSON.stringify(recordsOf(b))).toContain('A  B\u200b');
  });

  it('sends no secret, and keeps the local one', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const { apiKey, secret } = valueOf(await a.apiKeys.create(newKey({ name: 'Zoho' })));
    await a.sync();
    await b.sync();
    expect(endpoint.recorder.sent(secret)).toBe(false);
    expect(a.vault.keys.get(apiKey.id)?.sealedSecret).not.toBeNull();
    expect(b.vault.keys.get(apiKey.id)?.sealedSecret).toBeNull();
  });

  it('removes what was deleted elsewhere, with a notice, and never revives it', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const key = await create(a, 'Zoho');
    await create(a, 'Other');
    await a.sync();
    await b.sync();
    const [old] = endpoint.records();
    await b.apiKeys.delete([key.id]);
    expect(await b.sync()).toEqual(done(1, 0));
    await a.apiKeys.update(key.id, { note: 'edited meanwhile' });
    expect(await a.sync()).toEqual(done(0, 1));
    expect([...a.vault.keys.values()].map(({ record }) => record.name)).toEqual(['Other']);
    expect(noticesOf(a.vault)).toEqual([
      { kind: 'deleted-elsewhere', keyId: key.id, name: 'Zoho', hadEdits: true },
    ]);
    if (old) endpoint.put(old);
    await a.sync();
    expect(a.vault.keys.has(key.id)).toBe(false);
    expect(a.vault.ledger.entries.get(key.id)).toMatchObject({ returned: { name: 'Zoho' } });
  });

  it('deletes a record that was edited there after its deletion here', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const key = await create(a, 'Zoho');
    await a.sync();
    await b.sync();
    await b.apiKeys.update(key.id, { note: 'edited' });
    await b.sync();
    await a.apiKeys.delete([key.id]);
    expect(await a.sync()).toEqual(done(1, 0));
    expect(endpoint.records()).toEqual([]);
  });

  it('merges two edits of different fields, and asks about scopes', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const key = await create(a, 'Zoho', { scopes: ['contacts:read'] });
    await a.sync();
    await b.sync();
    await a.apiKeys.update(key.id, { note: 'from a', scopes: ['contacts:write', 'tags:read'] });
    await b.apiKeys.update(key.id, { enabled: false, scopes: ['contacts:read', 'tags:read'] });
    await a.sync();
    expect(await b.sync()).toEqual(done(1, 1));
    await a.sync();
    const merged = { note: 'from a', enabled: false, scopes: ['contacts:read', 'tags:read'] };
    expect(recordsOf(a)[key.id]).toMatchObject(merged);
    expect(recordsOf(a)).toEqual(recordsOf(b));
    expect(b.vault.ledger.entries.get(key.id)?.conflicts).toMatchObject([
      { field: 'scopes', base: ['contacts:read'], theirs: ['contacts:write', 'tags:read'] },
    ]);
  });

  it('gives two keys of one name different names, the same on every computer', async () => {
    const endpoint = await testEndpoint();
    const clients = [
      await syncClient(endpoint),
      await syncClient(endpoint),
      await syncClient(endpoint),
    ] as const;
    for (const client of clients) await create(client, 'Zoho');
    for (let round = 0; round < 3; round += 1) for (const client of clients) await client.sync();
    const [first, ...others] = clients.map(recordsOf);
    for (const other of others) expect(other).toEqual(first);
    const names = Object.values(first ?? {}).map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    expect(names).toContain('Zoho');
    expect(waitingIds(clients[0].vault)).toEqual([]);
  });

  it('keeps unknown fields, and sends them back', async () => {
    const endpoint = await testEndpoint({ settings: { closedSchema: false } });
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const key = await create(a, 'Zoho');
    await a.sync();
    const [record] = endpoint.records();
    endpoint.put({ ...record, id: key.id, region: { eu: ['de', 'fr'] }, ['__proto__x']: 1 });
    await b.sync();
    await b.apiKeys.update(key.id, { note: 'changed' });
    await b.sync();
    expect(endpoint.records()[0]).toMatchObject({
      note: 'changed',
      region: { eu: ['de', 'fr'] },
    });
  });

  it('leaves an unreadable record unchanged, reports it, and syncs the others', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const bad = await create(a, 'Bad');
    await create(a, 'Good');
    await a.sync();
    const record = endpoint.records().find(({ id }) => id === bad.id);
    endpoint.put({ ...record, id: bad.id, scopes: 'everything' });
    await b.sync();
    expect(Object.values(recordsOf(b)).map(({ name }) => name)).toEqual(['Good']);
    expect(problemsOf(b.vault)).toMatchObject([
      { id: bad.id, kind: 'invalid', name: 'Bad', detail: 'scopes', says: '"everything"' },
    ]);
    endpoint.put({ ...record, id: bad.id });
    await b.sync();
    expect(problemsOf(b.vault)).toEqual([]);
    expect(Object.values(recordsOf(b))).toHaveLength(2);
  });
});

describe('an endpoint that may have been replaced', () => {
  it.each(['bucket', 'collection'] as const)(
    'is the same one after a colleague was granted access to the %s, and is checked only once',
    async (place) => {
      const endpoint = await testEndpoint();
      const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
      const key = await create(a, 'Zoho');
      await create(a, 'HubSpot');
      await a.sync();
      await b.sync();
      endpoint.touch(place);
      await b.apiKeys.update(key.id, { note: 'news' });
      await b.sync();
      expect(await a.sync()).toEqual(done(0, 1));
      await b.apiKeys.update(key.id, { note: 'more news' });
      await b.sync();
      endpoint.recorder.clear();
      expect(await a.sync()).toEqual(done(0, 1));
      // The changes, and whether the newest agreed state still exists.
      const lists = endpoint.recorder.requests.filter(({ url }) => url.includes('/records?'));
      expect(lists).toHaveLength(2);
      expect(lists[1]?.url).toContain('_before=');
    },
  );

  it('is asked about when the collection was recreated in the same bucket', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    await create(a, 'Zoho');
    await a.sync();
    endpoint.recreateCollection(Date.now() + 60_000);
    expect(await a.sync()).toEqual({
      kind: 'asking',
      question: { kind: 'replaced', reason: 'another', keys: { names: ['Zoho'], count: 1 } },
    });
    expect(a.vault.keys.size).toBe(1);
  });

  it('is asked about when its list is another one, even without any metadata', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    await create(a, 'Zoho');
    await a.sync();
    endpoint.recreateCollection(Date.now() + 60_000);
    const { identity } = await syncClient(endpoint);
    a.identity = identity;
    expect(await a.sync()).toEqual({
      kind: 'asking',
      question: { kind: 'replaced', reason: 'lost-records', keys: { names: ['Zoho'], count: 1 } },
    });
    expect(a.vault.keys.size).toBe(1);
  });

  it('is asked about when a colleague has filled it with other keys first', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    await create(a, 'Zoho');
    await a.sync();
    endpoint.recreateCollection(Date.now() + 60_000);
    const b = await syncClient(endpoint);
    await create(b, 'HubSpot');
    await b.sync();
    expect((await a.sync()).kind).toBe('asking');
    expect(Object.values(recordsOf(a)).map(({ name }) => name)).toEqual(['Zoho']);
  });

  it('is asked about when it was refilled from a copy, in which keys have more access', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const key = await create(a, 'Zoho', { scopes: ['tags:write'] });
    await create(a, 'HubSpot');
    await a.sync();
    const copy = endpoint.records();
    await a.apiKeys.update(key.id, { scopes: ['tags:read'] });
    await a.sync();
    endpoint.replaceBucket();
    for (const record of copy) endpoint.put(record);
    expect((await a.sync()).kind).toBe('asking');
    expect(recordsOf(a)[key.id]?.scopes).toEqual(['tags:read']);
  });

  it('is the same one when nothing was ever agreed', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    await a.sync();
    endpoint.replaceBucket();
    await create(a, 'Zoho');
    expect(await a.sync()).toEqual(done(1, 0));
  });

  it('is asked about when its bucket was replaced, and nothing is applied', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    await create(a, 'Zoho');
    await a.sync();
    endpoint.replaceBucket();
    expect(await a.sync()).toEqual({
      kind: 'asking',
      question: { kind: 'replaced', reason: 'another', keys: { names: ['Zoho'], count: 1 } },
    });
    expect(a.vault.keys.size).toBe(1);
  });

  it('is asked about when its number decreases', async () => {
    let clock = Date.now();
    const endpoint = await testEndpoint({ now: () => clock });
    const a = await syncClient(endpoint);
    clock += 60_000;
    await create(a, 'Zoho');
    await a.sync();
    await a.sync();
    clock -= 100_000;
    endpoint.replaceBucket();
    expect(await a.sync()).toEqual({
      kind: 'asking',
      question: { kind: 'replaced', reason: 'went-back' },
    });
    expect(a.vault.keys.size).toBe(1);
  });

  it('is asked about when most keys are reported deleted', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    for (let index = 0; index < 12; index += 1) await create(a, `Key ${index}`);
    await a.sync();
    for (const { id } of endpoint.records()) endpoint.remove(id);
    expect(await a.sync()).toMatchObject({
      kind: 'asking',
      question: { kind: 'mass-deletion', count: 12, total: 12 },
    });
    expect(a.vault.keys.size).toBe(12);
    expect(await a.sync({ mayRemoveMany: true })).toEqual(done(0, 12));
    expect(a.vault.keys.size).toBe(0);
  });

  it('gets all keys again when the user chooses that, with their secrets, under the same ids from every computer', async () => {
    const endpoint = await testEndpoint();
    const [a, b, c] = [
      await syncClient(endpoint),
      await syncClient(endpoint),
      await syncClient(endpoint),
    ];
    const secrets = new Map<string, string>();
    for (let index = 0; index < 12; index += 1) {
      const { apiKey, secret } = valueOf(await a.apiKeys.create(newKey({ name: `Key ${index}` })));
      secrets.set(apiKey.name, secret);
    }
    for (const client of [a, b, c]) await client.sync();
    const before = recordsOf(a);
    for (const { id } of endpoint.records()) endpoint.remove(id);
    const [kept] = Object.values(before);
    valueOf(await a.apiKeys.update(kept?.id ?? '', { note: 'edited meanwhile' }));
    expect((await a.sync()).kind).toBe('asking');
    expect(await a.sync({ mayRemoveMany: true, sendsAgain: true })).toMatchObject({
      kind: 'done',
      sent: 12,
    });
    const byName = (records: ReturnType<typeof recordsOf>) =>
      Object.values(records)
        .map((record) => ({ ...record, id: '', updatedAt: '' }))
        .toSorted((x, y) => (x.name < y.name ? -1 : 1));
    expect(byName(recordsOf(a))).toEqual(
      byName({ ...before, [kept?.id ?? '']: { ...kept!, note: 'edited meanwhile' } }),
    );
    expect(Object.keys(recordsOf(a)).some((id) => id in before)).toBe(false);
    for (const { record } of a.vault.keys.values()) {
      const opened = valueOf(a.vault.openSecret(record.id));
      expect(opened.toString()).toBe(secrets.get(record.name));
    }
    expect(noticesOf(a.vault)).toEqual([]);
    // A colleague who chooses the same sends the same keys; one who removes them receives them.
    await b.sync({ mayRemoveMany: true, sendsAgain: true });
    await c.sync({ mayRemoveMany: true });
    for (const client of [a, b, c, a]) await client.sync();
    expect(endpoint.records()).toHaveLength(12);
    expect(recordsOf(b)).toEqual(recordsOf(a));
    expect(recordsOf(c)).toEqual(recordsOf(a));
    expect(waitingIds(a.vault)).toEqual([]);
  });

  it('is compared from the start after a reset: keys stay, deletions stay', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    await create(a, 'Zoho');
    const gone = await create(a, 'Gone');
    await a.sync();
    const copy = endpoint.records();
    await a.apiKeys.delete([gone.id]);
    await a.sync();
    endpoint.replaceBucket();
    for (const record of copy) endpoint.put(record);
    expect((await a.sync()).kind).toBe('asking');
    await a.vault.commit(() => ({
      ok: true,
      value: [{ event: 'sync.reset', keyId: null, change: { keepDeletions: true } }],
    }));
    expect(await a.sync()).toEqual(done(1, 0));
    expect(endpoint.records().map(({ name }) => name)).toEqual(['Zoho']);
    expect(Object.values(recordsOf(a)).map(({ name }) => name)).toEqual(['Zoho']);
  });
});
