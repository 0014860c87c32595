import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A server that answers every request with the same bytes, valid HTTP or not. */
export interface RawServer {
  /** address of a collection there */
  url: string;
  /** how many requests have been answered */
  count: number;
  /** the answer from now on */
  answer: Buffer;
  stop(): void;
}

export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      raw.count += 1;
      socket.end(raw.answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const raw: RawServer = {
    url: `http://127.0.0.1:${port}/v1/buckets/ownchat/collections/api-keys`,
    count: 0,
    answer: Buffer.alloc(0),
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return raw;
}
