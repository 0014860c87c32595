import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keyId, someRecord } from '../support/sample-keys';
import { apiOf, statusOverTls } from './api-client';
import { FAULT_NAMES, type FaultName, parseFaults } from './faults/fault-plan';
import type { StoredRecord } from './store/dataset';
import { endpointForTest } from './with-endpoint';

const CREATE = { 'If-None-Match': '*' };
const create = (number: number) => ({ body: { data: someRecord(number) }, headers: CREATE });
const path = (number: number) => `/records/${keyId(number)}`;

test.each<[FaultName, number, string | null]>([
  ['400', 107, null],
  ['401', 104, null],
  ['403', 121, null],
  ['404', 111, null],
  ['409', 122, null],
  ['410', 202, null],
  ['412', 114, null],
  ['413', 113, null],
  ['428', 108, null],
  ['429', 117, '3'],
  ['500', 999, null],
  ['503', 201, '3'],
])(
  '%s is answered in the form of the protocol, and nothing is done',
  async (fault, errno, wait) => {
    const endpoint = await endpointForTest();
    const api = apiOf(endpoint);
    endpoint.faults.arm(fault, { method: 'PUT' });
    const refused = await api('PUT', path(1), create(1));
    expect(refused.body).toMatchObject({ code: Number(fault), errno });
    expect(refused.headers.get('Retry-After')).toBe(wait);
    expect(endpoint.history()).toEqual([]);
    expect((await api('PUT', path(1), create(1))).status).toBe(201);
    expect(endpoint.faults.struck).toEqual([
      { fault, method: 'PUT', path: expect.stringContaining(keyId(1)) },
    ]);
  },
);

test('faults strike the matching requests, inside batches too', async () => {
  const endpoint = await endpointForTest();
  const stored = endpoint.put(someRecord(2));
  endpoint.faults.arm('412', { path: keyId(2) });
  endpoint.faults.arm('429', { method: 'PUT', skip: 1, times: 1, retryAfter: 60 });
  const base = '/buckets/ownchat/collections/api-keys';
  const requests = [1, 2, 3].map((number) => ({
    method: 'PUT',
    path: `${base}${path(number)}`,
    ...create(number),
  }));
  const { body } = await apiOf(endpoint)('POST', '/v1/batch', { body: { requests } });
  expect(body.responses?.map(({ status }) => status)).toEqual([201, 412, 429]);
  expect(body.responses?.[1]?.body.details).toEqual({ existing: stored });
  expect(body.responses?.[2]?.headers['Retry-After']).toBe('60');
});

test('a batch with a 5xx fails as a whole, and nothing of it is stored', async () => {
  const endpoint = await endpointForTest();
  endpoint.faults.arm('503', { path: keyId(2), retryAfter: 9 });
  const requests = [1, 2].map((number) => ({
    method: 'PUT',
    path: `/buckets/ownchat/collections/api-keys${path(number)}`,
    ...create(number),
  }));
  const answer = await apiOf(endpoint)('POST', '/v1/batch', { body: { requests } });
  expect(answer.body).toMatchObject({ code: 503, errno: 201 });
  expect(answer.headers.get('Retry-After')).toBe('9');
  expect(endpoint.history()).toEqual([]);
});

test('faults are reproducible from their seed', async () => {
  const outcomes = await Promise.all(
    [1, 2].map(async () => {
      const endpoint = await endpointForTest();
      endpoint.faults.arm('503', { probability: 0.5, seed: 42 });
      const statuses: number[] = [];
      for (let i = 0; i < 20; i += 1) statuses.push((await apiOf(endpoint)('GET', '')).status);
      return statuses;
    }),
  );
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect(new Set(outcomes[0])).toEqual(new Set([200, 503]));
});

test.each<[FaultName, number]>([
  ['reset', 0],
  ['lost-answer', 1],
  ['reset-mid-body', 1],
])('%s drops the connection', async (fault, stored) => {
  const endpoint = await endpointForTest();
  endpoint.faults.arm(fault);
  await expect(apiOf(endpoint)('PUT', path(1), create(1))).rejects.toThrow();
  expect(endpoint.records()).toHaveLength(stored);
  expect((await apiOf(endpoint)('GET', '')).status).toBe(200);
});

test.each<FaultName>(['reset', 'lost-answer', 'reset-mid-body'])(
  '%s drops a TLS connection too',
  async (fault) => {
    const endpoint = await endpointForTest({ tls: true });
    endpoint.faults.arm(fault);
    await expect(statusOverTls(endpoint, '/')).rejects.toThrow(/socket hang up|ECONNRESET|aborted/);
    expect(await statusOverTls(endpoint, '/')).toBe(200);
  },
);

