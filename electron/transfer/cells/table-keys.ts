import type { Environment, NewApiKey } from '../../../shared/keys/api-key';
import { checkKeyFields } from '../../../shared/keys/key-rules';
import { isResource } from '../../../shared/keys/scopes';
import { environmentOfSecret } from '../../../shared/keys/secret-format';
import type {
  ColumnMapping,
  DateOrder,
  ImportField,
  RowProblem,
} from '../../../shared/transfer/transfer';
import type { WrittenDate } from './cell-dates';
import { dateIn, instantOf, isMidnight, isNever } from './cell-dates';
import {
  addressesIn,
  enabledIn,
  environmentIn,
  isAnywhere,
  isExpired,
  isOffIn,
} from './cell-flags';
import { codesIn, scopesIn } from './cell-scopes';
import { isAbsent, plainText } from './cell-text';
import { plainColumn } from '../tables/guess-columns';
import { redact } from '../../lib/redact';
import { holdsOurSecret, quotable } from '../mask-secrets';
import type { Carried } from './report-cells';
import { carriedIn } from './report-cells';
import type { Table } from '../tables/table';

/** A row, converted to a key. */
export interface RowKey {
  line: number;
  fields: NewApiKey;
  /** the fields that this row has a value for; an update changes only these */
  given: ReadonlySet<ImportField>;
  enabled: boolean;
  /** null: the row has no secret */
  secret: string | null;
  /** further fields from a report, for a new key */
  carried: Carried | null;
  problems: RowProblem[];
}

/** Values for fields that a row leaves empty. */
export interface RowDefaults {
  environment: Environment;
  scopes: string[];
}

interface RowContext {
  /** the name of each mapped column in plain words */
  columnOf: (field: ImportField) => string;
  order: DateOrder;
  /** whether dates without a zone are in UTC */
  isUtc: boolean;
  /** whether every date with a time has midnight, which then is not a time */
  areDays: boolean;
  isReport: boolean;
  now: number;
  isSecret: (text: string) => boolean;
}

/**
 * Converts rows to keys by the rules of the create dialog. An empty cell is a missing value in
 * every field.
 *
 * @param isSecret whether a text is a secret with a valid checksum
 */
export function rowKeys(
  table: Table,
  mapping: ColumnMapping,
  defaults: RowDefaults & { dateOrder?: DateOrder | undefined },
  isSecret: (text: string) => boolean,
  now: number,
): RowKey[] {
  const columnOf = (field: ImportField): string => table.columns[mapping[field] ?? -1] ?? '';
  const order = defaults.dateOrder ?? 'dmy';
  const context: RowContext = {
    columnOf: (field) => plainColumn(columnOf(field)),
    order,
    isUtc: /\butc\b/i.test(columnOf('expiresAt')),
    areDays: false,
    isReport: table.report !== null,
    now,
    isSecret,
  };
  const isOff = offInOthers(table, mapping);
  context.areDays = !context.isUtc && areDays(table, mapping.expiresAt, order);
  return table.rows.map(({ line, cells }) => {
    const textOf = (field: ImportField): string => {
      const column = mapping[field];
      const cell = column === undefined ? '' : (cells[column] ?? '').trim();
      return !isExact(field, table) && isAbsent(cell) ? '' : cell;
    };
    const carried = table.report && carriedIn(cells, table.report);
    const key = rowKey(textOf, carried?.hint ?? null, defaults, context);
    if (isOff(cells)) {
      key.enabled = false;
      key.given.add('enabled');
    }
    return { line, carried, ...key };
  });
}

/**
 * A table may have several status columns, and only one is mapped: a key that any of them disables
 * is disabled. When none is mapped, which may be intended, only a column with a time of disabling
 * counts.
 */
function offInOthers(
  { columns, report }: Table,
  mapping: ColumnMapping,
): (cells: readonly string[]) => boolean {
  const mapped = new Set(Object.values(mapping));
  const others = [...columns.entries()]
    .map(([index, name]): [number, string] => [index, plainColumn(name)])
    .filter(([index]) => report === null && !mapped.has(index));
  const isChosen = mapping.enabled !== undefined;
  return (cells) =>
    others.some(([index, name]) => isOffIn((cells[index] ?? '').trim(), name, isChosen));
}

/** A key may be named "None", and one of our reports contains texts as they were typed. */
const isExact = (field: ImportField, { report }: Table): boolean =>
  field === 'name' || (report !== null && (field === 'note' || field === 'integration'));

function areDays(table: Table, column: number | undefined, order: DateOrder): boolean {
  if (column === undefined) return false;
  let hasMidnight = false;
  for (const { cells } of table.rows) {
    const date = dateIn(cells[column] ?? '', order);
    if (date === null || date.time === null) continue;
    if (!isMidnight(date)) return false;
    hasMidnight = true;
  }
  return hasMidnight;
}

