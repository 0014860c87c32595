import type { Page } from '@playwright/test';
import { connectEndpoint, fillEndpoint, openSync } from '../support/sync-steps';
import { resize } from '../support/app';
import { PASSPHRASE, createKey, expect, lock, unlock } from './fixtures';
import { test } from './sync-fixtures';
import { answerQuestions, lastQuestionOf } from '../support/system-questions';

// Focus, reachability, and visibility in the system's colours.

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement === document.body ? 'nothing' : (activeElement?.textContent ?? '');
  });

test('focus returns to the opener of a dialog of the Backups page, or to its title when the opener is gone', async ({
  launchUnlocked,
}) => {
  test.slow();
  const { page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await lock(page);
  await unlock(page, PASSPHRASE);
  await page.getByRole('link', { name: 'Backups' }).click();
  const title = page.getByRole('heading', { level: 1 });

  const exportButton = page.getByRole('button', { name: 'Export…' });
  await exportButton.click();
  const exporting = page.getByRole('dialog');
  await expect(exporting).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(exporting).toBeHidden();
  await expect(exportButton).toBeFocused();

  const restore = page.getByRole('button', { name: /^Restore the version/ }).first();
  await restore.click();
  const dialog = page.getByRole('dialog', { name: 'Restore an earlier version' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(restore).toBeFocused();

  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Restore' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect.poll(() => focused(page)).not.toBe('nothing');

  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
  await expect(title).toBeFocused();
});

test('after Start sync the focus moves to the control that replaces it', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { page } = await launchUnlocked();
  await openSync(page);
  await fillEndpoint(page, endpoint, PASSPHRASE);
  await page.getByRole('button', { name: 'Connect', exact: true }).press('Enter');
  const start = page.getByRole('button', { name: 'Start sync' });
  await expect(start).toBeEnabled();
  // Connecting has removed its button too.
  await expect.poll(() => focused(page)).not.toBe('nothing');
  await start.press('Enter');
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeFocused();

  await page.getByRole('button', { name: 'Change sign-in…' }).press('Enter');
  await expect.poll(() => focused(page)).not.toBe('nothing');
});

test('the recovery code is read first, and no key press says by accident that it is saved', async ({
  launch,
}) => {
  const { page } = await launch();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Confirm passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Save your recovery code' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Recovery code' })).toBeFocused();
  await page.keyboard.press('Space');
  const saved = page.getByRole('checkbox', { name: 'I have saved my recovery code' });
  await expect(saved).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await saved.check();
  await page.getByRole('button', { name: 'Continue' }).click();

  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('button', { name: 'New recovery code…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New recovery code' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('group', { name: 'Recovery code' })).toBeFocused();
});

test('at 400 % every dialog scrolls as a whole, and its last button can be reached', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  await resize(app, { width: 1280, height: 800 });
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(4),
  );
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBeLessThanOrEqual(200);
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  await expect(dialog).toBeVisible();
  for (const part of [
    dialog.getByRole('heading', { name: 'Create API Key' }),
    dialog.getByRole('textbox', { name: 'API Key Name' }),
    dialog.getByRole('button', { name: 'Save' }),
  ]) {
    await part.scrollIntoViewIfNeeded();
    await expect(part).toBeInViewport({ ratio: 0.9 });
  }
  // One scroll bar, without a nested scroll area of no height.
  const scrolling = await dialog.evaluate((paper) =>
    [paper, ...paper.querySelectorAll('*')]
      .filter((part) => {
        const { overflowY } = getComputedStyle(part);
        return /auto|scroll/.test(overflowY) && part.scrollHeight > part.clientHeight + 1;
      })
      .map((part) => part.clientHeight > 100),
  );
  expect(scrolling).toEqual([true]);
  // Nothing is cut off horizontally.
  expect(await dialog.evaluate((paper) => paper.scrollWidth - paper.clientWidth)).toBe(0);
});

/** Whether two elements look different. */
async function differs(page: Page, one: string, other: string): Promise<boolean> {
  const first = await page.locator(one).first().screenshot();
  const second = await page.locator(other).first().screenshot();
  return !first.equals(second);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in the system's own colours ticks, selection, dots, focus and edges can be seen (${colorScheme})`, async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked({ colorScheme });
    for (const name of ['Zoho', 'Billing']) {
      await createKey(page, { name, permissions: { Contacts: 'Read' } });
    }
    await page.getByRole('button', { name: 'More actions for Billing' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await expect(page.getByText('Inactive').first()).toBeVisible();
    await page.emulateMedia({ forcedColors: 'active', colorScheme });

    // A filled dot and a hollow one. The page may be painted once before its colours are forced.
    await expect.poll(() => differs(page, '.status.active i', '.status.inactive i')).toBe(true);
    const row = page.getByRole('row', { name: 'Zoho' });
    const box = row.getByRole('checkbox');
    const untouched = await box.screenshot();
    const ground = (element: Page['locator'] extends (...args: never[]) => infer L ? L : never) =>
      element.evaluate((cell) => getComputedStyle(cell).backgroundColor);
    const cell = row.getByRole('gridcell').nth(1);
    const other = page.getByRole('row', { name: 'Billing' }).getByRole('gridcell').nth(1);
    await box.check();
    await page.mouse.move(0, 0);
    const ticked = await box.screenshot();
    expect(ticked.equals(untouched)).toBe(false);
    expect(await ground(cell)).not.toBe(await ground(other));
    // The tick is visible, and not only its background.
    const tick = await box.evaluate((input) => ({
      tick: getComputedStyle(input, '::before').backgroundColor,
      ground: getComputedStyle(input).backgroundColor,
    }));
    expect(tick.tick).not.toBe(tick.ground);
    await box.uncheck();

    const current = page.getByRole('link', { name: 'API Keys' });
    expect(await ground(current)).not.toBe(
      await ground(page.getByRole('link', { name: 'Activity' })),
    );
    await page.keyboard.press('Control+k');
    const search = page.getByRole('searchbox', { name: 'Search API keys' });
    await expect(search).toBeFocused();
    const outlined = await search.evaluate((input) =>
      [input, input.parentElement!].some(
        (part) => getComputedStyle(part).outlineStyle !== 'none' && part.clientWidth > 0,
      ),
    );
    expect(outlined).toBe(true);
    const create = page.getByRole('button', { name: 'Create API Key' });
    await expect(create).toHaveCSS('border-top-style', 'solid');

    await create.click();
    const dialog = page.getByRole('dialog', { name: 'Create API Key' });
    const live = dialog.getByRole('radio', { name: 'Live' }).locator('..');
    const trial = dialog.getByRole('radio', { name: 'Test' }).locator('..');
    expect(await ground(live)).not.toBe(await ground(trial));
  });
}

test('a question of the Sync page gives the focus back', async ({
  launchUnlocked,
  endpointWith,
}) => {
  const endpoint = await endpointWith();
  const { app, page } = await launchUnlocked();
  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  const off = page.getByRole('button', { name: 'Forget endpoint…' });
  await answerQuestions(app, false);
  await off.click();
  await expect.poll(() => lastQuestionOf(app)).toContain('Forget this endpoint?');
  await expect(off).toBeFocused();
});
