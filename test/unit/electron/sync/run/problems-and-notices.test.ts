import { describe, expect, it } from 'vitest';
import { forgetNotices, noticesOf } from '../../../../../electron/sync/run/problems-and-notices';
import type { Fetch } from '../../../../../electron/sync/wire/transport';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import { ok } from '../../../../../shared/lib/result';
import { answering, faultyServer } from '../../../../support/faulty-server';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { syncApp } from '../../../../support/sync-app';
import type { SyncClient } from '../../../../support/sync-client';
import { recordsOf, syncClient, testEndpoint } from '../../../../support/sync-client';

const create = async ({ apiKeys }: SyncClient, name: string, fields = {}) =>
  valueOf(await apiKeys.create(newKey({ name, ...fields }))).apiKey;

const done = (sent: number, received: number) => ({ kind: 'done', sent, received });

/** Two vaults in sync on one key. */
async function two(fields = {}) {
  const endpoint = await testEndpoint();
  const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
  const key = await create(a, 'Zoho', fields);
  await a.sync();
  await b.sync();
  return { endpoint, a, b, id: key.id };
}

/** The events of one key, oldest first. */
async function activityOf({ vault }: SyncClient, id: string): Promise<ActivityEvent[]> {
  const found: ActivityEvent[] = [];
  const onEvents = (events: ActivityEvent[]) => {
    found.push(...events.filter(({ keyId }) => keyId === id));
  };
  valueOf(await vault.activity.walk({ onEvents }));
  return found;
}

