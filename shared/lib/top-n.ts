/**
 * The first of many in an order, themselves in that order. One pass and a short list that is kept in order: to sort all
 * of them would cost more than all the rest.
 *
 * @param count how many at most
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
