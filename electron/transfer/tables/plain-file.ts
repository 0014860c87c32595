import type { DateOrder, Encoding, OpenedImport, Reading } from '../../../shared/transfer/transfer';
import { ordersOf, usualOrder } from '../cells/cell-dates';
import { decodeText } from './decode-text';
import { guessTable } from './guess-columns';
import { parseJson } from './json-table';
import { masked } from '../mask-secrets';
import type { Read } from '../refusal';
import { refuse } from '../refusal';
import type { Table } from './table';
import { samplesOf } from './table';

/** A file that is not encrypted, as a table, and how it was read. */
export interface PlainFile {
  table: Table;
  reading: Reading;
  /** the names of the sheets of a workbook */
  sheets: string[];
}

/** How a person wants it read; what is not given is found. */
export interface ReadingChoices {
  encoding?: Encoding | undefined;
  delimiter?: string | undefined;
  headLine?: number | undefined;
  sheet?: number | undefined;
}

/** `jq --seq` has one before each value. */
const RECORD_SEPARATOR = '\u001e';

const NOT_CHOSEN: Reading = { encoding: null, delimiter: null, headLine: null, sheet: null };

/** Reads a workbook, JSON, or text in columns, whichever its content is. */
export async function readPlainFile(
  bytes: Buffer,
  { encoding: wanted, delimiter: separator, headLine: head, sheet: number }: ReadingChoices,
): Promise<Read<PlainFile>> {
  // Most starts never need what reads workbooks or columns.
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
    // A bracket may as well begin the name of a column.
    if (!isHeadInBrackets(text)) return read;
  }
  const { parseCsv } = await import('./csv-table');
  const read = parseCsv(text, { delimiter: separator, headLine: head });
  if (!read.ok) return read;
  const { table, delimiter, headLine } = read.value;
  const reading = { ...NOT_CHOSEN, encoding, delimiter, headLine };
  return { ok: true, value: { table, sheets: [], reading } };
}

/** `[Name],[Scopes]`: a bracket that is closed around plain words, and then a separator. */
const isHeadInBrackets = (text: string): boolean =>
  /^\s*\[[^\][{}":,;\t|\r\n]+\]\s*[,;\t|\r\n]/.test(text);

/** What the page is shown of the table. */
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

/** For each column with dates, by its number, the orders that fit. */
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
