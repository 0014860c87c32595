import { COLUMNS, NAMES, QUERIES } from '../support/key-list-model';
import type { Column } from '../support/key-list-model';
import { KeyWindow, SIZE } from '../support/key-window';
import { changeKey, createKeys, deleteKeys, setKeysEnabled } from '../support/keys-in-page';
import { seededRandom } from '../support/random';
import {
  PASSPHRASE,
  createKey,
  createVault,
  expect,
  fillKeyForm,
  lock,
  test,
  unlock,
} from './fixtures';

// Random sequences of actions of a person, another vault and the clock, in the real window: after
// each step, the shown, counted and selected keys must agree with a simple model.
// `OWNCHAT_TEST_SEED` repeats the sequences of another run.

const SEED = Number(process.env['OWNCHAT_TEST_SEED'] ?? Date.now() % 2 ** 31);
const SEQUENCES = 3;
const STEPS = 36;
const HOUR = 60 * 60_000;

const HEADERS: Record<Column, string> = {
  name: 'API Key Name',
  scopes: 'Access Scope',
  status: 'Status',
  createdAt: 'Created Date',
  lastUsedAt: 'Last Used',
  expiresAt: 'Expires',
};
/** Columns that first sort in descending order. */
const NEWEST_FIRST: readonly Column[] = ['createdAt', 'lastUsedAt'];

type Step = (window: KeyWindow) => Promise<boolean>;

