import { describe, expect, it } from 'vitest';
import { usageOf } from '../../../../../shared/keys/usage';
import { answering, faultyServer } from '../../../../support/faulty-server';
import { keyId, newKey, valueOf } from '../../../../support/sample-keys';
import { syncApp } from '../../../../support/sync-app';
import { testEndpoint } from '../../../../support/sync-client';
import { PASSPHRASE } from '../../../../support/test-vault';

const HOUR = 60 * 60_000;
const USED = Date.parse('2026-11-23T09:12:00.000Z');

/** An app in sync with its endpoint, at the time of its last use. */
async function appInStep(options: Parameters<typeof testEndpoint>[0] = {}) {
  const clock = { now: USED + HOUR };
  const endpoint = await testEndpoint(options);
  const app = await syncApp({ now: () => clock.now });
  const { apiKey } = valueOf(await app.apiKeys.create(newKey({ name: 'Zoho' })));
  await app.connect(endpoint);
  const usageRequests = () =>
    endpoint.recorder.requests.filter(({ url }) => url.includes('api-key-usage/records'));
  return { app, endpoint, clock, id: apiKey.id, usageRequests };
}

describe('usage counted by an endpoint', () => {
  it('arrives with a sync, and is stored in the vault', async () => {
    const { app, endpoint, clock, id } = await appInStep();
    expect(valueOf(app.apiKeys.usage(id))).toBeNull();
    clock.now += HOUR;
    for (let count = 0; count < 3; count += 1) endpoint.recordUse(id, USED);
    await app.run();
    expect(app.session.vault?.keys.get(id)?.record.lastUsedAt).toBe('2026-11-23T09:12:00.000Z');
    expect(valueOf(app.apiKeys.usage(id))).toEqual(usageOf([{ day: '2026-11-23', count: 3 }]));
    await app.session.lock();
    valueOf(await app.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(valueOf(app.apiKeys.usage(id))?.counts.at(-1)).toBe(3);
  });

  it('is not sent back, and is not an unsent edit', async () => {
    const { app, endpoint, clock, id } = await appInStep();
    endpoint.recordUse(id, USED);
    clock.now += HOUR;
    await app.run();
    await app.run();
    expect(app.state().waiting).toBe(0);
    expect(endpoint.records()[0]).toMatchObject({ lastUsedAt: null });
    valueOf(await app.apiKeys.update(id, { note: 'edited' }));
    await app.run();
    expect(app.session.vault?.keys.get(id)?.record.lastUsedAt).toBe('2026-11-23T09:12:00.000Z');
    expect(app.state().conflicts).toEqual([]);
  });

  it('is fetched first, every six hours, and by hand when it is ten minutes old', async () => {
    const { app, endpoint, clock, id, usageRequests } = await appInStep();
    expect(usageRequests()).toHaveLength(1);
    valueOf(await app.sync.begin());
    await app.sync.settled();
    expect(usageRequests()).toHaveLength(1);
    await app.run();
    expect(usageRequests()).toHaveLength(1);
    clock.now += HOUR / 6;
    valueOf(await app.sync.begin());
    await app.sync.settled();
    expect(usageRequests()).toHaveLength(1);
    await app.run();
    expect(usageRequests()).toHaveLength(2);
    clock.now += 6 * HOUR;
    endpoint.recordUse(id, USED);
    valueOf(await app.sync.begin());
    await app.sync.settled();
    expect(usageRequests()).toHaveLength(3);
    clock.now += HOUR;
    await app.run();
    expect(usageRequests().at(-1)?.status).toBe(304);
  });

  it('is not fetched from a server without the capability', async () => {
    const { usageRequests } = await appInStep({ settings: { capabilities: [] } });
    expect(usageRequests()).toHaveLength(0);
  });

  it('does not fail the sync when it cannot be fetched', async () => {
    const { app, endpoint, clock, id } = await appInStep();
    endpoint.recordUse(id, USED);
    for (const fault of ['403', '404', '410', '500', '503'] as const) {
      endpoint.faults.arm(fault, { path: 'api-key-usage' });
      clock.now += HOUR;
      expect(await app.run()).toEqual({ phase: 'idle' });
      expect(endpoint.faults.struck.at(-1)?.fault).toBe(fault);
    }
    clock.now += HOUR;
    await app.run();
    expect(valueOf(app.apiKeys.usage(id))?.counts.at(-1)).toBe(1);
  });

  it('is ignored where it is implausible, and the rest is kept', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const app = await syncApp({ now: () => USED + HOUR });
    const { apiKey } = valueOf(await app.apiKeys.create(newKey({ name: 'Zoho' })));
    const { apiKey: other } = valueOf(await app.apiKeys.create(newKey({ name: 'Weber' })));
    const item = { last_modified: 7, lastUsedAt: '2026-11-23T09:12:00.000Z', daily: [] };
    const lies = [
      null,
      'text',
      { id: apiKey.id, last_modified: 1, deleted: true },
      { ...item, id: apiKey.id, lastUsedAt: '9999-12-31T23:59:59.999Z' },
      { ...item, id: apiKey.id, lastUsedAt: 'yesterday' },
      { ...item, id: '__proto__' },
      { ...item, id: keyId(77) },
      { ...item, id: other.id, daily: [{ day: '2026-02-31', count: -1 }] },
    ];
    const told = {
      ...item,
      id: apiKey.id,
      daily: [
        { day: '2026-11-22', count: 4 },
        { day: '2999-01-01', count: 9 },
      ],
    };
    server.fault = (incoming, response) =>
      incoming.url?.includes('api-key-usage/records') === true &&
      answering(200, { data: [...lies, told] }, { ETag: '"7"' })(incoming, response);
    await app.connect(server);
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(valueOf(app.apiKeys.usage(apiKey.id))).toEqual(
      usageOf([{ day: '2026-11-22', count: 4 }]),
    );
    const records = app.session.vault?.keys;
    expect(records?.get(apiKey.id)?.record.lastUsedAt).toBe('2026-11-23T09:12:00.000Z');
    expect(records?.get(other.id)?.record.lastUsedAt).toBe('2026-11-23T09:12:00.000Z');
    expect(valueOf(app.apiKeys.usage(other.id))).toBeNull();
    expect(records?.size).toBe(2);
  });

  it('is deleted with its key, and fetched from the start at another endpoint', async () => {
    const { app, endpoint, clock, id } = await appInStep();
    endpoint.recordUse(id, USED);
    clock.now += HOUR;
    await app.run();
    expect(app.session.vault?.usage.cursor).not.toBeNull();
    valueOf(await app.sync.forget());
    expect(app.session.vault?.usage.cursor).toBeNull();
    expect(valueOf(app.apiKeys.usage(id))).not.toBeNull();
    valueOf(await app.apiKeys.delete([id]));
    expect(app.session.vault?.usage.get(id)).toBeUndefined();
  });
});
