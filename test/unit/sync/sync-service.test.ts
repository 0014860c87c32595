import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../../electron/sync/transport';
import { DataKey } from '../../../electron/vault/data-key';
import { passphraseSlot } from '../../../electron/vault/slots';
import type { Failure } from '../../../shared/failure';
import { endpointFailureWords } from '../../../shared/words/en/endpoint-failures';
import type { Verdict } from '../../../shared/sync-state';
import type { Fault } from '../../support/faulty-server';
import { answering, faultyServer } from '../../support/faulty-server';
import { CHEAP_COST } from '../../support/cheap-cost';
import { failureOf, newKey, someRecord, valueOf } from '../../support/some-key';
import { syncApp } from '../../support/sync-app';
import { testEndpoint } from '../../support/sync-client';
import { PASSPHRASE } from '../../support/test-vault';

/** A network whose requests wait from `hold` until what it returns is called. */
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

const isWrite: Fault = ({ method }) => method !== 'GET' && method !== 'HEAD';
const onWrites =
  (fault: Fault): Fault =>
  (incoming, response) =>
    isWrite(incoming, response) && fault(incoming, response);

describe('setting sync up', () => {
  it('remembers when both sides were last in step while it is paused or locked, not of an endpoint it has left', async () => {
    const [first, second] = [await testEndpoint(), await testEndpoint()];
    const app = await syncApp({ now: () => 1_000_000 });
    await app.connect(first);
    expect(app.state().lastSyncedAt).toBe(1_000_000);
    valueOf(await app.sync.setPaused(true));
    expect(app.state().lastSyncedAt).toBe(1_000_000);
    await app.sync.locking();
    expect(app.state().lastSyncedAt).toBe(1_000_000);
    valueOf(await app.sync.connect({ address: second.url, user: '', secret: second.token }));
    expect(app.state().lastSyncedAt).toBeNull();
  });

  it('goes through what it needs of an endpoint, and says it line by line', async () => {
    const endpoint = await testEndpoint();
    const { sync } = await syncApp();
    const report = valueOf(
      await sync.test({ address: endpoint.url, user: '', secret: endpoint.token }),
    );
    expect(report.failure).toBeNull();
    expect(report.lines).toMatchObject([
      { line: 'reached', ok: true },
      { line: 'secure', ok: true, isLocal: true },
      { line: 'signed-in', ok: true, user: 'account:admin' },
      { line: 'may-write', ok: true },
      { line: 'clock', ok: true },
    ]);
    expect(report.server?.capabilities).toContain('api-key-verification');
    expect(valueOf(sync.state())).toEqual({ kind: 'off' });
  });

  it('takes a user with a password, too', async () => {
    const endpoint = await testEndpoint({
      users: [{ id: 'account:alice', password: 'pa:ss wörd', access: 'write' }],
    });
    const { sync } = await syncApp();
    const given = { address: endpoint.url, user: 'alice', secret: 'pa:ss wörd' };
    expect(valueOf(await sync.test(given)).failure).toBeNull();
    const wrong = valueOf(await sync.test({ ...given, secret: 'other' }));
    expect(wrong.failure).toEqual({ code: 'endpoint-sign-in' });
    expect(wrong.lines.at(-1)).toMatchObject({ line: 'signed-in', ok: false });
  });

  it('says when somebody may only read, and when a clock is a day off', async () => {
    const endpoint = await testEndpoint({
      users: [{ id: 'account:reader', token: 'read-only', access: 'read' }],
    });
    const { sync } = await syncApp({ now: () => Date.now() + 86_400_000 });
    const given = { address: endpoint.url, user: '', secret: 'read-only' };
    const report = valueOf(await sync.connect(given));
    expect(report.failure).toEqual({ code: 'endpoint-forbidden' });
    expect(report.lines.find(({ line }) => line === 'may-write')?.ok).toBe(false);
    expect(report.lines.find(({ line }) => line === 'clock')).toMatchObject({ ok: false });
    expect(valueOf(sync.state())).toEqual({ kind: 'off' });
  });

  it('finds out by trying, and without changing anything, where permissions are not shown', async () => {
    const endpoint = await testEndpoint({
      users: [{ id: 'account:a', token: 'mine', access: 'write', isBySettings: true }],
    });
    endpoint.put(someRecord(1));
    const { sync } = await syncApp();
    const report = valueOf(await sync.test({ address: endpoint.url, user: '', secret: 'mine' }));
    expect(report.lines.find(({ line }) => line === 'may-write')).toMatchObject({ ok: true });
    expect(report.failure).toBeNull();
    expect(endpoint.history()).toHaveLength(1);
    endpoint.faults.arm('500', { method: 'DELETE' });
    const unknown = valueOf(await sync.test({ address: endpoint.url, user: '', secret: 'mine' }));
    expect(unknown.lines.find(({ line }) => line === 'may-write')).toMatchObject({ ok: null });
    expect(unknown.failure).toBeNull();
  });

  it('says that nobody may write to a server that is read-only', async () => {
    const endpoint = await testEndpoint({ settings: { isReadOnly: true } });
    const { sync } = await syncApp();
    const given = { address: endpoint.url, user: '', secret: endpoint.token };
    const report = valueOf(await sync.test(given));
    expect(report.lines.find(({ line }) => line === 'may-write')).toMatchObject({ ok: false });
    expect(report.failure).toEqual({ code: 'endpoint-forbidden' });
  });

  it.each([1, 2])(
    'blames no key when the server becomes read-only with %i to send',
    async (count) => {
      const app = await syncApp();
      const server = await faultyServer(await testEndpoint());
      await app.connect(server);
      for (let made = 0; made < count; made += 1) {
        await app.apiKeys.create(newKey({ name: `Key ${made}` }));
      }
      const refused = { status: 405, path: '/', headers: {}, body: {} };
      const responses = Array.from({ length: count }, () => refused);
      server.fault = onWrites(count === 1 ? answering(405) : answering(200, { responses }));
      expect(await app.run()).toEqual({ phase: 'failed', failure: { code: 'endpoint-forbidden' } });
      expect(app.state()).toMatchObject({ problems: [], waiting: count });
    },
  );

  it.each([
    ['bucket', '/buckets/other/collections/api-keys', 'endpoint-forbidden'],
    ['collection', '/buckets/ownchat/collections/other', 'endpoint-not-found'],
  ] as const)('says in words that there may be no such %s', async (missing, path, code) => {
    const endpoint = await testEndpoint();
    const { sync } = await syncApp();
    const given = { address: `${endpoint.root}${path}`, user: '', secret: endpoint.token };
    expect(valueOf(await sync.connect(given)).failure).toEqual({ code });
    const { sentence } = endpointFailureWords[code];
    expect(sentence).toContain(missing);
  });

  it('says that nobody is signed in when everybody may read and the token is not known', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const hello = (await (await fetch(`${endpoint.root}/`)).json()) as Record<string, unknown>;
    expect(hello).not.toHaveProperty('user');
    server.fault = (incoming, response) =>
      incoming.url === '/v1/' && answering(200, hello)(incoming, response);
    const { sync } = await syncApp();
    const report = valueOf(
      await sync.connect({ address: server.url, user: '', secret: endpoint.token }),
    );
    expect(report.lines.at(-1)).toMatchObject({ line: 'signed-in', ok: false });
    expect(report.failure).toEqual({ code: 'endpoint-sign-in' });
    expect(valueOf(sync.state())).toEqual({ kind: 'off' });
  });

  it.each([403, 404, 500, 503])(
    'says that somebody is signed in, and what is wrong beside, after a %i of the collection',
    async (status) => {
      const endpoint = await testEndpoint();
      const server = await faultyServer(endpoint);
      server.fault = (incoming, response) =>
        incoming.url !== '/v1/' && answering(status)(incoming, response);
      const { sync } = await syncApp();
      const given = { address: server.url, user: '', secret: endpoint.token };
      const report = valueOf(await sync.test(given));
      expect(report.lines.find(({ line }) => line === 'signed-in')).toEqual({
        line: 'signed-in',
        ok: true,
        user: 'account:admin',
      });
      expect(report.failure).not.toBeNull();
    },
  );

  it('does not go past a certificate that nobody vouches for', async () => {
    const endpoint = await testEndpoint({ tls: true });
    const { sync } = await syncApp();
    const report = valueOf(
      await sync.connect({ address: endpoint.url, user: '', secret: endpoint.token }),
    );
    expect(report.failure).toEqual({ code: 'endpoint-certificate', problem: 'untrusted' });
    expect(endpoint.recorder.sent(endpoint.token)).toBe(false);
  });

  it('shows what a first sync will do before anything is sent', async () => {
    const endpoint = await testEndpoint();
    const other = await syncApp();
    await other.apiKeys.create(newKey({ name: 'Theirs' }));
    await other.connect(endpoint);
    const app = await syncApp();
    await app.apiKeys.create(newKey({ name: 'Mine' }));
    await app.apiKeys.create(newKey({ name: 'Mine too' }));
    await app.sync.connect({ address: endpoint.url, user: '', secret: endpoint.token });
    expect(valueOf(await app.sync.preview())).toEqual({
      send: 2,
      receive: 1,
      remove: 0,
      conflicts: 0,
    });
    expect(failureOf(app.sync.syncNow())).toEqual({ code: 'sync-not-set-up' });
    expect(app.state().phase).toEqual({ phase: 'new' });
    expect(endpoint.records()).toHaveLength(1);
    valueOf(await app.sync.begin());
    await app.sync.settled();
    expect(endpoint.records()).toHaveLength(3);
    expect(app.state()).toMatchObject({ phase: { phase: 'idle' }, waiting: 0 });
  });

  it('keeps the credential sealed: not in a state, not readable in a file', async () => {
    const endpoint = await testEndpoint({
      users: [{ id: 'account:a', token: 'a-very-secret-access-token', access: 'write' }],
    });
    const app = await syncApp();
    await app.connect(endpoint);
    expect(JSON.stringify([app.states, app.sync.state()])).not.toContain('a-very-secret');
    await app.session.lock();
    for (const file of ['vault.json', 'activity.jsonl']) {
      const bytes = await readFile(join(app.directory, file));
      expect(bytes.includes('a-very-secret')).toBe(false);
    }
    valueOf(await app.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(await app.run()).toEqual({ phase: 'idle' });
  });

  it('gives the kept credential to no other address', async () => {
    const endpoint = await testEndpoint();
    const elsewhere = await testEndpoint();
    const app = await syncApp();
    await app.connect(endpoint);
    expect(
      valueOf(await app.sync.test({ address: endpoint.url, user: '', secret: '' })).failure,
    ).toBeNull();
    const stolen = await app.sync.test({ address: elsewhere.url, user: '', secret: '' });
    expect(failureOf(stolen)).toEqual({ code: 'endpoint-sign-in' });
    expect(elsewhere.recorder.requests).toEqual([]);
  });

  it('leaves an endpoint with every key here, and everything there as it was', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    await app.apiKeys.create(newKey());
    await app.connect(endpoint);
    valueOf(await app.sync.forget());
    expect(valueOf(app.sync.state())).toEqual({ kind: 'off' });
    expect(app.session.vault?.keys.size).toBe(1);
    expect(app.session.vault?.ledger.entries.size).toBe(0);
    expect(endpoint.records()).toHaveLength(1);
  });
});

