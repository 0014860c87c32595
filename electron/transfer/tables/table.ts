import { MAX_COLUMNS } from '../../../shared/transfer/import-limits';
import { masked } from '../mask-secrets';
import type { Refusal } from '../refusal';

export interface TableRow {
  /** line in the file, counted from 1 as in a text editor or spreadsheet */
  line: number;
  cells: string[];
}

/** The content of a plain file, as text in rows and columns. */
export interface Table {
  columns: string[];
  rows: TableRow[];
  /** for one of our reports: the report column of each column, or null */
  report: (string | null)[] | null;
}

/**
 * Nesting limit: an object with a list of objects that have lists, each in an object of its own, is
 * five deep.
 */
export const MAX_NESTING = 5;

/** Names with a special meaning in JavaScript, which no legitimate file uses. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
export const isForbidden = (name: string): boolean => FORBIDDEN.has(name.trim());

/** Checks the names of the columns. */
export function checkColumns(columns: readonly string[], line: number): Refusal | null {
  if (columns.length > MAX_COLUMNS) return { problem: 'too-many-columns', line };
  if (columns.some(isForbidden)) return { problem: 'forbidden-name', line };
  const named = columns.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  return new Set(named).size === named.length ? null : { problem: 'duplicate-name', line };
}

const SAMPLES = 5;
const LONGEST_SAMPLE = 120;
/** Such a column has no names or notes, and a chosen password has no recognisable form. */
const PASSWORDS = /^pass ?(word|phrase)s?$/i;

/** The first rows as a preview. Texts that look like secrets are masked in every column. */
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
