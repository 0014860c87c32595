import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import type {
  ColumnMapping,
  ImportCandidate,
  ImportChoice,
  ImportOutcome,
  OpenedImport,
} from '../../shared/transfer';
import type { FileSystem } from '../disk/file-system';
import { decodeText } from './decode-text';
import { candidatesOf, importDrafts } from './import-plan';
import type { ChangesBetween, ImportVault, StoredEntry } from './import-vault';
import type { Incoming } from './incoming';
import { incomingKey, incomingRow } from './incoming';
import { parseJson } from './json-table';
import { readImportFile } from './read-file';
import type { Read, Refusal } from './refusal';
import { refuse } from './refusal';
import type { Table } from './table';
import { guessMapping, samplesOf } from './table';
import type { RowDefaults } from './table-keys';
import { rowKeys } from './table-keys';

/** A sealed file that its passphrase has opened. */
export interface UnsealedFile {
  keys: readonly StoredEntry[];
  openSecret(entry: StoredEntry): Buffer | null;
  close(): void;
}

/** A sealed file, read as far as it goes without a passphrase. */
interface SealedFile {
  /** @returns null when the passphrase is not the one */
  open(passphrase: string): Promise<UnsealedFile | 'altered' | null>;
}

interface DeskOptions {
  fs: Pick<FileSystem, 'open'>;
  vault: () => ImportVault | null;
  now: () => number;
  isSecret: (text: string) => boolean;
  hashSecret: (secret: string) => string;
  changesBetween: ChangesBetween;
  readSealed: (bytes: Buffer) => { file: SealedFile } | { problem: Refusal['problem'] };
  /** Whether what a file holds may be in memory: a locked vault keeps it out. */
  mayHold: () => Promise<boolean>;
  onOpened: (opened: OpenedImport) => void;
}

type Content = { kind: 'sealed'; file: SealedFile } | { kind: 'table'; table: Table };

/**
 * Where a file lies while it is imported: opened, looked at, and put into the vault in one commit. One file at a time;
 * what it holds never leaves the main process but as the names and differences that a person chooses by.
 */
export class ImportDesk {
  readonly #options: DeskOptions;
  #opened: { summary: OpenedImport; content: Content } | null = null;
  #unsealed: UnsealedFile | null = null;
  #incoming: Incoming[] | null = null;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** What lies here, or null. */
  get current(): OpenedImport | null {
    return this.#opened?.summary ?? null;
  }

  /** Whether somebody is choosing what happens with the keys of the file. */
  get isReviewed(): boolean {
    return this.#incoming !== null;
  }

