import { HOSTILE_STRINGS } from '../endpoint/faults/hostile-strings';
import { expect } from './fixtures';
import { openKeys, openSync, test } from './sync-fixtures';
import { SCENE_KEYS, Scene } from './sync-scene';

// Well-formed false answers, and malicious names.

test('false answers of the endpoint are detected or harmless', async ({
  launchUnlocked,
  endpointWith,
}) => {
  test.slow();
  // The app may send added fields back.
  const endpoint = await endpointWith({ settings: { closedSchema: false } });
  const elsewhere = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  const main = page.getByRole('main');
  const aside = page.getByRole('region', { name: 'Skipped records' });
  const notices = page.getByRole('region', { name: 'Sync notices' });
  const returned = page.getByRole('region', { name: 'Deleted here, but at the endpoint again' });
  const inStep = () => expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  const syncOnce = async () => {
    const { length } = endpoint.recorder.requests;
    await scene.sync();
    await expect.poll(() => endpoint.recorder.requests.length).toBeGreaterThan(length);
    await inStep();
    await scene.untilIdle();
  };
  const names = () => ['Zoho', 'Billing'].map((name) => String(scene.there(name)['name']));

  await test.step('clock-skew', async () => {
    endpoint.faults.arm('clock-skew', { probability: 1 });
    await syncOnce();
    await expect(main).toContainText('The endpoint’s clock is 1 day ahead of this computer’s.');
    endpoint.faults.clear();
    await syncOnce();
    await expect(main).not.toContainText('clock is');
  });

  await test.step('alert', async () => {
    endpoint.faults.arm('alert', { probability: 1 });
    await syncOnce();
    await expect(main).toContainText(/Message from the endpoint\. .*This service ends soon\./);
    endpoint.faults.clear();
  });

  await test.step('unknown-field: kept, and sent back with the next change', async () => {
    scene.renameThere('Zoho');
    endpoint.faults.arm('unknown-field');
    await syncOnce();
    await openKeys(page);
    const note = await scene.writeNote(/^Edit Zoho/);
    await openSync(page);
    await syncOnce();
    expect(scene.there('Zoho')).toMatchObject({
      note,
      colour: 'blue',
      labels: { team: ['a', 'b'] },
    });
  });

  await test.step('invalid-record: left aside, and the others go on', async () => {
    const [former = ''] = names();
    scene.renameThere('Zoho');
    const billing = scene.renameThere('Billing');
    endpoint.faults.arm('invalid-record');
    await syncOnce();
    await expect(aside).toContainText('Zoho 1 cannot be read at the endpoint: name is 7');
    await scene.expectKeys(former, billing);
    const good = scene.renameThere('Zoho');
    await syncOnce();
    await expect(aside).toBeHidden();
    await scene.expectKeys(good, billing);
  });

  await test.step('hostile-strings', async () => {
    for (const name of ['Zoho', 'Billing']) scene.renameThere(name);
    endpoint.faults.arm('hostile-strings');
    await syncOnce();
    await openKeys(page);
    await expect(page.getByRole('row')).toHaveCount(3);
    await openSync(page);
    expect(await page.evaluate(() => 'stolen' in globalThis)).toBe(false);
    for (const name of ['Zoho', 'Billing']) scene.renameThere(name);
    await syncOnce();
    await expect(aside).toBeHidden();
    await scene.expectKeys(...names());
  });

  await test.step('next-page-elsewhere: nothing is asked there', async () => {
    scene.renameThere('Billing');
    endpoint.faults.arm('next-page-elsewhere', { location: `${elsewhere.root}/?_since=0` });
    await scene.sync();
    await expect.poll(() => endpoint.faults.struck.at(-1)?.fault).toBe('next-page-elsewhere');
    await scene.recover();
    expect(elsewhere.recorder.requests).toEqual([]);
    await scene.expectKeys(...names());
  });

  await test.step('redirect to another origin', async () => {
    endpoint.faults.arm('redirect', { probability: 1, location: elsewhere.url });
    await scene.sync();
    await scene.expectTold({
      title: 'The endpoint redirects to another address',
      sentence:
        /The app does not follow redirects, so that your sign-in is sent only to the address you entered/,
    });
    // The portal of a hotel answers like this, for a while.
    await expect(main).toContainText(/Next sync in/);
    await scene.recover();
    expect(elsewhere.recorder.requests).toEqual([]);
  });

  await test.step('widen-scopes: reported', async () => {
    const billing = scene.renameThere('Billing');
    endpoint.faults.arm('widen-scopes');
    await syncOnce();
    await expect(notices).toContainText(`${billing} was given more access elsewhere.`);
    scene.renameThere('Billing');
    await syncOnce();
    await notices.getByRole('button', { name: 'Dismiss all' }).click();
    await expect(notices).toBeHidden();
  });

  await test.step('widen-scopes: access that was just removed here stays removed', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await openKeys(page);
    await page.getByRole('button', { name: /^More actions for Billing/ }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await expect(page.getByRole('row', { name: /Billing/ })).toContainText(/deactivated|inactive/i);
    await openSync(page);
    scene.renameThere('Billing');
    endpoint.faults.arm('widen-scopes');
    await scene.sync();
    await expect.poll(() => scene.there('Billing')['enabled']).toBe(false);
    await page.getByRole('button', { name: 'Resume' }).click();
    await scene.recover();
  });

  await test.step('resurrect: a deleted key stays deleted', async () => {
    const gone = {
      ...scene.there('Billing'),
      id: '01900000-0000-7000-8000-00000000dead',
      name: 'Gone',
    };
    endpoint.put(gone);
    await syncOnce();
    await scene.expectKeys('Gone', ...names());
    endpoint.remove(gone.id);
    await syncOnce();
    await expect(notices).toContainText('Gone was deleted elsewhere and removed here.');
    await scene.expectKeys(...names());
    endpoint.put(gone);
    await syncOnce();
    await expect(returned).toContainText('Gone');
    await expect(page.getByRole('main').getByText('Up to date except for 1 API key')).toBeVisible();
    await expect(page.getByRole('link', { name: '1 to decide' })).toBeVisible();
    await scene.expectKeys(...names());
    await page.getByRole('button', { name: 'Delete Gone at endpoint' }).click();
    await expect(returned).toBeHidden();
    await expect.poll(() => endpoint.records().some(({ id }) => id === gone.id)).toBe(false);
    await scene.expectKeys(...names());
    endpoint.put(gone);
    await syncOnce();
    await page.getByRole('button', { name: 'Restore Gone' }).click();
    await expect(returned).toBeHidden();
    await scene.expectKeys('Gone', ...names());
    endpoint.remove(gone.id);
    await syncOnce();
  });

  await test.step('an older copy is put back, and others write to it', async () => {
    const copy = endpoint.copy();
    await openKeys(page);
    await page.getByRole('button', { name: /^More actions for Zoho/ }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await openSync(page);
    await syncOnce();
    expect(scene.there('Zoho')['enabled']).toBe(false);
    endpoint.restore(copy);
    scene.renameThere('Billing');
    await scene.sync();
    await expect(
      page.getByRole('heading', { name: 'The endpoint was reset or replaced' }),
    ).toBeVisible();
    await expect(main).toContainText('It has earlier versions of API keys');
    await page.getByRole('button', { name: 'Compare from the start' }).click();
    await inStep();
    await expect.poll(() => scene.there('Zoho')['enabled']).toBe(false);
  });

  for (const [fault, sentence] of [
    ['etag-back', 'Its change counter went back. Restoring an old backup can cause this.'],
    ['410', 'It reports that its earlier data was deleted permanently.'],
  ] as const) {
    await test.step(`${fault}: it asks`, async () => {
      endpoint.faults.arm(fault, { probability: 1 });
      await scene.sync();
      await expect(
        page.getByRole('heading', { name: 'The endpoint was reset or replaced' }),
      ).toBeVisible();
      await expect(main).toContainText(sentence);
      await expect(page.getByRole('link', { name: 'Sync needs a decision' })).toBeVisible();
      await scene.expectKeys(...names());
      endpoint.faults.clear();
      await page.getByRole('button', { name: 'Compare from the start' }).click();
      await inStep();
      await scene.expectKeys(...names());
    });
  }
});

test('malicious names are shown as plain text', async ({ launchUnlocked, endpointWith }) => {
  const endpoint = await endpointWith();
  const { page } = await Scene.make(
    await launchUnlocked({ size: { width: 1200, height: 2400 }, keys: SCENE_KEYS }),
    endpoint,
  );
  const [record] = endpoint.records();
  const hostile = HOSTILE_STRINGS.map((name, index) => ({
    ...record,
    id: `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name,
    integration: name,
    createdBy: name,
  }));
  for (const one of hostile) endpoint.put(one);
  await page.getByRole('button', { name: 'Sync now' }).click();
  const aside = page.getByRole('region', { name: 'Skipped records' });
  await expect(aside).toContainText('cannot be read at the endpoint: name is');
  const refused = await aside.getByRole('listitem').count();
  await openKeys(page);
  // The header of the table, and the two harmless keys.
  await expect(page.getByRole('row')).toHaveCount(1 + 2 + hostile.length - refused);
  await expect(page.getByRole('row', { name: '<img src=x onerror=' })).toBeVisible();
  expect(await page.evaluate(() => 'stolen' in globalThis)).toBe(false);
  expect(await page.evaluate(() => document.querySelectorAll('main img').length)).toBe(0);
});