function rowKey(
  textOf: (field: ImportField) => string,
  hint: string | null,
  defaults: RowDefaults,
  context: RowContext,
): Omit<RowKey, 'line' | 'carried' | 'given'> & { given: Set<ImportField> } {
  const problems: RowProblem[] = [];
  const given = new Set<ImportField>();
  const texts: Partial<Record<ImportField, string>> = {};
  const take = (field: ImportField): string => {
    const text = textOf(field);
    texts[field] = text;
    if (text !== '') given.add(field);
    return text;
  };
  const secret = take('secret') === '' ? null : plainText(texts.secret ?? '');
  const saidBySecret = environmentOfSecret(secret ?? hint ?? '');
  const environment = environmentOf(take('environment'), saidBySecret, defaults, problems);
  if (secret !== null && !context.isSecret(secret)) {
    problems.push({ field: 'secret', problem: 'malformed' });
  } else if (saidBySecret !== null && saidBySecret !== environment) {
    problems.push({ field: 'secret', problem: 'other-environment' });
  }
  const scopes = scopesOf(take('scopes'), context.isReport, problems);
  if (scopes.length === 0) given.delete('scopes');
  const allowedIps = addressesIn(take('allowedIps'));
  // An empty list would allow every address, so only an explicit word may.
  if (allowedIps.length === 0 && !isAnywhere(texts.allowedIps ?? '')) given.delete('allowedIps');
  const expiresAt = endOf(take('expiresAt'), context);
  const isPast = expiresAt !== null && Date.parse(expiresAt) <= context.now;
  const checked = checkKeyFields<NewApiKey>(
    {
      name: take('name'),
      integration: take('integration'),
      note: take('note'),
      environment,
      scopes: given.has('scopes') ? scopes : [...defaults.scopes],
      expiresAt,
      allowedIps,
    },
    { now: context.now, isNameTaken: () => false, isNameChosen: true, keptScopes: scopes },
  );
  if (holdsOurSecret(checked.fields.name)) problems.push({ field: 'name', problem: 'secret' });
  const enabled = enabledOf(take('enabled'), isPast, context, problems);
  // A report without the expiry column does not say whether an expired key is enabled.
  if (context.isReport && !isPast && isExpired(texts.enabled ?? '')) given.delete('enabled');
  for (const problem of checked.problems) {
    // Whether scopes are required depends on whether the key exists; that is checked later.
    if (problem.field === 'scopes' && problem.problem === 'required') continue;
    // In a report, a past expiry date is history rather than a typing error.
    if (problem.field === 'expiresAt' && problem.problem === 'in-the-past' && context.isReport) {
      continue;
    }
    problems.push(withValue(problem, texts[problem.field as ImportField] ?? ''));
  }
  return { fields: checked.fields, given, enabled, secret, problems };
}

function withValue(problem: RowProblem, text: string): RowProblem {
  if (problem.value !== undefined) return { ...problem, value: quotable(problem.value) };
  return text === '' ? problem : { ...problem, value: quotable(text) };
}

function environmentOf(
  text: string,
  saidBySecret: Environment | null,
  defaults: RowDefaults,
  problems: RowProblem[],
): Environment {
  const found = environmentIn(text);
  if (found !== null) return found;
  if (text !== '') {
    problems.push({ field: 'environment', problem: 'unknown', value: quotable(text) });
  }
  return saidBySecret ?? defaults.environment;
}

/** Wildcards, and unknown scopes in our reports, grant nothing here and are kept. */
function scopesOf(text: string, isReport: boolean, problems: RowProblem[]): string[] {
  const { scopes, unknown } = isReport ? codesIn(text) : scopesIn(text);
  const isKept = (scope: string) =>
    scope.length <= 120 &&
    redact(scope) === scope &&
    (scope.includes('*') || (isReport && !isResource(scope.split(':')[0] ?? '')));
  const wrong = unknown.find((scope) => !isKept(scope));
  if (wrong !== undefined) {
    problems.push({ field: 'scopes', problem: 'unknown', value: quotable(wrong) });
  }
  return [...scopes, ...unknown];
}

/** The key rules reject a text that is not a date. */
function endOf(text: string, { order, isUtc, areDays: areOnlyDays }: RowContext): string | null {
  if (text === '' || isNever(text)) return null;
  const date: WrittenDate | null = dateIn(text, order);
  if (date === null) return text.slice(0, 64);
  return instantOf(areOnlyDays ? { ...date, time: null } : date, isUtc) ?? text.slice(0, 64);
}

function enabledOf(
  text: string,
  isPast: boolean,
  { columnOf }: RowContext,
  problems: RowProblem[],
): boolean {
  if (text === '') return true;
  const found = enabledIn(text, columnOf('enabled'));
  if (found === null) {
    problems.push({ field: 'enabled', problem: 'unknown', value: quotable(text) });
  }
  // With a past date "expired" means an enabled key; without that date the key would become active.
  return found === 'expired' ? isPast : found === true;
}
