import { request } from 'node:https';
import type { Endpoint } from './start-endpoint';

/** What a test sees of an answer. */
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

/** Plain requests for tests. `path` is below the collection's address, or from the root when it begins with `/v1`. */
export function apiOf(endpoint: Endpoint, token: string | null = endpoint.token): Api {
  return async (method, path, { body, headers = {} } = {}) => {
    const base = path.startsWith('/v1') ? endpoint.root.slice(0, -'/v1'.length) : endpoint.url;
    const response = await fetch(`${base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as AnyBody),
    };
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
