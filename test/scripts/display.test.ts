import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startVirtualDisplay } from '../../scripts/bootstrap/display.mjs';

const xvfb = (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/Xvfb`));

it.runIf(xvfb)('starts several virtual displays at once, each its own, and ends them', async () => {
  const displays = await Promise.all([
    startVirtualDisplay(),
    startVirtualDisplay(),
    startVirtualDisplay(),
  ]);
  const sockets = displays.map(({ env }) => `/tmp/.X11-unix/X${env['DISPLAY']?.slice(1)}`);
  expect(new Set(sockets).size).toBe(3);
  expect(sockets.every((socket) => existsSync(socket))).toBe(true);
  await Promise.all(displays.map(({ stop }) => stop()));
  expect(sockets.some((socket) => existsSync(socket))).toBe(false);
});

it.runIf(xvfb)('lets everybody in, also just after the last one has left', async () => {
  const { env, stop } = await startVirtualDisplay();
  for (let visits = 0; visits < 150; visits += 1) {
    const visitor = connect(`/tmp/.X11-unix/X${env['DISPLAY']?.slice(1)}`);
    // The greeting of the X protocol, version 11, least significant byte first.
    visitor.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const [answer] = (await once(visitor, 'data')) as [Buffer];
    expect(answer[0]).toBe(1);
    visitor.destroy();
  }
  await stop();
});

it('says when it cannot start', async () => {
  await expect(startVirtualDisplay(['false'])).rejects.toThrow('did not start');
});
