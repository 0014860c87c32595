import { MOST_COLUMNS } from '../../shared/import-limits';
import { SECRET_PATTERN, hintOf } from '../../shared/secret-format';
import type { ColumnMapping, ImportField } from '../../shared/transfer';
import type { Refusal } from './refusal';

/** What a plain file holds, as text in rows and columns. */
export interface Table {
  columns: string[];
  rows: { line: number; cells: string[] }[];
}

/** Nesting of a JSON file: a list of objects that have lists is three deep. */
export const DEEPEST = 4;

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

const GUESSES: Record<ImportField, RegExp> = {
  name: /^(api ?key ?)?(name|title|label)$/,
  scopes: /^(access )?(scopes?|permissions?|access)$/,
  integration: /^(integration|used by|application|app|service)$/,
  note: /^(notes?|description|comments?|remarks?)$/,
  environment: /^(environment|env|mode)$/,
  expiresAt: /^(expir(y|es|ation)( ?(at|on|date))?|valid until)$/,
  allowedIps: /^(allowed )?(ips?|ip (addresses|ranges|list)|cidrs?)$/,
  enabled: /^(enabled|active|status|state)$/,
  secret: /^(secret|api ?key|token|key|value|secret key)$/,
};

const plain = (name: string): string =>
  name
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-.\s]+/g, ' ')
    .toLowerCase();

/** Which column seems to be which field, by its name. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const [field, pattern] of Object.entries(GUESSES) as [ImportField, RegExp][]) {
    const index = columns.findIndex((name) => pattern.test(plain(name)));
    if (index !== -1) mapping[field] = index;
  }
  return mapping;
}

const SAMPLES = 5;
const LONGEST_SAMPLE = 120;
const SECRET_COLUMN = /secret|token|password|passphrase|credential|api ?key|\bkey\b|hash/;
const SECRET_INSIDE = /ock_(live|test)_[0-9A-Za-z]{4,}/;

/** The first rows, for the eye: whatever may be a secret is masked, whichever column it is in. */
export function samplesOf({ columns, rows }: Table): string[][] {
  const isSecret = columns.map((name) => SECRET_COLUMN.test(plain(name)) && !/name/i.test(name));
  return rows
    .slice(0, SAMPLES)
    .map(({ cells }) =>
      columns.map((_, index) => masked(cells[index] ?? '', isSecret[index] ?? false)),
    );
}

function masked(cell: string, isSecret: boolean): string {
  if (cell === '') return '';
  if (SECRET_PATTERN.test(cell.trim())) return hintOf(cell.trim());
  if (isSecret || SECRET_INSIDE.test(cell)) return '••••••••';
  return cell.length > LONGEST_SAMPLE ? `${cell.slice(0, LONGEST_SAMPLE)}…` : cell;
}
