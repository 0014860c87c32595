import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Endpoint } from '../endpoint/start-endpoint';

/** Answers instead of the endpoint; false passes the request on. */
export type Fault = (incoming: IncomingMessage, response: ServerResponse) => boolean;

/** A server between an app and an endpoint that injects faults. */
export interface FaultyServer {
  /** the endpoint's collection, through this server */
  url: string;
  token: string;
  /** the present fault; null: none */
  fault: Fault | null;
  /** how often a fault has struck */
  count: number;
}

export async function faultyServer(endpoint: Endpoint): Promise<FaultyServer> {
  const state: FaultyServer = { url: '', token: endpoint.token, fault: null, count: 0 };
  const server = createServer((incoming, response) => {
    if (state.fault?.(incoming, response)) {
      state.count += 1;
      incoming.resume();
      return;
    }
    const { method, url = '/', headers } = incoming;
    const outgoing = request(
      { host: '127.0.0.1', port: endpoint.port, method, path: url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  state.url = endpoint.url.replace(`:${endpoint.port}`, `:${port}`);
  return state;
}

/** Answers with this. */
export const answering =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault =>
  (_incoming, response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(text);
    return true;
  };

const isWrite: Fault = ({ method }) => method !== 'GET' && method !== 'HEAD';

/** Limits a fault to requests that change something. */
export const onWrites =
  (fault: Fault): Fault =>
  (incoming, response) =>
    isWrite(incoming, response) && fault(incoming, response);
