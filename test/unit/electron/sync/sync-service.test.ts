import { describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import { DataKey } from '../../../../electron/vault/crypto/data-key';
import { passphraseSlot } from '../../../../electron/vault/keyslots/keyslots';
import type { Failure } from '../../../../shared/lib/failure';
import type { Fault } from '../../../support/faulty-server';
import { answering, faultyServer, onWrites } from '../../../support/faulty-server';
import { CHEAP_COST } from '../../../support/cheap-cost';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { syncApp } from '../../../support/sync-app';
import { testEndpoint } from '../../../support/sync-client';
import { PASSPHRASE } from '../../../support/test-vault';

/** A network that holds requests from `hold` until its result is called. */
function heldNetwork() {
  let isOpen: Promise<void> = Promise.resolve();
  let count = 0;
  const fetcher: Fetch = async (url, init) => {
    count += 1;
    await isOpen;
    count -= 1;
    return fetch(url, init);
  };
  const hold = (): (() => void) => {
    let release = (): void => undefined;
    isOpen = new Promise((resolve) => (release = resolve));
    return () => release();
  };
  return { fetcher, hold, waiting: () => count };
}

/** Each fault on the wire, with the failure that the user sees. */
const FAULTS: [string, Fault, Failure][] = [
  ['a 401', answering(401), { code: 'endpoint-sign-in' }],
  ['a 403', answering(403), { code: 'endpoint-forbidden' }],
  ['a 404', answering(404), { code: 'endpoint-not-found' }],
  ['a 429', answering(429, {}, { 'Retry-After': '7' }), { code: 'endpoint-busy', waitMs: 7_000 }],
  ['a 503', answering(503, {}, { 'Retry-After': '60' }), { code: 'endpoint-busy', waitMs: 60_000 }],
  ['a 500', answering(500, 'oops'), { code: 'endpoint-error', status: 500 }],
  ['a 409', answering(409), { code: 'endpoint-error', status: 409 }],
  [
    'a web page',
    answering(200, '<html>', { 'Content-Type': 'text/html' }),
    { code: 'endpoint-not-understood', problem: 'web-page' },
  ],
  [
    'truncated JSON',
    answering(200, '{"data": [{"id"'),
    { code: 'endpoint-not-understood', problem: 'cut-short' },
  ],
  [
    'something else than a list',
    answering(200, { data: 'all of them' }),
    { code: 'endpoint-not-understood', problem: 'unexpected' },
  ],
  [
    'records without ids',
    answering(200, { data: [{ name: 'x' }, null] }),
    { code: 'endpoint-not-understood', problem: 'unexpected' },
  ],
  [
    'a redirect',
    answering(307, {}, { Location: 'https://evil.example/v1' }),
    { code: 'endpoint-redirects', to: 'https://evil.example' },
  ],
  [
    'a huge page',
    answering(200, { data: Array.from({ length: 6_000 }, () => ({})) }),
    { code: 'endpoint-too-much' },
  ],
  [
    'a connection that breaks in the middle',
    (_incoming, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"data": [');
      setImmediate(() => response.socket?.resetAndDestroy());
      return true;
    },
    { code: 'endpoint-unreachable', problem: 'interrupted' },
  ],
  [
    'a list that never moves on',
    answering(
      200,
      { data: [{ id: 'x', last_modified: 5 }] },
      { 'Next-Page': 'http://127.0.0.1/v1/x?_token=1' },
    ),
    { code: 'endpoint-not-understood', problem: 'unexpected' },
  ],
];

describe('when something goes wrong', () => {
  it.each(FAULTS)(
    '%s while receiving changes nothing, and the next sync continues',
    async (_what, fault, failure) => {
      const endpoint = await testEndpoint();
      const server = await faultyServer(endpoint);
      const app = await syncApp();
      await app.apiKeys.create(newKey());
      await app.connect(server);
      await app.apiKeys.create(newKey({ name: 'Second' }));
      server.fault = fault;
      expect(await app.run()).toEqual({ phase: 'failed', failure });
      expect(app.session.vault?.keys.size).toBe(2);
      server.fault = null;
      expect(await app.run()).toEqual({ phase: 'idle' });
      expect(endpoint.records()).toHaveLength(2);
    },
  );

  it.each(FAULTS.filter(([what]) => !/list|ids|page that/.test(what)))(
    '%s while sending loses nothing and duplicates nothing',
    async (_what, fault) => {
      const endpoint = await testEndpoint();
      const server = await faultyServer(endpoint);
      const app = await syncApp();
      await app.connect(server);
      await app.apiKeys.create(newKey({ name: 'First' }));
      await app.apiKeys.create(newKey({ name: 'Second' }));
      server.fault = onWrites(fault);
      expect((await app.run()).phase).toBe('failed');
      server.fault = null;
      expect(await app.run()).toEqual({ phase: 'idle' });
      expect(endpoint.records()).toHaveLength(2);
      expect(endpoint.history()).toHaveLength(2);
    },
  );

  it('treats a lost answer as applied: nothing is changed twice, and nothing asked', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    const { apiKey } = valueOf(await app.apiKeys.create(newKey({ scopes: ['tags:read'] })));
    await app.connect(server);
    await app.run();
    valueOf(await app.apiKeys.update(apiKey.id, { scopes: ['tags:write'] }));
    // The endpoint applies the request, but its answer is lost.
    server.fault = onWrites((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { data } = JSON.parse(Buffer.concat(chunks).toString()) as {
          data: { id: string };
        };
        endpoint.put(data);
        response.socket?.resetAndDestroy();
      });
      return true;
    });
    expect((await app.run()).phase).toBe('failed');
    server.fault = null;
    valueOf(await app.apiKeys.update(apiKey.id, { scopes: ['tags:write', 'bots:read'] }));
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(app.state().conflicts).toEqual([]);
    expect(endpoint.records()[0]?.['scopes']).toEqual(['bots:read', 'tags:write']);
  });

  it('asks when the endpoint says that it is gone for good', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    server.fault = answering(410);
    expect(await app.run()).toEqual({
      phase: 'asking',
      question: { kind: 'replaced', reason: 'gone' },
    });
    expect(failureOf(app.sync.syncNow())).toEqual({ code: 'sync-waits-for-you' });
    server.fault = null;
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(app.state().phase).toEqual({ phase: 'idle' });
  });

  it("shows the endpoint's alert as long as it is sent, also with refusals", async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    const Alert = JSON.stringify({ code: 'hard-eol', message: 'Moved to b.example', url: 'x' });
    const moved = { message: 'Moved to b.example', isEnd: true };
    for (const status of [400, 410]) {
      server.fault = answering(status, { message: `because of ${status}` }, { Alert });
      const phase = await app.run();
      expect(app.state().alert).toEqual(moved);
      expect(phase).toEqual(
        status === 410
          ? {
              phase: 'asking',
              question: { kind: 'replaced', reason: 'gone', says: 'because of 410' },
            }
          : {
              phase: 'failed',
              failure: { code: 'endpoint-error', status, message: 'because of 400' },
            },
      );
      const given = { address: server.url, user: '', secret: server.token };
      const report = valueOf(await app.sync.test(given));
      expect(report.alert).toEqual(moved);
      expect(report.failure).toMatchObject({ message: `because of ${status}` });
    }
    // A refusal by a proxy does not clear it.
    server.fault = answering(502, '');
    valueOf(await app.sync.answer('compare').then(() => ({ ok: true, value: undefined }) as const));
    await app.sync.settled();
    expect(app.state().alert).toEqual(moved);
    server.fault = null;
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(app.state().alert).toBeNull();
  });

  it('offers to send the keys again when most were deleted elsewhere', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    for (const name of ['Zoho', 'HubSpot']) valueOf(await app.apiKeys.create(newKey({ name })));
    await app.connect(endpoint);
    for (const { id } of endpoint.records()) endpoint.remove(id);
    expect(await app.run()).toMatchObject({
      phase: 'asking',
      question: { kind: 'mass-deletion', count: 2 },
    });
    valueOf(await app.sync.answer('send'));
    await app.sync.settled();
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(endpoint.records().map((record) => record['name'])).toEqual(['Zoho', 'HubSpot']);
    expect(app.session.vault?.keys.size).toBe(2);
  });

  it('stops after repeated conflicts with the same key, and retries later', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    const { apiKey } = valueOf(await app.apiKeys.create(newKey()));
    await app.connect(server);
    await app.run();
    valueOf(await app.apiKeys.update(apiKey.id, { note: 'mine' }));
    let edits = 0;
    server.fault = onWrites(() => {
      const [record] = endpoint.records();
      edits += 1;
      if (record) endpoint.put({ ...record, integration: `edit ${edits}` });
      return false;
    });
    expect(await app.run()).toEqual({
      phase: 'failed',
      failure: { code: 'endpoint-contended' },
    });
    server.fault = null;
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(endpoint.records()[0]).toMatchObject({ note: 'mine', integration: `edit ${edits}` });
  });

  it('stays in sync after a colleague was granted access, and stores the new identity of the place', async () => {
    const endpoint = await testEndpoint();
    const [app, other] = [await syncApp(), await syncApp()];
    await app.apiKeys.create(newKey({ name: 'First' }));
    await app.connect(endpoint);
    await other.connect(endpoint);
    endpoint.touch('bucket');
    for (const name of ['Second', 'Third']) {
      await other.apiKeys.create(newKey({ name }));
      await other.run();
      endpoint.recorder.clear();
      expect(await app.run()).toEqual({ phase: 'idle' });
    }
    // The changes, and whether the newest agreed state still exists; not the whole list.
    const lists = endpoint.recorder.requests.filter(({ url }) => url.includes('api-keys/records?'));
    expect(lists).toHaveLength(2);
    expect(lists[1]?.url).toContain('_before=');
    valueOf(await app.sync.connect({ address: endpoint.url, user: '', secret: endpoint.token }));
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(app.session.vault?.ledger.entries.size).toBe(3);
  });

  it('detects a collection that was emptied under the same number, and deletes nothing', async () => {
    const endpoint = await testEndpoint();
    const clock = { now: Date.now() };
    const app = await syncApp({ now: () => clock.now });
    await app.apiKeys.create(newKey());
    await app.connect(endpoint);
    await app.run();
    endpoint.recreateCollection(app.session.vault?.ledger.cursor ?? 0);
    clock.now += 6 * 60 * 60_000;
    const keys = { names: ['CRM sync (Zoho)'], count: 1 };
    const question = { kind: 'replaced', reason: 'lost-records', keys };
    expect(await app.run()).toEqual({ phase: 'asking', question });
    expect(app.session.vault?.keys.size).toBe(1);
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(endpoint.records()).toHaveLength(1);
  });

  it('works for a user with access to the collection only', async () => {
    const endpoint = await testEndpoint({
      users: [{ id: 'account:a', token: 'mine', access: 'write', isOfCollectionOnly: true }],
    });
    const [app, other] = [await syncApp(), await syncApp()];
    await app.connect(endpoint);
    await other.connect(endpoint);
    await other.apiKeys.create(newKey());
    expect(await other.run()).toEqual({ phase: 'idle' });
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(app.session.vault?.keys.size).toBe(1);
  });

  it('reports a record that the endpoint refuses, and sends the others', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    const { apiKey } = valueOf(await app.apiKeys.create(newKey()));
    server.fault = onWrites(answering(400));
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(app.state().problems).toMatchObject([
      { id: apiKey.id, kind: 'refused', name: apiKey.name, detail: '400' },
    ]);
    server.fault = null;
    await app.run();
    expect(app.state().problems).toEqual([]);
  });

  it('sends less at once when the endpoint refuses a large batch', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    for (let index = 0; index < 8; index += 1) {
      await app.apiKeys.create(newKey({ name: `Key ${index}` }));
    }
    server.fault = onWrites((incoming, response) => {
      const isLarge = Number(incoming.headers['content-length']) > 2_500;
      return isLarge && answering(413)(incoming, response);
    });
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(endpoint.records()).toHaveLength(8);
    expect(server.count).toBeGreaterThan(0);
  });

  it('stops on cancel and on lock', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    server.fault = () => true;
    valueOf(app.sync.syncNow());
    app.sync.cancel();
    await app.sync.settled();
    expect(app.state().phase).toEqual({ phase: 'failed', failure: { code: 'sync-cancelled' } });
    valueOf(app.sync.syncNow());
    await app.sync.locking();
    await app.session.lock();
    expect(failureOf(app.sync.state())).toEqual({ code: 'vault-locked' });
  });

  it('continues automatically when the vault was reopened during the run', async () => {
    const endpoint = await testEndpoint();
    const network = heldNetwork();
    const app = await syncApp({ fetcher: network.fetcher });
    await app.connect(endpoint);
    valueOf(await app.apiKeys.create(newKey()));
    const release = network.hold();
    valueOf(app.sync.syncNow());
    await vi.waitUntil(() => network.waiting() > 0);
    const { vaultId, slots: insteadOf } = app.session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slot = await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST);
    valueOf(await app.session.changeDataKey({ dataKey, slots: [slot], insteadOf }));
    release();
    await app.sync.settled();
    expect(app.state()).toMatchObject({ phase: { phase: 'idle' }, nextAt: expect.any(Number) });
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(endpoint.records()).toHaveLength(1);
  });

  it('does not store an endpoint that answers after the vault was locked', async () => {
    const [first, second] = [await testEndpoint(), await testEndpoint()];
    const network = heldNetwork();
    const app = await syncApp({ fetcher: network.fetcher });
    await app.connect(first);
    const release = network.hold();
    const connecting = app.sync.connect({ address: second.url, user: '', secret: second.token });
    await vi.waitUntil(() => network.waiting() > 0);
    await app.sync.locking();
    await app.session.lock();
    valueOf(await app.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    app.sync.unlocked();
    release();
    expect(failureOf(await connecting)).toEqual({ code: 'vault-locked' });
    expect(app.state()).toMatchObject({ address: first.url, nextAt: expect.any(Number) });
  });

  it("shows the endpoint's alert, and how far its clock is off", async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    const alert = JSON.stringify({ code: 'soft-eol', message: 'Moving in May', url: 'x' });
    const date = new Date(Date.now() - 86_400_000).toUTCString();
    server.fault = answering(304, '', { Alert: alert, Date: date, Backoff: '600' });
    await app.run();
    const { alert: shown, clockDifferenceMs, nextAt } = app.state();
    expect(shown).toEqual({ message: 'Moving in May', isEnd: false });
    expect(clockDifferenceMs).toBeLessThan(-86_000_000);
    expect(nextAt).toBeGreaterThan(Date.now() + 590_000);
  });
});

