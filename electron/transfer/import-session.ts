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
import type { ImportSessionOptions, UnsealedFile } from './import-session-options';
import type { Shown } from './review/import-plan';
import type { Content } from './open-content';
import { openContent } from './open-content';
import { refusalOfImport } from './review/broken-rules';
import { candidatesOf, importDrafts, shownOf } from './review/import-plan';
import type { StoredKey } from '../lib/vault-port';
import type { ImportVault } from './import-vault';
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
 * Holds the file that is being imported: opened, reviewed, and stored in the vault with one commit.
 * One file at a time. Of its content only names and differences leave the main process.
 */
export class ImportSession {
  readonly #options: ImportSessionOptions;
  #opened: { summary: OpenedImport; content: Content } | null = null;
  #unsealed: UnsealedFile | null = null;
  #incoming: Incoming[] | null = null;
  /** the review of each key, as shown */
  #shown: Shown[] = [];
  #candidates: ImportCandidate[] = [];
  #past: { vault: ImportVault; keys: PastKeys } | null = null;

  constructor(options: ImportSessionOptions) {
    this.#options = options;
  }

  /** The summary of the open file, or null. */
  get current(): OpenedImport | null {
    return this.#opened?.summary ?? null;
  }

  /** Whether the review of the file's keys is shown. */
  get isReviewed(): boolean {
    return this.#incoming !== null;
  }

  /** A key of the file, as shown in the review. */
  candidate(index: number): ImportCandidate | undefined {
    return this.#candidates[index];
  }

  /**
   * Opens a file that was chosen, dropped or opened from the desktop.
   *
   * @returns `import-refused` when it cannot be imported, in which case the previous file stays
   * open; `vault-locked`
   */
  async importFile(path: string): Promise<Result<OpenedImport>> {
    const fileName = basename(path).slice(0, 255);
    const read = await openContent(path, this.#options);
    if (!read.ok) return fail(refusalOf(fileName, read.refusal));
    // The vault may have been locked during the dialog or the read.
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
   * Reads the open file with other choices: encoding, separator, header line or sheet.
   *
   * @returns `import-refused` when that fails; the previous reading stays
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

  /** Opens a sealed file with its passphrase. */
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
    const openSecret = (entry: StoredKey) => unsealed.openSecret(entry);
    return this.#review(
      unsealed.keys.map((entry) => incomingKey(entry, openSecret, this.#options.hashSecret)),
    );
  }

  /** Reads the rows of a plain file by the chosen mapping. */
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
    // The file was replaced or read again meanwhile.
    if (this.#opened !== opened || this.#incoming !== null) return fail({ code: 'import-expired' });
    const found = assess(incoming, vault, past.value, this.#options.judge?.());
    this.#incoming = incoming;
    this.#shown = shownOf(found);
    this.#candidates = candidatesOf(incoming, found, vault);
    return ok(this.#candidates);
  }

  /** Deleted keys and replaced secrets of the vault. Reads only events since the last call. */
  async #readPast(vault: ImportVault): Promise<Result<PastKeys>> {
    const opened = this.#opened;
    const read = await readPast(vault, this.#past?.vault === vault ? this.#past.keys : null);
    if (read.ok && this.#opened === opened) this.#past = { vault, keys: read.value };
    return read;
  }

  /**
   * Stores the chosen keys in the vault, all or none; keys without a choice are skipped.
   *
   * @returns `import-gives-more` when an existing key would gain access that was not shown and
   * confirmed; `import-outdated` when the vault has changed since the review
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

  /** @returns `behind` when events were committed since the past was read: one may be a deletion */
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
      // Cancelling meanwhile has zeroed the secrets.
      if (this.#incoming !== incoming) return fail({ code: 'import-expired' });
      if (vault.activity.end.sequence !== past.upTo) return ok([]);
      const { changesBetween, now } = this.#options;
      const at = new Date(now()).toISOString();
      const tools = { createId: uuidv7, changesBetween, at, past };
      const found = assess(incoming, vault, past, this.#options.judge?.());
      const planned = importDrafts(incoming, choices, this.#shown, found, vault, tools);
      if ('failure' in planned) return fail(planned.failure);
      const refusal = refusalOfImport(planned.drafts, vault, this.#options.judge?.());
      if (refusal) return fail(refusal);
      outcome = planned.outcome;
      // A second request for the same import finds nothing to do.
      this.#incoming = null;
      if (planned.drafts.length === 0) return ok([]);
      const change = { fileName, ...outcome };
      return ok([{ event: 'keys.imported', keyId: null, change }, ...planned.drafts]);
    }, 'import');
    return committed.ok ? ok(outcome) : committed;
  }

  /** Closes the file and drops everything read from it. */
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
