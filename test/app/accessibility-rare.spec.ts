import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startEndpoint } from '../endpoint/start-endpoint';
import { expectNoViolations } from '../support/axe';
import { chooseFromMenu } from '../support/app-menu';
import { connectEndpoint, openSync } from '../support/sync-steps';
import { PASSPHRASE, createKey, expect, fillKeyForm, lock, test, unlock } from './fixtures';

// The states that accessibility.spec.ts does not cover: confirmations, proofs and failures.

const openFromMenu = async (page: Page, item: RegExp, dialog: string) => {
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
  return page.getByRole('dialog', { name: dialog });
};

for (const colorScheme of ['light', 'dark'] as const) {
  const options = { colorScheme, args: ['--force-prefers-reduced-motion'] };

  test(`questions, secrets and proofs have no accessibility violation (${colorScheme})`, async ({
    launch,
  }) => {
    test.slow();
    const { app, page } = await launch(options);
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Confirm passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Create vault' }).click();
    await expect(page.getByRole('heading', { name: 'Save your recovery code' })).toBeVisible();
    await expectNoViolations(page, 'recovery code');
    await page.getByRole('checkbox', { name: 'I have saved my recovery code' }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } });
    await createKey(page, { name: 'Second', permissions: { Tags: 'Read' } });

    await page.getByRole('button', { name: 'Edit Zoho' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit API Key' });
    await edit.getByRole('button', { name: 'Full access' }).click();
    await expect(page.getByRole('alertdialog', { name: 'Give full access?' })).toBeVisible();
    await expectNoViolations(page, 'full access');
    await page.keyboard.press('Escape');
    await fillKeyForm(edit, { note: 'typed' });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog', { name: 'Discard changes?' })).toBeVisible();
    await expectNoViolations(page, 'discard');
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(edit).toBeHidden();

    await page.getByRole('button', { name: 'Status', exact: true }).first().click();
    await page.getByRole('menuitemcheckbox', { name: 'Disabled' }).click();
    await expectNoViolations(page, 'filter menu');
    await page.getByRole('menuitemcheckbox', { name: 'Disabled' }).click();
    await page.keyboard.press('Escape');

    const reveal = await openFromMenu(page, /^Reveal/, 'Reveal API key');
    await reveal.getByLabel('Passphrase', { exact: true }).fill('wrong horse battery');
    await reveal.getByRole('button', { name: 'Reveal', exact: true }).click();
    await expect(reveal.getByLabel('Passphrase', { exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await expectNoViolations(page, 'reveal, with a wrong passphrase');
    await reveal.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await reveal.getByRole('button', { name: 'Reveal', exact: true }).click();
    await expect(reveal.getByRole('textbox', { name: 'API key' })).toBeVisible();
    await expectNoViolations(page, 'revealed');
    await reveal.getByRole('button', { name: 'Close' }).click();
    await openFromMenu(page, /^Copy API key/, 'Copy API key');
    await expectNoViolations(page, 'copy');
    await page.keyboard.press('Escape');
    const rotate = await openFromMenu(page, /^Rotate/, 'Rotate secret');
    await expectNoViolations(page, 'rotate');
    await rotate.getByRole('button', { name: 'Rotate', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'New secret' })).toBeVisible();
    await expectNoViolations(page, 'new secret');
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete 2 API keys' })).toBeVisible();
    await expectNoViolations(page, 'delete several');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();

    await chooseFromMenu(app, 'About Ownchat Keys');
    await expect(page.getByRole('dialog', { name: 'About Ownchat Keys' })).toBeVisible();
    await expectNoViolations(page, 'about');
    await page.getByRole('button', { name: 'Close' }).click();

    const endpoint = await startEndpoint();
    try {
      await openSync(page);
      await connectEndpoint(page, endpoint, PASSPHRASE);
      await page.getByRole('link', { name: 'API Keys', exact: true }).click();
      const tested = await openFromMenu(page, /^Test/, 'Test API key');
      await expectNoViolations(page, 'test');
      await tested.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await tested.getByRole('button', { name: 'Test', exact: true }).click();
      await expect(tested.getByRole('button', { name: 'Close' })).toBeVisible();
      await expectNoViolations(page, 'tested');
      await page.keyboard.press('Escape');
    } finally {
      await endpoint.stop();
    }

    await lock(page);
    const passphrase = page.getByLabel('Passphrase', { exact: true });
    await passphrase.fill('wrong horse battery');
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
    await expectNoViolations(page, 'unlock, with a wrong passphrase');
    await page.getByRole('button', { name: 'Recovery code' }).click();
    await page.getByRole('textbox', { name: 'Recovery code' }).fill('none');
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expectNoViolations(page, 'unlock by code, with an error');
  });

  test(`what goes wrong has no accessibility violation (${colorScheme})`, async ({
    launch,
    launchUnlocked,
    userData,
  }) => {
    test.slow();
    const vault = join(userData, 'vault');
    const first = await launchUnlocked({
      ...options,
      mayComplain: true,
      keys: [{ name: 'Kept', permissions: { Tags: 'Read' } }],
    });
    await lock(first.page);
    await cp(vault, join(userData, 'copy'), { recursive: true });

    await first.app.evaluate(({ ipcMain }) => {
      for (const name of ['keys:list', 'keys:newest']) {
        ipcMain.removeHandler(name);
        ipcMain.handle(name, () => '{"ok":false,"failure":{"code":"unexpected"}}');
      }
    });
    await unlock(first.page, PASSPHRASE);
    await expect(first.page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expectNoViolations(first.page, 'list error');
    await first.close();

    const second = await launch(options);
    await unlock(second.page, PASSPHRASE);
    await createKey(second.page, { name: 'Lost', permissions: { Tags: 'Read' } });
    await second.close();
    await rm(vault, { recursive: true });
    await cp(join(userData, 'copy'), vault, { recursive: true });
    const third = await launch(options);
    await unlock(third.page, PASSPHRASE);
    await expect(third.page.getByText('This is an older version of your vault')).toBeVisible();
    await expectNoViolations(third.page, 'older state');
    await third.close();

    const text = await readFile(join(vault, 'vault.json'), 'utf8');
    await writeFile(join(vault, 'vault.json'), text.slice(0, 300));
    const last = await launch(options);
    await expect(
      last.page.getByRole('heading', { name: 'Your vault cannot be opened' }),
    ).toBeVisible();
    await expectNoViolations(last.page, 'damaged');
    await last.page.getByRole('button', { name: 'Open the newest backup…' }).click();
    await expect(last.page.getByLabel('Passphrase', { exact: true })).toBeVisible();
    await expectNoViolations(last.page, 'recovery, locked');
    await last.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await last.page.keyboard.press('Enter');
    await expect(
      last.page.getByRole('heading', { name: 'Check what will be restored' }),
    ).toBeVisible();
    await expectNoViolations(last.page, 'recovery');
  });
}