describe('a notice', () => {
  it.each([
    ['a wider scope', { scopes: ['tags:write'] }],
    ['a later end', { expiresAt: null }],
    ['more addresses', { allowedIps: [] }],
  ])('reports more access granted elsewhere: %s', async (_what, more) => {
    const { a, b, id } = await two({
      scopes: ['tags:read'],
      expiresAt: '2090-01-01T00:00:00.000Z',
      allowedIps: ['10.0.0.0/8'],
    });
    valueOf(await a.apiKeys.update(id, more));
    await a.sync();
    expect(await b.sync()).toEqual(done(0, 1));
    expect(noticesOf(b.vault)).toEqual([{ kind: 'more-access', keyId: id, name: 'Zoho' }]);
    expect(noticesOf(a.vault)).toEqual([]);
  });

  it('is not made for reduced access', async () => {
    const { a, b, id } = await two({ scopes: ['tags:write'] });
    valueOf(await a.apiKeys.update(id, { scopes: ['tags:read'], note: 'less' }));
    await a.sync();
    await b.sync();
    expect(noticesOf(b.vault)).toEqual([]);
  });

  it('reports a key that was changed under its number, which is not applied', async () => {
    const { endpoint, a, id } = await two({ scopes: ['tags:read'] });
    await a.sync();
    const server = await faultyServer(endpoint);
    const [record] = endpoint.records();
    const cursor = a.vault.ledger.cursor ?? 0;
    server.fault = answering(
      200,
      { data: [{ ...record, scopes: ['tags:write'] }] },
      { ETag: `"${cursor}"` },
    );
    const fetcher: Fetch = (url, init) =>
      fetch(url.replace(`:${endpoint.port}`, `:${new URL(server.url).port}`), init);
    expect(await a.sync({ fetcher })).toEqual({
      kind: 'asking',
      question: { kind: 'replaced', reason: 'altered', keys: { names: ['Zoho'], count: 1 } },
    });
    expect(recordsOf(a)[id]?.scopes).toEqual(['tags:read']);
  });

  it('reports a key that was rotated on both sides, and which secret is valid', async () => {
    const { a, b, id } = await two();
    valueOf(await a.apiKeys.rotate(id, 'none'));
    valueOf(await b.apiKeys.rotate(id, 'none'));
    const lost = recordsOf(b)[id]?.secretHash;
    await a.sync();
    await b.sync();
    expect(noticesOf(b.vault)).toEqual([{ kind: 'rotated-twice', keyId: id, name: 'Zoho' }]);
    expect(recordsOf(b)[id]?.secretHash).not.toBe(lost);
    await a.sync();
    expect(recordsOf(a)).toEqual(recordsOf(b));
    expect(noticesOf(a.vault)).toEqual([]);
  });

  it.each(['*', '*:write', 'contacts:*'])(
    'reports a key with unknown permissions, which are kept and grant nothing: %s',
    async (scope) => {
      const { endpoint, a, b, id } = await two({ scopes: ['tags:read'] });
      const [record] = endpoint.records();
      endpoint.put({ ...record, id, scopes: ['tags:read', scope] });
      expect(await b.sync()).toEqual(done(0, 1));
      expect(recordsOf(b)[id]?.scopes.toSorted()).toEqual([scope, 'tags:read'].toSorted());
      const told = noticesOf(b.vault);
      expect(told).toContainEqual({
        kind: 'unreadable-scopes',
        keyId: id,
        name: 'Zoho',
        scopes: [scope],
      });
      expect(told).toContainEqual({ kind: 'more-access', keyId: id, name: 'Zoho' });
      // A local edit keeps them, and mistakes no other permission for one of them.
      valueOf(await b.apiKeys.update(id, { note: 'looked at' }));
      await b.sync();
      expect(endpoint.records()[0]?.['scopes']).toEqual(recordsOf(b)[id]?.scopes);
      valueOf(await a.apiKeys.update(id, { scopes: ['contacts:read'] }));
      await a.sync();
      // Neither edit includes the other's: a wildcard does not include `contacts:read`.
      expect(recordsOf(a)[id]?.scopes).toEqual(['nothing:read']);
    },
  );

  it('names a new key with such permissions once, and no existing one', async () => {
    const { endpoint, a, b, id } = await two({ scopes: ['tags:read'] });
    const [record] = endpoint.records();
    endpoint.put({ ...record, id, scopes: ['*'] });
    await b.sync();
    valueOf(await b.vault.commit(() => ok(forgetNotices())));
    endpoint.put({ ...record, id, scopes: ['*'], note: 'edited' });
    await b.sync();
    expect(noticesOf(b.vault)).toEqual([]);
    expect(await a.sync()).toEqual(done(0, 1));
    expect(noticesOf(a.vault).map(({ kind }) => kind)).toContain('unreadable-scopes');
  });

  it.each([
    ['nothing was edited', async () => undefined, false],
    [
      'a note was edited',
      async (b: SyncClient, id: string) => {
        valueOf(await b.apiKeys.update(id, { note: 'mine' }));
      },
      true,
    ],
    [
      'an edit was taken back',
      async (b: SyncClient, id: string) => {
        b.place.clock.now += 60_000;
        valueOf(await b.apiKeys.update(id, { note: 'mine' }));
        b.place.clock.now += 60_000;
        valueOf(await b.apiKeys.update(id, { note: '' }));
      },
      false,
    ],
    [
      'both sides were compared from the start',
      async (b: SyncClient) => {
        valueOf(
          await b.vault.commit(() =>
            ok([{ event: 'sync.reset', keyId: null, change: { keepDeletions: true } }]),
          ),
        );
      },
      false,
    ],
  ])(
    'reports local changes of a deleted key only if there were any: %s',
    async (_what, meanwhile, hadEdits) => {
      const { a, b, id } = await two({ note: '' });
      await create(a, 'Other');
      await create(a, 'Third');
      await a.sync();
      await b.sync();
      valueOf(await a.apiKeys.delete([id]));
      await a.sync();
      await meanwhile(b, id);
      await b.sync();
      expect(noticesOf(b.vault)).toEqual([
        { kind: 'deleted-elsewhere', keyId: id, name: 'Zoho', hadEdits },
      ]);
    },
  );

  it('does not report changes when sync only made its name unique', async () => {
    const { endpoint, a, b } = await two();
    const twin = await create(b, 'HubSpot');
    await create(b, 'Third');
    await create(a, 'HubSpot');
    await create(a, 'Fourth');
    await b.sync();
    await a.sync();
    await b.sync();
    const named = Object.values(recordsOf(a)).filter(({ name }) => name.startsWith('HubSpot'));
    const other = named.find(({ id }) => id !== twin.id);
    endpoint.remove(other?.id ?? '');
    await b.sync();
    expect(noticesOf(b.vault)).toMatchObject([{ kind: 'deleted-elsewhere', hadEdits: false }]);
  });

  it('reports a missing agreed state that shows only while sending', async () => {
    const { endpoint, a, id } = await two();
    await a.sync();
    endpoint.recreateCollection(a.vault.ledger.cursor ?? 0);
    valueOf(await a.apiKeys.update(id, { note: 'edited' }));
    expect(await a.sync()).toEqual({
      kind: 'asking',
      question: { kind: 'replaced', reason: 'lost-records' },
    });
    expect(recordsOf(a)[id]?.note).toBe('edited');
  });

  it.each([1, 2])(
    'reports a precondition that the endpoint ignored, with %i to send',
    async (count) => {
      const endpoint = await testEndpoint();
      const app = await syncApp();
      await app.connect(endpoint);
      for (let made = 0; made < count; made += 1) {
        valueOf(await app.apiKeys.create(newKey({ name: `Key ${made}` })));
      }
      endpoint.faults.arm('428', { method: 'PUT' });
      expect(await app.run()).toEqual({ phase: 'idle' });
      expect(app.state().problems).toMatchObject([{ kind: 'refused', detail: '428' }]);
      expect(await app.run()).toEqual({ phase: 'idle' });
      expect(app.state().problems).toEqual([]);
      expect(endpoint.records()).toHaveLength(count);
    },
  );
});

describe('the activity', () => {
  it('keeps a key that was deleted elsewhere, complete', async () => {
    const { a, b, id } = await two({ note: 'who needs it' });
    const before = recordsOf(b)[id];
    valueOf(await a.apiKeys.delete([id]));
    await a.sync();
    await b.sync({ mayRemoveMany: true });
    expect(recordsOf(b)).toEqual({});
    const last = (await activityOf(b, id)).at(-1);
    expect(last).toMatchObject({ event: 'key.deleted', change: { before } });
    expect(last?.actor).toMatch(/^endpoint 127\.0\.0\.1/);
  });

  it('keeps the value that lost in a merge', async () => {
    const { a, b, id } = await two();
    valueOf(await a.apiKeys.update(id, { note: 'from a', scopes: ['tags:read'] }));
    valueOf(await b.apiKeys.update(id, { note: 'from b', scopes: ['bots:read'] }));
    await a.sync();
    await b.sync();
    expect(recordsOf(b)[id]?.note).toBe('from a');
    const last = (await activityOf(b, id)).at(-1);
    expect(last).toMatchObject({
      event: 'key.updated',
      change: { before: { note: 'from b', scopes: ['bots:read'] }, after: { note: 'from a' } },
    });
    expect(last?.actor).toMatch(/^endpoint /);
  });
});