  /**
   * Opens a file that a person has chosen, dropped on the window or opened from the desktop, and shows it.
   *
   * @returns `import-refused` when it is none that can be imported; what lay here before stays then; `vault-locked`
   */
  async importFile(path: string): Promise<Result<OpenedImport>> {
    const fileName = basename(path).slice(0, 255);
    const read = await this.#read(path);
    if (!read.ok) return fail(refusalOf(fileName, read.refusal));
    // A file chosen, or read, while the vault was being locked is not kept.
    if (!(await this.#options.mayHold())) return fail({ code: 'vault-locked' });
    this.cancel();
    const content = read.value;
    const summary: OpenedImport =
      content.kind === 'sealed'
        ? { kind: 'sealed', fileName }
        : {
            kind: 'table',
            fileName,
            columns: content.table.columns,
            samples: samplesOf(content.table),
            rows: content.table.rows.length,
            guess: guessMapping(content.table.columns),
          };
    this.#opened = { summary, content };
    this.#options.onOpened(summary);
    return ok(summary);
  }

  /** Opens a sealed file with its own passphrase. */
  async unseal(passphrase: string): Promise<Result<ImportCandidate[]>> {
    const opened = this.#opened;
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    if (opened?.content.kind !== 'sealed') return fail({ code: 'import-expired' });
    const unsealed = await opened.content.file.open(passphrase);
    if (unsealed === null) return fail({ code: 'wrong-passphrase', retryAfterMs: 0 });
    const { fileName } = opened.summary;
    if (unsealed === 'altered')
      return fail(refusalOf(fileName, { problem: 'altered', line: null }));
    if (this.#opened !== opened) {
      unsealed.close();
      return fail({ code: 'import-expired' });
    }
    this.#unsealed?.close();
    this.#unsealed = unsealed;
    const openSecret = (entry: StoredEntry) => unsealed.openSecret(entry);
    return this.#review(
      unsealed.keys.map((entry) => incomingKey(entry, openSecret, this.#options.hashSecret)),
    );
  }

  /** Reads the rows of a plain file by the columns that were chosen. */
  map(mapping: ColumnMapping, defaults: RowDefaults): Result<ImportCandidate[]> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const content = this.#opened?.content;
    if (content?.kind !== 'table') return fail({ code: 'import-expired' });
    const { now, isSecret, hashSecret } = this.#options;
    const at = new Date(now()).toISOString();
    return this.#review(
      rowKeys(content.table, mapping, defaults, isSecret, now()).map((row) =>
        incomingRow(row, hashSecret, vault.actor, at),
      ),
    );
  }

  #review(incoming: Incoming[]): Result<ImportCandidate[]> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    this.#incoming = incoming;
    return ok(candidatesOf(incoming, vault));
  }

  /** Puts what was chosen into the vault, all or nothing; what has no choice is skipped. */
  async apply(
    choices: readonly { index: number; choice: ImportChoice }[],
  ): Promise<Result<ImportOutcome>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const incoming = this.#incoming;
    const fileName = this.#opened?.summary.fileName;
    if (!incoming || fileName === undefined) return fail({ code: 'import-expired' });
    const chosen = new Map(choices.map(({ index, choice }) => [index, choice]));
    let outcome: ImportOutcome = { added: 0, replaced: 0, skipped: 0 };
    const committed = await vault.commit(() => {
      // Whoever has cancelled meanwhile has taken the secrets with them.
      if (this.#incoming !== incoming) return fail({ code: 'import-expired' });
      const { changesBetween, now } = this.#options;
      const at = new Date(now()).toISOString();
      const planned = importDrafts(incoming, chosen, vault, {
        createId: uuidv7,
        changesBetween,
        at,
      });
      outcome = planned.outcome;
      if (planned.drafts.length === 0) return ok([]);
      const change = { fileName, ...outcome };
      return ok([{ event: 'keys.imported', keyId: null, change }, ...planned.drafts]);
    }, 'import');
    if (!committed.ok) return committed;
    this.cancel();
    return ok(outcome);
  }

  /** Lets go of the file and of all that was read of it. */
  cancel(): void {
    this.#unsealed?.close();
    this.#unsealed = null;
    this.#incoming = null;
    this.#opened = null;
  }

  async #read(path: string): Promise<Read<Content>> {
    const read = await readImportFile(this.#options.fs, path);
    if (!read.ok) return read;
    const { isSealed, bytes } = read.value;
    if (isSealed) {
      const sealed = this.#options.readSealed(bytes);
      return 'file' in sealed
        ? { ok: true, value: { kind: 'sealed', file: sealed.file } }
        : refuse(sealed.problem);
    }
    const text = decodeText(bytes);
    bytes.fill(0);
    if (!text.ok) return text;
    const table = /^\s*[[{]/.test(text.value) ? parseJson(text.value) : await readCsv(text.value);
    return table.ok ? { ok: true, value: { kind: 'table', table: table.value } } : table;
  }
}

/** Most starts never need what reads it. */
async function readCsv(text: string): Promise<Read<Table>> {
  const { parseCsv } = await import('./csv-table');
  return parseCsv(text);
}

const refusalOf = (fileName: string, { problem, line }: Refusal): Failure => ({
  code: 'import-refused',
  fileName,
  problem,
  line,
});
