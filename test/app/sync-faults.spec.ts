import { EXCHANGE_MS } from '../../electron/sync/wire/transport';
import type { FaultOptions } from '../endpoint/faults/fault-options';
import type { FaultName } from '../endpoint/faults/fault-plan';
import { connectEndpoint, fillEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect } from './fixtures';
import { openKeys, openSync, test } from './sync-fixtures';
import type { Told } from './sync-scene';
import { SCENE_KEYS, Scene } from './sync-scene';

// The endpoint's faults on the real app: what the person sees, that no key is harmed, and that sync
// continues afterwards. One app runs through many faults, since starting one takes longer than
// most.

interface Case {
  fault: FaultName;
  options?: FaultOptions;
  told: Told;
}

const SAFE = 'Your local data is safe';
const busy: Told = {
  title: 'The endpoint is busy',
  sentence: /It asked the app to wait before the next request\. Your local data is safe/,
};
const problem = (status: number): Told => ({
  title: 'The endpoint has a problem',
  sentence: new RegExp(`It responded with status ${status}( and the message “[^”]*”)?\\. ${SAFE}`),
});
const unreachable = (sentence: string): Told => ({
  title: 'The endpoint cannot be reached',
  sentence: new RegExp(`${sentence}.*${SAFE}`),
});
const notUnderstood = (sentence: string): Told => ({
  title: 'The response was not understood',
  sentence: new RegExp(`${sentence}.*${SAFE}`),
});
const notAnEndpoint = notUnderstood('The response is not from an Ownchat endpoint');
const tooMuch: Told = {
  title: 'The endpoint sent too much',
  sentence: /exceeds the size limit, so it was not read to the end/,
};
const noSignIn: Told = {
  title: 'Sign-in failed',
  sentence: /did not accept the access token.*Enter them again/,
};
const forbidden: Told = {
  title: 'The endpoint denied permission',
  sentence: /you cannot write.*Ask the endpoint’s administrator for permission/,
};

/** Faults while new records are received. */
const READING: readonly Case[] = [
  { fault: 'reset', told: unreachable('The connection was interrupted') },
  { fault: 'reset-mid-body', told: unreachable('The connection was interrupted') },
  { fault: 'lost-answer', told: unreachable('The connection was interrupted') },
  { fault: 'truncated-json', told: notUnderstood('The response was incomplete') },
  {
    fault: 'html',
    told: notUnderstood('The response is a web page\\. Networks in hotels'),
  },
  { fault: '400', told: problem(400) },
  { fault: '401', told: noSignIn },
  { fault: '403', told: forbidden },
  {
    fault: '404',
    told: { title: 'The collection was not found', sentence: /in this address does not exist/ },
  },
  { fault: '409', told: problem(409) },
  { fault: '412', told: problem(412) },
  { fault: '429', told: busy },
  { fault: '500', told: problem(500) },
  { fault: '503', told: busy },
  { fault: 'huge-page', options: { bytes: 40 * 1024 * 1024 }, told: tooMuch },
  { fault: 'zip-bomb', options: { bytes: 40 * 1024 * 1024 }, told: tooMuch },
  { fault: 'hostile-shape', told: notAnEndpoint },
  { fault: 'endless-pages', told: notAnEndpoint },
];

/** Faults while a change of one key is sent. */
const WRITING: readonly Case[] = [
  { fault: 'reset', told: unreachable('The connection was interrupted') },
  { fault: 'lost-answer', told: unreachable('The connection was interrupted') },
  { fault: 'html', told: notUnderstood('The response is a web page') },
  { fault: '401', told: noSignIn },
  { fault: '403', told: forbidden },
  { fault: '429', told: busy },
  { fault: '500', told: problem(500) },
  { fault: '503', told: busy },
];

/** Refusals of one record: the others are sent. */
const REFUSALS: readonly FaultName[] = ['400', '409', '412', '413', '428'];

