import { expect, test } from 'vitest';
import type { StoredRecord } from './store/dataset';
import { keyId, someRecord } from '../support/sample-keys';
import { apiOf } from './api-client';
import { endpointForTest } from './with-endpoint';

const idsOf = (data: unknown) => (data as StoredRecord[]).map(({ id }) => id);
const ids = (...numbers: number[]) => numbers.map(keyId);

test('a list has the changes since a timestamp, tombstones too', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  endpoint.put(someRecord(1));
  const second = endpoint.put(someRecord(2));
  endpoint.put(someRecord(3));
  endpoint.remove(keyId(1));

  const all = await api('GET', '/records');
  expect(idsOf(all.body.data)).toEqual(ids(3, 2));
  expect(all.headers.get('ETag')).toBe(`"${endpoint.history().at(-1)?.last_modified}"`);
  expect(all.headers.has('Total-Records')).toBe(false);

  for (const since of [`${second.last_modified}`, `"${second.last_modified}"`]) {
    const query = new URLSearchParams({ _since: since, _sort: 'last_modified' });
    const changes = await api('GET', `/records?${query}`);
    expect(idsOf(changes.body.data)).toEqual(ids(3, 1));
    expect((changes.body.data as StoredRecord[])[1]).toEqual({
      id: keyId(1),
      deleted: true,
      last_modified: expect.any(Number),
    });
  }
  const before = await api('GET', `/records?_before=${second.last_modified}`);
  expect(idsOf(before.body.data)).toEqual([]);
});

test('next links lead through all pages, and no record is lost when records change between them', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  for (const number of [1, 2, 3, 4, 5]) endpoint.put(someRecord(number));

  const first = await api('GET', '/records?_sort=last_modified&_limit=2&_since=0');
  expect(idsOf(first.body.data)).toEqual(ids(1, 2));
  const next = new URL(first.headers.get('Next-Page') ?? '');
  expect(next.href).toContain(`${endpoint.url}/records?`);
  expect(next.searchParams.get('_since')).toBe('0');

  endpoint.put(someRecord(1, { note: 'changed' }));
  endpoint.remove(keyId(2));
  const seen: string[] = [];
  let page: string | null = next.href;
  while (page !== null) {
    const { pathname, search } = new URL(page);
    const answer = await api('GET', pathname + search);
    seen.push(...idsOf(answer.body.data));
    page = answer.headers.get('Next-Page');
  }
  expect(seen).toEqual(ids(3, 4, 5, 1, 2));
});

test("a page is never larger than the server's limit", async () => {
  const endpoint = await endpointForTest({ settings: { maxFetchSize: 3 } });
  for (const number of [1, 2, 3, 4]) endpoint.put(someRecord(number));
  const answer = await apiOf(endpoint)('GET', '/records?_limit=100');
  expect(idsOf(answer.body.data)).toHaveLength(3);
  expect(answer.headers.get('Next-Page')).toContain('_limit=3');
});

test('HEAD returns the count', async () => {
  const endpoint = await endpointForTest();
  for (const number of [1, 2, 3]) endpoint.put(someRecord(number));
  endpoint.remove(keyId(1));
  const { status, headers } = await apiOf(endpoint)('HEAD', '/records?_limit=1');
  expect(status).toBe(200);
  expect(headers.get('Total-Records')).toBe('2');
  expect(headers.get('Total-Objects')).toBe('2');
  expect(headers.has('Next-Page')).toBe(false);
});

test('an unchanged list or record is 304', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  const { last_modified: at } = endpoint.put(someRecord(1));
  const headers = { 'If-None-Match': `"${at}"` };
  for (const path of ['/records', '/records?_since=0', `/records/${keyId(1)}`]) {
    const answer = await api('GET', path, { headers });
    expect(answer.status).toBe(304);
    expect(answer.headers.get('ETag')).toBe(`"${at}"`);
  }
  endpoint.put(someRecord(2));
  expect((await api('GET', '/records', { headers })).status).toBe(200);
});

test('timestamps strictly increase, even when the clock does not advance or is set back', async () => {
  let now = 1_800_000_000_000;
  const endpoint = await endpointForTest({ now: () => now });
  const stamps = [1, 2, 3].map((number) => endpoint.put(someRecord(number)).last_modified);
  now -= 86_400_000;
  stamps.push(endpoint.put(someRecord(4)).last_modified);
  expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
  expect(new Set(stamps).size).toBe(4);
  const { headers } = await apiOf(endpoint)('GET', '/records');
  expect(headers.get('ETag')).toBe(`"${stamps.at(-1)}"`);
});

test('the whole collection can be flushed, with a precondition', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  endpoint.put(someRecord(1));
  const { last_modified: at } = endpoint.put(someRecord(2));
  const stale = await api('DELETE', '/records', { headers: { 'If-Match': `"${at - 1}"` } });
  expect(stale.status).toBe(412);
  const flushed = await api('DELETE', '/records', { headers: { 'If-Match': `"${at}"` } });
  expect(flushed.status).toBe(200);
  expect(idsOf(flushed.body.data).toSorted()).toEqual(ids(1, 2));
  expect(endpoint.records()).toEqual([]);
  expect(endpoint.history().map(({ deleted }) => deleted)).toEqual([true, true]);
});

test.each([
  '_since=yesterday',
  '_since=',
  '_since=-1',
  '_since="1',
  '_sort=name',
  '_limit=0',
  '_limit=ten',
  '_token=e30',
  '_token=nonsense',
  'name=x',
])('refuses the query %s', async (query) => {
  const answer = await apiOf(await endpointForTest())('GET', `/records?${query}`);
  expect(answer.body).toMatchObject({ code: 400, errno: 107, error: 'Invalid parameters' });
});
