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
 * Goes through the rows of a report, in order, some at a time; every time through they are the same.
 *
 * @param limit how many rows are wanted; all when not given
 */
export type EachRows = (
  columns: readonly ColumnSpec[],
  pacer: Pacer,
  take: (rows: Row[]) => void | Promise<void>,
  limit?: number,
) => Promise<void>;

/** What a report says, whatever format it gets. */
export interface ReportContent {
  summary: { label: string; value: string }[];
  charts: Chart[];
  statements: Statement[];
  /** ids of columns without which the usual ones would hide something of these rows */
  needed?: readonly string[];
  /** how many rows there are */
  count: number;
  eachRows: EachRows;
}

/** A report that only has to be written down. */
export interface ReportDocument {
  kind: ReportKind;
  format: ReportFormat;
  options: ReportOptions;
  title: string;
  subtitle: string;
  about: AboutLine[];
  /** `UNKNOWN_DIGEST`, here and in `about`, until the rows have been gone through, if it is made on the way */
  dataSha256: string;
  summary: ReportContent['summary'];
  charts: Chart[];
  statements: Statement[];
  columns: ReportColumn[];
  count: number;
  eachRows: (take: (rows: Row[]) => void | Promise<void>) => Promise<void>;
}

/**
 * So few that the text of a piece stays below 128 KiB: V8 keeps a larger string apart from all others, and getting
 * and giving back the memory for it takes longer than all the work on its rows.
 */
const PIECE = 25;

/** Rows that are made of items, one of each. */
export async function rowsOf<T>(
  items: readonly T[],
  cells: Record<string, CellOf<T>>,
  order: ReportOrder | null,
  pacer: Pacer,
  /** by what a column is sorted where its words do not say it */
  ranks: Record<string, CellOf<T>> = {},
): Promise<Pick<ReportContent, 'count' | 'eachRows'>> {
  // The column to sort by is whatever the window names: `toString` is none.
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
