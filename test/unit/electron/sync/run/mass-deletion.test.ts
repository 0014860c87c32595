import { describe, expect, it } from 'vitest';
import { reusedId } from '../../../../../electron/sync/run/reused-id';
import { noticesOf } from '../../../../../electron/sync/run/problems-and-notices';
import { waitingIds } from '../../../../../electron/sync/run/outbox';
import type { Fetch } from '../../../../../electron/sync/wire/transport';
import type { Endpoint } from '../../../../endpoint/start-endpoint';
import { valueOf } from '../../../../support/sample-keys';
import { createKeys } from '../../../../support/unreadable-records';
import { syncApp } from '../../../../support/sync-app';
import type { SyncClient } from '../../../../support/sync-client';
import { recordsOf, recordsThere, syncClient, testEndpoint } from '../../../../support/sync-client';

// Many deletions need a confirmation. It covers the deletions that were shown, and no others.

const NAMES = Array.from({ length: 12 }, (_, index) => `Key ${index}`);

/** Two vaults in sync on twelve keys, which the endpoint then loses. */
async function allDeleted(settings: { maxFetchSize?: number } = {}) {
  const endpoint = await testEndpoint({ settings });
  const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
  const ids = await createKeys(a, NAMES);
  await a.sync();
  await b.sync();
  for (const id of ids) endpoint.remove(id);
  return { endpoint, a, b, ids };
}

/** The version number of a key's deletion at the endpoint. */
function deletionOf(endpoint: Endpoint, id: string): number {
  const stone = endpoint.history().find((each) => each.id === id && each['deleted'] === true);
  if (!stone) throw new Error('the endpoint has no such deletion');
  return stone.last_modified;
}

async function expectEqual(endpoint: Endpoint, ...clients: SyncClient[]): Promise<void> {
  for (const client of [...clients, ...clients]) {
    expect(await client.sync({ mayRemoveMany: true })).toMatchObject({ kind: 'done' });
  }
  for (const client of clients) {
    expect(waitingIds(client.vault)).toEqual([]);
    expect(recordsOf(client)).toEqual(recordsThere(endpoint));
  }
}

const sendAgain = { mayRemoveMany: true, sendsAgain: true };

