import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import { newKey, valueOf } from '../../../support/sample-keys';
import { faultyServer } from '../../../support/faulty-server';
import { recordsOf, recordsThere, syncClient, testEndpoint } from '../../../support/sync-client';

const KEYS = 10;
const done = (sent: number, received: number) => ({ kind: 'done', sent, received });
const isList = (url = '') => url.includes('/records?');

/** An endpoint with ten records and pages of three, and two vaults: the sender and an empty one. */
async function tenKeys() {
  const endpoint = await testEndpoint({ settings: { maxFetchSize: 3 } });
  const server = await faultyServer(endpoint);
  const sender = await syncClient(endpoint);
  const ids: string[] = [];
  for (let number = 1; number <= KEYS; number += 1) {
    ids.push(valueOf(await sender.apiKeys.create(newKey({ name: `Key ${number}` }))).apiKey.id);
  }
  expect(await sender.sync()).toEqual(done(KEYS, 0));
  expect(await sender.sync()).toEqual(done(0, 0));
  const receiver = await syncClient({ ...endpoint, url: server.url });
  endpoint.recorder.clear();
  const lists = () => endpoint.recorder.requests.filter(({ url }) => isList(url));
  return { endpoint, server, sender, receiver, ids, lists };
}

/** How often each key was created, according to a vault's activity. */
async function creationsIn({ vault }: Awaited<ReturnType<typeof syncClient>>): Promise<string[]> {
  const created: string[] = [];
  valueOf(
    await vault.activity.walk({
      onEvents: (events) => {
        for (const { event, keyId } of events) if (event === 'key.created') created.push(keyId);
      },
    }),
  );
  return created;
}

describe('a paged list', () => {
  it('is read to its end, each record once', async () => {
    const { sender, receiver, ids, lists } = await tenKeys();
    expect(await receiver.sync()).toEqual(done(0, KEYS));
    expect(lists()).toHaveLength(4);
    expect(recordsOf(receiver)).toEqual(recordsOf(sender));
    expect(await creationsIn(receiver)).toEqual(ids);
    expect(await receiver.sync()).toEqual(done(0, 0));
    expect(lists().map(({ status }) => status)).toEqual([200, 200, 200, 200, 304]);
  });

  it('continues after an interruption, and applies nothing twice', async () => {
    const { server, sender, receiver, ids, lists } = await tenKeys();
    server.fault = ({ url }, response) => {
      if (!isList(url) || lists().length < 2) return false;
      response.socket?.resetAndDestroy();
      return true;
    };
    expect(await receiver.sync()).toEqual({
      kind: 'failed',
      failure: { code: 'endpoint-unreachable', problem: 'interrupted' },
    });
    expect(receiver.vault.keys.size).toBe(6);
    server.fault = null;
    // The last record again, since others may share its number; then the remaining four.
    expect(await receiver.sync()).toEqual(done(0, 4));
    expect(lists()).toHaveLength(4);
    expect(recordsOf(receiver)).toEqual(recordsOf(sender));
    expect(await creationsIn(receiver)).toEqual(ids);
  });

  it.each(['http://[', 'https://elsewhere.example/v1/'])(
    'is not read partially when the next link is %s',
    async (link) => {
      const { sender, receiver } = await tenKeys();
      const fetcher: Fetch = async (url, init) => {
        const { status, headers, body } = await fetch(url, init);
        const lying = new Headers(headers);
        if (headers.has('next-page')) lying.set('next-page', link);
        return new Response(body, { status, headers: lying });
      };
      expect(await receiver.sync({ fetcher })).toEqual({
        kind: 'failed',
        failure: { code: 'endpoint-not-understood', problem: 'unexpected' },
      });
      await receiver.sync();
      expect(recordsOf(receiver)).toEqual(recordsOf(sender));
    },
  );

  it('includes changes made while it is read', async () => {
    const { endpoint, server, receiver, ids, lists } = await tenKeys();
    const [first = '', second = '', , , , , , eighth = ''] = ids;
    const before = new Map(endpoint.records().map((record) => [record.id, record]));
    server.fault = ({ url }) => {
      if (!isList(url) || lists().length !== 2) return false;
      // One that was read is edited, one is deleted, and one on a later page is edited.
      endpoint.put({ ...before.get(first), id: first, note: 'edited between' });
      endpoint.remove(second);
      endpoint.put({ ...before.get(eighth), id: eighth, note: 'edited before it came' });
      server.fault = null;
      return false;
    };
    expect((await receiver.sync({ mayRemoveMany: true })).kind).toBe('done');
    expect(await receiver.sync()).toEqual(done(0, 0));
    expect(recordsOf(receiver)).toEqual(recordsThere(endpoint));
    expect(Object.keys(recordsOf(receiver))).toHaveLength(KEYS - 1);
    expect(recordsOf(receiver)[first]?.note).toBe('edited between');
  });
});
