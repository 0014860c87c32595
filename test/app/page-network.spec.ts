import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkTrap } from '../support/network-trap';
import { startNetworkTrap } from '../support/network-trap';
import { tryNetworkEscapes } from '../support/network-escapes';
import { expect, test as base } from './fixtures';

const test = base.extend<{ trap: NetworkTrap }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  trap: async ({}, use) => {
    const trap = await startNetworkTrap();
    await use(trap);
    trap.stop();
  },
});

/** Host names that Chromium looked up, from its net log. */
async function lookedUp(netLog: string): Promise<string[]> {
  const text = await readFile(netLog, 'utf8');
  const hosts = [...text.matchAll(/"host(?:name)?":"([^"]*\.invalid[^"]*)"/g)].map(
    ([, host = '']) => host,
  );
  const names = hosts.map((host) => host.replace(/^https?:\/\//, '').replace(/\.?(:\d+)?$/, ''));
  return [...new Set(names)].toSorted();
}

test('no way that Chromium has leads a script of the page to the network', async ({
  launchUnlocked,
  userData,
  trap,
}) => {
  const { app, page } = await launchUnlocked({
    mayComplain: true,
    // Otherwise WebRTC would not try this computer.
    args: ['--allow-loopback-in-peer-connection'],
  });
  const netLog = join(userData, 'net-log.json');
  await app.evaluate(({ netLog: log }, path) => log.startLogging(path), netLog);
  const tried = await page.evaluate(tryNetworkEscapes, { port: trap.port });
  await app.evaluate(({ netLog: log }) => log.stopLogging());
  expect(tried.length).toBeGreaterThan(30);
  expect(trap.arrived).toEqual([]);
  // These reveal at most a host name to look up, as SECURITY.md says.
  expect(await lookedUp(netLog)).toEqual([
    'dns-prefetch.invalid',
    'peer.invalid',
    'turn.invalid',
    'turns.invalid',
  ]);
});
