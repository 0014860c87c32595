import { MAX_CELL_LENGTH, MAX_COLUMNS, MAX_ROWS } from '../../../shared/transfer/import-limits';
import type { TableRow } from './table';
import type { DateStyle } from './workbook-dates';
import { dateOfSerial } from './workbook-dates';
import type { WorkbookParts } from './workbook-parts';
import { WorkbookFault } from './workbook-parts';

/** Shared data that cells refer to. */
export interface WorkbookContext {
  strings: readonly string[];
  /** the date styles by style index */
  dates: ReadonlyMap<number, DateStyle>;
  is1904: boolean;
}

const MAX_SHEET_ROWS = 1_048_576;
const MAX_MERGED = 100_000;
/** `A2:B5`: first column, first row and last row. */
const MERGED = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/;
/** Placeholder for a formula without a cached value. */
const UNCALCULATED = '=…';
/** Non-empty rows that may precede the table, or follow what is refused anyway. */
const MAX_OTHER_ROWS = 1_000;
/** Empty cells included: a sheet may be full of cells that only have a style. */
const MAX_CELLS = 20_000_000;

/**
 * The non-empty rows of a sheet, with their row numbers.
 *
 * @throws `WorkbookFault`
 */
export async function readSheet(
  parts: WorkbookParts,
  path: string,
  context: WorkbookContext,
): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  let row: TableRow = { line: 0, cells: [] };
  const merged: string[] = [];
  let cell: { column: number; type: string; style: number; isFormula: boolean } | null = null;
  let lastColumn = -1;
  let text: string | null = null;
  let value = '';
  let seen = 0;
  let isAside = false;
  const endCell = () => {
    if (!cell) return;
    // A program that does not calculate omits the value: that is reported rather than read as an
    // empty cell.
    const content = cell.isFormula ? UNCALCULATED : contentOf(cell, value, context);
    if (content.trim() !== '') {
      if (cell.column >= MAX_COLUMNS) throw new WorkbookFault('too-many-columns', row.line);
      while (row.cells.length < cell.column) row.cells.push('');
      row.cells[cell.column] = content;
    }
    cell = null;
  };
  await parts.read(path, {
    open(name, attributes) {
      if (name === 'row') {
        row = { line: numberOf(attributes['r'], row.line + 1), cells: [] };
        lastColumn = -1;
        if (row.line < 1 || row.line > MAX_SHEET_ROWS) throw new WorkbookFault('bad-workbook');
      } else if (name === 'c') {
        seen += 1;
        if (seen > MAX_CELLS) throw new WorkbookFault('too-large');
        lastColumn = columnOf(attributes['r']) ?? lastColumn + 1;
        const type = attributes['t'] ?? 'n';
        const style = numberOf(attributes['s'], 0);
        cell = { column: lastColumn, type, style, isFormula: false };
        value = '';
      } else if (name === 'f' && cell) cell.isFormula = true;
      else if (name === 'mergeCell' && merged.length < MAX_MERGED) {
        merged.push(attributes['ref'] ?? '');
      } else if (name === 'rPh') isAside = true;
      else if ((name === 'v' || name === 't') && cell && !isAside) text = '';
    },
    text(piece) {
      // Collection stops at the limit; the row with its line number is refused later.
      if (text !== null && text.length <= MAX_CELL_LENGTH) text += piece;
    },
    close(name) {
      if ((name === 'v' || name === 't') && text !== null) {
        if (cell) cell.isFormula = false;
        value += text;
        text = null;
      } else if (name === 'rPh') isAside = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && row.cells.length > 0) {
        rows.push(row);
        if (rows.length > MAX_ROWS + MAX_OTHER_ROWS) {
          throw new WorkbookFault('too-many-rows', rows.at(MAX_ROWS + 1)?.line ?? null);
        }
      }
    },
  });
  fillMerged(rows, merged);
  return rows;
}

/** A merged cell stores its value in the first row only; it counts for each row it spans. */
function fillMerged(rows: readonly TableRow[], merged: readonly string[]): void {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  let filled = 0;
  for (const range of merged) {
    const [place, letters = '', from = '', to = ''] = MERGED.exec(range) ?? [];
    if (place === undefined) continue;
    const column = columnOf(`${letters}${from}`) ?? -1;
    const value = byLine.get(Number(from))?.cells[column] ?? '';
    if (value === '') continue;
    for (let line = Number(from) + 1; line <= Number(to); line += 1) {
      filled += 1;
      if (filled > MAX_SHEET_ROWS) throw new WorkbookFault('bad-workbook');
      const cells = byLine.get(line)?.cells;
      if (!cells || (cells[column] ?? '') !== '') continue;
      while (cells.length < column) cells.push('');
      cells[column] = value;
    }
  }
}

function contentOf(
  { type, style }: { type: string; style: number },
  value: string,
  { strings, dates, is1904 }: WorkbookContext,
): string {
  if (value === '') return '';
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false';
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'n': {
      const date = dates.get(style);
      const serial = Number(value);
      const asDate =
        date && Number.isFinite(serial) && value.trim() !== ''
          ? dateOfSerial(serial, date, is1904)
          : null;
      return asDate ?? numberText(value);
    }
    default:
      // An error such as #REF!, or a date in ISO 8601: kept as it is.
      return value;
  }
}

/**
 * A number as text: an exponent is expanded when all digits are known, and a fraction is rounded to
 * the fifteen digits that a spreadsheet shows. The file stores seventeen.
 */
function numberText(value: string): string {
  const text = value.trim();
  const number = Number(text);
  if (/^-?\d+\.\d{14,}$/.test(text)) return String(Number(number.toPrecision(15)));
  return /e/i.test(text) && Number.isSafeInteger(number) ? String(number) : text;
}

/**
 * `_x000D_` encodes a character that XML cannot hold, and `_x005F_` an underscore before such a
 * sequence.
 */
export const unescaped = (text: string): string =>
  text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

/** `C12` is column 2; undefined without a cell reference. */
function columnOf(place: string | undefined): number | undefined {
  if (place === undefined) return undefined;
  const letters = /^([A-Z]{1,3})\d+$/.exec(place.toUpperCase())?.[1];
  if (letters === undefined) throw new WorkbookFault('bad-workbook');
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
