import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { keyId, someRecord } from '../support/sample-keys';
import { apiOf } from './api-client';
import type { EndpointOptions } from './start-endpoint';
import { endpointForTest } from './with-endpoint';

const SECRET = `ock_live_${'a'.repeat(46)}`;
const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

async function verdict(
  fields: Partial<ApiKeyRecord>,
  question: { secret?: string; scope?: string; ip?: string } = {},
  options: EndpointOptions = {},
): Promise<unknown> {
  const endpoint = await endpointForTest({ now: () => NOW, ...options });
  endpoint.put(someRecord(1, { secretHash: hashOf(SECRET), ...fields }));
  const body = { data: { secret: SECRET, ...question } };
  const answer = await apiOf(endpoint)('POST', '/verify', { body });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  return (answer.body.data as { verdict: string }).verdict;
}

const previous = (secret: string, validUntil: string) => ({
  secretHash: hashOf('another'),
  previousSecret: { hash: hashOf(secret), validUntil },
});

test('returns the verdict on a secret', async () => {
  expect(await verdict({})).toBe('VALID');
  expect(await verdict({}, { secret: 'ock_live_other' })).toBe('NOT_FOUND');
  expect(await verdict({ enabled: false })).toBe('DISABLED');
  expect(await verdict({ expiresAt: '2026-11-23T12:00:00.000Z' })).toBe('EXPIRED');
  expect(await verdict({ expiresAt: '2026-11-23T12:00:00.001Z' })).toBe('VALID');
  expect(await verdict({}, {}, { verificationsPerMinute: 0 })).toBe('RATE_LIMITED');
});

test('checks the given address, or that of the client', async () => {
  const allowedIps = ['203.0.113.0/24', '2001:db8::/32'];
  expect(await verdict({ allowedIps })).toBe('FORBIDDEN');
  expect(await verdict({ allowedIps: ['127.0.0.1/32'] })).toBe('VALID');
  expect(await verdict({ allowedIps }, { ip: '203.0.113.9' })).toBe('VALID');
  expect(await verdict({ allowedIps }, { ip: '::ffff:203.0.113.9' })).toBe('VALID');
  expect(await verdict({ allowedIps }, { ip: '2001:db8::1' })).toBe('VALID');
  expect(await verdict({ allowedIps }, { ip: '198.51.100.1' })).toBe('FORBIDDEN');
});

test('checks the scope when one is given; write includes read', async () => {
  const scopes = ['contacts:write', 'reports:read'];
  expect(await verdict({ scopes }, { scope: 'contacts:read' })).toBe('VALID');
  expect(await verdict({ scopes }, { scope: 'contacts:write' })).toBe('VALID');
  expect(await verdict({ scopes }, { scope: 'reports:write' })).toBe('INSUFFICIENT_PERMISSIONS');
  expect(await verdict({ scopes }, { scope: 'teams:read' })).toBe('INSUFFICIENT_PERMISSIONS');
});

test('accepts the secret from before a rotation until its grace period ends', async () => {
  expect(await verdict(previous(SECRET, '2026-11-23T12:00:01.000Z'))).toBe('VALID');
  expect(await verdict(previous(SECRET, '2026-11-23T12:00:00.000Z'))).toBe('NOT_FOUND');
});

test('does not find a deleted key, and limits the questions about one secret', async () => {
  const endpoint = await endpointForTest({ verificationsPerMinute: 2 });
  endpoint.put(someRecord(1, { secretHash: hashOf(SECRET) }));
  const ask = () => apiOf(endpoint)('POST', '/verify', { body: { data: { secret: SECRET } } });
  expect((await ask()).body.data).toEqual({ verdict: 'VALID', id: keyId(1) });
  endpoint.remove(keyId(1));
  expect((await ask()).body.data).toEqual({ verdict: 'NOT_FOUND' });
  const limited = await ask();
  expect(limited.body.data).toEqual({ verdict: 'RATE_LIMITED' });
  expect(Number(limited.headers.get('Retry-After'))).toBeGreaterThan(0);
});

test('the secret is not stored', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ownchat-endpoint-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const dataFile = join(directory, 'data');
  expect(await verdict({}, {}, { dataFile })).toBe('VALID');
  const stored = await readFile(dataFile, 'utf8');
  expect(stored).toContain(hashOf(SECRET));
  expect(stored).not.toContain(SECRET);
});

test('malformed questions are refused, and a server without the capability has no such path', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  for (const data of [{}, { secret: '' }, { secret: 's', ip: '10.1' }, { secret: 's', more: 1 }]) {
    const answer = await api('POST', '/verify', { body: { data } });
    expect(answer.body).toMatchObject({ code: 400, errno: 107 });
  }
  expect((await apiOf(endpoint, null)('POST', '/verify', { body: {} })).status).toBe(401);

  const without = await endpointForTest({ settings: { capabilities: [] } });
  const answer = await apiOf(without)('POST', '/verify', { body: { data: { secret: SECRET } } });
  expect(answer.status).toBe(404);
  expect((await apiOf(without)('GET', '/v1/')).body).toMatchObject({ capabilities: {} });
});

test('usage is a separate collection that only the server writes', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  const usage = '/v1/buckets/ownchat/collections/api-key-usage/records';
  endpoint.recordUse(keyId(1), Date.parse('2026-11-22T23:59:59.000Z'));
  endpoint.recordUse(keyId(1), Date.parse('2026-11-23T00:00:00.000Z'));
  endpoint.recordUse(keyId(1), Date.parse('2026-11-22T10:00:00.000Z'));
  const answer = await api('GET', usage);
  expect(answer.body.data).toEqual([
    {
      id: keyId(1),
      lastUsedAt: '2026-11-23T00:00:00.000Z',
      daily: [
        { day: '2026-11-22', count: 2 },
        { day: '2026-11-23', count: 1 },
      ],
      last_modified: expect.any(Number),
    },
  ]);
  const etag = answer.headers.get('ETag') ?? '';
  expect((await api('GET', usage, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  const headers = { 'If-Match': etag };
  expect((await api('DELETE', usage, { headers })).status).toBe(403);
  expect((await api('PUT', `${usage}/${keyId(1)}`, { body: { data: {} }, headers })).status).toBe(
    403,
  );
});
