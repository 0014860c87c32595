import type { Scope } from '../keys/scopes';
import type { SeenState } from '../vault/vault-state';

/**
 * All events of the activity, in the order of the page's filter. A new event must be added here, or
 * the page does not compile, and needs words in `shared/words/en/activity.ts`.
 */
export const ACTIVITY_EVENTS = [
  'key.created',
  'key.updated',
  'key.rotated',
  'key.deleted',
  'secret.revealed',
  'secret.copied',
  'secret.tested',
  'vault.unlocked',
  'vault.locked',
  'vault.unlock-failed',
  'vault.proof-failed',
  'vault.recovered',
  'vault.merged',
  'vault.older-state-accepted',
  'vault.older-ways-in-accepted',
  'vault.unremembered-accepted',
  'vault.created',
  'vault.passphrase-changed',
  'vault.recovery-code-changed',
  'vault.keychain-added',
  'vault.keychain-removed',
  'vault.data-key-changed',
  'activity.archived',
  'preference.changed',
  'report.exported',
  'backup.restored',
  'vault.exported',
  'keys.imported',
  'setting.changed',
  'sync.done',
  'sync.agreed',
  'usage.received',
  'sync.reset',
] as const;
export type ActivityEventName = (typeof ACTIVITY_EVENTS)[number];

/**
 * Where a change came in. The event says so itself: the name of its actor proves nothing, since a user of the operating
 * system may be called anything.
 */
export const ORIGINS = ['window', 'command line', 'endpoint', 'import', 'schedule'] as const;
export type Origin = (typeof ORIGINS)[number];

/** The fields of a key whose changes are shown, in the order of the form. */
export const CHANGE_FIELDS = [
  'name',
  'integration',
  'note',
  'environment',
  'scopes',
  'enabled',
  'expiresAt',
  'allowedIps',
  'lastUsedAt',
] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** One field of a key as it was and as it is. Long notes are cut; there is never a secret or a hash in it. */
export interface FieldChange {
  field: ChangeField;
  /** undefined: there was no key before, or there is none afterwards */
  before?: string | boolean | readonly Scope[] | null;
  after?: string | boolean | readonly Scope[] | null;
}

/** What an event says besides who, when and which key. */
export type ActivityDetail =
  | { kind: 'method'; method: 'passphrase' | 'recovery-code' | 'keychain' }
  /** failed attempts to unlock the vault, and the times of the first and the last one */
  | { kind: 'attempts'; count: number; firstAt: string; lastAt: string }
  | { kind: 'preference'; name: string; before: string; after: string }
  /** the numbers of the first and the last event that went into an archive */
  | { kind: 'archived'; first: number; last: number }
  | { kind: 'setting'; name: string; isRemoved: boolean }
  /** the result of a sync; its changes are the endpoint's events from `first` up to this one */
  | ({ kind: 'sync'; first: number; isWhole: boolean } & SyncCounts);

/** How many keys were sent and received, removed here and found in conflict. */
export interface SyncCounts {
  sent: number;
  received: number;
  removed: number;
  conflicts: number;
}

/** One event as the page shows it. */
export interface ActivityEntry {
  sequence: number;
  /** RFC 3339 */
  at: string;
  actor: string;
  /** null: it was recorded by a version that did not note it */
  origin: Origin | null;
  event: ActivityEventName;
  /** `name` as it is now, or was at the end; empty when the name is unknown */
  key: { id: string; name: string; exists: boolean } | null;
  changes: readonly FieldChange[];
  detail: ActivityDetail | null;
}

/** Where a line ends, and the tag that says so: from there the page goes on to older ones. */
export interface ActivityCursor {
  sequence: number;
  offset: number;
  tag: string;
}

/** The filter of the activity. Empty lists and nulls do not filter. */
export interface ActivityFilter {
  events: ActivityEventName[];
  actors: string[];
  /** `unknown`: events that do not say it */
  origins: (Origin | 'unknown')[];
  keyId: string | null;
  /** sequence numbers, both included: the events of one sync */
  within: { first: number; last: number } | null;
  /** RFC 3339, both included */
  since: string | null;
  until: string | null;
  /** words that must all be found */
  query: string;
}

export const NO_ACTIVITY_FILTER: ActivityFilter = {
  events: [],
  actors: [],
  origins: [],
  keyId: null,
  within: null,
  since: null,
  until: null,
  query: '',
};

/** A part of the activity in an encrypted archive file. */
export interface ArchiveSummary {
  /** file name without folder */
  file: string;
  /** numbers of its first and its last event, and when they were recorded, RFC 3339 */
  first: number;
  last: number;
  firstAt: string;
  lastAt: string;
}

/** The minimum age of archived activity in days; the first is the default. */
export const ARCHIVE_AGES = [365, 90, 30] as const;
export type ArchiveAge = (typeof ARCHIVE_AGES)[number];

/** What archiving would take out of the activity. */
export interface OldActivity {
  days: ArchiveAge;
  events: number;
  /** when the first and the last of them were recorded, RFC 3339; null when there are none */
  firstAt: string | null;
  lastAt: string | null;
  /** how many more are as old, and are needed to go on from a backup */
  needed: number;
}

/** A part of the activity, newest first. */
export interface ActivityPage {
  entries: ActivityEntry[];
  /** where to go on, or null when there is nothing older */
  next: ActivityCursor | null;
  /** where the line ends at which this page began */
  from: ActivityCursor;
  /** the line at which the chain is broken; older entries cannot be shown */
  brokenLine: number | null;
  /** the archives that precede the activity, oldest first */
  archives: ArchiveSummary[];
}

/**
 * The rollback check of the activity's end. `cut`: this computer has seen a later line. `unknown`:
 * this computer knows the vault, but its rollback mark is missing. Null: no events are missing, as
 * far as this computer can tell.
 */
export type ActivityEndStatus = { kind: 'cut'; seen: SeenState } | { kind: 'unknown' } | null;

/** The result of verifying the whole chain. Lines are counted from 1, as in the file. */
export interface ActivityVerdict {
  kind: 'whole' | 'torn' | 'broken' | 'cancelled';
  /** only when it is broken: the first that is not the one that was written there, or is missing */
  brokenLine: number | null;
  /** how many lines were found good */
  lines: number;
  /** the tag of the last good line: it authenticates all lines before it */
  tag: string;
  end: ActivityEndStatus;
  /** the archives: the number of valid events, and the archives that are missing or damaged, oldest first */
  archived: {
    events: number;
    bad: { file: string; first: number; last: number; problem: ArchiveProblem }[];
  };
}

/** Why an archive is not good. */
type ArchiveProblem = 'missing' | 'altered' | 'unreadable';
