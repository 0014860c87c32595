import type { FieldProblem } from './key-rules';

/** What a column of a plain file can be imported as. */
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
  | 'utf-16'
  | 'not-utf-8'
  | 'binary'
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

/** What is wrong with one row; the row is not imported. */
export type RowProblem =
  | FieldProblem
  | { field: 'secret'; problem: 'malformed' | 'other-environment' }
  | { field: 'environment' | 'enabled'; problem: 'unknown'; value: string };

/** A file that was opened to be imported. What it holds stays in the main process. */
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
    };

/** What may be done with one key of a file. */
export type ImportChoice = 'add' | 'replace' | 'rename' | 'skip';

/** One key of a file, beside what is here already. */
export interface ImportCandidate {
  index: number;
  /** of the file, counted from 1; null in a sealed file */
  line: number | null;
  name: string;
  /**
   * - `new`: nothing here is like it. `same`: it is here already. `differs`: it is here in another version.
   * - `clash`: another key here, or earlier in the file, has its name. `invalid`: it cannot be imported.
   */
  status: 'new' | 'same' | 'differs' | 'clash' | 'invalid';
  /** the names of the fields that differ from what is here */
  differences: string[];
  problems: RowProblem[];
  /** what may be chosen; the first one is what happens unless another is chosen */
  choices: ImportChoice[];
  /** its name if it is renamed */
  renamed: string | null;
  hasSecret: boolean;
}

/** How many keys were imported in which way. */
export interface ImportOutcome {
  added: number;
  replaced: number;
  skipped: number;
}

/** What a backup holds, beside what is here now: the names of the keys. */
export interface BackupComparison {
  keys: number;
  /** in the backup, not here: restoring brings them back */
  added: string[];
  changed: string[];
  /** here, not in the backup: restoring takes them away */
  removed: string[];
}