describe('keys sent again after many deletions', () => {
  it('stay deleted when one is deleted during the push', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const [first] = await createKeys(a, ['Zoho']);
    await a.sync();
    const [{ last_modified: _, ...record } = { last_modified: 0 }] = endpoint.records();
    const ids = [first];
    for (let index = 0; index < 1_001; index += 1) {
      const id = `${first.slice(0, -4)}${index.toString(16).padStart(4, '0')}`;
      if (id === first) continue;
      endpoint.put({ ...record, id, name: `Key ${index}` });
      ids.push(id);
    }
    await a.sync();
    for (const id of ids) endpoint.remove(id);
    expect((await a.sync()).kind).toBe('asking');
    const again = reusedId(first, deletionOf(endpoint, first));
    let isDeleted = false;
    const fetcher: Fetch = async (url, init) => {
      const answer = await fetch(url, init);
      if (!isDeleted && endpoint.records().some(({ id }) => id === again)) {
        endpoint.remove(again);
        isDeleted = true;
      }
      return answer;
    };
    expect(await a.sync({ ...sendAgain, fetcher })).toMatchObject({ kind: 'done' });
    expect(isDeleted).toBe(true);
    await a.sync();
    expect(Object.values(recordsThere(endpoint)).some(({ name }) => name === 'Zoho')).toBe(false);
    expect(recordsOf(a)).toEqual(recordsThere(endpoint));
  }, 60_000);

  it('merge with those a colleague sent before, without regaining access that was removed here', async () => {
    const { endpoint, a, b, ids } = await allDeleted();
    const [id = ''] = ids;
    valueOf(await a.apiKeys.setEnabled([id], false));
    await b.sync(sendAgain);
    expect((await a.sync()).kind).toBe('asking');
    expect(await a.sync(sendAgain)).toMatchObject({ kind: 'done' });
    await expectEqual(endpoint, a, b);
    const again = reusedId(id, deletionOf(endpoint, id));
    expect(recordsThere(endpoint)[again]).toMatchObject({ enabled: false });
    expect(endpoint.records()).toHaveLength(12);
  });

  it('leave no key here that the endpoint lacks when they were sent and deleted again before', async () => {
    const { endpoint, a, b, ids } = await allDeleted();
    await b.sync(sendAgain);
    const [id = ''] = ids;
    endpoint.remove(reusedId(id, deletionOf(endpoint, id)));
    await b.sync();
    expect((await a.sync()).kind).toBe('asking');
    expect(await a.sync(sendAgain)).toMatchObject({ kind: 'done' });
    for (const key of a.vault.keys.keys()) {
      expect(a.vault.ledger.entries.get(key)?.deleted).toBeUndefined();
    }
    await expectEqual(endpoint, a, b);
    expect(endpoint.records()).toHaveLength(12);
  });

  it('are those that were shown: a key deleted since the question stays deleted', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    const ids = await createKeys(app, [...NAMES, 'Leaked']);
    await app.connect(endpoint);
    await app.run();
    for (const id of ids.slice(0, -1)) endpoint.remove(id);
    expect(await app.run()).toMatchObject({
      question: { kind: 'mass-deletion', count: 12, total: 13 },
    });
    endpoint.remove(ids.at(-1) ?? '');
    valueOf(await app.sync.answer('send'));
    await app.sync.settled();
    expect(app.state().phase).toMatchObject({ phase: 'idle' });
    const names = endpoint.records().map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(NAMES));
    expect(names).toHaveLength(NAMES.length);
    expect(app.state().notices).toMatchObject([{ kind: 'deleted-elsewhere', name: 'Leaked' }]);
  });
});

describe('the question about many deletions', () => {
  it('counts the deletions on all pages before it applies any', async () => {
    const { endpoint, a } = await allDeleted({ maxFetchSize: 5 });
    expect(await a.sync()).toMatchObject({
      kind: 'asking',
      question: { kind: 'mass-deletion', count: a.vault.keys.size, total: a.vault.keys.size },
    });
    await expectEqual(endpoint, a);
    expect(a.vault.keys.size).toBe(0);
  });

  it('is needed for an answer: without it an answer has no effect', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    const ids = await createKeys(app, NAMES);
    await app.connect(endpoint);
    await app.run();
    for (const id of ids) endpoint.remove(id);
    expect(await app.run()).toMatchObject({ question: { kind: 'mass-deletion' } });
    // Both sides are compared instead, and everything is sent; then all is deleted again.
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    const asked = app.sync.keysAffectedBy('remove');
    if (!asked) {
      valueOf(await app.sync.answer('remove'));
      await app.sync.settled();
    }
    expect(app.session.vault?.keys.size).toBe(12);
  });

  it('is asked again when many others were deleted since', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    const ids = await createKeys(app, [...NAMES, ...NAMES.map((name) => `Other ${name}`)]);
    await app.connect(endpoint);
    await app.run();
    for (const id of ids.slice(0, 12)) endpoint.remove(id);
    expect(await app.run()).toMatchObject({ question: { count: 12, total: 24 } });
    const named = { names: NAMES.toSorted().slice(0, 5), count: 12 };
    expect(app.sync.keysAffectedBy('remove')).toEqual(named);
    expect(app.sync.keysAffectedBy('compare')?.count).toBe(24);
    for (const id of ids.slice(12)) endpoint.remove(id);
    valueOf(await app.sync.answer('remove'));
    await app.sync.settled();
    expect(app.state().phase).toMatchObject({ question: { kind: 'mass-deletion' } });
    expect(app.session.vault?.keys.size).toBeGreaterThanOrEqual(12);
    expect(noticesOf(app.session.vault!)).toEqual([]);
  });
});
