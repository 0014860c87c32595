import { expect, test } from 'vitest';
import { keyId, someRecord } from '../support/sample-keys';
import { apiOf } from './api-client';
import { endpointForTest } from './with-endpoint';

const BASE = '/buckets/ownchat/collections/api-keys/records';
const creation = (number: number) => ({
  path: `${BASE}/${keyId(number)}`,
  body: { data: someRecord(number) },
});

test('a batch is answered request by request, with defaults and headers inherited', async () => {
  const endpoint = await endpointForTest();
  const { last_modified: at } = endpoint.put(someRecord(2));
  const { status, body } = await apiOf(endpoint)('POST', '/v1/batch', {
    body: {
      defaults: { method: 'PUT', headers: { 'If-None-Match': '*' } },
      requests: [
        creation(1),
        creation(2),
        { method: 'GET', path: `/v1${BASE}?_since=${at}`, headers: { 'If-None-Match': '' } },
        { path: `${BASE}/${keyId(3)}`, body: { data: { name: 'not a record' } } },
      ],
    },
  });
  expect(status).toBe(200);
  expect(body.responses?.map((response) => response.status)).toEqual([201, 412, 400, 400]);
  expect(body.responses?.map((response) => response.path)).toEqual([
    `/v1${BASE}/${keyId(1)}`,
    `/v1${BASE}/${keyId(2)}`,
    `/v1${BASE}`,
    `/v1${BASE}/${keyId(3)}`,
  ]);
  expect(body.responses?.[0]?.headers.ETag).toMatch(/^"\d+"$/);
  expect(body.responses?.[1]?.body.details).toEqual({ existing: endpoint.records()[0] });
  expect(endpoint.records()).toHaveLength(2);
});

test('a request of a batch sees the changes of earlier ones', async () => {
  const endpoint = await endpointForTest();
  const { body } = await apiOf(endpoint)('POST', '/v1/batch', {
    body: {
      requests: [
        { method: 'PUT', ...creation(1), headers: { 'If-None-Match': '*' } },
        { method: 'PUT', ...creation(1), headers: { 'If-None-Match': '*' } },
        { method: 'GET', path: BASE },
      ],
    },
  });
  expect(body.responses?.map(({ status }) => status)).toEqual([201, 412, 200]);
  expect(body.responses?.[2]?.body.data).toHaveLength(1);
});

test('a batch needs a user like any request, and its size is limited', async () => {
  const endpoint = await endpointForTest({ settings: { batchMaxRequests: 2 } });
  const headers = { 'If-None-Match': '*' };
  const requests = [1, 2, 3].map((number) => ({ method: 'PUT', headers, ...creation(number) }));
  const tooMany = await apiOf(endpoint)('POST', '/v1/batch', { body: { requests } });
  expect(tooMany.body).toMatchObject({ code: 400, errno: 107 });
  expect(tooMany.body.message).toContain('limited to 2');
  const nobody = await apiOf(endpoint, null)('POST', '/v1/batch', {
    body: { requests: requests.slice(0, 1) },
  });
  expect(nobody.body.responses?.[0]).toMatchObject({ status: 401, body: { errno: 104 } });
  expect(endpoint.history()).toEqual([]);
});

test.each([
  ['recursion', { requests: [{ method: 'POST', path: '/v1/batch', body: {} }] }],
  ['no path', { requests: [{ method: 'GET' }] }],
  ['a path elsewhere', { requests: [{ path: 'https://example.com/' }] }],
  ['unknown fields', { requests: [], more: true }],
  ['a header that is no text', { requests: [{ path: BASE, headers: { 'If-Match': 1 } }] }],
  ['no requests', {}],
])('refuses a batch with %s', async (_what, body) => {
  const answer = await apiOf(await endpointForTest())('POST', '/v1/batch', { body });
  expect(answer.body).toMatchObject({ code: 400, errno: 107 });
});
