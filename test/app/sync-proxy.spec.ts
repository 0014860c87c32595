import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpProxy } from '../support/http-proxy';
import { startProxy } from '../support/http-proxy';
import { containsText } from '../support/contains-text';
import { connectEndpoint, fillEndpoint, syncNow } from '../support/sync-steps';
import { trustAuthority, signedCertificate } from '../support/test-authority';
import { PASSPHRASE, expect } from './fixtures';
import { createKey, openKeys, openSync, test as base } from './sync-fixtures';

const test = base.extend<{ proxyTo: (leadTo?: { port: number }) => Promise<HttpProxy> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  proxyTo: async ({}, use) => {
    const started: HttpProxy[] = [];
    await use(async (leadTo) => {
      const proxy = await startProxy(leadTo);
      started.push(proxy);
      return proxy;
    });
    for (const proxy of started) await proxy.stop();
  },
});

test('the endpoint is reached through the proxy, and only so; without it, it is the proxy that is named', async ({
  launchUnlocked,
  endpointWith,
  proxyTo,
}) => {
  const endpoint = await endpointWith();
  const proxy = await proxyTo();
  const {
    page,
    secrets: [secret],
  } = await launchUnlocked({
    // The requested server is on this computer, and would be reached without the proxy.
    args: [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'],
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await syncNow(page);
  expect(endpoint.records()).toHaveLength(1);
  await openKeys(page);
  await createKey(page, { name: 'Billing', permissions: { Tags: 'Read' } });
  await expect.poll(() => endpoint.records().length).toBe(2);
  await openSync(page);
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();

  const origin = new URL(endpoint.url).origin;
  const reached = endpoint.recorder.requests.map(({ method, url }) => `${method} ${origin}${url}`);
  expect(reached.length).toBeGreaterThan(4);
  // The app sends no other request.
  expect(proxy.asked).toEqual(reached);
  for (const text of [secret, PASSPHRASE]) expect(containsText(proxy.bytes(), text)).toBe(false);

  await proxy.stop();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'This computer’s proxy did not allow the connection.',
  );
  expect(endpoint.recorder.requests).toHaveLength(reached.length);
});

test('a proxy that another program has put into the profile is not used', async ({
  launchUnlocked,
  userData,
  endpointWith,
  proxyTo,
}) => {
  const endpoint = await endpointWith();
  const proxy = await proxyTo();
  await mkdir(userData, { recursive: true });
  const named = { mode: 'fixed_servers', server: proxy.address, bypass_list: '<-loopback>' };
  await writeFile(join(userData, 'Preferences'), JSON.stringify({ proxy: named }));
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await syncNow(page);
  expect(endpoint.records()).toHaveLength(1);
  expect(proxy.asked).toEqual([]);
});

test('the proxy of the environment carries HTTPS, and cannot read it', async ({
  launchUnlocked,
  userData,
  endpointWith,
  proxyTo,
}) => {
  test.skip(process.platform !== 'linux', 'other systems keep their proxy elsewhere');
  const host = 'endpoint.example';
  const endpoint = await endpointWith({ tls: await signedCertificate({ for: host }) });
  const proxy = await proxyTo(endpoint);
  const home = join(userData, 'home');
  await trustAuthority(home);
  const { page } = await launchUnlocked({
    env: {
      HOME: home,
      XDG_CURRENT_DESKTOP: '',
      no_proxy: '',
      https_proxy: `http://${proxy.address}`,
    },
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  const { pathname } = new URL(endpoint.url);
  const entered = { url: `https://${host}${pathname}`, token: endpoint.token };
  await fillEndpoint(page, entered, PASSPHRASE);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('status', { name: 'Connection test' })).toContainText(
    'The connection is encrypted and the certificate is valid',
  );
  await connectEndpoint(page, entered, PASSPHRASE);
  expect(endpoint.records()).toHaveLength(1);
  expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${host}:443`]));
  for (const text of [endpoint.token, 'Zoho'])
    expect(containsText(proxy.bytes(), text)).toBe(false);
});
