import { unguardFormula } from '../../../shared/lib/formula-guard';
import { DELIMITERS } from '../../../shared/transfer/transfer';
import { csvRecords } from './csv-records';
import { guessMapping } from './guess-columns';
import type { ReadResult } from '../refusal';
import type { Table, TableRow } from './table';
import { tableOf } from './table-head';

/** The user's choices for reading comma-separated text; the others are detected. */
interface CsvChoices {
  delimiter?: string | undefined;
  headLine?: number | undefined;
}

export interface CsvTable {
  table: Table;
  delimiter: string;
  headLine: number;
}

/** PowerShell writes the type of its objects in a first line. */
const TYPE_LINE = /^#TYPE [^\r\n]*(?:\r\n|\r|\n)/;
/** Excel writes a line that sets the separator; another program may have quoted it. */
const SEPARATOR_LINE = /^"?sep=([^\r\n"])"?[,;\t|]*(?:\r\n|\r|\n)/i;

/** Parses text in columns separated by commas, semicolons, tabs or bars. */
export function parseCsv(text: string, choices: CsvChoices = {}): ReadResult<CsvTable> {
  const type = TYPE_LINE.exec(text)?.[0] ?? '';
  const separator = SEPARATOR_LINE.exec(text.slice(type.length));
  const before = type + (separator?.[0] ?? '');
  const rest = text.slice(before.length);
  const linesBefore = before.split(/\r\n|\r|\n/).length - 1;
  const delimiter = choices.delimiter ?? delimiterSaid(separator?.[1], rest) ?? delimiterOf(rest);
  const read = csvRecords(rest, delimiter);
  if (!read.ok) {
    const { problem, line } = read.refusal;
    return { ok: false, refusal: { problem, line: line === null ? null : line + linesBefore } };
  }
  const records = read.value.map(({ line, cells }) => ({
    line: line + linesBefore,
    // A leading apostrophe only prevents a spreadsheet from calculating.
    cells: cells.map(unguardFormula),
  }));
  const table = tableOf(records, choices.headLine);
  return table.ok ? { ok: true, value: { ...table.value, delimiter } } : table;
}

/**
 * A program may keep the `sep=` line but change the separator, so it is used only if it makes a
 * table.
 */
function delimiterSaid(delimiter: string | undefined, text: string): string | null {
  if (delimiter === undefined) return null;
  const head = text.slice(0, HEAD_CHARACTERS);
  if (fitOf(head, delimiter) !== null) return delimiter;
  const read = csvRecords(head, delimiter, HEAD_RECORDS);
  const isNamed = read.ok && read.value.some(({ cells }) => 'name' in guessMapping(cells));
  return isNamed ? delimiter : null;
}

/** Sample size for detecting the delimiter. */
const HEAD_CHARACTERS = 65_536;
const HEAD_RECORDS = 40;

/** The delimiter that fits the start of a text best; a comma when none makes several columns. */
function delimiterOf(text: string): string {
  const head = text.slice(0, HEAD_CHARACTERS);
  const tried = DELIMITERS.map((delimiter) => ({ delimiter, fit: fitOf(head, delimiter) }));
  const several = tried.filter(({ fit }) => fit !== null);
  const best = several.toSorted((a, b) => compare(b.fit ?? [], a.fit ?? []))[0];
  return best?.delimiter ?? ',';
}

/**
 * How well records form a table, by decreasing weight: known column names, few overlong rows, rows
 * of equal width, number of columns.
 *
 * @returns null when there is only one column
 */
function fitOf(head: string, delimiter: string): number[] | null {
  const read = csvRecords(head, delimiter, HEAD_RECORDS);
  const records = read.ok ? read.value : [];
  const widths = records.map(widthOf);
  const named = records.map(({ cells }) => Object.keys(guessMapping(cells)).length);
  const most = Math.max(0, ...named);
  const headWidth = most > 0 ? (widths[named.indexOf(most)] ?? 0) : Math.max(0, ...widths);
  const tooWide = widths.filter((width) => width > headWidth).length;
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const alike = Math.max(0, ...counts.values()) / Math.max(1, widths.length);
  return headWidth > 1 ? [most, -tooWide, alike, headWidth] : null;
}

const widthOf = ({ cells }: TableRow): number =>
  cells.findLastIndex((cell) => cell.trim() !== '') + 1;

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
