import { request } from 'node:https';
import { expect } from 'vitest';
import { contractProblems } from './contract/conformity';
import type { Endpoint } from './start-endpoint';

/** The parts of an answer that tests use. */
interface Seen<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

interface ErrorBody {
  code: number;
  errno: number;
  error: string;
  message: string;
  info: string;
  details?: { existing?: Record<string, unknown> } | { name: string | null }[];
}

type AnyBody = Partial<ErrorBody> & {
  data?: unknown;
  permissions?: Record<string, string[]>;
  responses?: { status: number; path: string; headers: Record<string, string>; body: AnyBody }[];
};

export type Api = (
  method: string,
  path: string,
  options?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Seen<AnyBody>>;

/**
 * Plain requests for tests. `path` is below the collection's address, or from the root when it
 * begins with `/v1`. Accepted requests and all answers must match the contract, unless a fault has
 * struck.
 */
export function apiOf(endpoint: Endpoint, token: string | null = endpoint.token): Api {
  return async (method, path, { body, headers = {} } = {}) => {
    const base = path.startsWith('/v1') ? endpoint.root.slice(0, -'/v1'.length) : endpoint.url;
    const url = new URL(`${base}${path}`);
    const faults = endpoint.faults.struck.length;
    const sent = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: sent,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const seen = text === '' ? undefined : (JSON.parse(text) as AnyBody);
    const { status } = response;
    if (url.pathname.startsWith('/v1/') && endpoint.faults.struck.length === faults) {
      const problems = contractProblems({
        method,
        path: url.pathname.slice('/v1'.length) + url.search,
        requestHeaders: Object.fromEntries(
          Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        requestBody: body,
        status,
        headers: response.headers,
        body: seen,
      });
      expect(problems).toEqual([]);
    }
    return { status, headers: response.headers, body: seen ?? {} };
  };
}

/** The status of a `GET` over TLS, by a client that trusts the endpoint's certificate. `path` is below the root. */
export function statusOverTls({ root, certificate }: Endpoint, path: string): Promise<number> {
  return new Promise((done, fail) => {
    request(`${root}${path}`, { ca: certificate ?? '', agent: false }, (response) => {
      response.on('error', fail);
      response.on('end', () => done(response.statusCode ?? 0));
      response.resume();
    })
      .on('error', fail)
      .end();
  });
}
