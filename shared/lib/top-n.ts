/**
 * The first items of many in an order, sorted. One pass with a short sorted list is faster than
 * sorting all.
 *
 * @param count at most that many
 */
export function topN<T>(entries: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  let first: T[] = [];
  let last: T | undefined;
  for (const entry of entries) {
    if (last !== undefined && compare(entry, last) > 0) continue;
    first.push(entry);
    if (first.length < count * 2) continue;
    first = first.toSorted(compare).slice(0, count);
    last = first.at(-1);
  }
  return first.toSorted(compare).slice(0, count);
}
