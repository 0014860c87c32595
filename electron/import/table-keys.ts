import type { Environment, NewApiKey } from '../../shared/api-key';
import { checkKeyFields } from '../../shared/key-rules';
import type { ColumnMapping, ImportField, RowProblem } from '../../shared/transfer';
import type { Table } from './table';

/** One row as the key it would become. */
export interface RowKey {
  line: number;
  fields: NewApiKey;
  /** which of the fields the file gives: only these change a key that is here already */
  given: ReadonlySet<ImportField>;
  enabled: boolean;
  /** null: the file has none for this row */
  secret: string | null;
  problems: RowProblem[];
}

/** What a row gets where the file says nothing. */
export interface RowDefaults {
  environment: Environment;
  scopes: string[];
}

/**
 * Makes keys of rows by the rules that the create dialog goes by, too.
 *
 * @param isSecret whether a text is a secret whose checksum fits
 */
export function rowKeys(
  table: Table,
  mapping: ColumnMapping,
  defaults: RowDefaults,
  isSecret: (text: string) => boolean,
  now: number,
): RowKey[] {
  const given = new Set(Object.keys(mapping) as ImportField[]);
  return table.rows.map(({ line, cells }) => {
    const text = (field: ImportField): string => {
      const column = mapping[field];
      return column === undefined ? '' : (cells[column] ?? '').trim();
    };
    const problems: RowProblem[] = [];
    const secret = text('secret') === '' ? null : text('secret');
    const environment = environmentOf(text('environment'), secret, defaults, problems);
    if (secret !== null && !isSecret(secret)) {
      problems.push({ field: 'secret', problem: 'malformed' });
    } else if (secret !== null && !secret.startsWith(`ock_${environment}_`)) {
      problems.push({ field: 'secret', problem: 'other-environment' });
    }
    const scopes = listIn(text('scopes')).map((scope) => scope.toLowerCase());
    const checked = checkKeyFields<NewApiKey>(
      {
        name: text('name'),
        integration: text('integration'),
        note: text('note'),
        environment,
        scopes: scopes.length > 0 ? scopes : [...defaults.scopes],
        expiresAt: instantIn(text('expiresAt')),
        allowedIps: listIn(text('allowedIps')),
      },
      { now, isNameTaken: () => false, isNameChosen: true },
    );
    const enabled = enabledIn(text('enabled'), problems);
    problems.unshift(...checked.problems);
    return { line, fields: checked.fields, given, enabled, secret, problems };
  });
}

function environmentOf(
  text: string,
  secret: string | null,
  defaults: RowDefaults,
  problems: RowProblem[],
): Environment {
  const word = text.toLowerCase();
  if (word === 'live' || word === 'production' || word === 'prod') return 'live';
  if (word === 'test' || word === 'testing' || word === 'sandbox') return 'test';
  if (word !== '') {
    problems.push({ field: 'environment', problem: 'unknown', value: text.slice(0, 40) });
  }
  if (secret?.startsWith('ock_live_')) return 'live';
  return secret?.startsWith('ock_test_') ? 'test' : defaults.environment;
}

const YES = new Set(['', 'true', 'yes', '1', 'active', 'enabled', 'on']);
const NO = new Set(['false', 'no', '0', 'inactive', 'disabled', 'off', 'expired', 'revoked']);

function enabledIn(text: string, problems: RowProblem[]): boolean {
  const word = text.toLowerCase();
  if (!YES.has(word) && !NO.has(word)) {
    problems.push({ field: 'enabled', problem: 'unknown', value: text.slice(0, 40) });
  }
  return YES.has(word);
}

const listIn = (text: string): string[] => text.split(/[\s,;|]+/).filter((item) => item !== '');

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WITHOUT_MILLISECONDS = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})Z?$/;

/** A day ends at its end; other instants are RFC 3339 in UTC. What is neither is left for the rules to refuse. */
function instantIn(text: string): string | null {
  if (text === '' || /^(never|none|null|-)$/i.test(text)) return null;
  if (DAY.test(text)) return `${text}T23:59:59.999Z`;
  return text.replace(WITHOUT_MILLISECONDS, '$1T$2.000Z').slice(0, 64);
}
