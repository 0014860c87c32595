import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy like a company's, which records its requests. */
export interface HttpProxy {
  /** `127.0.0.1:PORT` */
  address: string;
  /** `GET http://host:port/path`, or `CONNECT host:port` */
  asked: string[];
  /** every byte that clients sent through it */
  bytes(): Buffer;
  stop(): Promise<void>;
}

/** @param leadTo where all tunnels end; default: at the requested host */
export async function startProxy(leadTo?: { port: number }): Promise<HttpProxy> {
  const asked: string[] = [];
  const chunks: Buffer[] = [];
  const tunnels = new Set<Duplex>();
  const server = createServer((incoming, response) => {
    const { method, url = '', headers } = incoming;
    asked.push(`${method} ${url}`);
    const outgoing = request(url, { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  server.on('connection', (socket) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    asked.push(`CONNECT ${url}`);
    const { hostname, port } = new URL(`http://${url}`);
    const tunnel = leadTo ? connect(leadTo.port, '127.0.0.1') : connect(Number(port), hostname);
    tunnels.add(socket).add(tunnel);
    tunnel.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.write(head);
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const [one, other] of [
      [tunnel, socket],
      [socket, tunnel],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    asked,
    bytes: () => Buffer.concat(chunks),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const tunnel of tunnels) tunnel.destroy();
      }),
  };
}
