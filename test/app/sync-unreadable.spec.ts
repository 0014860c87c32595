import { expect } from './fixtures';
import { keyNames, openKeys, openSync, test } from './sync-fixtures';
import { SCENE_KEYS, Scene } from './sync-scene';
import { answerQuestions, lastQuestionOf } from '../support/system-questions';

test('an unreadable record is named, and is overwritten only after a decision', async ({
  launchUnlocked,
  endpointWith,
}) => {
  // A server without a schema, like a Kinto with default settings.
  const endpoint = await endpointWith({ settings: { checksRecords: false } });
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  const { expiresAt } = scene.there('Zoho');
  endpoint.put({ ...scene.there('Zoho'), expiresAt: 'tomorrow' });
  await scene.sync();
  const aside = page.getByRole('region', { name: 'Skipped records' });
  await expect(aside).toContainText(
    'Zoho cannot be read at the endpoint: expiresAt is "tomorrow".',
  );
  await expect(page.getByRole('main')).toContainText('Up to date except for 1 API key');
  const badge = page.getByRole('complementary').getByRole('link', { name: /to decide|Up to date/ });
  await expect(badge).toHaveText('1 to decide');
  await expect(aside).not.toContainText(scene.there('Zoho').id);
  await openKeys(page);
  await scene.writeNote('Edit Zoho');
  await openSync(page);
  await scene.sync();
  await expect(page.getByRole('heading', { name: '1 change not sent' })).toBeVisible();
  await expect(page.getByText('Someone else is changing the same API keys')).toBeHidden();

  const overwrite = aside.getByRole('button', { name: 'Overwrite Zoho' });
  await answerQuestions(scene.app.app, false);
  await overwrite.click();
  await expect.poll(() => lastQuestionOf(scene.app.app)).toContain('“Zoho” is sent as it is here');
  expect(scene.there('Zoho')['expiresAt']).toBe('tomorrow');
  await answerQuestions(scene.app.app, true);
  await overwrite.click();
  await expect(aside).toBeHidden();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  expect(scene.there('Zoho')).toMatchObject({ expiresAt, note: 'Note 1' });
});

test('the form says that a deactivation is sent over an unreadable record, but not another edit', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith({ settings: { checksRecords: false } });
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  endpoint.put({ ...scene.there('Zoho'), expiresAt: 'tomorrow' });
  await scene.sync();
  await expect(page.getByRole('region', { name: 'Skipped records' })).toBeVisible();
  await openKeys(page);
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(dialog).toContainText('cannot be read. Decide on the Sync page.');
  await dialog.getByRole('switch', { name: 'Active' }).click();
  await expect(dialog).not.toContainText('cannot be read. Decide on the Sync page.');
  await expect(dialog).toContainText('Your changes are sent to the endpoint with the next sync');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  // The dialog has these words too until it has faded.
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Sent to the endpoint with the next sync')).toBeVisible();
  await expect.poll(() => scene.there('Zoho')['enabled']).toBe(false);
});

test('keys that were deleted elsewhere by mistake are sent again', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  for (const { id } of endpoint.records()) endpoint.remove(id);
  await scene.sync();
  await expect(page.getByRole('main')).toContainText('2 of your 2 API keys were deleted');
  await page.getByRole('button', { name: 'Send 2 API keys again' }).click();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  expect(endpoint.records().map((record) => record['name'])).toEqual(
    expect.arrayContaining(['Zoho', 'Billing']),
  );
  await openKeys(page);
  expect(await keyNames(page)).toEqual(['Billing', 'Zoho']);
});

test('a sync is one entry of the activity, and its changes are there for who asks', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  for (const name of ['Zoho', 'Billing']) {
    endpoint.put({ ...scene.there(name), note: 'from elsewhere' });
  }
  await scene.sync();
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  const list = page.getByRole('list', { name: 'Activity' });
  const synced = list.getByRole('button', { name: /^Synced with the endpoint/ });
  await expect(synced.first()).toContainText('2 received');
  await expect(synced.first()).toContainText('Endpoint');
  await expect(synced).toHaveCount(2);
  await expect(list.getByRole('button', { name: /^Sync bookkeeping/ })).toHaveCount(0);
  await expect(list.getByRole('button', { name: /^API key changed/ })).toHaveCount(0);
  await synced.first().click();
  await page.getByRole('link', { name: 'Show the changes of this sync' }).click();
  await expect(list.getByRole('button', { name: /^API key changed/ })).toHaveCount(2);
});
