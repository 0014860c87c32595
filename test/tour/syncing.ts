import { startEndpoint } from '../endpoint/start-endpoint';
import type { RunningApp } from '../support/app';
import { resize } from '../support/app';
import { unlock } from '../support/main-job';
import { fillEndpoint, openSync } from '../support/sync-steps';
import type { Camera } from './camera';

/** Connecting an endpoint, and the possible findings. */
export async function syncing(
  { app, page }: RunningApp,
  camera: Camera,
  passphrase: string,
): Promise<void> {
  const endpoint = await startEndpoint();
  try {
    await unlock(page, passphrase);
    await openSync(page);
    await camera.shoot(page, 'sync-off');
    await fillEndpoint(page, endpoint, passphrase);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('The endpoint supports everything that sync needs.').waitFor();
    await camera.shoot(page, 'sync-tested');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('heading', { name: 'Your first sync' }).waitFor();
    await page.getByRole('button', { name: 'Start sync' }).and(page.locator(':enabled')).waitFor();
    await camera.shoot(page, 'sync-preview');
    await page.getByRole('button', { name: 'Start sync' }).click();
    await page.getByRole('main').getByText('Up to date').waitFor();
    await camera.shoot(page, 'sync-in-step');

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    const [first, second, third] = endpoint.records();
    await page.getByRole('link', { name: 'API Keys', exact: true }).click();
    for (const record of [first, second]) {
      await page.getByRole('searchbox', { name: 'Search API keys' }).fill(String(record?.['name']));
      await page.getByRole('button', { name: `Edit ${String(record?.['name'])}` }).click();
      const edit = page.getByRole('dialog', { name: 'Edit API Key' });
      for (const resource of ['Webhooks', 'Tickets']) {
        await edit
          .getByRole('radiogroup', { name: resource, exact: true })
          .getByRole('radio', { name: 'Write' })
          .check();
      }
      await edit.getByRole('textbox', { name: 'Note' }).fill('Asked for by the support team.');
      await edit.getByRole('button', { name: 'Save changes' }).click();
      await edit.waitFor({ state: 'hidden' });
      const note = 'Only until the migration is done.';
      if (record) endpoint.put({ ...record, note, scopes: ['contacts:read', 'webhooks:read'] });
    }
    if (third) endpoint.remove(third.id);
    await openSync(page);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByRole('heading', { name: 'Conflicts' }).waitFor();
    await camera.shoot(page, 'sync-conflicts');
    await resize(app, { width: 1024, height: 700 });
    await camera.shoot(page, 'sync-conflicts-narrow');
    await resize(app, { width: 1280, height: 800 });
    await endpoint.suspend();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText(/The server refused the connection/).waitFor();
    await camera.shoot(page, 'sync-refused');
    await endpoint.resume();
    endpoint.replaceBucket();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByRole('heading', { name: 'The endpoint was reset or replaced' }).waitFor();
    await camera.shoot(page, 'sync-asks');
    await page.getByRole('button', { name: 'Compare from the start' }).click();
    await page.getByText('Sync is paused').waitFor();

    await page.getByRole('link', { name: 'API Keys', exact: true }).click();
    const menu = page.getByRole('button', { name: `More actions for ${String(first?.['name'])}` });
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill(String(first?.['name']));
    await menu.click();
    await page.getByRole('menuitem', { name: 'Rotate secret…' }).click();
    await page.getByRole('dialog', { name: 'Rotate secret' }).waitFor();
    await camera.shoot(page, 'rotate');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Rotate secret' }).waitFor({ state: 'hidden' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Test key…' }).click();
    const test = page.getByRole('dialog', { name: 'Test API key' });
    await test.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await test.getByRole('button', { name: 'Test' }).click();
    await test.getByRole('button', { name: 'Close' }).waitFor();
    await camera.shoot(page, 'tested');
  } finally {
    await endpoint.stop();
  }
}
