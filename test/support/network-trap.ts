import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Listens on one port, by TCP and UDP, for anything that a page sends. */
export interface NetworkTrap {
  port: number;
  /** what has arrived: protocol and length */
  arrived: string[];
  stop(): void;
}

export async function startNetworkTrap(): Promise<NetworkTrap> {
  const arrived: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A connection alone is a leak.
    arrived.push('TCP connection');
    socket.on('data', (data) => arrived.push(`TCP, ${data.length} bytes`));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const datagrams: UdpSocket = createSocket('udp4');
  datagrams.on('message', (message) => arrived.push(`UDP, ${message.length} bytes`));
  await new Promise<void>((resolve) => {
    datagrams.bind(port, '127.0.0.1', resolve);
  });
  return {
    port,
    arrived,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      datagrams.close();
    },
  };
}
