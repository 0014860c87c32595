import type { Span } from './period';
import { isWithin } from './period';

export const COUNTED = ['created', 'rotated', 'expired', 'deleted'] as const;
type Counted = (typeof COUNTED)[number];
type Counts = Record<Counted, number>;

/** Counts by month in UTC, empty months included. */
export class Months {
  readonly #span: Span;
  readonly #months = new Map<string, Counts>();

  constructor(span: Span) {
    this.#span = span;
  }

  count(what: Counted, time: number): void {
    if (!isWithin(this.#span, time)) return;
    const month = new Date(time).toISOString().slice(0, 7);
    const counts = this.#months.get(month) ?? { created: 0, rotated: 0, expired: 0, deleted: 0 };
    counts[what] += 1;
    this.#months.set(month, counts);
  }

  list(): [string, Counts][] {
    const known = [...this.#months.keys()].toSorted();
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return [];
    const list: [string, Counts][] = [];
    for (let month = first; month <= last; month = nextMonth(month)) {
      const nothing = { created: 0, rotated: 0, expired: 0, deleted: 0 };
      list.push([month, this.#months.get(month) ?? nothing]);
    }
    return list;
  }

  totals(): Counts {
    const totals = { created: 0, rotated: 0, expired: 0, deleted: 0 };
    for (const counts of this.#months.values()) {
      for (const what of COUNTED) totals[what] += counts[what];
    }
    return totals;
  }
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
