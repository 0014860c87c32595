import { describe, expect, it } from 'vitest';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { syncApp } from '../../../../support/sync-app';
import { testEndpoint } from '../../../../support/sync-client';
import { PASSPHRASE } from '../../../../support/test-vault';

type App = Awaited<ReturnType<typeof syncApp>>;

const SIX_HOURS = 6 * 60 * 60_000;
const idle = { phase: 'idle' };

const recordsIn = ({ session }: App) =>
  new Map(
    [...(session.vault?.keys.values() ?? [])]
      .map(({ record }) => [record.id, record] as const)
      .toSorted(([one], [other]) => one.localeCompare(other)),
  );

/** Two apps in sync on three keys; the first app then deletes one. */
async function withDeleted({ isHeard }: { isHeard: boolean }) {
  const endpoint = await testEndpoint();
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const [a, b] = [await syncApp({ now }), await syncApp({ now })];
  const ids: string[] = [];
  for (const name of ['Zoho', 'HubSpot', 'Billing']) {
    ids.push(valueOf(await a.apiKeys.create(newKey({ name }))).apiKey.id);
  }
  await a.connect(endpoint);
  await b.connect(endpoint);
  const [id = ''] = ids;
  const copy = endpoint.copy();
  valueOf(await a.apiKeys.delete([id]));
  expect(await a.run()).toEqual(idle);
  if (isHeard) expect(await b.run()).toEqual(idle);
  const lookCloser = async (app: App) => {
    clock.now += SIX_HOURS;
    return app.run();
  };
  const compare = async (app: App) => {
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(app.state().phase).toEqual(idle);
  };
  return { endpoint, a, b, id, copy, lookCloser, compare };
}

/** The second app was offline until the tombstone was purged, and sends its keys. */
async function sentAgain() {
  const all = await withDeleted({ isHeard: false });
  const { endpoint, a, b, id, lookCloser, compare } = all;
  endpoint.purge();
  expect(await lookCloser(b)).toEqual({
    phase: 'asking',
    question: { kind: 'replaced', reason: 'lost-records', keys: { names: ['Zoho'], count: 1 } },
  });
  await compare(b);
  expect(endpoint.records().some((record) => record.id === id)).toBe(true);
  expect(await a.run()).toEqual(idle);
  expect(a.state().returned).toEqual([{ keyId: id, name: 'Zoho' }]);
  expect(a.state().notices).toEqual([]);
  return all;
}

