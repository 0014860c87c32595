import { z } from 'zod';
import type { Failure } from '../lib/failure';
import type { BackupSummary } from '../vault/repair';
import type {
  BackupComparison,
  ImportCandidate,
  ImportOutcome,
  OpenedImport,
} from '../transfer/transfer';
import { DATE_ORDERS, ENCODINGS, IMPORT_FIELDS } from '../transfer/transfer';
import { nothing, done, made } from './schemas';
import { passphrase, proof } from './unlock-methods';
import type { Requests } from './schemas';

const backupName = z.strictObject({ name: z.string().max(100) });

/** The requests about backups and encrypted exports. */
export const copyRequests = {
  'backups:list': { input: nothing, output: made<BackupSummary[]>() },
  /** The effect of restoring, by the names of the keys. */
  'backups:compare': { input: backupName, output: made<BackupComparison>() },
  /** `undo`: the backup that restores the previous state. */
  'backups:restore': { input: backupName, output: z.object({ undo: z.string().nullable() }) },
  /** Null when cancelled. Needs a proof when secrets are included. */
  'export:save': {
    input: z.strictObject({ passphrase, withSecrets: z.boolean(), proof: proof.nullable() }),
    output: z.object({ path: z.string(), keys: z.number() }).nullable(),
  },
} as const satisfies Requests;

/** The requests about importing files. */
export const importRequests = {
  /** Lets the person choose a file; null when cancelled. */
  'import:choose': { input: nothing, output: made<OpenedImport | null>() },
  'import:current': { input: nothing, output: made<OpenedImport | null>() },
  /** Opens a sealed file with its own passphrase. */
  'import:unseal': { input: z.strictObject({ passphrase }), output: made<ImportCandidate[]>() },
  /**
   * Reads the open file again with these options; options that are not given are detected again.
   */
  'import:read-again': {
    input: z.strictObject({
      encoding: z.enum(ENCODINGS).optional(),
      delimiter: z.string().length(1).optional(),
      headLine: z.int().min(0).max(10_000_000).optional(),
      sheet: z.int().min(0).max(1_000).optional(),
    }),
    output: made<OpenedImport>(),
  },
  /** Reads the rows of a plain file by the column mapping. */
  'import:map': {
    input: z.strictObject({
      mapping: z.partialRecord(z.enum(IMPORT_FIELDS), z.int().min(0).max(99)),
      environment: z.enum(['live', 'test']),
      scopes: z.array(z.string().max(120)).max(1),
      /** detected from the dates of the file when it is not given */
      dateOrder: z.enum(DATE_ORDERS).optional(),
    }),
    output: made<ImportCandidate[]>(),
  },
  /** Rows without a choice are skipped. A key gets more access only if the user confirmed the changes shown. */
  'import:apply': {
    input: z.strictObject({
      choices: z
        .array(
          z.strictObject({
            index: z.int().min(0).max(200_000),
            choice: z.enum(['add', 'replace', 'rename', 'skip']),
            moreAccess: z.boolean().optional(),
          }),
        )
        .max(200_000),
    }),
    output: made<ImportOutcome>(),
  },
  'import:cancel': { input: nothing, output: done },
  /** Files that were dropped on the window. The result is reported by events. */
  'import:drop': {
    input: z.strictObject({
      // Two are enough to see that the choice is ambiguous.
      files: z
        .array(z.strictObject({ name: z.string().max(1_000), path: z.string().max(8_192) }))
        .max(2),
    }),
    output: done,
  },
  /** The name of the file that is opened after the next unlock, or null. */
  'import:waiting': { input: nothing, output: z.string().nullable() },
  /** Why the last dropped or opened file was refused; returned once. */
  'import:take-refusal': { input: nothing, output: made<Failure | null>() },
} as const satisfies Requests;