test('half an answer, a web page, and a redirect', async () => {
  const endpoint = await endpointForTest();
  endpoint.put(someRecord(1));
  endpoint.faults.arm('truncated-json');
  await expect(apiOf(endpoint)('GET', '/records')).rejects.toThrow(SyntaxError);
  endpoint.faults.arm('html');
  const headers = { Authorization: `Bearer ${endpoint.token}` };
  const portal = await fetch(`${endpoint.url}/records`, { headers });
  expect(portal.status).toBe(200);
  expect(portal.headers.get('Content-Type')).toContain('text/html');
  expect(await portal.text()).toContain('<form');
  endpoint.faults.arm('redirect', { location: 'http://127.0.0.1:9/' });
  const redirect = await fetch(`${endpoint.url}/records`, { headers, redirect: 'manual' });
  expect(redirect.status).toBe(302);
  expect(redirect.headers.get('Location')).toBe('http://127.0.0.1:9/');
  endpoint.faults.arm('clock-skew', { skewMs: -86_400_000 });
  const skewed = await apiOf(endpoint)('GET', '/records');
  const behind = Date.now() - Date.parse(skewed.headers.get('Date') ?? '');
  expect(Math.abs(behind - 86_400_000)).toBeLessThan(60_000);
  expect(skewed.body.data).toHaveLength(1);
});

test.each<FaultName>(['silence', 'slow-loris'])(
  '%s lasts until the client gives up',
  async (fault) => {
    const endpoint = await endpointForTest();
    endpoint.faults.arm(fault, { pauseMs: 60_000 });
    const client = new AbortController();
    const answer = fetch(`${endpoint.root}/`, { signal: client.signal }).then((response) =>
      response.text(),
    );
    const outcome = await Promise.race([answer, pause(100, 'waiting')]);
    client.abort();
    expect(outcome).toBe('waiting');
    await expect(answer).rejects.toThrow('aborted');
  },
);

test.each<FaultName>(['huge-page', 'zip-bomb'])(
  '%s has the requested size, and is JSON',
  async (fault) => {
    const endpoint = await endpointForTest();
    endpoint.faults.arm(fault, { bytes: 1_000_000 });
    const response = await fetch(`${endpoint.url}/records`);
    const text = await response.text();
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(text)).toHaveProperty('data.0.id');
  },
);

test('records in answers may be wrong in every way', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  endpoint.put(someRecord(1, { allowedIps: ['10.0.0.0/8'], enabled: false }));
  endpoint.put(someRecord(2));
  endpoint.remove(keyId(2));
  const history = endpoint.history();
  const list = async (fault: FaultName) => {
    endpoint.faults.arm(fault);
    const answer = await api('GET', '/records?_since=0&_sort=last_modified');
    return { ...answer, data: answer.body.data as StoredRecord[] };
  };
  const [record, tombstone] = history;

  expect((await list('unknown-field')).data).toEqual([
    { ...record, colour: 'blue', labels: { team: ['a', 'b'] } },
    tombstone,
  ]);
  expect((await list('invalid-record')).data[0]).toMatchObject({ id: keyId(1), scopes: 'all' });
  expect((await list('hostile-strings')).data[0]?.name).toMatch(/^=HYPERLINK/);
  expect(Object.hasOwn((await list('hostile-shape')).data[0] ?? {}, '__proto__')).toBe(true);
  expect((await list('resurrect')).data[1]).toEqual({
    ...someRecord(2),
    last_modified: tombstone?.last_modified,
  });
  expect((await list('widen-scopes')).data[0]).toMatchObject({
    enabled: true,
    allowedIps: [],
    scopes: expect.arrayContaining(['api-keys:write']),
  });
  const back = await list('etag-back');
  expect(back.headers.get('ETag')).toBe(`"${(tombstone?.last_modified ?? 0) - 86_400_000}"`);
  expect((await list('endless-pages')).headers.get('Next-Page')).toContain(endpoint.url);
  expect((await list('next-page-elsewhere')).headers.get('Next-Page')).toContain('elsewhere');
  expect((await list('backoff')).headers.get('Backoff')).toBe('3');
  expect(JSON.parse((await list('alert')).headers.get('Alert') ?? '')).toHaveProperty('code');
  expect(endpoint.history()).toEqual(history);
});

