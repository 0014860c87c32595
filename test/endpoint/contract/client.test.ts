import { expect, onTestFinished, test } from 'vitest';
import { parseAddress } from '../../../electron/sync/wire/address';
import { EndpointClient } from '../../../electron/sync/wire/endpoint-client';
import { writeRecord } from '../../../electron/sync/wire/wire-record';
import type { Fetch } from '../../../electron/sync/wire/transport';
import { keyId, newKey, someRecord, valueOf } from '../../support/sample-keys';
import { syncApp } from '../../support/sync-app';
import { testEndpoint } from '../../support/sync-client';
import { API_PREFIX } from '../protocol/call';
import { contractProblems } from './conformity';
import { startPrism } from './prism';

/** Node's network, with a check of each exchange against the contract. */
function listening() {
  const problems: string[] = [];
  const asked = new Set<string>();
  const fetcher: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    const text = await response.clone().text();
    const { pathname, search } = new URL(url);
    const method = init.method ?? 'GET';
    asked.add(`${method} ${pathname.replace(/[0-9a-f-]{36}$/, '{id}')}`);
    problems.push(
      ...contractProblems({
        method,
        path: `${pathname.slice(API_PREFIX.length)}${search}`,
        requestHeaders: Object.fromEntries(new Headers(init.headers)),
        requestBody: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
        status: response.status,
        headers: response.headers,
        body: text === '' ? undefined : JSON.parse(text),
      }).map((problem) => `${method} ${pathname}: ${problem}`),
    );
    return response;
  };
  return { fetcher, problems, asked };
}

const PLACE = '/v1/buckets/ownchat';
const KEYS = `${PLACE}/collections/api-keys`;

test('every request of the app to an endpoint matches the contract', async () => {
  const endpoint = await testEndpoint();
  const { fetcher, problems, asked } = listening();
  const app = await syncApp({ fetcher });
  const other = await syncApp();
  const { apiKey } = valueOf(await app.apiKeys.create(newKey({ name: 'One' })));
  for (let count = 0; count < 30; count += 1) {
    valueOf(await app.apiKeys.create(newKey({ name: `Many ${count}`, note: 'ünï\u{1F511}' })));
  }
  await app.connect(endpoint);
  await other.connect(endpoint);
  const { secret } = valueOf(await app.apiKeys.rotate(apiKey.id, 'day'));
  valueOf(await other.apiKeys.update(apiKey.id, { scopes: ['tags:read'], enabled: false }));
  await other.run();
  endpoint.recordUse(apiKey.id, Date.now());
  await app.run();
  valueOf(await app.sync.verify(secret));
  valueOf(await app.apiKeys.delete([apiKey.id]));
  await app.run();
  expect(app.state().phase).toEqual({ phase: 'idle' });
  expect([...asked].toSorted((a, b) => a.localeCompare(b))).toEqual(
    [
      `DELETE ${KEYS}/records/{id}`,
      'GET /v1/',
      `GET ${PLACE}`,
      `GET ${KEYS}`,
      `GET ${PLACE}/collections/api-key-usage/records`,
      `GET ${KEYS}/records`,
      'POST /v1/batch',
      `POST ${KEYS}/verify`,
      `PUT ${KEYS}/records/{id}`,
    ].toSorted((a, b) => a.localeCompare(b)),
  );
  expect(problems).toEqual([]);
});

test("a mock made from the contract alone accepts the client's requests", async () => {
  const prism = await startPrism();
  onTestFinished(() => prism.stop());
  const address = parseAddress(prism.url);
  if (typeof address === 'string') throw new Error(address);
  const client = new EndpointClient({
    address,
    fetcher: fetch,
    authorization: 'Bearer any',
    signal: new AbortController().signal,
  });
  valueOf(await client.hello());
  valueOf(await client.place());
  expect(await client.tryToWrite()).toBe(true);
  const usage = `/buckets/${address.bucket}/collections/api-key-usage`;
  for (const [path, before] of [
    [address.path, null],
    [address.path, 9],
    [usage, null],
  ] as const) {
    for await (const page of client.pages(7, path, before)) {
      expect(valueOf(page).items.length).toBeGreaterThan(0);
      // Its example of a page always has a next page.
      break;
    }
  }
  const writes = [
    { id: keyId(1), replaces: null, data: writeRecord(someRecord(1), { team: 'sales' }) },
    { id: keyId(2), replaces: 1_800_000_000_000, data: writeRecord(someRecord(2)) },
    { id: keyId(3), replaces: 1_800_000_000_000, data: null },
  ];
  for (const write of writes) valueOf(await client.write([write]));
  await client.write(writes);
  expect(await client.verify('ock_live_x')).toMatchObject({ ok: true });
  expect(prism.violations).toEqual([]);
  expect(prism.requests).toHaveLength(12);
});
