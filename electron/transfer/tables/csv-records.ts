import { CsvError, parse } from 'csv-parse/sync';
import { MAX_CELL_LENGTH, MAX_COLUMNS, MAX_ROWS } from '../../../shared/transfer/import-limits';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';
import type { TableRow } from './table';

/** Lines besides rows that a file may have. */
const MAX_OTHER_LINES = 1_000;

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

class TooMany extends Error {}

/**
 * The non-empty records of comma-separated text, each with its first line as a text editor counts:
 * `\r\n`, `\n` and `\r` each end a line, also mixed in one file.
 *
 * @param most how many records to return at most; without it, all or a refusal
 */
export function csvRecords(text: string, delimiter: string, most?: number): ReadResult<TableRow[]> {
  const bytes = Buffer.from(text);
  const lines = new LineCounter(bytes);
  const records: TableRow[] = [];
  let start = 0;
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A quotation mark within a value is literal: `24" screen`, and Excel's `="00123"`.
      relax_quotes: true,
      // `A, "b, c" ,`: blanks around quotation marks are ignored.
      trim: delimiter !== '\t' && delimiter !== ' ',
      max_record_size: MAX_CELL_LENGTH * MAX_COLUMNS,
      ...(most !== undefined && { to: most }),
      on_record: (cells: string[], { bytes: end }) => {
        const line = lines.at(start);
        start = end;
        if (cells.every((cell) => cell.trim() === '')) return null;
        records.push({ line, cells: cells.map(unwrapped) });
        if (most === undefined && records.length > MAX_ROWS + MAX_OTHER_LINES) {
          throw new TooMany();
        }
        return null;
      },
    });
  } catch (error) {
    if (error instanceof TooMany) {
      return refuse('too-many-rows', records.at(MAX_ROWS + 1)?.line ?? null);
    }
    if (!(error instanceof CsvError)) throw error;
    if (most !== undefined) return { ok: true, value: records };
    // The start of the unterminated record.
    const line = lines.at(start);
    return refuse(error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'not-csv', line);
  }
  return { ok: true, value: records };
}

/** Excel writes `="00123"` to mark a value as text. */
const unwrapped = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;

/** Counts lines up to increasing positions. */
class LineCounter {
  readonly #bytes: Buffer;
  #at = 0;
  #line = 1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  at(offset: number): number {
    for (; this.#at < offset; this.#at += 1) {
      const byte = this.#bytes[this.#at];
      const isPair = byte === CARRIAGE_RETURN && this.#bytes[this.#at + 1] === LINE_FEED;
      if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && !isPair)) this.#line += 1;
    }
    return this.#line;
  }
}