test('faults while reading are reported, harm no key, and are recovered from', async ({
  launchUnlocked,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  let billing = 'Billing';
  const goThrough = async ({ fault, options, told }: Case) => {
    const renamed = scene.renameThere('Billing');
    endpoint.faults.arm(fault, { probability: 1, ...options });
    await scene.sync();
    await scene.expectTold(told);
    await scene.expectKeys('Zoho', billing);
    await scene.recover();
    billing = renamed;
    await scene.expectKeys('Zoho', billing);
  };
  for (const one of READING) await test.step(one.fault, () => goThrough(one));

  await test.step('slow', async () => {
    // The test shortens the timeout of a request, and restores it afterwards.
    await scene.app.app.evaluate((_electron, limit) => {
      const wait = globalThis.setTimeout;
      const shorter = ((act: () => void, ms?: number) =>
        wait(act, ms === limit ? 300 : ms)) as typeof setTimeout;
      Object.assign(globalThis, {
        setTimeout: shorter,
        giveBack: () => Object.assign(globalThis, { setTimeout: wait }),
      });
    }, EXCHANGE_MS);
    scene.renameThere('Billing');
    for (const fault of ['slow-loris', 'silence'] as const) {
      endpoint.faults.clear();
      endpoint.faults.arm(fault, { probability: 1 });
      await scene.syncInVain();
      expect(endpoint.faults.struck.at(-1)?.fault).toBe(fault);
      await scene.expectTold(unreachable('The server took too long to respond'));
      await scene.expectKeys('Zoho', billing);
    }
    await scene.app.app.evaluate(() => {
      (globalThis as unknown as { giveBack: () => void }).giveBack();
    });
    await scene.recover();
  });
});

test('faults while sending are reported, lose no change, and are recovered from', async ({
  launchUnlocked,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith();
  const scene = await Scene.make(await launchUnlocked({ keys: SCENE_KEYS }), endpoint);
  const { page } = scene;
  const changed = async (fault: FaultName) => {
    endpoint.faults.arm(fault, { probability: 1, method: 'PUT' });
    await openKeys(page);
    const note = await scene.writeNote('Edit Zoho');
    await openSync(page);
    await scene.sync();
    return note;
  };
  for (const { fault, told } of WRITING) {
    await test.step(fault, async () => {
      const note = await changed(fault);
      await scene.expectTold(told);
      await scene.expectKeys('Zoho', 'Billing');
      await scene.recover();
      expect(scene.there('Zoho')['note']).toBe(note);
    });
  }

  const aside = page.getByRole('region', { name: 'Skipped records' });
  for (const fault of REFUSALS) {
    await test.step(`${fault} for one record`, async () => {
      const note = await changed(fault);
      await expect(aside).toContainText(`is refused by the endpoint (status ${fault})`);
      await expect(page.getByRole('heading', { name: '1 change not sent' })).toBeVisible();
      await scene.expectKeys('Zoho', 'Billing');
      await scene.recover();
      await expect(aside).toBeHidden();
      expect(scene.there('Zoho')['note']).toBe(note);
    });
  }

  const changedBoth = async () => {
    await openKeys(page);
    const notes = [await scene.writeNote('Edit Zoho'), await scene.writeNote('Edit Billing')];
    await openSync(page);
    return notes;
  };
  const notesThere = () => ['Zoho', 'Billing'].map((name) => scene.there(name)['note']);

  await test.step('short-batch', async () => {
    endpoint.faults.clear();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    const notes = await changedBoth();
    endpoint.faults.arm('short-batch', { probability: 1, path: '/batch' });
    await scene.sync();
    await scene.expectTold(notAnEndpoint);
    await page.getByRole('button', { name: 'Resume' }).click();
    await scene.recover();
    expect(notesThere()).toEqual(notes);
    await scene.expectKeys('Zoho', 'Billing');
  });

  // The accepted batch size is stored, so this fault comes last.
  await test.step('413 for many at once: they are sent one by one', async () => {
    endpoint.faults.clear();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    const notes = await changedBoth();
    endpoint.faults.arm('413', { probability: 1, path: '/batch' });
    await scene.sync();
    await expect.poll(notesThere).toEqual(notes);
    expect(endpoint.faults.struck.at(-1)).toMatchObject({ fault: '413', path: '/batch' });
    await expect(scene.alert).toBeHidden();
    await page.getByRole('button', { name: 'Resume' }).click();
  });
});

test('an unknown host is reported, and so is a busy endpoint', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { page } = await launchUnlocked({
    args: ['--host-resolver-rules=MAP nowhere.example ~NOTFOUND'],
  });
  await openSync(page);
  const url = 'https://nowhere.example/v1/buckets/ownchat/collections/api-keys';
  await fillEndpoint(page, { url, token: endpoint.token }, PASSPHRASE);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('The endpoint cannot be reached.');
  await expect(alert).toContainText('No server with this name was found.');
  const report = page.getByRole('status', { name: 'Connection test' });
  await expect(report).toContainText('The endpoint does not respond');

  await connectEndpoint(page, endpoint, PASSPHRASE);
  endpoint.faults.arm('503', { retryAfter: 86_400 });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(alert).toContainText('It asked the app to wait before the next request.');
  await expect(page.getByRole('main')).toContainText(/Next sync (tomorrow|in 24 hr\.)/);
});
