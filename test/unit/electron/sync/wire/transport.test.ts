import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adviceOf, retryAfterOf } from '../../../../../electron/sync/decisions/advice';
import { parseAddress } from '../../../../../electron/sync/wire/address';
import { networkFailure } from '../../../../../electron/sync/wire/network-failure';
import { exchange } from '../../../../../electron/sync/wire/transport';
import { failureOf, valueOf } from '../../../../support/sample-keys';

const never = new AbortController().signal;

/** A server that answers every connection with these bytes, and then runs the test's callback. */
async function raw(
  bytes: string | Buffer,
  then: 'end' | 'reset' | 'wait' | 'drip' = 'end',
): Promise<string> {
  const server: Server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(bytes);
      if (then === 'end') socket.end();
      if (then === 'reset') setImmediate(() => socket.resetAndDestroy());
      if (then === 'drip') {
        const timer = setInterval(() => socket.write(' '), 10);
        socket.on('close', () => clearInterval(timer));
      }
    });
    onTestFinished(() => {
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
}

const head = (length: number | null, type = 'application/json', status = '200 OK') =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${length === null ? '' : `Content-Length: ${length}\r\n`}\r\n`;

const ask = async (url: string, limits?: { ms: number; bytes: number }) =>
  exchange(fetch, { method: 'GET', url }, never, limits);

describe('an exchange', () => {
  it('reads JSON with its status and headers', async () => {
    const reply = valueOf(await ask(await raw(`${head(8)}{"a": 1}`)));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ a: 1 });
  });

  it('reports a refused connection', async () => {
    const url = await raw('');
    const port = Number(new URL(url).port);
    // A port that was just free.
    const free = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      free.once('listening', resolve);
    });
    const closed = (free.address() as AddressInfo).port;
    await new Promise((resolve) => {
      free.close(resolve);
    });
    expect(closed).not.toBe(port);
    expect(failureOf(await ask(`http://127.0.0.1:${closed}/`))).toEqual({
      code: 'endpoint-unreachable',
      problem: 'refused',
    });
  });

  it('reports an unknown host name', async () => {
    expect(failureOf(await ask('http://no-such-host.invalid/'))).toEqual({
      code: 'endpoint-unreachable',
      problem: 'no-name',
    });
  });

  it.each([
    ['before anything', '', 'reset'],
    ['in the middle of the body', `${head(100)}{"data": [`, 'reset'],
    ['by an end that came too soon', `${head(100)}{"data": [`, 'end'],
  ] as const)('reports a connection that broke %s', async (_when, bytes, then) => {
    expect(failureOf(await ask(await raw(bytes, then)))).toEqual({
      code: 'endpoint-unreachable',
      problem: 'interrupted',
    });
  });

  it.each([
    ['says nothing', '', 'wait'],
    ['drips for ever', `${head(null)}{"data": `, 'drip'],
  ] as const)('times out for a server that %s', async (_what, bytes, then) => {
    const url = await raw(bytes, then);
    expect(failureOf(await ask(url, { ms: 150, bytes: 1_000_000 }))).toEqual({
      code: 'endpoint-unreachable',
      problem: 'too-slow',
    });
  });

  it('rejects truncated JSON', async () => {
    expect(failureOf(await ask(await raw(`${head(10)}{"data": [`)))).toEqual({
      code: 'endpoint-not-understood',
      problem: 'cut-short',
    });
  });

  it('recognises a web page', async () => {
    const page = '<html>Sign in to the hotel</html>';
    expect(failureOf(await ask(await raw(head(page.length, 'text/html') + page)))).toEqual({
      code: 'endpoint-not-understood',
      problem: 'web-page',
    });
  });

  it('reads no more than its limit, announced or not', async () => {
    const huge = 'x'.repeat(5_000);
    for (const length of [5_000, null]) {
      const url = await raw(head(length) + huge);
      expect(failureOf(await ask(url, { ms: 5_000, bytes: 1_000 }))).toEqual({
        code: 'endpoint-too-much',
      });
    }
  });

  it('rejects JSON that nests deeper than any record', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(failureOf(await ask(await raw(head(deep.length) + deep)))).toEqual({
      code: 'endpoint-not-understood',
      problem: 'unexpected',
    });
    const text = JSON.stringify({ note: '[[[{{{'.repeat(100) + '\\"' });
    expect((await ask(await raw(head(text.length) + text))).ok).toBe(true);
  });

  it('follows no redirect, and reports the target', async () => {
    const bytes = 'HTTP/1.1 302 Found\r\nLocation: https://evil.example/steal?x=1\r\n\r\n';
    expect(failureOf(await ask(await raw(bytes)))).toEqual({
      code: 'endpoint-redirects',
      to: 'https://evil.example',
    });
  });

  it('ends on cancel', async () => {
    const abort = new AbortController();
    const url = await raw('', 'wait');
    const asked = exchange(fetch, { method: 'GET', url }, abort.signal);
    abort.abort();
    expect(failureOf(await asked)).toEqual({ code: 'sync-cancelled' });
  });
});

