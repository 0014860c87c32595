import type { RawServer } from '../support/raw-server';
import { startRawServer } from '../support/raw-server';
import { fillEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect, lock, test as base } from './fixtures';
import { openSync } from './sync-fixtures';

const test = base.extend<{ server: RawServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  server: async ({}, use) => {
    const server = await startRawServer();
    await use(server);
    server.stop();
  },
});

const HELLO = JSON.stringify({ project_name: 'kinto', http_api_version: '1.22', settings: {} });

const reply = (status: string, ...headers: string[]) =>
  Buffer.from(
    [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/json',
      `Content-Length: ${HELLO.length}`,
      'Connection: close',
      ...headers,
      '',
      HELLO,
    ].join('\r\n'),
  );

const REPLIES: Record<string, Buffer> = {
  'a header beyond Latin-1': reply('200 OK', 'Server: Ownchat™'),
  'a header with a control character': reply('200 OK', 'Server: Own\u0001chat\u007F'),
  'a header name beyond ASCII': reply('200 OK', 'Sërver™: Ownchat'),
  'a reason phrase beyond Latin-1': reply('200 Schön™'),
  'status 000': reply('000 Nothing'),
  'status 099': reply('099 Nothing'),
  'status 101': reply('101 Switching Protocols', 'Upgrade: websocket'),
  'status 204 with a body': reply('204 No Content'),
  'status 304 that was not asked for': reply('304 Not Modified'),
  'status 600': reply('600 More'),
  'status 999': reply('999 Most'),
  'a redirect to nowhere': reply('302 Found', 'Location: http://™:99999/'),
  'a redirect beyond Latin-1': reply('302 Found', 'Location: /™'),
  'no HTTP at all': Buffer.from([0, 255, 254, 10, 10, 13, 0]),
  nothing: Buffer.alloc(0),
};

test('no reply of an endpoint stops the main process', async ({ launchUnlocked, server }) => {
  test.slow();
  const { app, page, mainOutput } = await launchUnlocked();
  await app.evaluate(({ dialog }) => {
    // A box of Electron would block the main process, and with it this test.
    dialog.showErrorBox = (title, content) => console.error('error box:', title, content);
  });
  await openSync(page);
  for (const [name, answer] of Object.entries(REPLIES)) {
    await test.step(name, async () => {
      server.answer = answer;
      const { count } = server;
      await fillEndpoint(page, { url: server.url, token: 'hostile' }, PASSPHRASE);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect.poll(() => server.count).toBeGreaterThan(count);
      await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible();
      await page.reload();
      await page.getByRole('heading', { name: 'Sync', level: 1 }).waitFor();
    });
  }
  expect(mainOutput()).not.toMatch(/error box|uncaught|unhandled/i);
  await lock(page);
});
