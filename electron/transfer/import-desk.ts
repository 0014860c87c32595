import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type {
  ColumnMapping,
  DateOrder,
  ImportCandidate,
  ImportDecision,
  ImportOutcome,
  OpenedImport,
} from '../../shared/transfer/transfer';
import { assess } from './review/assess';
import type { DeskOptions, UnsealedFile } from './desk-options';
import type { Shown } from './review/import-plan';
import type { Content } from './open-content';
import { openContent } from './open-content';
import { candidatesOf, importDrafts, shownOf } from './review/import-plan';
import type { ImportVault, StoredEntry } from './import-vault';
import type { Incoming } from './review/incoming';
import { incomingKey, incomingRow } from './review/incoming';
import type { ReadingChoices } from './tables/plain-file';
import { datesIn, orderOf, readPlainFile, summaryOf } from './tables/plain-file';
import type { PastKeys } from './review/past-keys';
import { readPast } from './review/past-keys';
import type { Refusal } from './refusal';
import type { RowDefaults } from './cells/table-keys';
import { rowKeys } from './cells/table-keys';

/**
 * Where a file lies while it is imported: opened, looked at, and put into the vault in one commit. One file at a time;
 * what it holds never leaves the main process but as the names and differences that a person chooses by.
 */
export class ImportDesk {
  readonly #options: DeskOptions;
  #opened: { summary: OpenedImport; content: Content } | null = null;
  #unsealed: UnsealedFile | null = null;
  #incoming: Incoming[] | null = null;
  /** what a person was shown of each key */
  #shown: Shown[] = [];
  #candidates: ImportCandidate[] = [];
  #past: { vault: ImportVault; keys: PastKeys } | null = null;

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

  /** A key of the file as a person was shown it. */
  candidate(index: number): ImportCandidate | undefined {
    return this.#candidates[index];
  }

  /**
   * Opens a file that a person has chosen, dropped on the window or opened from the desktop, and shows it.
   *
   * @returns `import-refused` when it is none that can be imported; what lay here before stays then; `vault-locked`
   */
  async importFile(path: string): Promise<Result<OpenedImport>> {
    const fileName = basename(path).slice(0, 255);
    const read = await openContent(path, this.#options);
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
  async map(
    mapping: ColumnMapping,
    defaults: RowDefaults & { dateOrder?: DateOrder | undefined },
  ): Promise<Result<ImportCandidate[]>> {
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

  async #review(incoming: Incoming[]): Promise<Result<ImportCandidate[]>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const opened = this.#opened;
    this.#incoming = null;
    const past = await this.#readPast(vault);
    if (!past.ok) return past;
    // Another file, or the same one read in another way, has come in between.
    if (this.#opened !== opened || this.#incoming !== null) return fail({ code: 'import-expired' });
    const found = assess(incoming, vault, past.value);
    this.#incoming = incoming;
    this.#shown = shownOf(found);
    this.#candidates = candidatesOf(incoming, found, vault);
    return ok(this.#candidates);
  }

  /** Deleted keys and old secrets of the vault. Only events since the last reading are read. */
  async #readPast(vault: ImportVault): Promise<Result<PastKeys>> {
    const opened = this.#opened;
    const read = await readPast(vault, this.#past?.vault === vault ? this.#past.keys : null);
    if (read.ok && this.#opened === opened) this.#past = { vault, keys: read.value };
    return read;
  }

  /**
   * Puts what was chosen into the vault, all or nothing; what has no choice is skipped.
   *
   * @returns `import-gives-more` when a key here would get more access than a person was shown and agreed to, and
   * `import-outdated` when the vault has changed since the review was shown
   */
  async apply(choices: readonly ImportDecision[]): Promise<Result<ImportOutcome>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const incoming = this.#incoming;
    const opened = this.#opened;
    const fileName = opened?.summary.fileName;
    if (!incoming || fileName === undefined) return fail({ code: 'import-expired' });
    for (;;) {
      const past = await this.#readPast(vault);
      if (!past.ok) return past;
      const stored = await this.#store(vault, { incoming, fileName, choices, past: past.value });
      if (!stored.ok) {
        if (this.#opened === opened) this.#incoming ??= incoming;
        return stored;
      }
      if (stored.value === 'behind') continue;
      this.cancel();
      return ok(stored.value);
    }
  }

  /** @returns `behind` when something was done since the past was read: it may be a deletion */
  async #store(
    vault: ImportVault,
    {
      incoming,
      fileName,
      choices,
      past,
    }: {
      incoming: Incoming[];
      fileName: string;
      choices: readonly ImportDecision[];
      past: PastKeys;
    },
  ): Promise<Result<ImportOutcome | 'behind'>> {
    let outcome: ImportOutcome | 'behind' = 'behind';
    const committed = await vault.commit(() => {
      // Whoever has cancelled meanwhile has taken the secrets with them.
      if (this.#incoming !== incoming) return fail({ code: 'import-expired' });
      if (vault.activity.end.sequence !== past.upTo) return ok([]);
      const { changesBetween, now } = this.#options;
      const at = new Date(now()).toISOString();
      const tools = { createId: uuidv7, changesBetween, at };
      const found = assess(incoming, vault, past);
      const planned = importDrafts(incoming, choices, this.#shown, found, vault, tools);
      if ('failure' in planned) return fail(planned.failure);
      outcome = planned.outcome;
      // What is asked for twice at once is done once.
      this.#incoming = null;
      if (planned.drafts.length === 0) return ok([]);
      const change = { fileName, ...outcome };
      return ok([{ event: 'keys.imported', keyId: null, change }, ...planned.drafts]);
    }, 'import');
    return committed.ok ? ok(outcome) : committed;
  }

  /** Lets go of the file and of all that was read of it. */
  cancel(): void {
    this.#unsealed?.close();
    this.#unsealed = null;
    this.#incoming = null;
    this.#shown = [];
    this.#candidates = [];
    this.#past = null;
    if (this.#opened?.content.kind === 'table') this.#opened.content.bytes.fill(0);
    this.#opened = null;
  }
}

const refusalOf = (fileName: string, { problem, line }: Refusal): Failure => ({
  code: 'import-refused',
  fileName,
  problem,
  line,
});
