import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../electron/sync/run/problems-and-notices';
import { problemsShown, settleProblem } from '../../../../electron/sync/decisions/problems';
import { reachOf } from '../../../../shared/keys/reach';
import { answering, faultyServer, onWrites } from '../../../support/faulty-server';
import { valueOf } from '../../../support/sample-keys';
import {
  routeThrough,
  createKeys,
  isThere,
  openEndpoint,
  recordIn,
  makeUnreadable,
} from '../../../support/unreadable-records';
import { syncApp } from '../../../support/sync-app';
import { syncClient, testEndpoint } from '../../../support/sync-client';

const idle = { phase: 'idle' };

/** A vault in sync on two keys. */
async function inStep() {
  const endpoint = await openEndpoint();
  const client = await syncClient(endpoint);
  const [id, other] = await createKeys(client, ['Zoho', 'HubSpot']);
  await client.sync();
  await client.sync();
  return { endpoint, client, id, other };
}

/** An app without keys, connected to an endpoint with one unreadable record. */
async function metUnreadable() {
  const endpoint = await openEndpoint();
  const server = await faultyServer(endpoint);
  const [there, app] = [await syncClient(endpoint), await syncApp()];
  const [id] = await createKeys(there, ['Zoho']);
  await there.sync();
  makeUnreadable(endpoint, id);
  await app.connect(server);
  return { endpoint, server, app, id };
}

describe('the problem of an unreadable record', () => {
  it('is closed when a restored endpoint has the agreed record again', async () => {
    const { endpoint, client, id } = await inStep();
    const copy = endpoint.copy();
    makeUnreadable(endpoint, id);
    await client.sync();
    expect(problemsOf(client.vault)).toHaveLength(1);
    endpoint.restore(copy);
    expect(await client.sync()).toMatchObject({ kind: 'done' });
    expect(await client.sync({ isFullCheck: true })).toMatchObject({ kind: 'done' });
    valueOf(await client.apiKeys.update(id, { note: 'edited', scopes: ['tags:read'] }));
    expect(await client.sync({ isFullCheck: true })).toMatchObject({ kind: 'done', sent: 1 });
    expect(problemsOf(client.vault)).toEqual([]);
    expect(recordIn(endpoint, id)).toMatchObject({ note: 'edited' });
  });

  it('is closed when the agreed record is back under its agreed number', async () => {
    const { endpoint, client, id } = await inStep();
    const good = recordIn(endpoint, id);
    endpoint.putUnder(good.last_modified, { ...good, expiresAt: 'tomorrow' });
    expect(await client.sync({ isFullCheck: true })).toMatchObject({ kind: 'done' });
    expect(problemsOf(client.vault)).toHaveLength(1);
    endpoint.putUnder(good.last_modified, good);
    expect(await client.sync({ isFullCheck: true })).toMatchObject({ kind: 'done' });
    expect(problemsOf(client.vault)).toEqual([]);
  });

  it('is closed when the record is gone without a tombstone', async () => {
    const { endpoint, client } = await inStep();
    endpoint.put({ id: 'strange', name: 7 });
    await client.sync();
    expect(problemsOf(client.vault)).toHaveLength(1);
    endpoint.remove('strange');
    endpoint.purge();
    expect(await client.sync({ isFullCheck: true })).toMatchObject({ kind: 'done' });
    expect(problemsOf(client.vault)).toEqual([]);
  });
});

describe('unreadable records after a colleague was granted access', () => {
  it('do not make the endpoint look replaced', async () => {
    const { endpoint, client, id, other } = await inStep();
    for (const each of [id, other]) makeUnreadable(endpoint, each);
    expect(await client.sync()).toMatchObject({ kind: 'done' });
    endpoint.touch('collection');
    endpoint.put({ id: 'strange', name: 7 });
    expect(await client.sync()).toMatchObject({ kind: 'done' });
  });

  it('may belong to a key that was deleted on both sides', async () => {
    const { endpoint, client, id, other } = await inStep();
    const [third] = await createKeys(client, ['Billing']);
    const old = recordIn(endpoint, id);
    valueOf(await client.apiKeys.delete([id]));
    await client.sync();
    await client.sync();
    endpoint.put({ ...old, expiresAt: 'tomorrow' });
    expect(await client.sync()).toMatchObject({ kind: 'done' });
    expect(problemsOf(client.vault)).toMatchObject([{ kind: 'invalid' }]);
    endpoint.touch('collection');
    endpoint.put({ ...recordIn(endpoint, other), note: 'x' });
    expect(await client.sync()).toMatchObject({ kind: 'done' });
    expect(isThere(endpoint, third)).toBe(true);
  });
});

