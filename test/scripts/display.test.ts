import { existsSync } from 'node:fs';
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

it('says when it cannot start', async () => {
  await expect(startVirtualDisplay(['false'])).rejects.toThrow('did not start');
});
