import type { ColumnSpec } from '../../../shared/reports/columns';
import type {
  AboutLine,
  Cell,
  Chart,
  ReportColumn,
  ReportFormat,
  ReportKind,
  ReportOptions,
  ReportOrder,
  Row,
  Statement,
} from '../../../shared/reports/report';
import type { CellOf } from './key-cells';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import { sortItems } from './sort-items';

/**
 * Yields the rows of a report in order and in pieces; every pass yields the same.
 *
 * @param limit how many rows at most; all when absent
 */
export type EachRows = (
  columns: readonly ColumnSpec[],
  pacer: Pacer,
  take: (rows: Row[]) => void | Promise<void>,
  limit?: number,
) => Promise<void>;

/** The content of a report, independent of its format. */
export interface ReportContent {
  summary: { label: string; value: string }[];
  charts: Chart[];
  statements: Statement[];
  /** ids of columns to show besides the default ones, because these rows have values there */
  needed?: readonly string[];
  /** how many rows there are */
  count: number;
  eachRows: EachRows;
}

/** A report ready to be written. */
export interface ReportDocument {
  kind: ReportKind;
  format: ReportFormat;
  options: ReportOptions;
  title: string;
  subtitle: string;
  about: AboutLine[];
  /**
   * `UNKNOWN_DIGEST`, here and in `about`, until all rows were written, if the digest is computed
   * on the way
   */
  dataSha256: string;
  summary: ReportContent['summary'];
  charts: Chart[];
  statements: Statement[];
  columns: ReportColumn[];
  count: number;
  eachRows: (take: (rows: Row[]) => void | Promise<void>) => Promise<void>;
}

/**
 * Keeps the text of a piece below 128 KiB: V8 allocates a larger string as a large object, which
 * takes longer than formatting its rows.
 */
const PIECE = 25;

/** Makes one row of each item. */
export async function rowsOf<T>(
  items: readonly T[],
  cells: Record<string, CellOf<T>>,
  order: ReportOrder | null,
  pacer: Pacer,
  /** sort values of columns whose text does not sort correctly */
  ranks: Record<string, CellOf<T>> = {},
): Promise<Pick<ReportContent, 'count' | 'eachRows'>> {
  // The window names the column, so inherited names such as `toString` must not match.
  const own = (from: Record<string, CellOf<T>>) =>
    order && Object.hasOwn(from, order.column) ? from[order.column] : undefined;
  const orderCell = own(ranks) ?? own(cells);
  const ordered = order && orderCell ? await sortItems(items, orderCell, order, pacer) : items;
  return {
    count: ordered.length,
    async eachRows(columns, pace, take, limit = ordered.length) {
      const makers = columns.map(({ id }) => cells[id] ?? nothing);
      const wanted = limit < ordered.length ? ordered.slice(0, limit) : ordered;
      await inPieces(wanted, PIECE, pace, (piece) => {
        const rows: Row[] = [];
        for (const item of piece) {
          const row: Cell[] = [];
          for (const make of makers) row.push(make(item));
          rows.push(row);
        }
        return take(rows);
      });
    },
  };
}

const nothing = (): Cell => null;
