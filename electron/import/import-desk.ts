import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import type {
  ColumnMapping,
  DateOrder,
  ImportCandidate,
  ImportDecision,
  ImportOutcome,
  OpenedImport,
} from '../../shared/transfer';
import type { FileSystem } from '../disk/file-system';
import { assess } from './assess';
import { candidatesOf, gainsOf, importDrafts } from './import-plan';
import type { ChangesBetween, ImportVault, StoredEntry } from './import-vault';
import type { Incoming } from './incoming';
import { incomingKey, incomingRow } from './incoming';
import type { PlainFile, ReadingChoices } from './plain-file';
import { datesIn, orderOf, readPlainFile, summaryOf } from './plain-file';
import { readImportFile } from './read-file';
import type { Read, Refusal } from './refusal';
import { refuse } from './refusal';
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
  /** @returns `wrong-passphrase`, and when the next try is looked at; `vault-locked` when it was locked meanwhile */
  open(passphrase: string): Promise<Result<UnsealedFile | 'altered'>>;
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

type Content =
  | { kind: 'sealed'; file: SealedFile }
  /** `bytes` are kept to be read in another way, and zeroed when the file is let go of */
  | { kind: 'table'; plain: PlainFile; bytes: Buffer };

/**
 * Where a file lies while it is imported: opened, looked at, and put into the vault in one commit. One file at a time;
 * what it holds never leaves the main process but as the names and differences that a person chooses by.
 */
export class ImportDesk {
  readonly #options: DeskOptions;
  #opened: { summary: OpenedImport; content: Content } | null = null;
  #unsealed: UnsealedFile | null = null;
  #incoming: Incoming[] | null = null;
  /** what a person was shown of the access that each key gains */
  #shownGains: string[] = [];

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
        : { kind: 'table', fileName, ...summaryOf(content.plain) };
    this.#opened = { summary, content };
    this.#options.onOpened(summary);
    return ok(summary);
  }

  /**
   * Reads the open file in another way: its letters, the separator, the line with the names, the sheet.
   *
   * @returns `import-refused` when it cannot be read like that; it stays as it was read before then
   */
  async readAgain(choices: ReadingChoices): Promise<Result<OpenedImport>> {
    const opened = this.#opened;
    if (!(await this.#options.mayHold())) return fail({ code: 'vault-locked' });
    if (opened?.content.kind !== 'table') return fail({ code: 'import-expired' });
    const { bytes } = opened.content;
    const { fileName } = opened.summary;
    const read = await readPlainFile(bytes, choices);
    if (this.#opened !== opened) return fail({ code: 'import-expired' });
    if (!read.ok) return fail(refusalOf(fileName, read.refusal));
    const summary: OpenedImport = { kind: 'table', fileName, ...summaryOf(read.value) };
    this.#opened = { summary, content: { kind: 'table', plain: read.value, bytes } };
    this.#incoming = null;
    return ok(summary);
  }

  /** Opens a sealed file with its own passphrase. */
  async unseal(passphrase: string): Promise<Result<ImportCandidate[]>> {
    const opened = this.#opened;
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    if (opened?.content.kind !== 'sealed') return fail({ code: 'import-expired' });
    const tried = await opened.content.file.open(passphrase);
    if (!tried.ok) return tried;
    const unsealed = tried.value;
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
  map(
    mapping: ColumnMapping,
    defaults: RowDefaults & { dateOrder?: DateOrder | undefined },
  ): Result<ImportCandidate[]> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const content = this.#opened?.content;
    if (content?.kind !== 'table') return fail({ code: 'import-expired' });
    const { now, isSecret, hashSecret } = this.#options;
    const at = new Date(now()).toISOString();
    const { table } = content.plain;
    const dateOrder = defaults.dateOrder ?? orderOf(datesIn(table), mapping.expiresAt);
    return this.#review(
      rowKeys(table, mapping, { ...defaults, dateOrder }, isSecret, now()).map((row) =>
        incomingRow(row, hashSecret, vault.actor, at),
      ),
    );
  }

  #review(incoming: Incoming[]): Result<ImportCandidate[]> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const candidates = candidatesOf(incoming, vault);
    this.#incoming = incoming;
    this.#shownGains = gainsOf(assess(incoming, vault));
    return ok(candidates);
  }

  /**
   * Puts what was chosen into the vault, all or nothing; what has no choice is skipped.
   *
   * @returns `import-gives-more` when a key here would get more access than a person was shown and agreed to
   */
  async apply(choices: readonly ImportDecision[]): Promise<Result<ImportOutcome>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const incoming = this.#incoming;
    const opened = this.#opened;
    const fileName = opened?.summary.fileName;
    if (!incoming || fileName === undefined) return fail({ code: 'import-expired' });
    let outcome: ImportOutcome = { added: 0, replaced: 0, skipped: 0 };
    const committed = await vault.commit(() => {
      // Whoever has cancelled meanwhile has taken the secrets with them.
      if (this.#incoming !== incoming) return fail({ code: 'import-expired' });
      const { changesBetween, now } = this.#options;
      const at = new Date(now()).toISOString();
      const tools = { createId: uuidv7, changesBetween, at };
      const planned = importDrafts(incoming, choices, this.#shownGains, vault, tools);
      if ('failure' in planned) return fail(planned.failure);
      outcome = planned.outcome;
      // What is asked for twice at once is done once.
      this.#incoming = null;
      if (planned.drafts.length === 0) return ok([]);
      const change = { fileName, ...outcome };
      return ok([{ event: 'keys.imported', keyId: null, change }, ...planned.drafts]);
    }, 'import');
    if (!committed.ok) {
      if (this.#opened === opened) this.#incoming ??= incoming;
      return committed;
    }
    this.cancel();
    return ok(outcome);
  }

  /** Lets go of the file and of all that was read of it. */
  cancel(): void {
    this.#unsealed?.close();
    this.#unsealed = null;
    this.#incoming = null;
    this.#shownGains = [];
    if (this.#opened?.content.kind === 'table') this.#opened.content.bytes.fill(0);
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
    const plain = await readPlainFile(bytes, {});
    if (plain.ok) return { ok: true, value: { kind: 'table', plain: plain.value, bytes } };
    bytes.fill(0);
    return plain;
  }
}

const refusalOf = (fileName: string, { problem, line }: Refusal): Failure => ({
  code: 'import-refused',
  fileName,
  problem,
  line,
});
