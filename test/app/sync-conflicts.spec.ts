import type { Page } from '@playwright/test';
import { fillEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect } from './fixtures';
import { createKey, keyNames, openKeys, openSync, test } from './sync-fixtures';
import { SCENE_KEYS, Scene } from './sync-scene';
import { answerQuestions, lastQuestionOf, questionsOf } from '../support/system-questions';

const TWO = ['Zoho', 'Billing'] as const;

/**
 * Changes wait until the test syncs: otherwise the first would be sent before the second is made.
 */
async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
}

/** Gives keys another note there and another one here, and syncs. @returns the notes, by key */
async function collide(scene: Scene, names: readonly string[]) {
  const { page, endpoint } = scene;
  const written = new Map<string, { here: string; there: string }>();
  await openKeys(page);
  for (const name of names) {
    const there = `From elsewhere, unlike ${String(scene.there(name)['note'])}`;
    endpoint.put({ ...scene.there(name), note: there });
    written.set(name, { here: await scene.writeNote(`Edit ${name}`), there });
  }
  await openSync(page);
  await scene.sync();
  const count = names.length === 1 ? '1 conflict' : `${names.length} conflicts`;
  await expect(page.getByRole('link', { name: count })).toBeVisible();
  return written;
}

test('decisions one by one: a new value, and the value from here', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  await pause(page);
  const written = await collide(scene, TWO);
  const zoho = page.getByRole('form', { name: 'Zoho' });
  for (const text of [written.get('Zoho')?.here, written.get('Zoho')?.there]) {
    await expect(
      zoho
        .getByRole('definition')
        .getByText(text ?? '', { exact: true })
        .first(),
    ).toBeVisible();
  }
  await zoho.getByRole('radio', { name: 'Enter a new value' }).check();
  await zoho.getByRole('textbox', { name: 'New value for Note' }).fill('What both meant');
  await zoho.getByRole('button', { name: 'Save decision for Zoho' }).click();
  await expect(zoho).toBeHidden();
  await expect(page.getByRole('link', { name: '1 conflict' })).toBeVisible();

  const billing = page.getByRole('form', { name: 'Billing' });
  await billing.getByRole('radio', { name: 'Here', exact: true }).check();
  await billing.getByRole('button', { name: 'Save decision for Billing' }).click();
  await expect(billing).toBeHidden();
  await expect(page.getByRole('link', { name: /conflict/ })).toBeHidden();
  await scene.sync();
  await expect
    .poll(() => TWO.map((name) => scene.there(name)['note']))
    .toEqual(['What both meant', written.get('Billing')?.here]);
});