describe('network failures', () => {
  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'endpoint-certificate', 'untrusted'],
    ['net::ERR_CERT_DATE_INVALID', 'endpoint-certificate', 'out-of-date'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'endpoint-certificate', 'wrong-name'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'endpoint-certificate', 'not-secure'],
    ['net::ERR_NAME_NOT_RESOLVED', 'endpoint-unreachable', 'no-name'],
    ['net::ERR_CONNECTION_REFUSED', 'endpoint-unreachable', 'refused'],
    ['net::ERR_CONNECTION_RESET', 'endpoint-unreachable', 'interrupted'],
    ['net::ERR_INTERNET_DISCONNECTED', 'endpoint-unreachable', 'offline'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'endpoint-unreachable', 'proxy'],
    ['net::ERR_TIMED_OUT', 'endpoint-unreachable', 'too-slow'],
    ['net::ERR_SOMETHING_NEW', 'endpoint-unreachable', 'no-answer'],
  ])('%s is %s: %s', (message, code, problem) => {
    expect(networkFailure(new Error(message))).toEqual({ code, problem });
  });

  it('include a redirect that Electron did not follow', () => {
    expect(networkFailure(new Error('Redirect was cancelled'))).toEqual({
      code: 'endpoint-redirects',
      to: null,
    });
  });

  it('are found in the causes of an error', () => {
    const cause = Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(networkFailure(new TypeError('fetch failed', { cause }))).toEqual({
      code: 'endpoint-certificate',
      problem: 'untrusted',
    });
  });
});

describe('advice in headers', () => {
  it('is parsed where it is valid', () => {
    const now = Date.parse('2026-11-24T12:00:00Z');
    const headers = (values: Record<string, string>) => new Headers(values);
    expect(retryAfterOf('30', now)).toBe(30_000);
    const date = 'Tue, 24 Nov 2026 12:01:00 GMT';
    expect(retryAfterOf(date, now)).toBe(60_000);
    expect(retryAfterOf('soon', now)).toBeNull();
    expect(retryAfterOf('999999999', now)).toBe(86_400_000);
    expect(adviceOf(headers({ Backoff: '10', Date: date }))).toEqual({
      backoffMs: 10_000,
      alert: null,
      serverTime: now + 60_000,
    });
    const alert = JSON.stringify({ code: 'hard-eol', message: 'The end is near', url: 'x' });
    expect(adviceOf(headers({ Alert: alert })).alert).toEqual({
      message: 'The end is near',
      isEnd: true,
    });
    expect(adviceOf(headers({ Alert: '<script>' })).alert).toBeNull();
  });
});

describe('an address', () => {
  const path = '/v1/buckets/ownchat/collections/api-keys';
  it.each([
    [`https://keys.example${path}`, 'keys.example'],
    [`https://keys.example:8443/kinto${path}/`, 'keys.example:8443'],
    [`http://127.0.0.1:8888${path}`, '127.0.0.1:8888'],
    [`http://localhost${path}`, 'localhost'],
    [`http://[::1]:80${path}`, '[::1]'],
  ])('%s is accepted', (text, host) => {
    expect(parseAddress(text)).toMatchObject({ host, bucket: 'ownchat' });
  });

  it.each([
    ['', 'not-an-address'],
    ['keys.example', 'not-an-address'],
    [`http://keys.example${path}`, 'not-https'],
    [`http://127.0.0.1.evil.example${path}`, 'not-https'],
    [`http://localhost.evil.example${path}`, 'not-https'],
    [`javascript:alert(1)//${path}`, 'not-https'],
    [`file://${path}`, 'not-https'],
    [`https://user:secret@keys.example${path}`, 'holds-credentials'],
    ['https://keys.example/', 'not-a-collection'],
    [`https://keys.example${path}?x=1`, 'not-a-collection'],
    [`https://keys.example/v1/buckets/../collections/x`, 'not-a-collection'],
    [`https://keys.example/v1/buckets/a%2f..%2fb/collections/x`, 'not-a-collection'],
  ])('%s is rejected: %s', (text, problem) => {
    expect(parseAddress(text)).toBe(problem);
  });
});
