import { expectNoViolations } from '../support/axe';
import { PASSPHRASE, createKey, createVault, expect, fillKeyForm, lock, test } from './fixtures';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen and no dialog has an accessibility violation (${colorScheme})`, async ({
    launch,
  }) => {
    test.slow();
    const { page } = await launch({
      colorScheme,
      args: ['--force-prefers-reduced-motion'],
    });
    await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
    await expectNoViolations(page, 'first run');
    await createVault(page, PASSPHRASE);
    await expectNoViolations(page, 'empty');

    await page.getByRole('button', { name: 'Create API Key' }).click();
    const create = page.getByRole('dialog', { name: 'Create API Key' });
    await create.getByRole('button', { name: 'Save' }).click();
    await expectNoViolations(page, 'create, with problems');
    await fillKeyForm(create, {
      name: 'Zoho',
      permissions: { Contacts: 'Write', Tags: 'Read', Messages: 'Write' },
    });
    await create.getByRole('combobox', { name: 'Expiration' }).click();
    await expectNoViolations(page, 'expiration');
    await page.keyboard.press('Escape');
    await create.getByRole('button', { name: 'Save' }).click();
    const created = page.getByRole('dialog', { name: 'API key created' });
    await expect(created).toBeVisible();
    await expectNoViolations(page, 'created');
    await created.getByRole('button', { name: 'Done' }).click();
    await createKey(page, { name: 'Second', environment: 'Test', permissions: { Tags: 'Read' } });
    await expectNoViolations(page, 'table');

    await page.getByRole('row', { name: 'Second' }).getByRole('checkbox').check();
    await expectNoViolations(page, 'bulk bar');
    await page.getByRole('row', { name: 'Second' }).getByRole('checkbox').uncheck();

    await page.getByRole('button', { name: 'More actions for Zoho' }).click();
    await expect(page.getByRole('menuitem', { name: /^Reveal/ })).toBeVisible();
    await expectNoViolations(page, 'row menu');
    await page.getByRole('menuitem', { name: /^Reveal/ }).click();
    await expect(page.getByRole('dialog', { name: 'Reveal API key' })).toBeVisible();
    await expectNoViolations(page, 'reveal');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Edit Zoho' }).click();
    await expect(page.getByRole('dialog', { name: 'Edit API Key' })).toBeVisible();
    await expectNoViolations(page, 'edit');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Delete Zoho' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete API key' })).toBeVisible();
    await expectNoViolations(page, 'delete');
    await page.keyboard.press('Escape');

    await page.getByRole('searchbox', { name: 'Search API keys' }).fill('nothing has this');
    await expectNoViolations(page, 'no match');
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    const activity = page.getByRole('list', { name: 'Activity' });
    await activity
      .getByRole('button', { name: /API key created/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByText('The activity is intact')).toBeVisible();
    await expectNoViolations(page, 'activity');
    await page.getByRole('searchbox', { name: 'Search activity' }).fill('nothing has this');
    await expect(page.getByText('No activity matches')).toBeVisible();
    await expectNoViolations(page, 'no activity matches');
    await page.getByRole('link', { name: 'Security check' }).click();
    await expect(page.getByRole('region', { name: 'Your vault' })).toContainText('Backups');
    await expectNoViolations(page, 'security check');
    await page
      .getByRole('link', { name: /^Show 2 keys: no integration/ })
      .first()
      .click();
    await expect(page.getByText(/^Security check: /)).toBeVisible();
    await expectNoViolations(page, 'keys of a finding');

    await page.getByRole('link', { name: 'Preferences' }).click();
    await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
    await expectNoViolations(page, 'preferences');
    await lock(page);
    await expectNoViolations(page, 'locked');
  });
}

test('the main job works from the keyboard alone, and focus returns to where it came from', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const title = page.getByRole('heading', { name: 'API Keys', level: 1 });
  await expect(title).toBeFocused();
  await page.getByRole('link', { name: 'Preferences' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeFocused();
  await page.getByRole('link', { name: 'API Keys' }).press('Enter');
  await expect(title).toBeFocused();
  await page.getByRole('button', { name: 'Create API Key' }).focus();
  await page.keyboard.press('Enter');
  const create = page.getByRole('dialog', { name: 'Create API Key' });
  await expect(create.getByRole('textbox', { name: 'API Key Name' })).toBeFocused();
  await page.keyboard.type('Zoho');
  const contacts = create
    .getByRole('radiogroup', { name: 'Contacts', exact: true })
    .getByRole('radio', { name: 'None' });
  for (let steps = 0; steps < 40; steps += 1) {
    if (await contacts.evaluate((radio) => radio === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const created = page.getByRole('dialog', { name: 'API key created' });
  await expect(created).toBeVisible();
  const done = created.getByRole('button', { name: 'Done' });
  for (let steps = 0; steps < 10; steps += 1) {
    if (await done.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'Zoho' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit Zoho' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Edit API Key' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Edit Zoho' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox', { name: 'Search API keys' })).toBeFocused();
});
