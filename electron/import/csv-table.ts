import { CsvError, parse } from 'csv-parse/sync';
import type { Read } from './refusal';
import { refuse } from './refusal';
import type { Table } from './table';
import { checkColumns } from './table';
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS } from '../../shared/import-limits';

const DELIMITERS = [',', ';', '\t'] as const;

/** Reads comma-, semicolon- or tab-separated text whose first line names the columns. */
export function parseCsv(text: string): Read<Table> {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    // Typed for records without `info`.
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_CELL * MOST_COLUMNS,
      to: MOST_ROWS + 2,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return refuse(error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'not-csv', line);
  }
  const [head, ...rest] = records;
  if (!head || rest.length === 0) return refuse('empty');
  if (rest.length > MOST_ROWS) return refuse('too-many-rows', rest.at(MOST_ROWS)?.info.lines);
  const columns = head.record.map((name) => name.trim());
  const refusal = checkColumns(columns, 1);
  if (refusal) return { ok: false, refusal };
  const rows: Table['rows'] = [];
  for (const { record, info } of rest) {
    // The parser counts to the end of a record: its cells may have line feeds of their own.
    const line = info.lines - lineFeedsIn(record);
    if (record.length > columns.length) return refuse('not-csv', line);
    if (record.some((cell) => cell.length > LONGEST_CELL)) return refuse('too-long', line);
    if (record.some((cell) => cell.trim() !== '')) rows.push({ line, cells: record });
  }
  return rows.length === 0 ? refuse('empty') : { ok: true, value: { columns, rows } };
}

/** The one that stands most often in the first line. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = text.slice(0, end === -1 ? LONGEST_CELL : Math.min(end, LONGEST_CELL));
  const counted = DELIMITERS.map(
    (delimiter) => [first.split(delimiter).length, delimiter] as const,
  );
  return counted.toSorted(([a], [b]) => b - a)[0]?.[1] ?? ',';
}

const lineFeedsIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