describe('a deleted key that exists at the endpoint again', () => {
  it('is reported, and is deleted there when the user chooses that', async () => {
    const { endpoint, a, b, id } = await sentAgain();
    valueOf(await a.sync.answerReturned({ keyIds: [id], answer: 'delete' }));
    await a.sync.settled();
    expect(a.state()).toMatchObject({ returned: [], waiting: 0, phase: idle });
    expect(endpoint.records().some((record) => record.id === id)).toBe(false);
    expect(await b.run()).toEqual(idle);
    expect(recordsIn(b)).toEqual(recordsIn(a));
    expect(recordsIn(a).has(id)).toBe(false);
  });

  it('is reported, and is taken over when the user chooses that', async () => {
    const { endpoint, a, b, id } = await sentAgain();
    // Later changes there count.
    valueOf(await b.apiKeys.update(id, { note: 'still needed' }));
    await b.run();
    valueOf(await a.sync.answerReturned({ keyIds: [id], answer: 'take' }));
    await a.sync.settled();
    expect(a.state()).toMatchObject({ returned: [], waiting: 0, phase: idle });
    expect(recordsIn(a).get(id)?.note).toBe('still needed');
    expect(recordsIn(b)).toEqual(recordsIn(a));
    expect(endpoint.records()).toHaveLength(3);
  });

  it('is recorded with its access there', async () => {
    const { a, b, id } = await sentAgain();
    const access = { scopes: ['tags:write'], allowedIps: ['203.0.113.7/32'], expiresAt: null };
    valueOf(await b.apiKeys.update(id, access));
    await b.run();
    await a.run();
    expect(a.session.vault?.ledger.entries.get(id)?.returned).toMatchObject({
      name: 'Zoho',
      access: { ...access, enabled: true },
    });
  });

  it('is left unchanged when it differs from the state that the user agreed to', async () => {
    const { a, id } = await sentAgain();
    const answered = await a.sync.answerReturned({ keyIds: [id], answer: 'take' }, () => false);
    expect(answered).toEqual({ ok: false, failure: { code: 'not-confirmed' } });
    expect(a.state().returned).toEqual([{ keyId: id, name: 'Zoho' }]);
  });

  it('is deleted there later when the user decides offline', async () => {
    const { endpoint, a, id } = await sentAgain();
    await endpoint.suspend();
    valueOf(await a.sync.answerReturned({ keyIds: [id], answer: 'delete' }));
    await a.sync.settled();
    expect(a.state()).toMatchObject({ returned: [], waiting: 1, phase: { phase: 'failed' } });
    await endpoint.resume();
    expect(await a.run()).toEqual(idle);
    expect(endpoint.records().some((record) => record.id === id)).toBe(false);
  });

  it('is no longer reported once it was deleted there', async () => {
    const { endpoint, a, id } = await sentAgain();
    endpoint.remove(id);
    expect(await a.run()).toEqual(idle);
    expect(a.state().returned).toEqual([]);
  });

  it('stays reported after a restart, under its present name there', async () => {
    const { a, b, id } = await sentAgain();
    valueOf(await b.apiKeys.update(id, { name: 'Zoho 2' }));
    await b.run();
    await a.run();
    expect(a.state().returned).toEqual([{ keyId: id, name: 'Zoho 2' }]);
    await a.sync.locking();
    await a.session.lock();
    valueOf(await a.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(a.state().returned).toEqual([{ keyId: id, name: 'Zoho 2' }]);
  });

  it('is found by the full check when it has a past version number', async () => {
    const { endpoint, a, b, id, copy, lookCloser } = await withDeleted({ isHeard: true });
    const old = copy.collections['api-keys'].records.find((record) => record.id === id);
    if (old) endpoint.putUnder(old.last_modified, old);
    expect(await a.run()).toEqual(idle);
    for (const app of [a, b]) {
      expect(await lookCloser(app)).toEqual(idle);
      expect(app.state().returned).toEqual([{ keyId: id, name: 'Zoho' }]);
    }
    valueOf(await a.sync.answerReturned({ keyIds: [id], answer: 'delete' }));
    await a.sync.settled();
    await b.run();
    expect(endpoint.records()).toHaveLength(2);
    expect([a.state().returned, b.state().returned]).toEqual([[], []]);
  });

  it('is also reported after a comparison from the start', async () => {
    const { endpoint, a, b, id, compare } = await withDeleted({ isHeard: false });
    endpoint.replaceBucket();
    expect(await a.run()).toMatchObject({ phase: 'asking' });
    await compare(a);
    expect(await b.run()).toMatchObject({ phase: 'asking' });
    await compare(b);
    expect(await a.run()).toEqual(idle);
    expect(recordsIn(a).has(id)).toBe(false);
    expect(a.state().returned).toEqual([{ keyId: id, name: 'Zoho' }]);
  });
});

describe('purged tombstones', () => {
  it.each([false, true])(
    'are not reported as a difference, and are checked once only (number lost: %s)',
    async (forgetsTimestamp) => {
      const { endpoint, a, b } = await withDeleted({ isHeard: true });
      endpoint.purge({ forgetsTimestamp });
      for (const app of [a, b, a, b]) expect(await app.run()).toEqual(idle);
      valueOf(await b.apiKeys.create(newKey({ name: 'New' })));
      for (const app of [b, a, b]) expect(await app.run()).toEqual(idle);
      expect(recordsIn(a)).toEqual(recordsIn(b));
      valueOf(await b.apiKeys.create(newKey({ name: 'Newer' })));
      await b.run();
      endpoint.recorder.clear();
      expect(await a.run()).toEqual(idle);
      const lists = endpoint.recorder.requests.filter(({ url }) =>
        url.includes('api-keys/records?'),
      );
      expect(lists.length).toBeLessThanOrEqual(2);
    },
  );
});