/** Item by item: what happens on the wire, and what the person is told. */
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
    '%s while receiving changes nothing, and the next sync goes on',
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
    '%s while sending loses nothing, and nothing is there twice afterwards',
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

  it('takes an answer that never came for what it was: nothing is changed twice, and nothing asked', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    const { apiKey } = valueOf(await app.apiKeys.create(newKey({ scopes: ['tags:read'] })));
    await app.connect(server);
    await app.run();
    valueOf(await app.apiKeys.update(apiKey.id, { scopes: ['tags:write'] }));
    // The endpoint hears it and stores it, but its answer is lost.
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

  it('leaves others alone who change the same key each time, and comes back later', async () => {
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

  it('is still in step after a colleague was let in, and remembers how the place is known now', async () => {
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
    const lists = endpoint.recorder.requests.filter(({ url }) => url.includes('api-keys/records?'));
    expect(lists).toHaveLength(1);
    valueOf(await app.sync.connect({ address: endpoint.url, user: '', secret: endpoint.token }));
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(app.session.vault?.ledger.entries.size).toBe(3);
  });

  it('notices a collection that was emptied under the number it had, and takes nothing away', async () => {
    const endpoint = await testEndpoint();
    const clock = { now: Date.now() };
    const app = await syncApp({ now: () => clock.now });
    await app.apiKeys.create(newKey());
    await app.connect(endpoint);
    await app.run();
    endpoint.recreateCollection(app.session.vault?.ledger.cursor ?? 0);
    clock.now += 6 * 60 * 60_000;
    const question = { kind: 'replaced', reason: 'lost-records' };
    expect(await app.run()).toEqual({ phase: 'asking', question });
    expect(app.session.vault?.keys.size).toBe(1);
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(endpoint.records()).toHaveLength(1);
  });

  it('lets somebody sync who was let into the collection only', async () => {
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

  it('names a record that the endpoint refuses, and sends the others', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    const { apiKey } = valueOf(await app.apiKeys.create(newKey()));
    server.fault = onWrites(answering(400));
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(app.state().problems).toEqual([{ id: apiKey.id, kind: 'refused', detail: '400' }]);
    server.fault = null;
    await app.run();
    expect(app.state().problems).toEqual([]);
  });

  it('sends less at once where the endpoint finds it too much', async () => {
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

  it('stops when it is cancelled, and when the vault is locked', async () => {
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

  it('goes on by itself when the vault was opened anew under it', async () => {
    const endpoint = await testEndpoint();
    const network = heldNetwork();
    const app = await syncApp({ fetcher: network.fetcher });
    await app.connect(endpoint);
    valueOf(await app.apiKeys.create(newKey()));
    const release = network.hold();
    valueOf(app.sync.syncNow());
    await vi.waitUntil(() => network.waiting() > 0);
    const { vaultId } = app.session.vault!;
    const dataKey = DataKey.generate(vaultId);
    const slot = await passphraseSlot(dataKey.bytes, vaultId, PASSPHRASE, CHEAP_COST);
    valueOf(await app.session.changeDataKey({ dataKey, slots: [slot] }));
    release();
    await app.sync.settled();
    expect(app.state()).toMatchObject({ phase: { phase: 'idle' }, nextAt: expect.any(Number) });
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(endpoint.records()).toHaveLength(1);
  });

  it('keeps no endpoint that answers when the vault is locked', async () => {
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

  it('says what the endpoint wants its administrators to know, and how far its clock is off', async () => {
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

describe('a secret that is tested', () => {
  it('goes to the endpoint, whose verdict comes back', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    const { apiKey, secret } = valueOf(await app.apiKeys.create(newKey()));
    await app.connect(endpoint);
    expect(valueOf(await app.sync.verify(secret))).toEqual({ verdict: 'VALID' });
    valueOf(await app.apiKeys.setEnabled([apiKey.id], false));
    await app.run();
    expect(valueOf(await app.sync.verify(secret))).toEqual({ verdict: 'DISABLED' });
    expect(valueOf(await app.sync.verify('ock_live_unknown'))).toEqual({ verdict: 'NOT_FOUND' });
  });

  it.each<[Verdict, Record<string, unknown>, string?]>([
    ['VALID', {}],
    ['VALID', {}, 'contacts:read'],
    ['INSUFFICIENT_PERMISSIONS', {}, 'tags:read'],
    ['DISABLED', { enabled: false }],
    ['EXPIRED', { expiresAt: '2020-01-01T00:00:00.000Z' }],
    ['FORBIDDEN', { allowedIps: ['203.0.113.0/24'] }],
    ['NOT_FOUND', { secretHash: '0'.repeat(64) }],
  ])('is %s at the endpoint for a key with %o, asked about %s', async (verdict, fields, scope) => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    const { secret } = valueOf(await app.apiKeys.create(newKey({ scopes: ['contacts:write'] })));
    await app.connect(endpoint);
    const [record] = endpoint.records();
    if (record) endpoint.put({ ...record, ...fields });
    endpoint.recorder.clear();
    expect(valueOf(await app.sync.verify(secret, scope))).toEqual({ verdict });
    const [asked] = endpoint.recorder.requests;
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      data: { secret, ...(scope === undefined ? {} : { scope }) },
    });
  });

  it('is RATE_LIMITED when it is asked about too often, by the verdict or by a 429', async () => {
    const endpoint = await testEndpoint({ verificationsPerMinute: 1 });
    const app = await syncApp();
    await app.connect(endpoint);
    expect(valueOf(await app.sync.verify('x'))).toEqual({ verdict: 'NOT_FOUND' });
    expect(valueOf(await app.sync.verify('x'))).toEqual({ verdict: 'RATE_LIMITED' });
    endpoint.faults.arm('429', { method: 'POST' });
    expect(valueOf(await app.sync.verify('y'))).toEqual({ verdict: 'RATE_LIMITED' });
  });

  it('has no verdict that the contract does not know', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp();
    await app.connect(server);
    server.fault = answering(200, { data: { verdict: 'PROBABLY' } });
    expect(failureOf(await app.sync.verify('x'))).toEqual({
      code: 'endpoint-not-understood',
      problem: 'unexpected',
    });
  });

  it('goes nowhere where the endpoint does not offer it', async () => {
    const endpoint = await testEndpoint({ settings: { capabilities: [] } });
    const app = await syncApp();
    await app.connect(endpoint);
    endpoint.recorder.clear();
    expect(failureOf(await app.sync.verify('x'))).toEqual({ code: 'endpoint-cannot-verify' });
    expect(endpoint.recorder.requests).toEqual([]);
  });

  it('counts in its grace after a rotation, which travels', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncApp(), await syncApp()];
    const { apiKey, secret } = valueOf(await a.apiKeys.create(newKey()));
    await a.connect(endpoint);
    await b.connect(endpoint);
    a.clock.now = Date.now();
    const rotated = valueOf(await a.apiKeys.rotate(apiKey.id, 'day'));
    expect(rotated.secret).not.toBe(secret);
    await a.run();
    await b.run();
    expect(b.session.vault?.keys.get(apiKey.id)?.record).toEqual(
      a.session.vault?.keys.get(apiKey.id)?.record,
    );
    expect(valueOf(await b.sync.verify(secret))).toEqual({ verdict: 'VALID' });
    expect(valueOf(await b.sync.verify(rotated.secret))).toEqual({ verdict: 'VALID' });
  });
});

describe('what both sides have changed', () => {
  it('is asked about, counted, and decided by a person', async () => {
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

  it('is no question any more when somebody has decided it elsewhere', async () => {
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