describe('a choice about an unreadable record', () => {
  it.each(['deactivate', 'delete'] as const)(
    'keeps the problem listed when the endpoint refuses it: %s',
    async (how) => {
      const { server, app, id } = await metUnreadable();
      expect(app.state().problems).toMatchObject([{ name: 'Zoho', kind: 'invalid' }]);
      server.fault = onWrites(answering(400, { message: 'expiresAt in body: no date' }));
      valueOf(await app.sync.settle(id, how));
      expect(await app.run()).toEqual(idle);
      expect(app.state().problems).toHaveLength(1);
    },
  );

  it('is not retried automatically after a refusal, and can be made again', async () => {
    const { endpoint, client, id } = await inStep();
    const server = await faultyServer(endpoint);
    makeUnreadable(endpoint, id);
    await client.sync();
    valueOf(await client.apiKeys.update(id, { note: 'edited' }));
    valueOf(await settleProblem(client.vault, id, 'overwrite', Date.now()));
    server.fault = onWrites(answering(400, { message: 'no' }));
    const fetcher = routeThrough(endpoint, server);
    for (let run = 0; run < 3; run += 1) await client.sync({ fetcher });
    expect(server.count).toBe(1);
    expect(problemsShown(client.vault)).toMatchObject([
      { kind: 'refused', says: 'no', choices: ['overwrite', 'deactivate', 'delete'] },
    ]);
  });

  it('is listed by name among the unsent changes when it is a deletion', async () => {
    const { endpoint, app, id } = await metUnreadable();
    await endpoint.suspend();
    valueOf(await app.sync.settle(id, 'delete'));
    expect(app.state().unsent).toEqual([{ keyId: id, name: 'Zoho', change: 'deleted' }]);
    await endpoint.resume();
  });
});

describe('a key whose record is unreadable', () => {
  /** An app in sync on two keys, one of which then becomes unreadable at the endpoint. */
  async function spoilt() {
    const endpoint = await openEndpoint();
    const app = await syncApp();
    const [id] = await createKeys(app, ['Zoho', 'HubSpot']);
    await app.connect(endpoint);
    makeUnreadable(endpoint, id);
    expect(await app.run()).toEqual(idle);
    return { endpoint, app, id };
  }

  it('is not reported as about to be sent when it is edited', async () => {
    const { app, id } = await spoilt();
    valueOf(await app.apiKeys.update(id, { note: 'x', scopes: ['tags:read'] }));
    expect(await app.run()).toEqual(idle);
    expect(app.state().waiting).toBe(1);
    expect(reachOf(app.state(), [id])).toBe('unreadable');
  });

  it('is undecided again when it is activated after a planned deactivation', async () => {
    const { endpoint, app, id } = await spoilt();
    await endpoint.suspend();
    valueOf(await app.sync.settle(id, 'deactivate'));
    expect(app.state().problems).toMatchObject([{ chosen: 'deactivate' }]);
    valueOf(await app.apiKeys.setEnabled([id], true));
    await endpoint.resume();
    expect(await app.run()).toEqual(idle);
    expect(app.state().problems).toMatchObject([{ chosen: null }]);
    expect(recordIn(endpoint, id)).toMatchObject({ expiresAt: 'tomorrow' });
  });
});

describe('the deletion of a key', () => {
  it('reaches an unreadable record found by the first sync', async () => {
    const endpoint = await openEndpoint();
    const app = await syncApp();
    const [id] = await createKeys(app, ['Zoho', 'HubSpot']);
    endpoint.put({ ...app.session.vault?.keys.get(id)?.record, id, expiresAt: 'tomorrow' });
    await app.connect(endpoint);
    valueOf(await app.apiKeys.delete([id]));
    expect(app.state().waiting).toBe(1);
    await app.run();
    expect(isThere(endpoint, id)).toBe(false);
  });

  it('closes the problem of a new key that the endpoint refused', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const client = await syncClient(endpoint);
    const [id] = await createKeys(client, ['Zoho']);
    server.fault = onWrites(answering(400, { message: 'too rude' }));
    await client.sync({ fetcher: routeThrough(endpoint, server) });
    expect(problemsShown(client.vault)).toHaveLength(1);
    valueOf(await client.apiKeys.delete([id]));
    await client.sync();
    await client.sync({ isFullCheck: true, isByHand: true });
    expect(problemsShown(client.vault)).toEqual([]);
  });
});
