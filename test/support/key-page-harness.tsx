import { useMemo, useSyncExternalStore } from 'react';
import { expect, vi } from 'vitest';
import { PreferencesProvider } from '../../renderer/bridge/preferences';
import type { KeyEntry } from '../../renderer/features/keys/store/key-entry';
import { createKeyStore } from '../../renderer/features/keys/store/key-store';
import type { KeyStore, ShownList } from '../../renderer/features/keys/store/key-store';
import type { Selection } from '../../renderer/features/keys/table/use-selection';
import { useSelection } from '../../renderer/features/keys/table/use-selection';
import type { KeyView } from '../../renderer/features/keys/view/use-key-view';
import { useKeyView } from '../../renderer/features/keys/view/use-key-view';
import type { ApiKey } from '../../shared/keys/api-key';
import { DEFAULT_PREFERENCES } from '../../shared/preferences/preferences';
import { ok } from '../../shared/lib/result';
import { apiKey } from '../unit/renderer/some-api-key';
import { hookHost } from './hook-host';
import { KeyListModel } from './key-list-model';
import { keyId } from './sample-keys';

export const START = Date.parse('2026-11-23T12:00:00.000Z');
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** The vault as the window sees it: keys in parts, and an event for every commit. */
class FakeVault {
  readonly keys = new Map<string, ApiKey>();
  revision = 1;
  hear: ((json: string) => void) | null = null;
  /** runs once, while the keys are on their way to the window */
  meanwhile: (() => void) | null = null;

  commit(changed: readonly ApiKey[], removed: readonly string[] = [], isHeard = true): void {
    this.revision += 1;
    for (const id of removed) this.keys.delete(id);
    for (const key of changed) this.keys.set(key.id, key);
    if (isHeard) this.hear?.(JSON.stringify({ revision: this.revision, changed, removed }));
  }

  async request(name: string, input: unknown): Promise<string> {
    const all = [...this.keys.values()];
    switch (name) {
      case 'keys:newest': {
        const newest = all.toReversed().slice(0, 2);
        return JSON.stringify(
          ok({ revision: this.revision, keys: newest, shown: all.length, total: all.length }),
        );
      }
      case 'keys:list': {
        const { from } = input as { from: number };
        const next = from + 3 < all.length ? from + 3 : null;
        const part = { revision: this.revision, keys: all.slice(from, from + 3), next };
        this.meanwhile?.();
        this.meanwhile = null;
        return JSON.stringify(ok(part));
      }
      case 'preferences:set':
        return JSON.stringify(ok({ ...DEFAULT_PREFERENCES, ...(input as object) }));
      default:
        throw new Error(`nobody answers ${name}`);
    }
  }
}

/** The data that the page draws. */
interface Page {
  list: ShownList;
  view: KeyView;
  /** the rows that the table draws */
  rows: readonly KeyEntry[];
  selection: Selection;
}

/**
 * The page's store, view and selection under the real React, with the fake vault behind and the
 * model beside them.
 */
export class KeyPageHarness {
  readonly vault = new FakeVault();
  readonly model = new KeyListModel(START);
  page: Page | null = null;
  /** what the page was given to draw, with a copy: it must not change */
  readonly drawn: { entries: readonly KeyEntry[]; copy: string }[] = [];
  #host!: Awaited<ReturnType<typeof hookHost>>;
  #store: KeyStore | null = null;
  #stop: (() => void) | null = null;
  #numbers = 0;

  static async open(keys: readonly Partial<ApiKey>[]): Promise<KeyPageHarness> {
    const world = new KeyPageHarness();
    vi.setSystemTime(START);
    vi.stubGlobal('ownchat', {
      request: (name: string, input: unknown) => world.vault.request(name, input),
      listen: (_: string, hear: (json: string) => void) => {
        world.vault.hear = hear;
        return () => {
          world.vault.hear = null;
        };
      },
    });
    world.#host = await hookHost();
    for (const fields of keys) world.vault.commit([world.newKey(fields)]);
    world.take();
    await world.unlock();
    return world;
  }

