import { z } from 'zod';
import type { AboutApp, AppCommand, AppRequest, Licence } from './app-command';
import type { ActivityPage, ActivityVerdict, ArchiveSummary, OldActivity } from './activity';
import { ARCHIVE_AGES } from './activity';
import { activityCursorSchema, activityFilterSchema } from './activity-schema';
import { apiKeyChangesSchema, apiKeySchema, newApiKeySchema } from './api-key';
import { GRACE_PERIODS } from './grace-period';
import type { EventName, PageRequest, RequestName } from './channels';
import type { Failure } from './failure';
import type { ExportedReport, ReportPreview, ReportsState } from './reports/report';
import {
  reportRequestSchema,
  rhythmSchema,
  savedReportsSchema,
  workspaceNameSchema,
} from './reports/report-schema';
import { preferencesSchema } from './preferences-schema';
import type { PassphraseRating } from './passphrase-rating';
import type { BackupSummary, RecoveryPreview, RecoverySources, SavedFiles } from './recovery';
import type { Result } from './result';
import type { SyncPreview, SyncState, TestReport, Verdict } from './sync-state';
import type { BackupComparison, ImportCandidate, ImportOutcome, OpenedImport } from './transfer';
import { IMPORT_FIELDS } from './transfer';
import { unsavedFormSchema } from './unsaved-form';
import type { UpdateState } from './update-state';
import { MAXIMUM_PASSPHRASE } from './vault-state';
import { keyUsageSchema } from './usage-schema';
import type { VaultProtection, VaultState } from './vault-state';

const nothing = z.undefined();
const done = z.void();
const keyId = z.uuidv7();
const keyIds = z.array(keyId).min(1).max(200_000);
const backupName = z.strictObject({ name: z.string().max(100) });
const passphrase = z.string().max(MAXIMUM_PASSPHRASE);

/** A type that stands in the contract although only the main process makes it, so nothing parses it. */
const made = <T>() => z.custom<T>();

const byPassphrase = z.strictObject({ method: z.literal('passphrase'), passphrase });
const byRecoveryCode = z.strictObject({
  method: z.literal('recovery-code'),
  code: z.string().max(200),
});
const byKeychain = z.strictObject({ method: z.literal('keychain') });

const way = z.discriminatedUnion('method', [byPassphrase, byRecoveryCode, byKeychain]);
/** How somebody gets into the vault. */
export type WayIn = z.infer<typeof way>;

const proof = z.discriminatedUnion('method', [byPassphrase, byRecoveryCode]);
/** What shows that it is still the vault's owner who sits there. Not the keychain: it may answer without asking. */
export type Proof = z.infer<typeof proof>;

/** An endpoint as a person enters it. With a proof: who sits there may send the content of the vault elsewhere. */
const endpoint = z.strictObject({
  address: z.string().max(2_000),
  /** empty for an access token */
  user: z.string().max(200),
  /** access token or password; empty: the one that the vault keeps already */
  secret: z.string().max(4_000),
  proof,
});

const decision = z.strictObject({
  keyId,
  fields: apiKeyChangesSchema.pick({
    name: true,
    integration: true,
    note: true,
    scopes: true,
    allowedIps: true,
  }),
});

/**
 * The one contract between window and main process: what each request takes and what it answers.
 * Inputs are parsed on arrival and refused unless they fit; outputs are typed from here on both sides.
 */
