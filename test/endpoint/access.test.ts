import { expect, test } from 'vitest';
import { keyId, someRecord } from '../support/sample-keys';
import { apiOf, statusOverTls } from './api-client';
import type { User } from './protocol/access';
import { endpointForTest } from './with-endpoint';

const USERS: User[] = [
  { id: 'account:alice', token: 'alice-token', password: 'pass:word', access: 'write' },
  { id: 'account:bob', token: 'bob-token', access: 'read' },
];
const basic = (text: string) => ({
  Authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

test('the root describes the server, its capabilities and the user', async () => {
  const endpoint = await endpointForTest({ users: USERS, settings: { batchMaxRequests: 7 } });
  const nobody = await apiOf(endpoint, null)('GET', '/v1/');
  expect(nobody.body).toMatchObject({
    project_name: 'Ownchat local endpoint',
    http_api_version: expect.stringMatching(/^1\.\d+$/),
    url: endpoint.root,
    settings: { batch_max_requests: 7, readonly: false },
    capabilities: {
      'api-key-verification': { description: expect.any(String), url: expect.any(String) },
      'api-key-usage': { collection: 'api-key-usage' },
    },
  });
  expect(nobody.body).not.toHaveProperty('user');
  const bob = await apiOf(endpoint, 'bob-token')('GET', '/v1/');
  expect(bob.body).toHaveProperty('user', {
    id: 'account:bob',
    principals: ['account:bob', 'system.Everyone', 'system.Authenticated'],
  });
});

test('a token or a password identifies the user; anything else is 401', async () => {
  const endpoint = await endpointForTest({ users: USERS });
  const status = async (headers: Record<string, string>) =>
    (await apiOf(endpoint, null)('GET', '/records', { headers })).status;
  expect(await status({ Authorization: 'Bearer alice-token' })).toBe(200);
  expect(await status(basic('alice:pass:word'))).toBe(200);
  expect(await status(basic('alice:pass'))).toBe(401);
  expect(await status(basic('bob:bob-token'))).toBe(401);
  expect(await status({ Authorization: 'Bearer nonsense' })).toBe(401);
  expect(await status({ Authorization: 'Bearer' })).toBe(401);
  expect(await status({ Authorization: 'Digest alice-token' })).toBe(401);

  const refused = await apiOf(endpoint, null)('GET', '/records');
  expect(refused.body).toMatchObject({ code: 401, errno: 104, error: 'Unauthorized' });
  expect(refused.headers.get('WWW-Authenticate')).toContain('Basic');
});

test('a read-only user sees no permissions and can change nothing', async () => {
  const endpoint = await endpointForTest({ users: USERS });
  const stored = endpoint.put(someRecord(1));
  const bob = apiOf(endpoint, 'bob-token');
  expect((await bob('GET', '')).body).toMatchObject({ data: { id: 'api-keys' }, permissions: {} });
  expect((await bob('GET', '/records')).status).toBe(200);
  const headers = { 'If-Match': `"${stored.last_modified}"` };
  const attempts = [
    await bob('PUT', `/records/${keyId(1)}`, { body: { data: someRecord(1) }, headers }),
    await bob('PATCH', `/records/${keyId(1)}`, { body: { data: { note: 'x' } }, headers }),
    await bob('DELETE', `/records/${keyId(1)}`, { headers }),
    await bob('DELETE', '/records', { headers }),
  ];
  for (const { body } of attempts) expect(body).toMatchObject({ code: 403, errno: 121 });
  expect(endpoint.history()).toEqual([stored]);

  const alice = apiOf(endpoint, 'alice-token');
  const permissions = { write: ['account:alice'], read: ['account:bob'] };
  expect((await alice('GET', '')).body).toMatchObject({ permissions });
  expect((await alice('GET', '/v1/buckets/ownchat')).body).toMatchObject({
    data: { id: 'ownchat' },
    permissions,
  });
});

test('the collection has its schema, and says whether it is closed', async () => {
  const closed = await apiOf(await endpointForTest())('GET', '');
  expect(closed.body.data).toMatchObject({ schema: { additionalProperties: false } });
  const open = await apiOf(await endpointForTest({ settings: { closedSchema: false } }))('GET', '');
  expect(open.body.data).toMatchObject({ schema: { additionalProperties: {} } });
});

test('speaks TLS with a certificate that only a client with that certificate trusts', async () => {
  const endpoint = await endpointForTest({ tls: true });
  expect(endpoint.url).toMatch(/^https:/);
  await expect(apiOf(endpoint)('GET', '/v1/')).rejects.toThrow('fetch failed');
  expect(await statusOverTls(endpoint, '/')).toBe(200);
});