describe('a conflict', () => {
  it('is reported, counted, and decided by the user', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncApp(), await syncApp()];
    const { apiKey } = valueOf(await a.apiKeys.create(newKey({ scopes: ['tags:read'] })));
    await a.connect(endpoint);
    await b.connect(endpoint);
    valueOf(await a.apiKeys.update(apiKey.id, { scopes: ['tags:write'], note: 'from a' }));
    valueOf(
      await b.apiKeys.update(apiKey.id, { scopes: ['tags:read', 'bots:read'], note: 'from b' }),
    );
    await a.run();
    await b.run();
    const [conflict] = b.state().conflicts;
    expect(conflict?.fields.map(({ field }) => field)).toEqual(['note', 'scopes']);
    expect(endpoint.records()[0]?.['scopes']).toEqual(['tags:read']);
    valueOf(
      await b.sync.decide([
        { keyId: apiKey.id, fields: { scopes: ['tags:write', 'bots:read'], note: 'from both' } },
      ]),
    );
    expect(b.state().conflicts).toEqual([]);
    await b.run();
    await a.run();
    expect(a.session.vault?.keys.get(apiKey.id)?.record).toMatchObject({
      scopes: ['bots:read', 'tags:write'],
      note: 'from both',
    });
    expect(a.state().conflicts).toEqual([]);
  });

  it('is closed when it was decided elsewhere', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncApp(), await syncApp()];
    const { apiKey } = valueOf(await a.apiKeys.create(newKey({ scopes: ['tags:read'] })));
    await a.connect(endpoint);
    await b.connect(endpoint);
    valueOf(await a.apiKeys.update(apiKey.id, { scopes: ['tags:write'] }));
    valueOf(await b.apiKeys.update(apiKey.id, { scopes: ['bots:read'] }));
    await a.run();
    await b.run();
    expect(b.state().conflicts).toHaveLength(1);
    await a.run();
    valueOf(await a.apiKeys.update(apiKey.id, { scopes: ['users:read'] }));
    await a.run();
    await b.run();
    expect(b.state().conflicts).toEqual([]);
    expect(b.session.vault?.keys.get(apiKey.id)?.record.scopes).toEqual(['users:read']);
  });
});
