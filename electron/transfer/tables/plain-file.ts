import type { DateOrder, Encoding, OpenedImport, Reading } from '../../../shared/transfer/transfer';
import { ordersOf, usualOrder } from '../cells/cell-dates';
import { decodeText } from './decode-text';
import { guessTable } from './guess-columns';
import { parseJson } from './json-table';
import { masked } from '../mask-secrets';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';
import type { Table } from './table';
import { samplesOf } from './table';

/** An unencrypted file as a table, and the choices it was read with. */
export interface PlainFile {
  table: Table;
  reading: Reading;
  /** the names of the sheets of a workbook */
  sheets: string[];
}

/** The user's choices for reading a file; the others are detected. */
export interface ReadingChoices {
  encoding?: Encoding | undefined;
  delimiter?: string | undefined;
  headLine?: number | undefined;
  sheet?: number | undefined;
}

/** `jq --seq` writes one before each value. */
const RECORD_SEPARATOR = '\u001e';

const NOT_CHOSEN: Reading = { encoding: null, delimiter: null, headLine: null, sheet: null };

/** Reads a workbook, JSON or delimited text, by its content. */
export async function readPlainFile(
  bytes: Buffer,
  { encoding: wanted, delimiter: separator, headLine: head, sheet: number }: ReadingChoices,
): Promise<ReadResult<PlainFile>> {
  // Imported on demand: most starts need neither workbooks nor CSV.
  const { isCompound, isZip, readWorkbook } = await import('./workbook');
  if (isCompound(bytes)) return refuse('other-workbook');
  if (isZip(bytes)) {
    const read = await readWorkbook(bytes, { sheet: number, headLine: head });
    if (!read.ok) return read;
    const { table, headLine, sheet, sheets } = read.value;
    return { ok: true, value: { table, sheets, reading: { ...NOT_CHOSEN, headLine, sheet } } };
  }
  const decoded = decodeText(bytes, wanted);
  if (!decoded.ok) return decoded;
  const { encoding } = decoded.value;
  const text = decoded.value.text.startsWith(RECORD_SEPARATOR)
    ? decoded.value.text.replaceAll(RECORD_SEPARATOR, ' ')
    : decoded.value.text;
  if (/^\s*[[{]/.test(text) && separator === undefined) {
    const read = parseJson(text);
    if (read.ok) {
      const reading = { ...NOT_CHOSEN, encoding };
      return { ok: true, value: { table: read.value, sheets: [], reading } };
    }
    // The name of a column may also begin with a bracket.
    if (!isHeadInBrackets(text)) return read;
  }
  const { parseCsv } = await import('./csv-table');
  const read = parseCsv(text, { delimiter: separator, headLine: head });
  if (!read.ok) return read;
  const { table, delimiter, headLine } = read.value;
  const reading = { ...NOT_CHOSEN, encoding, delimiter, headLine };
  return { ok: true, value: { table, sheets: [], reading } };
}

/** `[Name],[Scopes]`: plain words in brackets, and then a separator. */
const isHeadInBrackets = (text: string): boolean =>
  /^\s*\[[^\][{}":,;\t|\r\n]+\]\s*[,;\t|\r\n]/.test(text);

/** The summary of the table for the page. */
export function summaryOf({
  table,
  reading,
  sheets,
}: PlainFile): Omit<Extract<OpenedImport, { kind: 'table' }>, 'kind' | 'fileName'> {
  return {
    columns: table.columns.map(masked),
    samples: samplesOf(table),
    rows: table.rows.length,
    guess: guessTable(table),
    reading,
    sheets: sheets.map(masked),
    dateOrders: datesIn(table),
  };
}

/** The possible orders for each column with dates, by its index. */
export function datesIn({ columns, rows }: Table): Record<string, DateOrder[]> {
  const usual = usualOrder();
  return Object.fromEntries(
    [...columns.keys()].flatMap((column): [string, DateOrder[]][] => {
      const orders = ordersOf(
        rows.map(({ cells }) => (cells[column] ?? '').trim()),
        usual,
      );
      return orders === null ? [] : [[String(column), orders]];
    }),
  );
}

export const orderOf = (
  orders: Readonly<Record<string, DateOrder[]>>,
  column: number | undefined,
): DateOrder | undefined => orders[String(column)]?.[0];
