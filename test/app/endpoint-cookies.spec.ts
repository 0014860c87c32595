import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fillEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect, test } from './fixtures';
import { openSync } from './sync-fixtures';

test('an endpoint gets no cookie back, and each request reaches it', async ({ launchUnlocked }) => {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer(({ url, headers }, response) => {
    if (url === '/v1/') asked.push(headers);
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'max-age=3600',
      'Set-Cookie': 'known=again; Path=/; Max-Age=3600',
    });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const { app, page } = await launchUnlocked();
    await openSync(page);
    const url = `http://127.0.0.1:${port}/v1/buckets/ownchat/collections/api-keys`;
    for (const count of [1, 2]) {
      await fillEndpoint(page, { url, token: 'token' }, PASSPHRASE);
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect.poll(() => asked.length).toBe(count);
      await expect(page.getByRole('button', { name: 'Test connection' })).toHaveAttribute(
        'aria-busy',
        'false',
      );
    }
    expect(asked.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
    const kept = await app.evaluate(({ session }) =>
      session.fromPartition('endpoint').cookies.get({}),
    );
    expect(kept).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
