import type { ColumnMapping, ImportField } from '../../../shared/transfer/transfer';
import { isNever, dateIn } from '../cells/cell-dates';
import { STATUS_COLUMN, enabledIn, environmentIn } from '../cells/cell-flags';
import { scopesIn } from '../cells/cell-scopes';
import { isAbsent } from '../cells/cell-text';
import { looksSecret } from '../mask-secrets';
import type { Table } from './table';
import { canonicalIpRange } from '../../../shared/keys/ip-range';

const GUESSES: Record<ImportField, RegExp> = {
  name: /^((api )?key )?(name|title|label)$/,
  scopes: /^(access )?(scopes?|permissions?|access|rights)$/,
  integration: /^(integration|used by|application|app|service)$/,
  note: /^(notes?|description|comments?|remarks?)$/,
  environment: /^(environment|env|mode)$/,
  expiresAt: /^(expir(y|es|ation)( ?(at|on|date))?|valid until|end date|until)$/,
  allowedIps: /^(allowed )?(ips?|ip ?(addresses|ranges|list)|addresses|cidrs?)$/,
  enabled: STATUS_COLUMN,
  secret: /^(secret|(api )?key|token|value|secret key)$/,
};

/**
 * A column name in lower case and single spaces, without enclosing brackets and without a bracketed
 * suffix.
 */
export function plainColumn(name: string): string {
  const words = name
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase();
  const bare = words.replace(/^[[({<"'`*]+/, '').replace(/[\])}>"'`*:]+$/, '');
  return bare.replace(/\s*[[(][^[\]()]*[\])]?$/, '').trim();
}

/** Maps columns to fields by name. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const plain = columns.map((name) => (name.length > 60 ? '' : plainColumn(name)));
  const mapping: ColumnMapping = {};
  for (const [field, pattern] of Object.entries(GUESSES) as [ImportField, RegExp][]) {
    const fits = (name: string) => pattern.test(name);
    // A column of allowed addresses takes precedence over one of other addresses.
    const allowed = plain.findIndex((name) => fits(name) && name.startsWith('allowed '));
    const index = allowed === -1 ? plain.findIndex(fits) : allowed;
    if (index !== -1) mapping[field] = index;
  }
  return mapping;
}

/** The report columns of each field; `enabled` is more precise than `status`. */
const OF_REPORT: Record<ImportField, readonly string[]> = {
  name: ['name'],
  scopes: ['scopes'],
  integration: ['integration'],
  note: ['note'],
  environment: ['environment'],
  expiresAt: ['expiresAt'],
  allowedIps: ['allowedIps'],
  enabled: ['enabled', 'status'],
  secret: [],
};

/** Maps columns to fields by name or, for columns without names, by content. */
export function guessTable({ columns, rows, report }: Table): ColumnMapping {
  if (report) {
    const mapping: ColumnMapping = {};
    for (const [field, ids] of Object.entries(OF_REPORT) as [ImportField, readonly string[]][]) {
      const id = ids.find((each) => report.includes(each));
      if (id !== undefined) mapping[field] = report.indexOf(id);
    }
    return mapping;
  }
  if (columns.every((name) => name === '')) return guessByContent({ columns, rows });
  const mapping = guessMapping(columns);
  const { secret } = mapping;
  if (secret !== undefined && !mostly(valuesOf(rows, secret), looksSecret)) {
    // A column named "API key" may hold either secrets or names.
    if (mapping.name === undefined && plainColumn(columns[secret] ?? '').endsWith('key')) {
      mapping.name = secret;
    }
    delete mapping.secret;
  }
  return mapping;
}

const LOOKED_AT = 50;

const valuesOf = (rows: Table['rows'], column: number): string[] =>
  rows
    .slice(0, LOOKED_AT)
    .map(({ cells }) => (cells[column] ?? '').trim())
    .filter((cell) => !isAbsent(cell));

const mostly = (values: readonly string[], test: (value: string) => boolean): boolean =>
  values.length > 0 && values.filter(test).length * 2 > values.length;

const isScopes = (text: string): boolean => {
  const { scopes, unknown } = scopesIn(text);
  return scopes.length > 0 && unknown.length === 0;
};
const isAddresses = (text: string): boolean =>
  text.split(/[\s,;|]+/).every((item) => canonicalIpRange(item) !== null);
const isEnd = (text: string): boolean => isNever(text) || dateIn(text, 'dmy') !== null;

const CONTENTS: [ImportField, (value: string) => boolean][] = [
  ['secret', looksSecret],
  ['scopes', isScopes],
  ['allowedIps', isAddresses],
  ['expiresAt', isEnd],
  ['environment', (value) => environmentIn(value) !== null],
  ['enabled', (value) => /\p{L}{2}/u.test(value) && enabledIn(value, '') !== null],
];

/** For columns without names: the first one that matches nothing else holds the names. */
function guessByContent({ columns, rows }: Pick<Table, 'columns' | 'rows'>): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const index of columns.keys()) {
    const values = valuesOf(rows, index);
    const field = CONTENTS.find(
      ([each, test]) => mapping[each] === undefined && mostly(values, test),
    )?.[0];
    if (field !== undefined) mapping[field] = index;
    else if (values.length > 0) mapping.name ??= index;
  }
  return mapping;
}

/** Whether a record is a row rather than the header: it has a cell that cannot be a column name. */
export const isData = (cells: readonly string[]): boolean =>
  cells.some((cell) => {
    const text = cell.trim();
    return /^[a-z-]+:(read|write)\b/.test(text) || looksSecret(text) || isDateLike(text);
  });

const isDateLike = (text: string): boolean =>
  /\d/.test(text) && (dateIn(text, 'dmy') !== null || dateIn(text, 'mdy') !== null);