  newKey(fields: Partial<ApiKey>): ApiKey {
    this.#numbers += 1;
    return apiKey({
      createdAt: new Date(START - DAY + this.#numbers * MINUTE).toISOString(),
      ...fields,
      id: keyId(this.#numbers),
    });
  }

  /** Copies the vault's state to the model. */
  take(): void {
    this.model.keys.clear();
    for (const [id, key] of this.vault.keys) this.model.keys.set(id, structuredClone(key));
  }

  async unlock(): Promise<void> {
    if (this.#store) return;
    const store = createKeyStore(Promise.resolve());
    this.#store = store;
    this.#stop = store.start();
    const onDrawn = (page: Page) => {
      this.page = page;
      const { entries } = page.view;
      this.drawn.push({ entries, copy: JSON.stringify(entries) });
    };
    const DrawnPage = () => {
      const list = useSyncExternalStore(store.subscribe, store.read);
      if (list.state === 'failed') throw new Error('the list failed');
      const view = useKeyView(list, null);
      const selection = useSelection(view.entries, list.index, list.isComplete);
      // Like the table, keeps the drawn rows until it gets others.
      const rows = useMemo(() => [...view.entries], [view.entries]);
      onDrawn({ list, view, rows, selection });
      return null;
    };
    const preferences = { ...DEFAULT_PREFERENCES, hideInactive: this.model.hideInactive };
    await this.#host.render(
      <PreferencesProvider initial={preferences}>
        <DrawnPage />
      </PreferencesProvider>,
    );
    await this.step(() => undefined);
  }

  async lock(): Promise<void> {
    this.#stop?.();
    this.#store = null;
    this.page = null;
    this.model.lock();
    await this.#host.end();
  }

  /** The page, which must exist. */
  async onPage(change: (page: Page) => void): Promise<void> {
    const { page } = this;
    if (!page) throw new Error('the vault is locked');
    await this.step(() => change(page));
  }

  async step(change: () => void): Promise<void> {
    await this.#host.step(async () => {
      change();
      // Waits for all pending promises.
      await new Promise(setImmediate);
    });
  }

  /** The n-th key, modulo their number; null when there is none. */
  nth(keys: Iterable<ApiKey>, n: number): ApiKey | null {
    const all = [...keys];
    return all[n % Math.max(1, all.length)] ?? null;
  }

  check(): void {
    const { model, page } = this;
    model.settle();
    if (!page) return;
    const shown = model.shown();
    const { entries } = page.view;
    expect(page.rows.map(({ key }) => key)).toEqual(shown);
    expect(page.view.shown).toBe(shown.length);
    expect(page.list.index.size).toBe(model.keys.size);
    expect(page.list.isComplete).toBe(true);
    expect(page.list.total).toBe(model.keys.size);
    const selected = shown.filter(({ id }) => model.selected.has(id)).map(({ id }) => id);
    const ids = page.selection.keys.map(({ id }) => id);
    expect(ids.slice(0, page.selection.inView)).toEqual(selected);
    expect(ids.toSorted()).toEqual([...model.selected].toSorted());
    expect(Object.keys(page.selection.state).toSorted()).toEqual(ids.toSorted());
    // Keys that can be opened are those that exist.
    for (let number = 1; number <= this.#numbers; number += 1) {
      expect(page.list.index.get(keyId(number))).toEqual(model.keys.get(keyId(number)));
    }
    expect(Object.isFrozen(entries)).toBe(true);
    for (const entry of entries) {
      expect(Object.isFrozen(entry) && Object.isFrozen(entry.key)).toBe(true);
    }
    for (const { entries: given, copy } of this.drawn) expect(JSON.stringify(given)).toBe(copy);
    this.drawn.splice(0, this.drawn.length - 3);
  }
}
