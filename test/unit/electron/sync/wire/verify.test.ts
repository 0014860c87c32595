import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../../shared/sync/sync-state';
import { answering, faultyServer } from '../../../../support/faulty-server';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { syncApp } from '../../../../support/sync-app';
import { testEndpoint } from '../../../../support/sync-client';

describe('testing a secret', () => {
  it('sends it to the endpoint, and returns the verdict', async () => {
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
  ])('returns %s for a key with %o, asked about %s', async (verdict, fields, scope) => {
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

  it('returns RATE_LIMITED for too many requests, by verdict or by a 429', async () => {
    const endpoint = await testEndpoint({ verificationsPerMinute: 1 });
    const app = await syncApp();
    await app.connect(endpoint);
    expect(valueOf(await app.sync.verify('x'))).toEqual({ verdict: 'NOT_FOUND' });
    expect(valueOf(await app.sync.verify('x'))).toEqual({ verdict: 'RATE_LIMITED' });
    endpoint.faults.arm('429', { method: 'POST' });
    expect(valueOf(await app.sync.verify('y'))).toEqual({ verdict: 'RATE_LIMITED' });
  });

  it('rejects a verdict that the contract does not know', async () => {
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

  it('sends nothing to a server without the capability', async () => {
    const endpoint = await testEndpoint({ settings: { capabilities: [] } });
    const app = await syncApp();
    await app.connect(endpoint);
    endpoint.recorder.clear();
    expect(failureOf(await app.sync.verify('x'))).toEqual({ code: 'endpoint-cannot-verify' });
    expect(endpoint.recorder.requests).toEqual([]);
  });

  it('accepts the previous secret within its synced grace period', async () => {
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
