import { once } from 'node:events';
import { createServer } from 'node:https';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedCertificate } from '../support/test-authority';
import { expect, test } from './fixtures';

const portOf = (server: Server) => (server.address() as AddressInfo).port;

test('an endpoint cannot have requests and their failures reported to another host', async ({
  launch,
}) => {
  const certificate = await signedCertificate();
  const start = async (answer: RequestListener) => {
    const server = createServer(certificate, answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const reported: string[] = [];
  const collector = await start(({ method = '' }, response) => {
    reported.push(method);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.end();
  });
  const url = `https://collector.localhost:${portOf(collector)}/`;
  const endpoint = await start((_request, response) => {
    const all = { report_to: 'all', max_age: 3600, success_fraction: 1, failure_fraction: 1 };
    response.setHeader('NEL', JSON.stringify(all));
    const group = { group: 'all', max_age: 3600, endpoints: [{ url }] };
    response.setHeader('Report-To', JSON.stringify(group));
    response.end('{}');
  });
  try {
    const { app } = await launch();
    const statuses = await app.evaluate(
      async ({ net, session }, address) => {
        // The scheme of requests to endpoints.
        const network = session.fromPartition('endpoint', { cache: false });
        network.setCertificateVerifyProc((_request, decide) => decide(0));
        const answered: number[] = [];
        for (let count = 0; count < 3; count += 1) {
          answered.push(
            await new Promise<number>((done, fail) => {
              const request = net.request({ session: network, url: address, credentials: 'omit' });
              request.on('error', fail);
              request.on('response', (response) => {
                response.on('data', () => undefined);
                response.on('end', () => done(response.statusCode));
              });
              request.end();
            }),
          );
        }
        return answered;
      },
      `https://endpoint.localhost:${portOf(endpoint)}/`,
    );
    expect(statuses).toEqual([200, 200, 200]);
    // Chromium sends the first report at once, and the others every minute.
    await new Promise((resolve) => {
      setTimeout(resolve, 3000);
    });
    expect(reported).toEqual([]);
  } finally {
    for (const server of [collector, endpoint]) {
      server.closeAllConnections();
      server.close();
    }
  }
});
