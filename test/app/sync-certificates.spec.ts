import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectEndpoint, fillEndpoint } from '../support/sync-steps';
import { trustAuthority, signedCertificate } from '../support/test-authority';
import { PASSPHRASE, expect } from './fixtures';
import { openKeys, openSync, test } from './sync-fixtures';

// On other systems Chromium uses the system's authorities, which a test must not change.
test.skip(process.platform !== 'linux', 'trust is kept in the home directory on Linux alone');

test('an authority that the system trusts is trusted, and no keys of its connection are written down', async ({
  launchUnlocked,
  userData,
  endpointWith,
}) => {
  const endpoint = await endpointWith({ tls: await signedCertificate() });
  const home = join(userData, 'home');
  await trustAuthority(home);
  // Developers set this to inspect the traffic of browsers.
  const keyLog = join(userData, 'tls-keys.txt');
  const { page } = await launchUnlocked({
    env: { HOME: home, SSLKEYLOGFILE: keyLog },
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  await fillEndpoint(page, endpoint, PASSPHRASE);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const report = page.getByRole('status', { name: 'Connection test' });
  await expect(report).toContainText('The connection is encrypted and the certificate is valid');
  await connectEndpoint(page, endpoint, PASSPHRASE);
  expect(endpoint.records()).toHaveLength(1);
  expect(existsSync(keyLog)).toBe(false);
});

for (const [what, choices, sentence] of [
  ['has expired', { ended: true }, 'The endpoint’s certificate has expired or is not valid'],
  [
    'is for another name',
    { for: 'endpoint.example' },
    'The certificate was issued for a different name.',
  ],
] as const) {
  test(`a certificate that ${what} is explained, and there is no way past it`, async ({
    launchUnlocked,
    userData,
    endpointWith,
  }) => {
    const endpoint = await endpointWith({ tls: await signedCertificate(choices) });
    const home = join(userData, 'home');
    await trustAuthority(home);
    const { page } = await launchUnlocked({ env: { HOME: home } });
    await openSync(page);
    const main = page.getByRole('main');
    const before = await main.getByRole('button').allInnerTexts();
    await fillEndpoint(page, endpoint, PASSPHRASE);
    for (const name of ['Test connection', 'Connect']) {
      await main.getByRole('button', { name, exact: true }).click();
      await expect(main.getByRole('alert')).toContainText('The connection is not secure.');
      await expect(main.getByRole('alert')).toContainText(sentence);
      await expect(main.getByRole('alert')).toContainText('Nothing was sent.');
    }
    // Exactly the same elements can be clicked as before.
    expect(await main.getByRole('button').allInnerTexts()).toEqual(before);
    expect(endpoint.recorder.requests).toEqual([]);
    expect(endpoint.recorder.bytes()).toHaveLength(0);
    await openKeys(page);
    await expect(page.getByRole('link', { name: 'Local vault only' })).toBeVisible();
  });
}
