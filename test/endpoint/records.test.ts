import { expect, test } from 'vitest';
import { keyId, someRecord } from '../support/sample-keys';
import { apiOf } from './api-client';
import { endpointForTest } from './with-endpoint';

const CREATE = { 'If-None-Match': '*' };
const path = (number: number) => `/records/${keyId(number)}`;

test('a record is created only where there is none', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  const body = { data: someRecord(1) };

  const created = await api('PUT', path(1), { body, headers: CREATE });
  expect(created.status).toBe(201);
  expect(created.body.data).toMatchObject({ ...someRecord(1), last_modified: expect.any(Number) });
  expect(created.body.permissions).toEqual({ write: ['account:admin'], read: [] });

  const again = await api('PUT', path(1), { body, headers: CREATE });
  expect(again.status).toBe(412);
  expect(again.headers.get('ETag')).toBe(created.headers.get('ETag'));
  expect(again.body).toMatchObject({
    code: 412,
    errno: 114,
    error: 'Precondition Failed',
    message: 'Resource was modified meanwhile',
    details: { existing: created.body.data },
  });
  expect(endpoint.records()).toHaveLength(1);
});

test('a write needs a precondition', async () => {
  const api = apiOf(await endpointForTest());
  const body = { data: someRecord(1) };
  expect((await api('PUT', path(1), { body })).status).toBe(428);
  const created = await api('PUT', path(1), { body, headers: CREATE });
  const etag = created.headers.get('ETag') ?? '';

  expect((await api('PUT', path(1), { body })).body).toMatchObject({ code: 428, errno: 108 });
  expect((await api('PATCH', path(1), { body: { data: { note: 'x' } } })).status).toBe(428);
  expect((await api('DELETE', path(1))).status).toBe(428);
  expect((await api('DELETE', '/records')).status).toBe(428);
  expect((await api('DELETE', path(1), { headers: CREATE })).status).toBe(428);

  const changed = await api('PATCH', path(1), {
    body: { data: { note: 'x' } },
    headers: { 'If-Match': etag },
  });
  expect(changed.status).toBe(200);
  expect(changed.body.data).toMatchObject({ note: 'x', name: 'Key 1' });

  const late = await api('DELETE', path(1), { headers: { 'If-Match': etag } });
  expect(late.status).toBe(412);
  expect(late.body.details).toEqual({ existing: changed.body.data });
});

test.each(['0', 'W/"1"', '"x"', '"1', '""', 'null'])('refuses If-Match %s', async (value) => {
  const api = apiOf(await endpointForTest());
  const answer = await api('PUT', path(1), {
    body: { data: someRecord(1) },
    headers: { 'If-Match': value },
  });
  expect(answer.body).toMatchObject({ code: 400, errno: 107 });
});

test('a deleted record leaves a tombstone, is not found, and may be created again', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  const stored = endpoint.put(someRecord(1));
  const headers = { 'If-Match': `"${stored.last_modified}"` };

  const deleted = await api('DELETE', path(1), { headers });
  expect(deleted.status).toBe(200);
  expect(deleted.body.data).toEqual({
    id: keyId(1),
    deleted: true,
    last_modified: Number(deleted.headers.get('ETag')?.slice(1, -1)),
  });
  expect((await api('GET', path(1))).body).toMatchObject({
    code: 404,
    errno: 110,
    details: { id: keyId(1), resource_name: 'record' },
  });
  expect((await api('DELETE', path(1), { headers })).status).toBe(404);
  const replaced = await api('PUT', path(1), { body: { data: someRecord(1) }, headers });
  expect(replaced.status).toBe(412);
  expect(replaced.body.details).toBeUndefined();
  const created = await api('PUT', path(1), { body: { data: someRecord(1) }, headers: CREATE });
  expect(created.status).toBe(201);
});

test('records with unknown fields are refused, unless the collection is open', async () => {
  const body = { data: { ...someRecord(1), colour: 'blue' } };
  const closed = apiOf(await endpointForTest());
  const refused = await closed('PUT', path(1), { body, headers: CREATE });
  expect(refused.body).toMatchObject({ code: 400, errno: 107, error: 'Invalid parameters' });

  const open = await endpointForTest({ settings: { closedSchema: false } });
  expect((await apiOf(open)('PUT', path(1), { body, headers: CREATE })).status).toBe(201);
  expect(open.records()[0]).toMatchObject({ colour: 'blue' });
});

test.each([
  ['another id', { data: someRecord(2) }, 'id in body'],
  ['a secret', { data: { ...someRecord(1), secret: 'ock_live_x' } }, 'data in body'],
  ['no scope', { data: { ...someRecord(1), scopes: [] } }, 'scopes in body'],
  ['no data', {}, 'data in body'],
  ['more than data', { data: someRecord(1), extra: 1 }, 'data in body'],
  ['a hash that is none', { data: someRecord(1, { secretHash: 'AB' }) }, 'secretHash in body'],
  ['a list', [], 'data in body'],
  ['no JSON', '{"data": ', 'Invalid JSON'],
])('refuses %s', async (_what, body, message) => {
  const endpoint = await endpointForTest();
  const answer = await apiOf(endpoint)('PUT', path(1), { body, headers: CREATE });
  expect(answer.status).toBe(400);
  expect(answer.body.message).toContain(message);
  expect(endpoint.history()).toEqual([]);
});

test('a body larger than the limit is refused', async () => {
  const api = apiOf(await endpointForTest());
  const body = { data: { ...someRecord(1), note: 'x'.repeat(5_000_000) } };
  const answer = await api('PUT', path(1), { body, headers: CREATE });
  expect(answer.body).toMatchObject({ code: 413, errno: 113 });
});

test('unknown paths and methods are distinguished', async () => {
  const api = apiOf(await endpointForTest());
  expect((await api('GET', '/v1/nowhere')).body).toMatchObject({ code: 404, errno: 111 });
  expect((await api('POST', '/records', { body: {} })).body).toMatchObject({
    code: 405,
    errno: 115,
  });
  expect((await api('GET', '/v1/buckets/other')).body).toMatchObject({ code: 403, errno: 121 });
  expect((await api('GET', '/v1/buckets/ownchat/collections/other')).body).toMatchObject({
    code: 404,
    details: { id: 'other', resource_name: 'collection' },
  });
  expect((await api('GET', '/records/-x')).body).toMatchObject({ code: 400, errno: 107 });
});
