import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpointFailureWords } from '../../../../shared/words/en/sync-failures';
import { answering, faultyServer, onWrites } from '../../../support/faulty-server';
import { failureOf, newKey, someRecord, valueOf } from '../../../support/sample-keys';
import { syncApp } from '../../../support/sync-app';
import { testEndpoint } from '../../../support/sync-client';
import { PASSPHRASE } from '../../../support/test-vault';

describe('setting sync up', () => {
  it('keeps the time of the last sync while paused or locked, but not of a disconnected endpoint', async () => {
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

  it('tests each requirement of an endpoint, with a line for each', async () => {
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

  it('accepts a user with a password', async () => {
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

  it('reports read-only access, and a clock that is a day off', async () => {
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

  it('tests write access without changing anything when permissions are not shown', async () => {
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

  it('reports a read-only server', async () => {
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
  ] as const)('reports a missing %s', async (missing, path, code) => {
    const endpoint = await testEndpoint();
    const { sync } = await syncApp();
    const given = { address: `${endpoint.root}${path}`, user: '', secret: endpoint.token };
    expect(valueOf(await sync.connect(given)).failure).toEqual({ code });
    const { sentence } = endpointFailureWords[code];
    expect(sentence).toContain(missing);
  });

  it('reports a failed sign-in when reading is public and the token is unknown', async () => {
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
    'reports the sign-in, and the other fault, after a %i of the collection',
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

  it('does not accept an untrusted certificate', async () => {
    const endpoint = await testEndpoint({ tls: true });
    const { sync } = await syncApp();
    const report = valueOf(
      await sync.connect({ address: endpoint.url, user: '', secret: endpoint.token }),
    );
    expect(report.failure).toEqual({ code: 'endpoint-certificate', problem: 'untrusted' });
    expect(endpoint.recorder.sent(endpoint.token)).toBe(false);
  });

  it('previews the first sync before anything is sent', async () => {
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

  it('keeps the credential sealed: neither in a state nor readable in a file', async () => {
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

  it('sends the stored credential to no other address', async () => {
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

  it('disconnects an endpoint without changing keys here or there', async () => {
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
