import type { MoreAccess } from '../keys/access-change';
import type { ApiKeyRecord } from '../keys/api-key';
import type { FieldProblem } from '../keys/key-rules';

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

/** Which column each field comes from, counted from 0; a field without a column is not in it. */
export type ColumnMapping = Partial<Record<ImportField, number>>;

/** Why a file is not imported at all. */
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

/** The order of day, month and year in a date that begins with no year of four digits. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How the bytes of a text file are its letters. */
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

/** How a plain file is read. Each part is found by the app and can be changed; null where the kind of file has no such part. */
export interface Reading {
  encoding: Encoding | null;
  /** one character */
  delimiter: string | null;
  /** the line with the names of the columns; 0: there is none */
  headLine: number | null;
  /** which sheet of a workbook, counted from 0 */
  sheet: number | null;
}

/** A file that was opened for import. Its content stays in the main process. */
export type OpenedImport =
  | { kind: 'sealed'; fileName: string }
  | {
      kind: 'table';
      fileName: string;
      columns: string[];
      /** the first rows; what looks like a secret is masked */
      samples: string[][];
      rows: number;
      /** which columns seem to be which field */
      guess: ColumnMapping;
      reading: Reading;
      /** the names of the sheets of a workbook */
      sheets: string[];
      /** for a column with dates, by its number: the orders that fit most of them, the likeliest first */
      dateOrders: Record<string, DateOrder[]>;
    };

/** What may be done with one key of a file. */
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
  /** of the file, counted from 1; null in a sealed file */
  line: number | null;
  name: string;
  /**
   * - `new`: nothing here is like it. `same`: it is here already. `differs`: it is here in another version.
   * - `clash`: another key here, or earlier in the file, has its name. `repeated`: an earlier row says the same.
   * - `deleted`: it was here, and was deleted. `invalid`: it cannot be imported.
   */
  status: 'new' | 'same' | 'differs' | 'clash' | 'repeated' | 'deleted' | 'invalid';
  /** the fields that differ from the key in the vault */
  differences: string[];
  problems: RowProblem[];
  /** what may be chosen; the first one is what happens unless another is chosen */
  choices: ImportChoice[];
  /** its name after renaming */
  renamed: string | null;
  hasSecret: boolean;
  /** the new key that is made of it; null when it is invalid */
  added: ShownKey | null;
  /** the key in the vault that it may change, and the result */
  current: ShownKey | null;
  replaced: ShownKey | null;
  /** the additional access of the key in the vault after replacing; the person must agree to it */
  moreAccess: MoreAccess[];
  past: ImportPast | null;
}

/** What happens with one key of a file. */
export interface ImportDecision {
  index: number;
  choice: ImportChoice;
  /** whether the person agreed that the key here gets more access, or that a deleted one comes back */
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

/** How many keys were imported in which way. */
export interface ImportOutcome {
  added: number;
  replaced: number;
  skipped: number;
}

/** The names of the keys that restoring a backup adds, changes and removes. */
export interface BackupComparison {
  keys: number;
  /** in the backup, not here: restoring brings them back */
  added: string[];
  changed: string[];
  /** here, not in the backup: restoring takes them away */
  removed: string[];
}
