import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyColumn } from '../../../../shared/keys/key-columns';
import { rotationDueAt } from '../../../../shared/keys/rotation-due';
import { entryOf, orderOf } from './key-entry';
import type { KeyEntry } from './key-entry';
import { SearchText } from './search-text';

export type SortColumn = 'name' | KeyColumn;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byNumber = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The ascending order of each column. Ties are broken by id, so that the order is total. The order
 * by status has only the part that does not depend on the clock; `key-view.ts` does the rest.
 */
const COMPARE = {
  name: (a, b) => byText(a.nameOrder, b.nameOrder) || byText(a.key.id, b.key.id),
  scopes: (a, b) => byText(a.scopeText, b.scopeText) || byText(a.key.id, b.key.id),
  status: (a, b) => byText(a.nameOrder, b.nameOrder) || byText(a.key.id, b.key.id),
  createdAt: (a, b) => byNumber(a.createdAt, b.createdAt) || byText(a.key.id, b.key.id),
  lastUsedAt: (a, b) => byNumber(a.lastUsedAt, b.lastUsedAt) || byText(a.key.id, b.key.id),
  expiresAt: (a, b) => byNumber(a.expiresAt, b.expiresAt) || byText(a.key.id, b.key.id),
} satisfies Partial<Record<SortColumn, (a: KeyEntry, b: KeyEntry) => number>>;

type Compare = (a: KeyEntry, b: KeyEntry) => number;

/**
 * Orders that compute a value for each key when they are made: few are asked for, and many keys have
 * the same text. Keys without a value come last.
 */
const MAKE_COMPARE: Record<Exclude<SortColumn, keyof typeof COMPARE>, () => Compare> = {
  integration: () => byFolded(({ key }) => key.integration),
  owner: () => byFolded(({ key }) => key.owner),
  createdBy: () => byFolded(({ key }) => key.createdBy),
  environment: () => byFolded(({ key }) => key.environment),
  rotateBy() {
    const due = ({ key }: KeyEntry) => rotationDueAt(key) ?? Number.POSITIVE_INFINITY;
    return (a, b) => byNumber(due(a), due(b)) || byText(a.key.id, b.key.id);
  },
};

function byFolded(textOf: (entry: KeyEntry) => string): Compare {
  const known = new Map<string, string>();
  const order = (entry: KeyEntry) => {
    const text = textOf(entry);
    const value = known.get(text) ?? (text.trim() === '' ? LAST : orderOf(text.trim()));
    known.set(text, value);
    return value;
  };
  return (a, b) =>
    byText(order(a), order(b)) || byText(a.nameOrder, b.nameOrder) || byText(a.key.id, b.key.id);
}
const LAST = '\uffff';

const isStored = (column: SortColumn): column is keyof typeof COMPARE => column in COMPARE;

const compareBy = (column: SortColumn): Compare =>
  isStored(column) ? COMPARE[column] : MAKE_COMPARE[column]();

/** Above this number of changes, sorting again is cheaper than inserting each. */
const MANY_CHANGES = 500;

/**
 * All keys, by id and in the order of each column that was requested. An index is immutable: a
 * change creates another index with its own arrays. So React detects a change by identity, and
 * rendered entries stay valid.
 *
 * A change costs a copy and a binary search for each computed order, not a new sort.
 */
export class KeyIndex {
  readonly size: number;
  /** shared by indexes that derive from each other */
  readonly #base: ReadonlyMap<string, KeyEntry>;
  /** the differences to the base, at most `MANY_CHANGES`; null for a removed key */
  readonly #changes: ReadonlyMap<string, KeyEntry | null>;
  /** computed when an order is first requested */
  readonly #orders: Map<SortColumn, readonly KeyEntry[]>;
  readonly #descending = new Map<SortColumn, readonly KeyEntry[]>();
  readonly #texts = new Map<SortColumn, SearchText>();

  constructor(
    keys: readonly ApiKey[],
    content: Content = contentOf(keys.map((key) => entryOf(key))),
  ) {
    this.size = content.size;
    this.#base = content.base;
    this.#changes = content.changes;
    this.#orders = content.orders;
  }

