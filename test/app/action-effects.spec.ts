import type { Page } from '@playwright/test';
import { connectEndpoint, syncNow } from '../support/sync-steps';
import { vaultWithKeys } from '../support/prepared-vault';
import { PASSPHRASE, expect, unlock } from './fixtures';
import { keepOffTheWire, openKeys, openSync, test } from './sync-fixtures';
import { answerQuestions, lastQuestionOf } from '../support/system-questions';

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const rowOf = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'API Keys' }).getByRole('row', { name });

async function openMenu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Closes the dialog with the new secret, and checks that no request carries the secret. */
async function putAway(page: Page): Promise<void> {
  const shown = page.getByRole('dialog', { name: 'New secret' });
  keepOffTheWire(await shown.getByRole('textbox', { name: 'API key' }).inputValue());
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(shown).toBeHidden();
}

test('without an endpoint, every action says that it must be repeated in Ownchat', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });

  await openMenu(page, 'Zoho', 'Deactivate');
  await expect(page.getByText('Deactivated Zoho')).toBeVisible();
  await expect(page.getByText('Deactivate it in Ownchat too.')).toBeVisible();
  await openMenu(page, 'Zoho', 'Activate');
  await expect(page.getByText('Active in this vault only.')).toBeVisible();
  await expect(rowOf(page, 'Zoho').getByRole('note')).toHaveCount(0);

  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(edit).not.toContainText('Changes apply at once');
  await expect(edit.getByRole('switch', { name: 'Active' })).toHaveAccessibleDescription(
    'Applies to this vault only. Without an endpoint, deactivate the key in Ownchat too.',
  );
  await edit.getByRole('button', { name: 'Cancel', exact: true }).click();

  await page.getByRole('button', { name: 'Delete Zoho' }).click();
  const remove = page.getByRole('dialog', { name: 'Delete API key' });
  await expect(remove).toContainText('Revoke it in Ownchat too');
  await expect(remove).not.toContainText('at once');
  await remove.getByRole('textbox', { name: 'Type the name to confirm' }).fill('Zoho');
  await remove.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Revoke it in Ownchat too.')).toBeVisible();
});

test('unsent changes are shown in the row, the badge and the toast until they are sent', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { app, page } = await launchUnlocked({
    keys: [
      { name: 'Zoho', permissions: { Contacts: 'Read' } },
      { name: 'Billing', permissions: { Tags: 'Read' } },
    ],
  });
  const badge = page.getByRole('complementary').getByRole('link', { name: /not sent|Up to date/ });

  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await openKeys(page);
  await expect(rowOf(page, 'Zoho').getByRole('note')).toHaveCount(0);

  await openMenu(page, 'Zoho', 'Deactivate');
  await expect(page.getByText('Not sent: the endpoint still accepts this key.')).toBeVisible();
  await expect(rowOf(page, 'Zoho')).toContainText('Change not sent');
  await expect(rowOf(page, 'Zoho').getByRole('note')).toHaveAccessibleName(
    /still accepts this API key as it was before/,
  );
  await expect(badge).toContainText('1 change not sent: the endpoint still accepts this key');
  await expect(badge).toContainText('Sync is paused.');

  await page.getByRole('button', { name: 'Delete Billing' }).click();
  const remove = page.getByRole('dialog', { name: 'Delete API key' });
  await expect(remove).toContainText(
    'Sync is paused. The endpoint accepts this key until the deletion is sent.',
  );
  await remove.getByRole('textbox', { name: 'Type the name to confirm' }).fill('Billing');
  await remove.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Not sent: the endpoint still accepts this key.')).toBeVisible();
  // The deleted key is in no row, and still works at the endpoint.
  await expect(badge).toContainText('Deleted here, but not at the endpoint: Billing.');
  expect(endpoint.records().map(({ name }) => name)).toContain('Billing');

  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(edit).toContainText('Not sent.');
  await edit.getByRole('button', { name: 'Cancel', exact: true }).click();

  await openSync(page);
  const unsent = page.getByRole('region', { name: '2 changes not sent' });
  await expect(unsent.getByRole('listitem')).toHaveText([
    'Billing is deleted here; the endpoint still accepts it.',
    'Zoho was changed here; the endpoint still accepts it as it was.',
  ]);
  await answerQuestions(app, false);
  await page.getByRole('button', { name: 'Forget endpoint…' }).click();
  await expect
    .poll(() => lastQuestionOf(app))
    .toMatch(/^Forget this endpoint\?\n[^]*2 changes have not been sent and will not be/);
  await answerQuestions(app, true);

  // The endpoint does not answer: the change is still unsent, for another reason.
  await endpoint.suspend();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('The last sync failed')).toBeVisible();
  await expect(badge).toContainText('The endpoint cannot be reached. 2 changes not sent');

  await endpoint.resume();
  await syncNow(page);
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  await expect(badge).toHaveText('Up to date');
  expect(endpoint.records()).toEqual([expect.objectContaining({ name: 'Zoho', enabled: false })]);
  await openKeys(page);
  await expect(rowOf(page, 'Zoho').getByRole('note')).toHaveCount(0);

  // A new key that is up to date has a note at first, and none in its row later.
  await openMenu(page, 'Zoho', 'Activate');
  await expect(page.getByText('Sent to the endpoint with the next sync')).toBeVisible();
  await expect.poll(() => endpoint.records()[0]?.['enabled']).toBe(true);
  await expect(rowOf(page, 'Zoho').getByRole('note')).toHaveCount(0);
});