export const contract = {
  'vault:state': { input: nothing, output: made<VaultState>() },
  /** What a guessing program would think of a passphrase; the main process refuses what is too weak. */
  'vault:rate-passphrase': {
    input: z.strictObject({ passphrase }),
    output: made<PassphraseRating>(),
  },
  /** Prepares a vault. It is written only when the person has confirmed that the recovery code is saved. */
  'vault:create': {
    input: z.strictObject({ passphrase, useKeychain: z.boolean() }),
    output: z.object({ recoveryCode: z.string() }),
  },
  'vault:confirm-recovery-code': { input: nothing, output: done },
  'vault:unlock': { input: way, output: done },
  'vault:lock': { input: nothing, output: done },
  /** Opens the vault's folder in the file manager. */
  'vault:show-files': { input: nothing, output: done },

  /** Brings the changes made here into what another program has put in the place of the vault's files. */
  'vault:merge': { input: nothing, output: z.object({ changes: z.number() }) },
  /** What there is to recover a damaged vault from, as far as it can be told without the way in. */
  'recovery:look': { input: nothing, output: made<RecoverySources>() },
  /** Opens the newest version that is whole, to be looked at. Changes no file. */
  'recovery:find': { input: proof, output: made<RecoveryPreview>() },
  /** Puts what was found in the place of what is damaged, keeps that, and opens the vault. */
  'recovery:use': { input: nothing, output: done },
  'recovery:forget': { input: nothing, output: done },
  /** Copies the files of the vault to a folder that the person chooses; null when they choose none. */
  'recovery:save-files': { input: nothing, output: made<SavedFiles | null>() },
  /** Locks a vault that opened for reading only, and offers to put it in order. */
  'recovery:repair': { input: nothing, output: done },
  /** What opens the vault, and what there is if it gets lost. */
  'vault:protection': { input: nothing, output: made<VaultProtection>() },
  /** This computer has seen a newer state, and the person goes on with this one. */
  'vault:accept-older-state': { input: nothing, output: done },

  'backups:list': { input: nothing, output: made<BackupSummary[]>() },
  /** What restoring would change, by the names of the keys. */
  'backups:compare': { input: backupName, output: made<BackupComparison>() },
  /** `undo`: the backup that holds what was here before. */
  'backups:restore': { input: backupName, output: z.object({ undo: z.string().nullable() }) },

  /** Null when the person chooses no file. A proof is asked for when secrets leave the vault. */
  'export:save': {
    input: z.strictObject({ passphrase, withSecrets: z.boolean(), proof: proof.nullable() }),
    output: z.object({ path: z.string(), keys: z.number() }).nullable(),
  },

  /** Asks the person for a file; null when they choose none. */
  'import:choose': { input: nothing, output: made<OpenedImport | null>() },
  'import:current': { input: nothing, output: made<OpenedImport | null>() },
  /** Opens a sealed file with its own passphrase. */
  'import:unseal': { input: z.strictObject({ passphrase }), output: made<ImportCandidate[]>() },
  /** Reads the rows of a plain file by the columns that were chosen. */
  'import:map': {
    input: z.strictObject({
      mapping: z.partialRecord(z.enum(IMPORT_FIELDS), z.int().min(0).max(99)),
      environment: z.enum(['live', 'test']),
      scopes: z.array(z.string().max(120)).max(1),
    }),
    output: made<ImportCandidate[]>(),
  },
  /** What has no choice is skipped. */
  'import:apply': {
    input: z.strictObject({
      choices: z
        .array(
          z.strictObject({
            index: z.int().min(0).max(200_000),
            choice: z.enum(['add', 'replace', 'rename', 'skip']),
          }),
        )
        .max(200_000),
    }),
    output: made<ImportOutcome>(),
  },
  'import:cancel': { input: nothing, output: done },
  /** Files that were dropped on the window. What comes of them is told by events. */
  'import:drop': {
    input: z.strictObject({
      // Two are enough to see that it is not one.
      files: z
        .array(z.strictObject({ name: z.string().max(1_000), path: z.string().max(8_192) }))
        .max(2),
    }),
    output: done,
  },
  /** The name of a file that is opened as soon as the vault is, or null. */
  'import:waiting': { input: nothing, output: z.string().nullable() },
  /** Why the last file from outside was not imported; handed out once. */
  'import:take-refusal': { input: nothing, output: made<Failure | null>() },

  /**
   * What the page shows when it opens, before the whole list has crossed: the newest keys, without the inactive
   * ones if those are hidden, and how many there are.
   */
  'keys:newest': {
    input: nothing,
    output: z.object({
      revision: z.number(),
      keys: z.array(apiKeySchema),
      shown: z.number(),
      total: z.number(),
    }),
  },
  /**
   * All keys, some thousand with each answer: `next` is where the next one begins. The parts belong together
   * when their revisions are the same.
   */
  'keys:list': {
    input: z.strictObject({ from: z.int().nonnegative() }),
    output: z.object({
      revision: z.number(),
      keys: z.array(apiKeySchema),
      next: z.number().nullable(),
    }),
  },
  /** How often a key was used; null when no endpoint has told it. */
  'keys:usage': { input: z.strictObject({ id: keyId }), output: keyUsageSchema.nullable() },
  'keys:create': {
    input: newApiKeySchema,
    output: z.object({ apiKey: apiKeySchema, secret: z.string() }),
  },
  'keys:update': {
    input: z.strictObject({ id: keyId, changes: apiKeyChangesSchema }),
    output: apiKeySchema,
  },
  'keys:set-enabled': {
    input: z.strictObject({ ids: keyIds, enabled: z.boolean() }),
    output: done,
  },
  'keys:delete': { input: z.strictObject({ ids: keyIds }), output: done },

  /** A new secret in place of the old one, which still counts for the time of grace. It is returned this once. */
  'keys:rotate': {
    input: z.strictObject({ id: keyId, grace: z.enum(GRACE_PERIODS) }),
    output: z.object({ apiKey: apiKeySchema, secret: z.string() }),
  },

  /** What is typed into the form and not saved; null when it is saved or given up. It outlives the lock, sealed. */
  'keys:keep-form': {
    input: z.strictObject({ form: unsavedFormSchema.nullable() }),
    output: done,
  },
  'keys:kept-form': { input: nothing, output: unsavedFormSchema.nullable() },

  /** Passphrase or recovery code are asked for again. `hideAt`: when the window must forget the secret. */
  'secrets:reveal': {
    input: z.strictObject({ id: keyId, proof }),
    output: z.object({ secret: z.string(), hideAt: z.number() }),
  },
  /** Copies without the secret passing through the window. No proof while the secret is on the screen. */
  'secrets:copy': {
    input: z.strictObject({ id: keyId, proof: proof.nullable() }),
    output: z.object({ clearsAt: z.number() }),
  },
  /**
   * The secret is not, or no longer, to be on the screen: a reveal or copy that is under way comes to nothing,
   * and the next one asks for a proof again.
   */
  'secrets:conceal': { input: z.strictObject({ id: keyId }), output: done },

  /** Asks the endpoint whether it accepts the secret of a key: the one request that carries a secret. */
  'secrets:test': {
    input: z.strictObject({ id: keyId, proof }),
    output: z.object({ verdict: made<Verdict>() }),
  },

  'sync:state': { input: nothing, output: made<SyncState>() },
  /** Tries an endpoint and keeps nothing. */
  'sync:test': { input: endpoint, output: made<TestReport>() },
  /** Tries an endpoint, and keeps it where all is well. Nothing is sent to it before `sync:begin`. */
  'sync:connect': { input: endpoint, output: made<TestReport>() },
  /** What a sync would do now, found out by reading only. */
  'sync:preview': { input: nothing, output: made<SyncPreview>() },
  'sync:begin': { input: nothing, output: done },
  'sync:now': { input: nothing, output: done },
  'sync:cancel': { input: nothing, output: done },
  'sync:set-paused': { input: z.strictObject({ isPaused: z.boolean() }), output: done },
  /** Leaves the endpoint: all keys stay here, and nothing is deleted there. */
  'sync:forget': { input: nothing, output: done },
  /** `compare`: both sides are compared from the start; `remove`: the many deletions are right. */
  'sync:answer': { input: z.strictObject({ answer: z.enum(['compare', 'remove']) }), output: done },
  /** What a person decided about fields that were changed on both sides. */
  'sync:decide': {
    input: z.strictObject({ decisions: z.array(decision).min(1).max(10_000) }),
    output: done,
  },
  'sync:dismiss-notices': { input: nothing, output: done },
  /** The sealed settings of the reports, and the integrations there are. */
  'reports:settings': { input: nothing, output: made<ReportsState>() },
  'reports:change-settings': {
    input: z.strictObject({ workspace: workspaceNameSchema, saved: savedReportsSchema }).partial(),
    output: made<ReportsState>(),
  },
  /** Asks the person for a folder; null when they chose none. */
  'reports:add-schedule': {
    input: z.strictObject({ reportId: z.uuid(), rhythm: rhythmSchema }),
    output: made<ReportsState | null>(),
  },
  'reports:remove-schedule': {
    input: z.strictObject({ id: z.uuid() }),
    output: made<ReportsState>(),
  },
  'reports:preview': { input: reportRequestSchema, output: made<ReportPreview>() },
  /** Asks the person for a file; null when they chose none. */
  'reports:export': { input: reportRequestSchema, output: made<ExportedReport | null>() },
  'reports:cancel': { input: nothing, output: done },
  /** Shows what was exported last in its folder. */
  'reports:show': { input: nothing, output: done },
  'reports:open': { input: nothing, output: done },
  /**
   * A part of the activity, newest first. `from`: `next` of the part before, or null to begin with the newest.
   * `newerThan`: the number of the event at which to stop, or 0. `archive`: the file to read instead of the activity, or null.
   */
  'activity:page': {
    input: z.strictObject({
      from: activityCursorSchema.nullable(),
      filter: activityFilterSchema,
      newerThan: z.int().nonnegative(),
      archive: z.string().max(255).nullable(),
    }),
    output: made<ActivityPage>(),
  },
  /** Walks along the whole chain, and tells how far it is by `activity:verifying`. */
  'activity:verify': { input: nothing, output: made<ActivityVerdict>() },
  'activity:cancel-verify': { input: nothing, output: done },
  /** What could be archived, for each of the ages that there are. */
  'activity:find-old': { input: nothing, output: made<OldActivity[]>() },
  /** Takes everything that is older out of the activity, into a sealed file. */
  'activity:archive': {
    input: z.strictObject({ days: z.literal(ARCHIVE_AGES) }),
    output: made<ArchiveSummary>(),
  },

  'security:status': {
    input: nothing,
    output: z.object({ hasKeychainSlot: z.boolean(), canUseKeychain: z.boolean() }),
  },
  'security:change-passphrase': { input: z.strictObject({ proof, passphrase }), output: done },
  'security:set-keychain': {
    input: z.strictObject({ proof, isWanted: z.boolean() }),
    output: done,
  },
  /** The code opens nothing before it is confirmed, like that of the first run. */
  'security:new-recovery-code': {
    input: z.strictObject({ proof }),
    output: z.object({ recoveryCode: z.string() }),
  },
  /** A new data key comes with a new recovery code: only who has the old one could keep it. */
  'security:new-data-key': {
    input: z.strictObject({ passphrase }),
    output: z.object({ recoveryCode: z.string() }),
  },
  'security:confirm-recovery-code': { input: nothing, output: done },
  'security:forget-recovery-code': { input: nothing, output: done },
  /** Copies the recovery code that is on the screen, at first run or later. */
  'security:copy-recovery-code': { input: nothing, output: z.object({ clearsAt: z.number() }) },

  'preferences:get': { input: nothing, output: preferencesSchema },
  'preferences:set': { input: preferencesSchema.partial(), output: preferencesSchema },

  /** Whether something is typed that closing the window would lose. Until it is false, closing asks first. */
  'app:set-unsaved': { input: z.strictObject({ hasUnsaved: z.boolean() }), output: done },
  /** Ends the app, without asking once more. */
  'app:quit': { input: nothing, output: done },
  'app:about': { input: nothing, output: made<AboutApp>() },
  /** Of everything that is in the app, by name. */
  'app:licences': { input: nothing, output: made<Licence[]>() },
  /** What links and other starts of the app asked for; each is handed out once. */
  'app:take-requests': { input: nothing, output: made<AppRequest[]>() },

  'updates:state': { input: nothing, output: made<UpdateState>() },
  /** The next three only begin; `updates:changed` tells how it goes. */
  'updates:check': { input: nothing, output: done },
  'updates:download': { input: nothing, output: done },
  /** Locks the vault, installs what was downloaded and starts again. */
  'updates:install': { input: nothing, output: done },
} as const satisfies Record<RequestName, { input: z.ZodType; output: z.ZodType }>;

