import { searchFold } from '../../../../shared/keys/name-identity';
import { orderOf } from './key-entry';
import type { KeyEntry } from './key-entry';
import type { KeyIndex } from './key-index';

/** The fields whose existing values are offered: as filters, and while a key is edited. */
export type KnownField = 'integration' | 'owner' | 'tag' | 'created-by';

/** A value in its most frequent spelling, and the number of keys that have it. */
export interface KnownValue {
  text: string;
  count: number;
}

const TEXTS: Record<KnownField, (entry: KeyEntry) => readonly string[]> = {
  integration: ({ key }) => [key.integration],
  owner: ({ key }) => [key.owner],
  tag: ({ key }) => key.tags,
  'created-by': ({ key }) => [key.createdBy],
};

const known = new WeakMap<KeyIndex, Map<KnownField, readonly KnownValue[]>>();

/**
 * The values of a field in order, without empty ones. Spellings that the filters treat as equal are
 * one value. Computed when they are first asked for: once for each state of the list.
 */
export function knownValues(index: KeyIndex, field: KnownField): readonly KnownValue[] {
  const ofIndex = known.get(index) ?? new Map<KnownField, readonly KnownValue[]>();
  known.set(index, ofIndex);
  const values = ofIndex.get(field) ?? valuesOf(index.ordered('createdAt'), TEXTS[field]);
  ofIndex.set(field, values);
  return values;
}

function valuesOf(
  entries: readonly KeyEntry[],
  texts: (entry: KeyEntry) => readonly string[],
): KnownValue[] {
  const spellings = new Map<string, number>();
  for (const entry of entries) {
    for (const text of texts(entry)) spellings.set(text, (spellings.get(text) ?? 0) + 1);
  }
  const values = new Map<string, KnownValue>();
  // The most frequent spelling comes first.
  for (const [spelling, count] of [...spellings].toSorted(([, a], [, b]) => b - a)) {
    const text = spelling.trim();
    const identity = searchFold(text);
    const value = values.get(identity);
    if (value) value.count += count;
    else if (identity !== '') values.set(identity, { text, count });
  }
  return [...values.values()]
    .map((value) => ({ value, order: orderOf(value.text) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ value }) => value);
}
