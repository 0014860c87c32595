import { MOST_COLUMNS } from '../../../shared/transfer/import-limits';
import { masked } from '../mask-secrets';
import type { Refusal } from '../refusal';

export interface TableRow {
  /** of the file, counted from 1 as a text editor or a spreadsheet does */
  line: number;
  cells: string[];
}

/** What a plain file holds, as text in rows and columns. */
export interface Table {
  columns: string[];
  rows: TableRow[];
  /** for a report of this app: which column of the report each column is, or null */
  report: (string | null)[] | null;
}

/** Nesting of a JSON file: an object with a list of objects that have lists, each in an object of its own, is five deep. */
export const DEEPEST = 5;

/** Names that mean something to JavaScript, and so to no honest file. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
export const isForbidden = (name: string): boolean => FORBIDDEN.has(name.trim());

/** What is wrong with the names of the columns. */
export function checkColumns(columns: readonly string[], line: number): Refusal | null {
  if (columns.length > MOST_COLUMNS) return { problem: 'too-many-columns', line };
  if (columns.some(isForbidden)) return { problem: 'forbidden-name', line };
  const named = columns.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  return new Set(named).size === named.length ? null : { problem: 'duplicate-name', line };
}

const SAMPLES = 5;
const LONGEST_SAMPLE = 120;
/** No such column has names or notes, and what people choose as a password has no form to know it by. */
const PASSWORDS = /^pass ?(word|phrase)s?$/i;

/** The first rows, for the eye: what looks like a secret is masked, whatever its column is called. */
export function samplesOf({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string[][] {
  return rows
    .slice(0, SAMPLES)
    .map(({ cells }) =>
      columns.map((name, index) => sampleOf(cells[index] ?? '', PASSWORDS.test(name.trim()))),
    );
}

function sampleOf(cell: string, isPassword: boolean): string {
  if (isPassword && cell !== '') return '••••••••';
  const shown = masked(cell);
  return shown.length > LONGEST_SAMPLE ? `${shown.slice(0, LONGEST_SAMPLE)}…` : shown;
}