export type Input<N extends RequestName> = z.infer<(typeof contract)[N]['input']>;
export type Output<N extends RequestName> = z.infer<(typeof contract)[N]['output']>;

/** What the main process tells the window unasked. */
export interface EventPayloads extends Record<EventName, unknown> {
  'vault:changed': VaultState;
  /**
   * The single path by which the list of keys changes, whoever caused it. Apply it when `revision` is one
   * more than the last one known; else ask for the list again.
   */
  'keys:changed': {
    revision: number;
    changed: z.infer<typeof apiKeySchema>[];
    removed: string[];
  };
  /** Something was recorded; `sequence` is the number of the newest event. */
  'activity:changed': { sequence: number };
  /** bytes of the activity that are verified, of how many */
  'activity:verifying': { done: number; total: number };
  /** `clearsAt`: milliseconds since the epoch; null when no secret of ours is in the clipboard any more. */
  /** A file was opened to be imported: chosen, dropped on the window, or opened from the desktop. */
  'import:opened': OpenedImport;
  /** A file that came from outside is not imported: `import:take-refusal` tells why. */
  'import:refused': null;
  /** The name of a file that waits for the vault to be open; null when none does any more. */
  'import:kept': string | null;
  'clipboard:changed': { clearsAt: number | null };
  'sync:changed': SyncState;
  /** How many rows of how many an export has worked through. */
  'reports:progress': { done: number; total: number };
  /** A schedule has run: ask for the settings again. */
  'reports:settings-changed': null;
  /** Somebody closes the window while something is unsaved: ask, and answer with `app:quit` or not at all. */
  'app:close-requested': null;
  /** The menu asks for something to be shown. */
  'app:command': AppCommand;
  /** Something waits to be fetched with `app:take-requests`. */
  'app:requested': null;
  /** Ending takes longer than a moment. */
  'app:ending': null;
  'updates:changed': UpdateState;
}

