import type { Page } from '@playwright/test';
import { connectEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect } from './fixtures';
import { openKeys, openSync, test } from './sync-fixtures';

/** Asks the endpoint about a key, on the API Keys page. */
async function testKey(page: Page, name: string) {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Test key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test API key' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  return dialog;
}

test("the endpoint's verdict on a key is shown, and only that key's secret is sent", async ({
  launchUnlocked,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith({ verificationsPerMinute: 5 });
  const {
    page,
    secrets: [secret, other],
  } = await launchUnlocked({
    keys: [
      { name: 'Zoho', permissions: { Contacts: 'Read' } },
      { name: 'Billing', permissions: { Tags: 'Read' } },
    ],
  });
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await openKeys(page);
  const good = endpoint.records().find(({ name }) => name === 'Zoho');
  if (!good) throw new Error('nothing was sent');

  const asked = async (verdict: string, sentence: string) => {
    await test.step(verdict, async () => {
      const dialog = await testKey(page, 'Zoho');
      const answer = dialog.getByRole('status');
      await expect(answer).toContainText(`${verdict}.`);
      await expect(answer).toContainText(sentence);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(page.getByRole('button', { name: 'More actions for Zoho' })).toBeFocused();
    });
  };
  endpoint.put({ ...good, enabled: false });
  await asked('Deactivated', 'The endpoint knows this API key, but it is not active there.');
  endpoint.put({ ...good, expiresAt: '2020-01-01T00:00:00.000Z' });
  await asked('Expired', 'Its expiration date has passed, so the endpoint no longer accepts it.');
  endpoint.put({ ...good, allowedIps: ['203.0.113.0/24'] });
  await asked('Address not allowed', 'does not accept this API key from this computer’s address.');
  endpoint.remove(good.id);
  await asked('Unknown key', 'If it is new or was just rotated, sync first.');
  endpoint.put({ ...good });
  await asked('It works', 'The endpoint accepts this API key.');
  await asked('Too many tests', 'Wait a minute, then test again.');

  const questions = endpoint.recorder.requests.filter(({ url }) => url.endsWith('/verify'));
  expect(questions.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    Array.from({ length: 6 }, () => ({ data: { secret } })),
  );
  expect(endpoint.recorder.sent(other)).toBe(false);
});

test('a test that does not get through says why', async ({ launchUnlocked, endpointWith }) => {
  const endpoint = await endpointWith();
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await openKeys(page);
  for (const [fault, sentence] of [
    ['html', 'The response is a web page.'],
    ['401', 'Sign-in failed.'],
    ['500', 'It responded with status 500 and the message “A programmatic error occurred'],
  ] as const) {
    await test.step(fault, async () => {
      endpoint.faults.arm(fault, { path: '/verify' });
      const dialog = await testKey(page, 'Zoho');
      await expect(dialog.getByRole('alert')).toContainText(sentence);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toBeHidden();
    });
  }
});
