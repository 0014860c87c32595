import type { ApiKey } from '../../../../shared/keys/api-key';
import { entryOf } from './key-entry';
import type { KeyEntry } from './key-entry';

export type SortColumn = 'name' | 'scopes' | 'status' | 'createdAt' | 'lastUsedAt' | 'expiresAt';

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byNumber = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order of each column, ascending; equal entries by id, so that every entry has exactly one place. Status
 * depends on the clock: its order here is only what does not, and `key-view.ts` does the rest.
 */
const COMPARE: Record<SortColumn, (a: KeyEntry, b: KeyEntry) => number> = {
  name: (a, b) => byText(a.nameOrder, b.nameOrder) || byText(a.key.id, b.key.id),
  scopes: (a, b) => byText(a.scopeText, b.scopeText) || byText(a.key.id, b.key.id),
  status: (a, b) => byText(a.nameOrder, b.nameOrder) || byText(a.key.id, b.key.id),
  createdAt: (a, b) => byNumber(a.createdAt, b.createdAt) || byText(a.key.id, b.key.id),
  lastUsedAt: (a, b) => byNumber(a.lastUsedAt, b.lastUsedAt) || byText(a.key.id, b.key.id),
  expiresAt: (a, b) => byNumber(a.expiresAt, b.expiresAt) || byText(a.key.id, b.key.id),
};

/** Past so many changes, sorting again is cheaper than moving the rest for each. */
const MANY_CHANGES = 500;

/**
 * All keys, by id and in the order of every column that was asked for. An index never changes: a change of the keys
 * makes another index, with arrays of its own. React sees from the identity of what it is given whether it has
 * changed, and what is on the screen stays what it was until it is drawn anew.
 *
 * A change costs a copy and a binary search for each known order, not a new sort.
 */
export class KeyIndex {
  readonly size: number;
  /** shared by the indexes that come from one another */
  readonly #base: ReadonlyMap<string, KeyEntry>;
  /** what differs from the base, at most `MANY_CHANGES`; null for a key that is removed */
  readonly #changes: ReadonlyMap<string, KeyEntry | null>;
  /** filled when an order is first asked for */
  readonly #orders: Map<SortColumn, readonly KeyEntry[]>;

  constructor(
    keys: readonly ApiKey[],
    content: Content = contentOf(keys.map((key) => entryOf(key))),
  ) {
    this.size = content.size;
    this.#base = content.base;
    this.#changes = content.changes;
    this.#orders = content.orders;
  }

  /** Of entries that are made already; of two with the same id, the later one counts. */
  static ofEntries(entries: Iterable<KeyEntry>): KeyIndex {
    return new KeyIndex([], contentOf(entries));
  }

  get(id: string): ApiKey | undefined {
    return this.#entry(id)?.key;
  }

  /** Every entry in ascending order of a column: the same frozen array each time. */
  ordered(column: SortColumn): readonly KeyEntry[] {
    const known = this.#orders.get(column);
    if (known) return known;
    const sorted = Object.freeze([...this.#entries().values()].toSorted(COMPARE[column]));
    this.#orders.set(column, sorted);
    return sorted;
  }

  /** The index after a change: without the removed keys, and then with the changed ones. */
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

  /** Ids of the keys that an earlier index has not, or has in another version. */
  changedSince(before: KeyIndex): string[] {
    return this.ordered('createdAt')
      .filter((entry) => {
        const known = before.#entry(entry.key.id);
        if (known === entry) return false;
        // A list that was asked for again has entries of its own, and mostly the same keys.
        return JSON.stringify(known?.key) !== JSON.stringify(entry.key);
      })
      .map(({ key }) => key.id);
  }

  #entry(id: string): KeyEntry | null | undefined {
    return this.#changes.has(id) ? this.#changes.get(id) : this.#base.get(id);
  }

  /** All of them, in a map of the caller's own. */
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
  const compare = COMPARE[column];
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