test("a batch's answer may be too short", async () => {
  const endpoint = await endpointForTest();
  endpoint.faults.arm('short-batch', { path: '/batch' });
  const { body } = await apiOf(endpoint)('POST', '/v1/batch', {
    body: { requests: [{ path: '/' }, { path: '/' }] },
  });
  expect(body.responses).toHaveLength(1);
});

test('connections are refused while it is suspended', async () => {
  const endpoint = await endpointForTest();
  endpoint.put(someRecord(1));
  await endpoint.suspend();
  await expect(apiOf(endpoint)('GET', '')).rejects.toMatchObject({
    cause: { code: 'ECONNREFUSED' },
  });
  await endpoint.resume();
  expect((await apiOf(endpoint)('GET', '/records')).body.data).toHaveLength(1);
});

test('a replaced bucket has another creation time', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  endpoint.put(someRecord(1));
  const before = await api('GET', '');
  endpoint.replaceBucket();
  expect((await api('GET', '/records?_since=0')).body.data).toEqual([]);
  expect((await api('GET', '')).headers.get('ETag')).not.toBe(before.headers.get('ETag'));
});

test('a running endpoint can be controlled by a user with write access', async () => {
  const endpoint = await endpointForTest({ control: true });
  const api = apiOf(endpoint);
  const tell = (method: string, what: string, body?: unknown) =>
    apiOf(endpoint)(method, `/v1/../__control__/${what}`, body === undefined ? {} : { body });
  expect((await apiOf(endpoint, null)('GET', '/v1/../__control__/requests')).status).toBe(401);
  expect((await tell('POST', 'faults', { fault: '503', path: '/records' })).status).toBe(200);
  expect((await api('GET', '')).status).toBe(200);
  expect((await api('GET', '/records')).status).toBe(503);
  await tell('POST', 'faults', { fault: 'html', times: 5 });
  await tell('DELETE', 'faults');
  expect((await api('GET', '/records')).status).toBe(200);
  expect((await tell('POST', 'faults', { fault: 'nonsense' })).status).toBe(400);
  expect((await tell('POST', 'use', { id: keyId(1) })).status).toBe(200);
  expect((await tell('POST', 'replace')).status).toBe(200);
  expect((await tell('GET', 'requests')).body).toHaveProperty('requests.0.url');
  await tell('POST', 'suspend', { ms: 200 });
  await expect(api('GET', '')).rejects.toThrow('fetch failed');
  await expect.poll(() => api('GET', '').catch(() => null), { timeout: 10_000 }).not.toBeNull();
});

test('without the option there are no control routes', async () => {
  const endpoint = await endpointForTest();
  expect((await apiOf(endpoint)('GET', '/v1/../__control__/requests')).status).toBe(404);
});

test('the recorder finds sent texts in every form', async () => {
  const endpoint = await endpointForTest();
  const api = apiOf(endpoint);
  const secret = 'ock_live_"ü"_secret-of-a-test';
  await api('GET', '/records?_since=0');
  expect(endpoint.recorder.sent(secret)).toBe(false);
  expect(endpoint.recorder.requests).toMatchObject([{ method: 'GET', status: 200 }]);
  const forms = [
    () => api('GET', `/records?_since=${encodeURIComponent(secret)}`),
    () => api('POST', '/verify', { body: { data: { secret } } }),
    ...(['base64', 'base64url', 'hex'] as const).flatMap((encoding) =>
      [0, 1, 2].map((shift) => () => {
        const text = `${'x'.repeat(shift)}${secret}`;
        return api('GET', '', { headers: { 'X-Note': Buffer.from(text).toString(encoding) } });
      }),
    ),
    () =>
      api('GET', `/records?_since=${Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&')}`),
  ];
  for (const form of forms) {
    await form();
    expect(endpoint.recorder.sent(secret)).toBe(true);
    endpoint.recorder.clear();
  }
});

test('the command line arms faults', () => {
  expect(parseFaults('503:0.1,reset-mid-body:3,html', 7)).toEqual([
    ['503', { probability: 0.1, seed: 7 }],
    ['reset-mid-body', { times: 3 }],
    ['html', { times: 1 }],
  ]);
  for (const text of ['', 'nonsense', '503:', '503:0', '503:-1', '503:1.5', '503:x', 'toString']) {
    expect(parseFaults(text, 1)).toBeNull();
  }
  expect(FAULT_NAMES).toContain('slow-loris');
});

test('a port in use is reported at once', async () => {
  const other = createServer();
  await new Promise<void>((done) => void other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  await expect(endpointForTest({ port })).rejects.toThrow('EADDRINUSE');
  other.close();
});
