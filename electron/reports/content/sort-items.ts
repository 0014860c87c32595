import type { Cell, ReportOrder } from '../../../shared/reports/report';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';

const PIECE = 2_000;

type Sortable = { value: string | number | null; index: number };

/**
 * Sorts items by one column, stably. Sorts pieces and merges them, with pauses in between: sorting
 * 100,000 at once would block the window.
 */
export async function sortItems<T>(
  items: readonly T[],
  cellOf: (item: T) => Cell,
  { descending }: Pick<ReportOrder, 'descending'>,
  pacer: Pacer,
): Promise<T[]> {
  const compare = (a: Sortable, b: Sortable): number => {
    // Missing values come last in both directions.
    if (a.value === null || b.value === null) {
      return Number(a.value === null) - Number(b.value === null) || a.index - b.index;
    }
    const order = byValue(a.value, b.value);
    return (descending ? -order : order) || a.index - b.index;
  };
  let runs: Sortable[][] = [];
  let index = 0;
  await inPieces(items, PIECE, pacer, (piece) => {
    const run = piece.map((item) => ({ value: valueOf(cellOf(item)), index: index++ }));
    runs.push(run.toSorted(compare));
  });
  while (runs.length > 1) {
    const merged: Sortable[][] = [];
    for (let pair = 0; pair < runs.length; pair += 2) {
      merged.push(await merge(runs[pair] ?? [], runs[pair + 1] ?? [], compare, pacer));
    }
    runs = merged;
  }
  return (runs[0] ?? []).flatMap((each) => items[each.index] as T);
}

async function merge(
  left: readonly Sortable[],
  right: readonly Sortable[],
  compare: (a: Sortable, b: Sortable) => number,
  pacer: Pacer,
): Promise<Sortable[]> {
  const merged: Sortable[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (a === undefined && b === undefined) return merged;
    if (b === undefined || (a !== undefined && compare(a, b) <= 0)) {
      merged.push(a as Sortable);
      l += 1;
    } else {
      merged.push(b);
      r += 1;
    }
    if (merged.length % PIECE === 0) await pacer.pause();
  }
}

function valueOf(cell: Cell): string | number | null {
  if (cell === null || (Array.isArray(cell) && cell.length === 0)) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  return (typeof cell === 'string' ? cell : cell.join(' ')).normalize('NFKD').toLowerCase();
}

function byValue(a: string | number, b: string | number): number {
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === 'number' ? -1 : 1;
}
