import type { CDPSession, Page } from '@playwright/test';
import type Electron from 'electron';
import { PASSPHRASE, createKey, expect, lock, test, unlock } from './fixtures';

// Keyboards other than the English one: their characters, and Escape with input methods.

const CONTROL = 2;

/** Presses Ctrl and a key that types another character than on an English keyboard. */
async function pressControl(session: CDPSession, key: string, code: string): Promise<void> {
  const virtual = code.startsWith('Key') ? code.charCodeAt(3) : 188;
  const pressed = { key, code, modifiers: CONTROL, windowsVirtualKeyCode: virtual };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search API keys' });

/** An empty list has no search field. */
const WITH_KEY = { keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }] } as const;

test('zooms with every key that has the sign, the number pad included, and back', async ({
  launchUnlocked,
}) => {
  const { page, app } = await launchUnlocked(WITH_KEY);
  const level = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel(),
    );
  for (const [key, expected] of [
    ['Control+Equal', 0.5],
    ['Control+Shift+Equal', 1],
    ['Control+NumpadAdd', 1.5],
    ['Control+NumpadSubtract', 1],
    ['Control+Minus', 0.5],
    ['Control+Digit0', 0],
    ['Control+Equal', 0.5],
    ['Control+Numpad0', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(level, key).toBe(expected);
  }
  // Not as typed text.
  await search(page).fill('');
  await search(page).press('=');
  await expect(search(page)).toHaveValue('=');
  expect(await level()).toBe(0);
});

test('keeps the zoom after a restart and after a lock', async ({ launch, launchUnlocked }) => {
  const first = await launchUnlocked();
  await first.page.keyboard.press('Control+Equal');
  const level = ({ BrowserWindow }: typeof Electron) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel();
  await expect.poll(() => first.app.evaluate(level)).toBe(0.5);
  await first.close();
  const { app, page } = await launch();
  await unlock(page, PASSPHRASE);
  expect(await app.evaluate(level)).toBe(0.5);
  await lock(page);
  expect(await app.evaluate(level)).toBe(0.5);
});

for (const [layout, keys] of [
  ['Russian', { k: 'л', n: 'т', f: 'а', l: 'д', comma: 'б' }],
  ['Greek', { k: 'κ', n: 'ν', f: 'φ', l: 'λ', comma: ',' }],
  ['Arabic', { k: 'ن', n: 'ى', f: 'ب', l: 'م', comma: 'و' }],
] as const) {
  test(`shortcuts work on a ${layout} keyboard, by where their keys are`, async ({
    launchUnlocked,
  }) => {
    const { page } = await launchUnlocked(WITH_KEY);
    const session = await page.context().newCDPSession(page);
    await pressControl(session, keys.k, 'KeyK');
    await expect(search(page)).toBeFocused();
    await pressControl(session, keys.n, 'KeyN');
    const dialog = page.getByRole('dialog', { name: 'Create API Key' });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await pressControl(session, keys.comma, 'Comma');
    await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
    await pressControl(session, keys.f, 'KeyF');
    await expect(search(page)).toBeFocused();
    await pressControl(session, keys.l, 'KeyL');
    await expect(page.getByRole('heading', { name: 'Unlock your vault' })).toBeVisible();
  });
}

test('a key that writes another Latin letter is that letter, wherever it is', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked(WITH_KEY);
  const session = await page.context().newCDPSession(page);
  // On a Dvorak keyboard the key of an English K writes T.
  await page.getByRole('heading', { name: 'API Keys', level: 1 }).focus();
  await pressControl(session, 't', 'KeyK');
  await expect(search(page)).not.toBeFocused();
  await pressControl(session, 'k', 'KeyV');
  await expect(search(page)).toBeFocused();
});

test('Escape that gives up what an input method composes clears no search and closes no dialog', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked(WITH_KEY);
  const session = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  const escape = async () => {
    // The key event while an input method handles the key.
    const pressed = { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 229 };
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
    await session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Escape',
      code: 'Escape',
      windowsVirtualKeyCode: 27,
    });
    await compose('');
  };
  await search(page).fill('zoho ');
  await compose('にほん');
  await expect(search(page)).toHaveValue('zoho にほん');
  await escape();
  await expect(search(page)).toHaveValue('zoho ');
  await search(page).press('Escape');
  await expect(search(page)).toHaveValue('');

  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });
  const name = dialog.getByRole('textbox', { name: 'API Key Name' });
  await name.fill('Billing ');
  await compose('かんじ');
  await escape();
  await expect(name).toHaveValue('Billing ');
  await expect(dialog).toBeVisible();
});

test('search finds equal names, and ignores accents', async ({ launchUnlocked }) => {
  test.slow();
  const { page } = await launchUnlocked();
  const found: Record<string, string[]> = {
    Straße: ['STRASSE', 'strasse', 'straße'],
    Ἀθῆναι: ['ΑΘΗΝΑΙ', 'αθηναι'],
    ΟΔΟΣ: ['οδός', 'οδοσ', 'οδος'],
    İstanbul: ['istanbul', 'ISTANBUL', 'ıstanbul', 'İSTANBUL'],
    Zoë: ['zoe', 'ZOË', 'zoe\u0308'],
    'ﬁnance ﬂow': ['finance', 'FLOW'],
    Ｂｉｌｌｉｎｇ: ['billing', 'ＢＩＬＬＩＮＧ'],
    ЁЛКА: ['ёлка', 'елка'],
    Łódź: ['lodz', 'łódź'],
    مُحَمَّد: ['محمد'],
  };
  for (const name of Object.keys(found)) {
    await createKey(page, { name, permissions: { Contacts: 'Read' } });
  }
  for (const [name, queries] of Object.entries(found)) {
    for (const query of queries) {
      await search(page).fill(query);
      await expect(page.getByText(`1 of ${Object.keys(found).length} keys`), query).toBeVisible();
      await expect(page.locator('[data-key-id] .name'), query).toHaveText(name);
    }
  }
});
