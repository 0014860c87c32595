import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpRequest,
} from '@stoplight/prism-http';
import { API_PREFIX, KEYS_COLLECTION } from '../protocol/call';
import { OPENAPI_FILE } from './document';

/** A Prism mock of the contract alone, independent of our endpoint. */
export interface PrismMock {
  /** the collection's address */
  url: string;
  /** violations of the contract in all requests so far: `PUT /buckets/…: request.body.data …` */
  violations: string[];
  /** every request so far: `PUT /buckets/…` */
  requests: string[];
  stop(): Promise<void>;
}

/**
 * Starts a mock of the contract on 127.0.0.1: requests are validated, any token is accepted, and
 * answers are the contract's examples. Nothing is stored.
 */
export async function startPrism(): Promise<PrismMock> {
  const operations = await getHttpOperationsFromSpec(OPENAPI_FILE);
  const prism = createInstance(
    {
      isProxy: false,
      mock: { dynamic: false },
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
    },
    { logger: createLogger('prism', { level: 'silent' }) },
  );
  const violations: string[] = [];
  const requests: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = await read(request);
    const name = `${request.method} ${asked.url.path}`;
    requests.push(name);
    const outcome = await prism.request(asked, operations)();
    if (outcome._tag === 'Left') {
      violations.push(`${name}: ${outcome.left.message}`);
      response.writeHead(500).end();
      return;
    }
    const { output, validations } = outcome.right;
    for (const { path = [], message } of [...validations.input, ...validations.output]) {
      violations.push(`${name}: ${path.join('.')} ${message}`);
    }
    response.writeHead(output.statusCode, output.headers);
    response.end(output.body === undefined ? undefined : JSON.stringify(output.body));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${API_PREFIX}/buckets/ownchat/collections/${KEYS_COLLECTION}`,
    violations,
    requests,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The contract's paths are relative to `/v1`, which is part of the server's address. */
async function read(request: IncomingMessage): Promise<IHttpRequest> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const text = Buffer.concat(await request.toArray()).toString('utf8');
  return {
    method: (request.method ?? 'GET').toLowerCase() as IHttpRequest['method'],
    url: {
      path: pathname.startsWith(API_PREFIX) ? pathname.slice(API_PREFIX.length) || '/' : pathname,
      query: Object.fromEntries(searchParams),
    },
    headers: request.headers as Record<string, string>,
    ...(text === '' ? {} : { body: JSON.parse(text) as unknown }),
  };
}