/** Each returns whether it was possible. */
const STEPS_BY_NAME: Record<string, Step> = {
  async create(window) {
    const name = window.freeName();
    if (name === null) return false;
    await createKey(window.page, {
      name,
      permissions: { [window.random.pick(['Contacts', 'Messages', 'Tags'])]: 'Write' },
    });
    return true;
  },
  async createElsewhere(window) {
    const name = window.freeName();
    if (name === null) return false;
    const { random } = window;
    const scopes = random.pick([
      ['contacts:read'],
      ['messages:write'],
      ['contacts:write', 'tags:read'],
    ]);
    const days = random.pick([null, 1, 2, 3]);
    const expiresAt =
      days === null ? null : new Date(Date.now() + (days * 24 + 12) * HOUR).toISOString();
    await createKeys(window.page, [
      { name, scopes, expiresAt, integration: '', environment: random.pick(['live', 'test']) },
    ]);
    return true;
  },
  async rename(window) {
    const [key, name] = [window.someShown(), window.freeName()];
    if (!key || name === null) return false;
    await window.page.locator(`[data-key-id="${key.id}"] [data-action=edit]`).click();
    const dialog = window.page.getByRole('dialog', { name: 'Edit API Key' });
    await fillKeyForm(dialog, { name });
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect(dialog).toHaveCount(0);
    return true;
  },
  async editElsewhere(window) {
    const key = window.random.pick([...window.model.keys.values()]);
    const name = window.freeName() ?? key.name;
    await changeKey(window.page, key.id, { name, enabled: window.random.chance(0.6) });
    return true;
  },
  async setEnabled(window) {
    const key = window.someShown();
    if (!key) return false;
    await window.menu(key, key.enabled ? 'Deactivate' : 'Activate');
    // It runs when the menu has closed, without a dialog.
    await expect.poll(() => window.isEnabled(key)).toBe(!key.enabled);
    return true;
  },
  async remove(window) {
    const key = window.someShown();
    if (!key || window.model.keys.size < 3) return false;
    await window.page.locator(`[data-key-id="${key.id}"] [data-action=delete]`).click();
    const dialog = window.page.getByRole('dialog', { name: 'Delete API key' });
    await dialog.getByRole('textbox').fill(key.name);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(dialog).toHaveCount(0);
    return true;
  },
  async removeElsewhere(window) {
    if (window.model.keys.size < 3) return false;
    await deleteKeys(window.page, [window.random.pick([...window.model.keys.keys()])]);
    return true;
  },
  async bulk(window) {
    const { model, page, random } = window;
    if (model.selected.size === 0) return false;
    if (random.chance(0.3) && model.keys.size - model.selected.size >= 2) {
      const count = model.selected.size;
      const first = model.keys.get([...model.selected][0]!);
      await page.getByRole('toolbar').getByRole('button', { name: 'Delete…' }).click();
      const dialog = page.getByRole('dialog', { name: /^Delete/ });
      await dialog.getByRole('textbox').fill(count === 1 ? first!.name : String(count));
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(dialog).toHaveCount(0);
    } else {
      const choice = random.pick(['Activate', 'Deactivate']);
      const keys = [...model.selected].map((id) => model.keys.get(id)!);
      const isAsked =
        choice === 'Deactivate' &&
        keys.length > 1 &&
        keys.some((key) => model.statusOf(key) === 'active');
      await page.getByRole('toolbar').getByRole('button', { name: choice, exact: true }).click();
      if (choice === 'Activate' && keys.length > 1) {
        const dialog = page.getByRole('dialog', { name: /^Change/ });
        const isChange = keys.some(({ enabled }) => !enabled);
        await dialog.getByRole('button', { name: isChange ? /^Apply/ : 'Cancel' }).click();
        await expect(dialog).toHaveCount(0);
        if (!isChange) return true;
      } else if (isAsked) {
        const dialog = page.getByRole('dialog', { name: /^Deactivate/ });
        await dialog.getByRole('button', { name: choice }).click();
        await expect(dialog).toHaveCount(0);
      }
      model.selected = new Set();
      model.anchor = null;
      await expect(page.getByRole('toolbar')).toHaveCount(0);
    }
    return true;
  },
  /** Another vault deletes one of the selected keys while the dialog is open. */
  async bulkMeanwhile({ model, page, random }) {
    const { size } = model.selected;
    if (size < 2 || model.keys.size - size < 2) return false;
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Delete/ });
    await deleteKeys(page, [random.pick([...model.selected])]);
    await dialog.getByRole('textbox').fill(String(size - 1));
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    return true;
  },
  /** Another vault changes several keys at once. */
  async bulkElsewhere({ model, page, random }) {
    const ids = [...model.keys.keys()].filter(() => random.chance(0.5));
    if (ids.length === 0) return false;
    await setKeysEnabled(page, ids, random.chance(0.5));
    return true;
  },
  async resize(window) {
    const width = window.random.pick([640, 900, 1024]);
    await window.resized({ width, height: window.random.pick([480, 700]) }, () =>
      window.checkWhileSmall(),
    );
    return true;
  },
  async zoom(window) {
    const { page, random } = window;
    for (let times = random.pick([1, 2, 4]); times > 0; times -= 1) {
      await page.keyboard.press('Control+=');
    }
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(SIZE.width);
    await window.checkWhileSmall();
    await page.keyboard.press('Control+0');
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(SIZE.width);
    return true;
  },
  async sort({ model, page, random }) {
    if (model.shown().length === 0) return false;
    const column = random.pick(COLUMNS);
    await page.getByRole('columnheader', { name: HEADERS[column] }).getByRole('button').click();
    const { order } = model;
    model.order = {
      column,
      descending: order.column === column ? !order.descending : NEWEST_FIRST.includes(column),
    };
    return true;
  },
  async search({ model, page, random }) {
    model.search(random.pick(QUERIES));
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill(model.query.text);
    return true;
  },
  async filter(window) {
    const { model, random } = window;
    if (random.chance(0.3)) {
      const [value, word] = random.pick([
        ['contacts', 'Contacts'],
        ['messages', 'Messages'],
        ['tags', 'Tags'],
      ] as const);
      await window.filter('Scope', word);
      if (!model.scopes.delete(value)) model.scopes.add(value);
    } else if (random.chance(0.5)) {
      const [value, word] = random.pick([
        ['active', 'Active'],
        ['disabled', 'Disabled'],
        ['expired', 'Expired'],
      ] as const);
      await window.filter('Status', word);
      if (!model.statuses.delete(value)) model.statuses.add(value);
    } else {
      const [value, word] = random.pick([
        ['live', 'Live'],
        ['test', 'Test'],
      ] as const);
      await window.filter('Environment', word);
      if (!model.environments.delete(value)) model.environments.add(value);
    }
    return true;
  },
  async showAll({ model, page }) {
    const clear = page.getByRole('button', { name: 'Clear search and filters' });
    if ((await clear.count()) === 0) return false;
    await clear.click();
    model.clearFilters();
    model.hideInactive = false;
    return true;
  },
  async hideInactive({ model, page }) {
    await page
      .getByRole('button', { name: model.hideInactive ? 'Show inactive' : 'Hide inactive' })
      .click();
    model.hideInactive = !model.hideInactive;
    return true;
  },
  async select(window) {
    const { model, page } = window;
    const key = window.someShown();
    if (!key) return false;
    const isRange = window.random.chance(0.3);
    const isSelected = !model.selected.has(key.id);
    const modifiers = isRange ? (['Shift'] as const) : [];
    await page.locator(`[data-key-id="${key.id}"] input`).click({ modifiers: [...modifiers] });
    model.select(key.id, isSelected, isRange);
    return true;
  },
  async selectAll({ model, page }) {
    const keys = model.shown();
    if (keys.length === 0) return false;
    const isAll = keys.every(({ id }) => model.selected.has(id));
    await page.getByRole('checkbox', { name: 'Select all keys shown' }).click();
    model.selectAll(!isAll);
    return true;
  },
  async clearSelection({ model, page }) {
    if (model.selected.size === 0) return false;
    await page.getByRole('toolbar').getByRole('button', { name: 'Clear', exact: true }).click();
    model.selected = new Set();
    model.anchor = null;
    return true;
  },
  async clock(window) {
    await window.forward(24 * HOUR);
    return true;
  },
  async lockAndUnlock({ model, page, random }) {
    if (!random.chance(0.4)) return false;
    await lock(page);
    await unlock(page, PASSPHRASE);
    model.lock();
    return true;
  },
};

for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
  test(`the window agrees with a simple model after every action (sequence ${sequence + 1})`, async ({
    launch,
  }) => {
    test.setTimeout(600_000);
    const seed = SEED + sequence;
    console.log(`sequence ${sequence + 1}: OWNCHAT_TEST_SEED=${SEED}`);
    const { app, page } = await launch({
      size: SIZE,
      args: ['--force-prefers-reduced-motion'],
    });
    await page.clock.install();
    await createVault(page, PASSPHRASE);
    const window = new KeyWindow(app, page, seededRandom(seed));
    await createKeys(
      page,
      NAMES.slice(0, 4).map((name) => ({ name, integration: '' })),
    );
    await window.check();
    const done: string[] = [];
    while (done.length < STEPS) {
      const name = window.random.pick(Object.keys(STEPS_BY_NAME));
      if (!(await STEPS_BY_NAME[name]!(window))) continue;
      done.push(name);
      await test.step(`${done.length}: ${name}`, () => window.check());
    }
  });
}
