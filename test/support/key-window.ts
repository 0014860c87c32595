import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { ApiKey } from '../../shared/keys/api-key';
import { resize } from './app';
import { KeyListModel, NAMES } from './key-list-model';
import { listKeys } from './keys-in-page';
import type { Random } from './random';

const STATUS_WORDS = { active: 'Active', disabled: 'InactiveDisabled', expired: 'InactiveExpired' };
interface Shown {
  rows: { id: string; name: string; status: string; isSelected: boolean }[];
  count: string;
  selected: string | null;
}

/** The content of the window. */
const shownIn = (page: Page): Promise<Shown> =>
  page.evaluate(() => ({
    rows: [...document.querySelectorAll<HTMLElement>('[data-key-id]')].map((row) => ({
      id: row.dataset['keyId'] ?? '',
      name: row.querySelector('.name')?.textContent ?? '',
      status: row.querySelector('td:nth-child(4)')?.textContent ?? '',
      isSelected: row.querySelector('input')?.checked === true,
    })),
    count:
      [...document.querySelectorAll('[role=status]')]
        .map(({ textContent }) => textContent ?? '')
        .find((text) => / of \d+ keys?$/.test(text)) ?? '',
    selected: document.querySelector('[role=toolbar] strong')?.textContent ?? null,
  }));

/** The words of the bulk bar, if it is there. */
function selectedWords(model: KeyListModel): string | null {
  const { size } = model.selected;
  if (size === 0) return null;
  const hidden = size - model.shown().filter(({ id }) => model.selected.has(id)).length;
  return hidden === 0 ? `${size} selected` : `${size} selected, ${hidden} out of view`;
}

/** The content that the model expects. */
function shownBy(model: KeyListModel): Shown {
  const keys = model.shown();
  const { size } = model.keys;
  return {
    rows: keys.map((key) => ({
      id: key.id,
      name: key.name,
      status: STATUS_WORDS[model.statusOf(key)],
      isSelected: model.selected.has(key.id),
    })),
    count: `${keys.length} of ${size} ${size === 1 ? 'key' : 'keys'}`,
    selected: selectedWords(model),
  };
}

/** Large enough for all keys of the model. */
export const SIZE = { width: 1280, height: 900 };

/** A driven window, with the model of what it should show. */
export class KeyWindow {
  readonly model = new KeyListModel(Date.now());
  /** how far the window's clock was advanced */
  #ahead = 0;

  constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
    readonly random: Random,
  ) {}

  /** Copies the vault's keys to the model, which computes how they are shown. */
  async check(): Promise<void> {
    this.model.now = Date.now() + this.#ahead;
    this.model.keys.clear();
    for (const key of await listKeys(this.page)) this.model.keys.set(key.id, key);
    this.model.settle();
    await expect.poll(() => shownIn(this.page)).toEqual(shownBy(this.model));
  }

  /** With less space, or larger rows: the drawn rows are the first ones, and nothing is cut off. */
  async checkWhileSmall(): Promise<void> {
    const { rows, ...counts } = shownBy(this.model);
    await expect
      .poll(async () => {
        const shown = await shownIn(this.page);
        const isTooWide = await this.page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        return { ...shown, rows: shown.rows.length > 0 || rows.length === 0, isTooWide };
      })
      .toEqual({ ...counts, rows: true, isTooWide: false });
    const shown = (await shownIn(this.page)).rows;
    expect(shown).toEqual(rows.slice(0, shown.length));
  }

  async resized(size: { width: number; height: number }, whileSmall: () => Promise<void>) {
    await resize(this.app, size);
    await expect.poll(() => this.page.evaluate(() => window.innerWidth)).toBe(size.width);
    await whileSmall();
    await resize(this.app, SIZE);
    await expect.poll(() => this.page.evaluate(() => window.innerWidth)).toBe(SIZE.width);
  }

  freeName(): string | null {
    const taken = new Set([...this.model.keys.values()].map(({ name }) => name));
    const free = NAMES.filter((name) => !taken.has(name));
    return free.length === 0 ? null : this.random.pick(free);
  }

  /** One of the shown keys. */
  someShown(): ApiKey | null {
    const keys = this.model.shown();
    return keys.length === 0 ? null : this.random.pick(keys);
  }

  async menu(key: ApiKey, item: string): Promise<void> {
    await this.page.locator(`[data-key-id="${key.id}"] [data-action=more]`).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    await expect(this.page.getByRole('menu', { includeHidden: true })).toHaveCount(0);
  }

  async isEnabled({ id }: ApiKey): Promise<boolean | undefined> {
    return (await listKeys(this.page)).find((key) => key.id === id)?.enabled;
  }

  async filter(label: string, choice: string): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .first()
      .click();
    await this.page.getByRole('menuitemcheckbox', { name: choice, exact: true }).click();
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('menu', { includeHidden: true })).toHaveCount(0);
  }

  async forward(ms: number): Promise<void> {
    this.#ahead += ms;
    await this.page.clock.fastForward(ms);
  }
}