test('all conflicts are decided at once, after a confirmation that can be refused', async ({
  launchUnlocked,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  await pause(page);
  const all = page.getByRole('group', { name: 'All of them' });
  const badge = page.getByRole('link', { name: /conflict/ });
  const notesThere = () => TWO.map((name) => scene.there(name)['note']);
  const scopesThere = (name: string) => scene.there(name)['scopes'];

  await test.step('Use all from here', async () => {
    const written = await collide(scene, TWO);
    await answerQuestions(scene.app.app, false);
    await all.getByRole('button', { name: 'Use all from here' }).click();
    await expect.poll(() => lastQuestionOf(scene.app.app)).toContain('about 2 API keys');
    await expect(badge).toHaveAccessibleName('2 conflicts');
    await answerQuestions(scene.app.app, true);
    await all.getByRole('button', { name: 'Use all from here' }).click();
    await expect(badge).toBeHidden();
    await scene.sync();
    await expect.poll(notesThere).toEqual(TWO.map((name) => written.get(name)?.here));
  });

  await test.step('Use all from elsewhere', async () => {
    const written = await collide(scene, TWO);
    await all.getByRole('button', { name: 'Use all from elsewhere' }).click();
    await expect(badge).toBeHidden();
    await scene.sync();
    await openKeys(page);
    for (const name of TWO) {
      await page.getByRole('button', { name: `Edit ${name}` }).click();
      const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
      await expect(dialog.getByRole('textbox', { name: 'Note' })).toHaveValue(
        written.get(name)?.there ?? '',
      );
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    }
    expect(notesThere()).toEqual(TWO.map((name) => written.get(name)?.there));
  });

  const widenBoth = async () => {
    await openKeys(page);
    for (const name of TWO) {
      endpoint.put({ ...scene.there(name), scopes: ['bots:read', 'contacts:write', 'tags:read'] });
      await page.getByRole('button', { name: `Edit ${name}` }).click();
      const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
      for (const resource of ['Contacts', 'Tags', 'Reports']) {
        await dialog
          .getByRole('radiogroup', { name: resource, exact: true })
          .getByRole('radio', { name: 'Read' })
          .check();
      }
      await dialog.getByRole('button', { name: 'Save changes' }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
    await openSync(page);
    await scene.sync();
    await expect(badge).toHaveAccessibleName('2 conflicts');
  };

  await test.step('Keep all as is: what both allow, without being asked again', async () => {
    await widenBoth();
    const asked = await questionsOf(scene.app.app);
    await all.getByRole('button', { name: 'Keep all as is' }).click();
    await expect(badge).toBeHidden();
    expect(await questionsOf(scene.app.app)).toHaveLength(asked.length);
    await scene.sync();
    for (const name of TWO) {
      await expect.poll(() => scopesThere(name)).toEqual(['contacts:read', 'tags:read']);
    }
  });
});

test('a first sync with differing keys and a deleted one: previewed, confirmed, decided', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  await openKeys(page);
  await createKey(page, { name: 'Old', permissions: { Tags: 'Read' } });
  await openSync(page);
  await expect.poll(() => endpoint.records().length).toBe(3);
  await page.getByRole('button', { name: 'Forget endpoint…' }).click();
  await expect(page.getByRole('heading', { name: 'Connect an endpoint' })).toBeVisible();
  await openKeys(page);
  const note = await scene.writeNote('Edit Zoho');
  endpoint.put({ ...scene.there('Zoho'), note: 'From elsewhere' });
  endpoint.put({ ...scene.there('Billing'), integration: 'Stripe' });
  endpoint.remove(scene.there('Old').id);
  const { length } = endpoint.history();

  await openSync(page);
  await fillEndpoint(page, endpoint, PASSPHRASE);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const preview = page.getByRole('main');
  await expect(preview).toContainText('1 API key was deleted elsewhere and is removed here');
  await expect(preview).toContainText('2 API keys differ, and you will be asked about them');
  await openKeys(page);
  await expect.poll(() => keyNames(page)).toEqual(['Billing', 'Old', 'Zoho']);
  expect(endpoint.history()).toHaveLength(length);
  await openSync(page);
  await page.getByRole('button', { name: 'Start sync' }).click();

  await expect(page.getByRole('link', { name: '2 conflicts' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Sync notices' })).toContainText(
    'Old was deleted elsewhere and removed here',
  );
  const zoho = page.getByRole('form', { name: 'Zoho' });
  await expect(zoho).toContainText('Beforeunknown');
  await zoho.getByRole('radio', { name: 'Here', exact: true }).check();
  await zoho.getByRole('button', { name: 'Save decision for Zoho' }).click();
  await expect(page.getByRole('link', { name: '1 conflict' })).toBeVisible();
  const billing = page.getByRole('form', { name: 'Billing' });
  await billing.getByRole('radio', { name: 'Elsewhere', exact: true }).check();
  await billing.getByRole('button', { name: 'Save decision for Billing' }).click();
  await expect(page.getByRole('link', { name: /conflict/ })).toBeHidden();
  await expect.poll(() => scene.there('Zoho')['note']).toBe(note);
  expect(scene.there('Billing')['integration']).toBe('Stripe');
  await scene.expectKeys('Billing', 'Zoho');
});

test('a key that was deleted there and changed here goes, and the change stays in the activity', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  await pause(page);
  endpoint.remove(scene.there('Zoho').id);
  await openKeys(page);
  const note = await scene.writeNote('Edit Zoho');
  await openSync(page);
  await scene.sync();
  await expect(page.getByRole('region', { name: 'Sync notices' })).toContainText(
    'Zoho was deleted elsewhere and removed here. Your changes to it are recorded in the activity.',
  );
  await expect(page.getByRole('link', { name: /conflict/ })).toBeHidden();
  await scene.expectKeys('Billing');
  expect(endpoint.records().map(({ name }) => name)).toEqual(['Billing']);
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await page.getByRole('button', { name: /^API key changed Zoho/ }).click();
  await expect(page.getByRole('main').getByText(note)).toBeVisible();
});
