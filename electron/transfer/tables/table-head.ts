import { MAX_CELL_LENGTH, MAX_ROWS } from '../../../shared/transfer/import-limits';
import { guessMapping, isData } from './guess-columns';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';
import { recognised } from './report-table';
import type { Table, TableRow } from './table';
import { checkColumns } from './table';

/** How many records may precede the header: titles, and the about lines of a report. */
const MAX_BEFORE = 60;

interface Headed {
  table: Table;
  /** the line of the header; 0 when there is none */
  headLine: number;
}

/**
 * Makes a table of non-empty records: finds the header and takes the following records as rows. A
 * row may have too many cells only if they are empty.
 *
 * @param headLine the chosen header line; 0: there is none
 */
export function tableOf(records: readonly TableRow[], headLine?: number): ReadResult<Headed> {
  if (records.length === 0) return refuse('empty');
  const at = headLine === undefined ? headOf(records) : placeOf(records, headLine);
  const head = at === -1 ? null : records[at];
  const rest = records.slice(at + 1);
  if (rest.length === 0) return refuse('empty');
  if (rest.length > MAX_ROWS) return refuse('too-many-rows', rest.at(MAX_ROWS)?.line);
  const columns = head ? namesOf(head.cells) : unnamed(rest);
  const refusal = checkColumns(columns, head?.line ?? 1);
  if (refusal) return { ok: false, refusal };
  const rows: TableRow[] = [];
  for (const { line, cells } of rest) {
    if (cells.slice(columns.length).some(isFilled)) return refuse('not-csv', line);
    if (isHeadAgain(cells, columns)) continue;
    if (cells.some((cell) => cell.length > MAX_CELL_LENGTH)) return refuse('too-long', line);
    rows.push({ line, cells: cells.slice(0, columns.length) });
  }
  if (rows.length === 0) return refuse('empty');
  const table = recognised(columns, rows);
  return table.ok ? { ok: true, value: { table: table.value, headLine: head?.line ?? 0 } } : table;
}

/** Concatenated files repeat the header in the middle. */
const isHeadAgain = (cells: readonly string[], columns: readonly string[]): boolean =>
  columns.filter(isFilled).length > 1 &&
  columns.every((name, index) => (cells[index] ?? '').trim() === name);

const isFilled = (cell: string): boolean => cell.trim() !== '';
const filledIn = ({ cells }: TableRow): number => cells.filter(isFilled).length;

/** Trailing empty names count as columns only if a row has cells there, which is then reported. */
const namesOf = (cells: readonly string[]): string[] =>
  cells.slice(0, cells.findLastIndex(isFilled) + 1).map((name) => name.trim());

const unnamed = (rows: readonly TableRow[]): string[] =>
  Array.from(
    { length: Math.max(...rows.map(({ cells }) => cells.findLastIndex(isFilled) + 1)) },
    () => '',
  );

/** @returns -1 when the first record is a row already */
function headOf(records: readonly TableRow[]): number {
  const first = records.slice(0, MAX_BEFORE);
  const widest = Math.max(...first.map(filledIn));
  // A title has one or two cells where the table has many.
  const wide = (record: TableRow) => filledIn(record) * 2 > widest;
  const guesses = first.map((record) => guessMapping(record.cells));
  const hits = guesses.map((guess) => Object.keys(guess).length);
  const firstNamed = (isGood: (at: number) => boolean) =>
    guesses.findIndex(({ name }, at) => name !== undefined && isGood(at));
  const isWide = first.map(wide);
  for (const isGood of [
    (at: number) => isWide[at] === true && (hits[at] ?? 0) > 1,
    (at: number) => isWide[at] === true,
    () => true,
  ]) {
    const place = firstNamed(isGood);
    if (place !== -1) return place;
  }
  const place = isWide.indexOf(true);
  if (Math.max(...hits) === 0 && isData(first[place]?.cells ?? [])) return -1;
  return place;
}

/** The record that begins in a line, or the first one after it. */
function placeOf(records: readonly TableRow[], headLine: number): number {
  if (headLine === 0) return -1;
  const place = records.findIndex(({ line }) => line >= headLine);
  return place === -1 ? records.length - 1 : place;
}
