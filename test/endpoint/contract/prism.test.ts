import { expect, onTestFinished, test } from 'vitest';
import type { components } from '../../../shared/endpoint/openapi-types';
import { keyId, someRecord } from '../../support/sample-keys';
import { type PrismMock, startPrism } from './prism';

type Schemas = components['schemas'];

async function prismForTest(): Promise<PrismMock> {
  const prism = await startPrism();
  onTestFinished(() => prism.stop());
  return prism;
}

async function send(
  method: string,
  url: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: 'Bearer any',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

test('a mock of the contract accepts what the contract allows, and answers in its form', async () => {
  const prism = await prismForTest();
  const root = prism.url.slice(0, prism.url.indexOf('/buckets/'));
  const record: Schemas['ApiKeyRecord'] = someRecord(1);
  const key = `${prism.url}/records/${record.id}`;
  const create = { 'If-None-Match': '*' };
  const change = { 'If-Match': '"1800000000000"' };
  const newState: Schemas['NewState'] = { data: record };
  const batch: Schemas['Batch'] = {
    defaults: { method: 'PUT', headers: create },
    requests: [
      { path: `/buckets/ownchat/collections/api-keys/records/${keyId(2)}`, body: newState },
    ],
  };
  const question: Schemas['Question'] = { data: { secret: 'ock_live_x', scope: 'contacts:read' } };

  const hello = await send('GET', `${root}/`);
  expect(hello.body).toHaveProperty('settings.batch_max_requests');
  const list = await send(
    'GET',
    `${prism.url}/records?_since=%220%22&_sort=last_modified&_limit=1000`,
  );
  expect(list.body).toHaveProperty('data.0.last_modified');
  expect((await send('GET', prism.url)).status).toBe(200);
  expect((await send('PUT', key, { body: newState, headers: create })).status).toBe(200);
  expect(
    (await send('PATCH', key, { body: { data: { note: 'x' } }, headers: change })).status,
  ).toBe(200);
  expect((await send('DELETE', key, { headers: change })).status).toBe(200);
  const batched = await send('POST', `${root}/batch`, { body: batch });
  expect(batched.body).toHaveProperty('responses.0.status');
  const verdict = await send('POST', `${prism.url}/verify`, {
    body: question,
  });
  expect(verdict.body).toHaveProperty('data.verdict', 'VALID');
  const usage = await send('GET', `${root}/buckets/ownchat/collections/api-key-usage/records`);
  expect(usage.body).toHaveProperty('data.0.daily');
  expect(prism.violations).toEqual([]);
  expect(prism.requests).toHaveLength(9);
});

test.each<[string, string, string, { body?: unknown; headers?: Record<string, string> }]>([
  [
    'a secret in a record',
    'PUT',
    `/records/${keyId(1)}`,
    { body: { data: { ...someRecord(1), secret: 'x' } } },
  ],
  [
    'a record without its hash',
    'PUT',
    `/records/${keyId(1)}`,
    { body: { data: { id: keyId(1) } } },
  ],
  ['more than data', 'PUT', `/records/${keyId(1)}`, { body: { data: someRecord(1), more: 1 } }],
  [
    'a precondition that is none',
    'DELETE',
    `/records/${keyId(1)}`,
    { headers: { 'If-Match': '1' } },
  ],
  ['a time that is none', 'GET', '/records?_since=yesterday', {}],
  ['an address that is none', 'GET', '/nothing', {}],
])('it refuses %s', async (_what, method, path, options) => {
  const prism = await prismForTest();
  const answer = await send(method, `${prism.url}${path}`, options);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(prism.violations.length).toBeGreaterThan(0);
});
