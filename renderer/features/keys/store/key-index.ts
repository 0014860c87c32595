import type { ApiKey } from '../../../../shared/api-key';
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

/**
 * All keys, by id and in the order of every column that was asked for. A change costs a binary search and a
 * memory move for each known order, not a new sort.
 */
export class KeyIndex {
  readonly #entries = new Map<string, KeyEntry>();
  readonly #orders = new Map<SortColumn, KeyEntry[]>();

  constructor(keys: readonly ApiKey[]) {
    for (const key of keys) this.#entries.set(key.id, entryOf(key));
  }

  /** Adds keys that are not known yet. Meant for before any order is asked for. */
  add(entries: Iterable<KeyEntry>): void {
    this.#orders.clear();
    for (const entry of entries) this.#entries.set(entry.key.id, entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): ApiKey | undefined {
    return this.#entries.get(id)?.key;
  }

  /** Every entry in ascending order of a column. To be read only; it changes with the next delta. */
  ordered(column: SortColumn): readonly KeyEntry[] {
    const known = this.#orders.get(column);
    if (known) return known;
    const sorted = [...this.#entries.values()].toSorted(COMPARE[column]);
    this.#orders.set(column, sorted);
    return sorted;
  }

  apply(changed: readonly ApiKey[], removed: readonly string[]): void {
    // Past a few hundred changes, sorting again is cheaper than moving the rest for each.
    if (changed.length + removed.length > 500) this.#orders.clear();
    for (const id of removed) this.#forget(id);
    for (const key of changed) {
      this.#forget(key.id);
      const entry = entryOf(key);
      this.#entries.set(key.id, entry);
      for (const [column, order] of this.#orders)
        order.splice(placeOf(entry, order, column), 0, entry);
    }
  }

  #forget(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    for (const [column, order] of this.#orders) order.splice(placeOf(entry, order, column), 1);
    this.#entries.delete(id);
  }
}

/** Where an entry stands, or would stand, in an order: binary search. */
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