test('an old secret that still works is seen, and ends by another rotation only when that is confirmed', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  const dialog = page.getByRole('dialog', { name: 'Rotate secret' });

  await openMenu(page, 'Zoho', 'Rotate secret…');
  await dialog.getByRole('radio', { name: '1 hour' }).check();
  await expect(dialog).toContainText(/The old secret works until .*\d\d:\d\d\./);
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await putAway(page);
  await expect(rowOf(page, 'Zoho')).toContainText(/Old secret until .*\d\d:\d\d/);
  await page.getByRole('button', { name: 'Edit Zoho' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });
  await expect(edit).toContainText(/Two secrets work\. The old secret works until .*\d\d:\d\d/);
  await edit.getByRole('button', { name: 'Cancel', exact: true }).click();

  const hint = await rowOf(page, 'Zoho').getByText('ock_live_').innerText();
  await openMenu(page, 'Zoho', 'Rotate secret…');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const question = page.getByRole('alertdialog', { name: 'Revoke the older secret now?' });
  await expect(question).toContainText(`The secret before ${hint}, valid until`);
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(page.getByText(hint, { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await question.getByRole('button', { name: 'Rotate and revoke' }).click();
  await putAway(page);
  await expect(page.getByText(hint, { exact: true })).toBeHidden();
});

test('keys that do not work say so in the form, and are not rotated', async ({
  launch,
  userData,
}) => {
  await vaultWithKeys({ userData, passphrase: PASSPHRASE }, [
    { name: 'Expired', expiresAt: inDays(-3), secretHash: '1'.repeat(64) },
    { name: 'Disabled', enabled: false, secretHash: '2'.repeat(64) },
  ]);
  const { page } = await launch();
  await unlock(page, PASSPHRASE);
  const dialog = page.getByRole('dialog', { name: 'Rotate secret' });
  const edit = page.getByRole('dialog', { name: 'Edit API Key' });

  await test.step('a key without its secret says that, and what cannot be done', async () => {
    await expect(rowOf(page, 'Disabled')).toContainText('Secret not on this computer');
    await page.getByRole('button', { name: 'More actions for Disabled' }).click();
    await expect(page.getByRole('menuitem', { name: 'Reveal API key…' })).toBeDisabled();
    await expect(page.getByRole('menuitem', { name: 'Copy API key…' })).toBeDisabled();
    await expect(page.getByRole('menu')).toContainText('The secret is not on this computer');
    await page.keyboard.press('Escape');
  });

  await test.step('a refused rotation gives the reason and a link to the form', async () => {
    await openMenu(page, 'Disabled', 'Rotate secret…');
    await expect(dialog).toContainText('Disabled is deactivated');
    await expect(dialog.getByRole('radiogroup')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await openMenu(page, 'Expired', 'Rotate secret…');
    await expect(dialog).toContainText('Expired has expired');
    await dialog.getByRole('button', { name: 'Edit API key…' }).click();
    await expect(edit).toBeVisible();
  });

  await test.step('the form of an expired key says since when, and what saving does', async () => {
    const active = edit.getByRole('switch', { name: 'Active' });
    await expect(edit.getByText(/Expired since \d+ \w+ \d{4}, \d\d:\d\d/)).toBeVisible();
    await expect(active).toBeChecked();
    await expect(active).toHaveAccessibleDescription(/the key has expired: it is inactive/);
    await expect(edit).toContainText('The key stays inactive');
    await expect(edit).toContainText('Secret not on this computer');
    await edit.getByRole('combobox', { name: 'Expiration' }).click();
    await page.getByRole('option', { name: /^30 days/ }).click();
    await expect(edit).toContainText('Saving makes the key active again.');
    await active.uncheck();
    await expect(edit).toContainText('it stays inactive while Active is off');
    await active.check();
    await edit.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit).toBeHidden();
    await expect(rowOf(page, 'Expired')).toContainText('in 30 days');
  });
});
