import type { MoreAccess } from '../keys/access-change';
import type { ApiKeyRecord } from '../keys/api-key';
import type { FieldProblem } from '../keys/key-rules';
import type { Violation } from '../rules/violation';

/** The target fields for a column of a plain file. */
export const IMPORT_FIELDS = [
  'name',
  'scopes',
  'integration',
  'note',
  'environment',
  'expiresAt',
  'allowedIps',
  'enabled',
  'secret',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** The column of each field, counted from 0; a field without a column is missing. */
export type ColumnMapping = Partial<Record<ImportField, number>>;

/** Why a file cannot be imported. */
export type ImportProblem =
  | 'too-large'
  | 'unreadable'
  | 'not-a-file'
  | 'wrong-kind'
  | 'several'
  | 'busy'
  | 'empty'
  | 'wrong-encoding'
  | 'binary'
  | 'other-workbook'
  | 'bad-workbook'
  | 'no-keys'
  | 'not-csv'
  | 'not-json'
  | 'too-deep'
  | 'duplicate-name'
  | 'forbidden-name'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-long'
  | 'wrong-type'
  | 'truncated'
  | 'altered'
  | 'newer-version'
  | 'unsafe';

/**
 * A problem with one row; the row is not imported. `value`: the value of the row, with secrets
 * masked.
 */
export type RowProblem = (
  | FieldProblem
  | { field: 'name'; problem: 'secret' }
  | { field: 'secret'; problem: 'malformed' | 'other-environment' | 'of-another-key' | 'twice' }
  | { field: 'environment' | 'enabled'; problem: 'unknown' }
) & { value?: string };

/** The order of day, month and year in dates that do not begin with a four-digit year. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** The encoding of a text file. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'macintosh',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * The reading options of a plain file. Each is detected and can be changed; null where the kind of
 * file has no such option.
 */
export interface Reading {
  encoding: Encoding | null;
  /** one character */
  delimiter: string | null;
  /** the line with the column names; 0: none */
  headLine: number | null;
  /** the index of the sheet in a workbook, from 0 */
  sheet: number | null;
}

/** A file that was opened for import. Its content stays in the main process. */
export type OpenedImport =
  | { kind: 'sealed'; fileName: string }
  | {
      kind: 'table';
      fileName: string;
      columns: string[];
      /** the first rows, with secrets masked */
      samples: string[][];
      rows: number;
      /** the detected mapping */
      guess: ColumnMapping;
      reading: Reading;
      /** sheet names of a workbook */
      sheets: string[];
      /** for each column with dates: the orders that fit most of them, the likeliest first */
      dateOrders: Record<string, DateOrder[]>;
    };

/** The possible choices for one key of a file. */
export type ImportChoice = 'add' | 'replace' | 'rename' | 'skip';

/** The fields of a key that the person sees for a decision, of the file or of the vault. */
export type ShownKey = Pick<
  ApiKeyRecord,
  | 'name'
  | 'integration'
  | 'note'
  | 'environment'
  | 'scopes'
  | 'enabled'
  | 'expiresAt'
  | 'allowedIps'
  | 'owner'
  | 'tags'
  | 'rotateEvery'
>;

/**
 * What the activity says about a key of the file. `at`: RFC 3339; null when it is unknown.
 * - `deleted`: it was deleted here, or at the endpoint. `rotated`: its secret was replaced.
 * - `unknown`: the activity cannot be read completely, so a deletion may be missing.
 */
export interface ImportPast {
  kind: 'deleted' | 'rotated' | 'unknown';
  at: string | null;
}

/** One key of the file, compared with the vault. */
export interface ImportCandidate {
  index: number;
  /** the row of the file, counted from 1; null in a sealed file */
  line: number | null;
  name: string;
  /**
   * - `new`: the vault has no such key. `same`: the vault has it. `differs`: the vault has another
   * version.
   * - `clash`: another key of the vault, or earlier in the file, has its name. `repeated`: an
   * earlier row is equal.
   * - `deleted`: it was deleted from the vault. `invalid`: it cannot be imported.
   */
  status: 'new' | 'same' | 'differs' | 'clash' | 'repeated' | 'deleted' | 'invalid';
  /** the fields that differ from the key in the vault */
  differences: string[];
  problems: RowProblem[];
  /** the possible choices; the first is the default */
  choices: ImportChoice[];
  /** its name after renaming */
  renamed: string | null;
  hasSecret: boolean;
  /** the resulting new key; null when it is invalid */
  added: ShownKey | null;
  /** the key in the vault that it may change, and the result */
  current: ShownKey | null;
  replaced: ShownKey | null;
  /** the additional access of the key in the vault after replacing; the person must agree to it */
  moreAccess: MoreAccess[];
  /** the rules that the new key, or the changed one, breaks; a blocking one takes the choice away */
  broken: BrokenRules;
  past: ImportPast | null;
}

export interface BrokenRules {
  added: Violation[];
  replaced: Violation[];
}

/** The decision about one key of a file. */
export interface ImportDecision {
  index: number;
  choice: ImportChoice;
  /** whether the person agreed to more access for an existing key, or to restoring a deleted one */
  moreAccess?: boolean;
}

/**
 * Whether a choice needs the person's agreement: it gives a key more access, or restores a deleted
 * one.
 */
export const givesMore = (
  { moreAccess, past }: Pick<ImportCandidate, 'moreAccess' | 'past'>,
  choice: ImportChoice,
): boolean =>
  choice === 'replace'
    ? moreAccess.length > 0
    : (choice === 'add' || choice === 'rename') && past?.kind === 'deleted';

/** The numbers of imported keys. */
export interface ImportOutcome {
  added: number;
  replaced: number;
  skipped: number;
}

/** The names of the keys that restoring a backup adds, changes and removes. */
export interface BackupComparison {
  keys: number;
  /** in the backup only: restoring adds them */
  added: string[];
  changed: string[];
  /** in the vault only: restoring removes them */
  removed: string[];
}