  /** From existing entries. Of two with the same id, the later one is used. */
  static ofEntries(entries: Iterable<KeyEntry>): KeyIndex {
    return new KeyIndex([], contentOf(entries));
  }

  get(id: string): ApiKey | undefined {
    return this.#entry(id)?.key;
  }

  /** All entries in the ascending order of a column: always the same frozen array. */
  ordered(column: SortColumn): readonly KeyEntry[] {
    const known = this.#orders.get(column);
    if (known) return known;
    const sorted = Object.freeze([...this.#entries().values()].toSorted(compareBy(column)));
    this.#orders.set(column, sorted);
    return sorted;
  }

  /** The same from the last to the first: always the same frozen array. */
  descending(column: SortColumn): readonly KeyEntry[] {
    const known = this.#descending.get(column);
    if (known) return known;
    const reversed = Object.freeze(this.ordered(column).toReversed());
    this.#descending.set(column, reversed);
    return reversed;
  }

  /** The texts of the entries in that order. Made by the first search, some milliseconds. */
  searchText(column: SortColumn): SearchText {
    const known = this.#texts.get(column);
    if (known) return known;
    const text = new SearchText(this.ordered(column));
    // One order is searched at a time; the texts of another one would only take memory.
    this.#texts.clear();
    this.#texts.set(column, text);
    return text;
  }

  /** The index after a change: removes keys first, then adds the changed ones. */
  after(changed: readonly ApiKey[], removed: readonly string[]): KeyIndex {
    const added = changed.map((key) => entryOf(key));
    if (this.#changes.size + added.length + removed.length > MANY_CHANGES) {
      const all = this.#entries();
      for (const id of removed) all.delete(id);
      for (const entry of added) all.set(entry.key.id, entry);
      return KeyIndex.ofEntries(all.values());
    }
    const changes = new Map(this.#changes);
    const orders = new Map([...this.#orders].map(([column, order]) => [column, [...order]]));
    let { size } = this;
    const forget = (id: string) => {
      const entry = changes.has(id) ? changes.get(id) : this.#base.get(id);
      if (!entry) return;
      for (const [column, order] of orders) order.splice(placeOf(entry, order, column), 1);
      changes.set(id, null);
      size -= 1;
    };
    for (const id of removed) forget(id);
    for (const entry of added) {
      forget(entry.key.id);
      for (const [column, order] of orders) order.splice(placeOf(entry, order, column), 0, entry);
      changes.set(entry.key.id, entry);
      size += 1;
    }
    for (const order of orders.values()) Object.freeze(order);
    return new KeyIndex([], { size, base: this.#base, changes, orders });
  }

  /** Ids of the keys that are new or different compared with an earlier index. */
  changedSince(before: KeyIndex): string[] {
    return this.ordered('createdAt')
      .filter((entry) => {
        const known = before.#entry(entry.key.id);
        if (known === entry) return false;
        // A list that was loaded again has other entry objects for the same keys.
        return JSON.stringify(known?.key) !== JSON.stringify(entry.key);
      })
      .map(({ key }) => key.id);
  }

  #entry(id: string): KeyEntry | null | undefined {
    return this.#changes.has(id) ? this.#changes.get(id) : this.#base.get(id);
  }

  /** All keys, in a new map that the caller may change. */
  #entries(): Map<string, KeyEntry> {
    const all = new Map(this.#base);
    for (const [id, entry] of this.#changes) {
      if (entry === null) all.delete(id);
      else all.set(id, entry);
    }
    return all;
  }
}

interface Content {
  size: number;
  base: ReadonlyMap<string, KeyEntry>;
  changes: ReadonlyMap<string, KeyEntry | null>;
  orders: Map<SortColumn, readonly KeyEntry[]>;
}

function contentOf(entries: Iterable<KeyEntry>): Content {
  const base = new Map<string, KeyEntry>();
  for (const entry of entries) base.set(entry.key.id, entry);
  return { size: base.size, base, changes: new Map(), orders: new Map() };
}

/** The index of an entry in an order, or its insertion point: binary search. */
function placeOf(entry: KeyEntry, order: readonly KeyEntry[], column: SortColumn): number {
  const compare = compareBy(column);
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = order[middle];
    if (other !== undefined && compare(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