type Domain<N extends string> = N extends `${infer D}:${string}` ? D : never;
type Action<N extends string, D extends string> = N extends `${D}:${infer A}` ? A : never;
type CamelCase<S extends string> = S extends `${infer A}-${infer B}`
  ? `${A}${Capitalize<CamelCase<B>>}`
  : S;

/** `bridge.keys.create(input)`: the contract as the window calls it. */
export type Bridge = {
  [D in Domain<PageRequest>]: {
    [A in Action<PageRequest, D> as CamelCase<A>]: Input<
      `${D}:${A}` & PageRequest
    > extends undefined
      ? () => Promise<Result<Output<`${D}:${A}` & PageRequest>>>
      : (
          input: Input<`${D}:${A}` & PageRequest>,
        ) => Promise<Result<Output<`${D}:${A}` & PageRequest>>>;
  };
};

/** A `File` of the page, which shared code does not know. */
interface DroppedFile {
  readonly name: string;
}

/** What the preload script puts on `window.ownchat`: JSON text crosses faster than objects. */
export interface RawBridge {
  request(name: PageRequest, input: unknown): Promise<string>;
  /** Hands files over that a person has dropped on the window. */
  drop(files: readonly DroppedFile[]): Promise<string>;
  /** @returns the undo of the subscription */
  listen(name: EventName, listener: (json: string) => void): () => void;
}
