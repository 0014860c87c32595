import { expectNoViolations } from '../support/axe';
import { someRecord } from '../support/sample-keys';
import { connectEndpoint, fillEndpoint, syncNow } from '../support/sync-steps';
import { PASSPHRASE, expect } from './fixtures';
import { createKey, keepOffTheWire, openKeys, openSync, test } from './sync-fixtures';

test('two computers agree through one endpoint, and no secret is on the wire', async ({
  launchUnlocked,
  userData,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith();
  const {
    page,
    secrets: [secret],
  } = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] });
  await openSync(page);
  await fillEndpoint(page, endpoint, PASSPHRASE);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const report = page.getByRole('status', { name: 'Connection test' });
  await expect(report.getByText('You have read and write permission')).toBeVisible();
  await expect(report.getByText('The endpoint supports everything that sync needs.')).toBeVisible();
  expect(endpoint.records()).toEqual([]);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('1 API key is sent')).toBeVisible();
  expect(endpoint.records()).toEqual([]);
  await page.getByRole('button', { name: 'Start sync' }).click();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  expect(endpoint.records()).toHaveLength(1);

  const second = await launchUnlocked({ userData: `${userData}-second` });
  await openSync(second.page);
  await connectEndpoint(second.page, endpoint, PASSPHRASE);
  await openKeys(second.page);
  await expect(second.page.getByRole('row', { name: /Zoho/ })).toBeVisible();
  await createKey(second.page, { name: 'Billing', permissions: { Tags: 'Read' } });
  // Automatically, a moment after the change.
  await expect.poll(() => endpoint.records().length).toBe(2);

  await syncNow(page);
  await openKeys(page);
  await expect(page.getByRole('row', { name: /Billing/ })).toBeVisible();
  await page.getByRole('button', { name: 'More actions for Billing' }).click();
  await expect(page.getByRole('menuitem', { name: 'Test key…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.keyboard.press('Escape');
  expect(endpoint.recorder.sent(secret)).toBe(false);

  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Test key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText('It works.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'More actions for Zoho' })).toBeFocused();
});

test('how often a key was used comes from the endpoint, and is seen in its form', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { id } = endpoint.put(someRecord(1, { name: 'Zoho' }));
  const day = 24 * 60 * 60_000;
  for (let count = 0; count < 40; count += 1) {
    endpoint.recordUse(id, Date.now() - day * ((count * count) % 23));
  }
  const { page } = await launchUnlocked();
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await openKeys(page);
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(dialog.getByText('40 requests in the last 30 days')).toBeVisible();
  await expect(dialog.getByRole('img', { name: /^Requests by day; maximum on / })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('row', { name: 'Zoho' })).not.toContainText('Never');
});

test('a rotated secret is shown once, and the old one counts for its grace', async ({
  launchUnlocked,
}) => {
  const {
    page,
    secrets: [old],
  } = await launchUnlocked({ keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] });
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Rotate secret…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate secret' });
  await dialog.getByRole('radio', { name: '7 days' }).check();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const shown = page.getByRole('dialog', { name: 'New secret' });
  const secret = keepOffTheWire(await shown.getByRole('textbox', { name: 'API key' }).inputValue());
  expect(secret).toMatch(/^ock_live_/);
  expect(secret).not.toBe(old);
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(`${secret.slice(0, 13)}…${secret.slice(-4)}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'More actions for Zoho' })).toBeFocused();
});

test('what both sides have changed is asked about, counted in the sidebar and decided', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await syncNow(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  const [record] = endpoint.records();
  if (!record) throw new Error('nothing was sent');
  endpoint.put({ ...record, scopes: ['contacts:write'] });
  await openKeys(page);
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await edit
    .getByRole('radiogroup', { name: 'Tags', exact: true })
    .getByRole('radio', { name: 'Read' })
    .check();
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await edit.waitFor({ state: 'hidden' });
  await openSync(page);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('link', { name: '1 conflict' })).toBeVisible();
  const conflict = page.getByRole('form', { name: 'Zoho' });
  await expect(conflict.getByText('Contacts: write')).toBeVisible();
  expect(endpoint.records()[0]?.['scopes']).toEqual(['contacts:read']);
  await conflict.getByRole('radio', { name: 'Both together' }).check();
  await conflict.getByRole('button', { name: 'Save decision for Zoho' }).click();
  await expect(conflict).toBeHidden();
  await syncNow(page);
  await expect
    .poll(() => endpoint.records()[0]?.['scopes'])
    .toEqual(['contacts:write', 'tags:read']);
});

test('an endpoint that was replaced never empties the vault: it asks', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  endpoint.replaceBucket();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(
    page.getByRole('heading', { name: 'The endpoint was reset or replaced' }),
  ).toBeVisible();
  const badge = page.getByRole('link', { name: 'Sync needs a decision' });
  await expect(badge).toBeVisible();
  const isCutOff = await badge
    .getByText('Sync needs a decision')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  expect(isCutOff).toBe(false);
  await page.getByRole('button', { name: 'Compare from the start' }).click();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  expect(endpoint.records()).toHaveLength(1);
  await openKeys(page);
  await expect(page.getByRole('row', { name: /Zoho/ })).toBeVisible();
});

test('an untrusted certificate is explained and cannot be bypassed', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith({ tls: true });
  const { page } = await launchUnlocked();
  await openSync(page);
  await fillEndpoint(page, endpoint, PASSPHRASE);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('The connection is not secure', { exact: true })).toBeVisible();
  await expect(page.getByText(/The certificate is not from a trusted authority/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start sync' })).toBeHidden();
  expect(endpoint.recorder.requests).toEqual([]);
});

test('the page says that the endpoint is unreachable, and syncs when it is back', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { page } = await launchUnlocked();
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await endpoint.suspend();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText(/The server refused the connection/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Offline' })).toBeVisible();
  await endpoint.resume();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
});

test('a redirect is not followed by the network of the app', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { createServer } = await import('node:http');
  const server = createServer((_request, response) => {
    response.writeHead(302, { Location: `${endpoint.url}/x` });
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  try {
    const { page } = await launchUnlocked();
    await openSync(page);
    const url = `http://127.0.0.1:${port}/v1/buckets/ownchat/collections/api-keys`;
    await fillEndpoint(page, { url, token: 'token-for-elsewhere' }, PASSPHRASE);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('The endpoint redirects to another address.')).toBeVisible();
    expect(endpoint.recorder.requests).toEqual([]);
  } finally {
    server.close();
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the Sync page has no accessibility violation (${colorScheme})`, async ({
    launchUnlocked,
    endpointWith,
  }) => {
    test.slow();
    const endpoint = await endpointWith();
    const { page } = await launchUnlocked({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
      keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
    });
    await openSync(page);
    await expectNoViolations(page, 'off');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expectNoViolations(page, 'off, with problems');
    await fillEndpoint(page, endpoint, PASSPHRASE);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('The endpoint supports everything that sync needs.')).toBeVisible();
    await expectNoViolations(page, 'tested');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByText('1 API key is sent')).toBeVisible();
    await expectNoViolations(page, 'first sync');
    const used = endpoint.put(someRecord(1, { name: 'Billing' }));
    endpoint.recordUse(used.id, Date.now());
    await page.getByRole('button', { name: 'Start sync' }).click();
    await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
    await expectNoViolations(page, 'in step');
    const record = endpoint.records().find(({ name }) => name === 'Zoho');
    if (!record) throw new Error('nothing was sent');
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    endpoint.put({ ...record, scopes: ['contacts:write'] });
    await openKeys(page);
    const edit = page.getByRole('dialog', { name: 'Edit API Key' });
    await page.getByRole('button', { name: 'Edit Billing' }).click();
    await expect(edit.getByText('1 request in the last 30 days')).toBeVisible();
    await expectNoViolations(page, 'usage of a key');
    await edit.getByRole('button', { name: 'Cancel' }).click();
    await edit.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Edit Zoho' }).click();
    await edit
      .getByRole('radiogroup', { name: 'Tags', exact: true })
      .getByRole('radio', { name: 'Read' })
      .check();
    await edit.getByRole('button', { name: 'Save changes' }).click();
    await edit.waitFor({ state: 'hidden' });
    await openSync(page);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByRole('form', { name: 'Zoho' })).toBeVisible();
    await expectNoViolations(page, 'conflict');
    endpoint.replaceBucket();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(
      page.getByRole('heading', { name: 'The endpoint was reset or replaced' }),
    ).toBeVisible();
    await expectNoViolations(page, 'asking');
  });
}
