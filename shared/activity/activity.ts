import type { RuleException } from '../rules/exceptions';
import type { RuleCode, RuleSet } from '../rules/rule-set';
import type { SeenState } from '../vault/vault-state';

/**
 * All events of the activity, in the order of the page's filter. A new event must be added here, or
 * the page does not compile, and needs words in `shared/words/en/activity.ts`.
 */
export const ACTIVITY_EVENTS = [
  'key.created',
  'key.restored',
  'key.updated',
  'key.rotated',
  'key.deleted',
  'secret.revealed',
  'secret.copied',
  'secret.tested',
  'secret.handed-over',
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
 * The origin of a change. It is stored in the event, because the name of an actor proves nothing: a
 * user of the operating system may have any name.
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
  'owner',
  'tags',
  'rotateEvery',
  'compromised',
  'lastUsedAt',
] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** One field of a key before and after. Long notes are cut; it never has a secret or a hash. */
export interface FieldChange {
  field: ChangeField;
  /** undefined: the key did not exist before, or does not exist afterwards */
  before?: string | number | boolean | readonly string[] | null;
  after?: string | number | boolean | readonly string[] | null;
}

/** The details of an event besides actor, time and key. */
export type ActivityDetail =
  | { kind: 'method'; method: 'passphrase' | 'recovery-code' | 'keychain' }
  /** failed attempts to unlock the vault, with the first and the last time */
  | { kind: 'attempts'; count: number; firstAt: string; lastAt: string }
  | { kind: 'preference'; name: string; before: string; after: string }
  /** sequence numbers of the first and the last archived event */
  | { kind: 'archived'; first: number; last: number }
  /** whom a secret was encrypted to: an age recipient, or null for a passphrase */
  | { kind: 'handed-over'; recipient: string | null }
  | { kind: 'setting'; name: string; isRemoved: boolean }
  /** the rules before and after, and which of them differ */
  | { kind: 'rules'; codes: RuleCode[]; before: RuleSet; after: RuleSet }
  /** a finding that was accepted for some keys, or an exception that was removed */
  | { kind: 'exception'; change: 'added' | 'removed'; exception: RuleException }
  /** the result of a sync; its changes are the endpoint's events from `first` up to this one */
  | ({ kind: 'sync'; first: number; isWhole: boolean } & SyncCounts);

/** The numbers of sent, received, removed and conflicting keys. */
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
  /** null: recorded by a version that did not store it */
  origin: Origin | null;
  event: ActivityEventName;
  /** `name` is the present or last name; empty when it is unknown */
  key: { id: string; name: string; exists: boolean } | null;
  changes: readonly FieldChange[];
  detail: ActivityDetail | null;
}

/** The end of a line, and its tag. The page reads older entries from there. */
export interface ActivityCursor {
  sequence: number;
  offset: number;
  tag: string;
}

/** The filter of the activity. Empty lists and nulls do not filter. */
export interface ActivityFilter {
  events: ActivityEventName[];
  actors: string[];
  /** `unknown`: events without an origin */
  origins: (Origin | 'unknown')[];
  keyId: string | null;
  /** sequence numbers, both included: the events of one sync */
  within: { first: number; last: number } | null;
  /** RFC 3339, both included */
  since: string | null;
  until: string | null;
  /** words that must all occur */
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
  /** sequence numbers and times (RFC 3339) of its first and its last event */
  first: number;
  last: number;
  firstAt: string;
  lastAt: string;
}

/** The minimum age of archived activity in days; the first is the default. */
export const ARCHIVE_AGES = [365, 90, 30] as const;
export type ArchiveAge = (typeof ARCHIVE_AGES)[number];

/** The events that archiving would move. */
export interface OldActivity {
  days: ArchiveAge;
  events: number;
  /** times of the first and the last of them, RFC 3339; null when there are none */
  firstAt: string | null;
  lastAt: string | null;
  /** the number of older events that stay, because a backup needs them */
  needed: number;
}

/** A part of the activity, newest first. */
export interface ActivityPage {
  entries: ActivityEntry[];
  /** where the next part begins; null when there are no older entries */
  next: ActivityCursor | null;
  /** the end of the line at which this part began */
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
  /** only when it is broken: the first line that is altered or missing */
  brokenLine: number | null;
  /** the number of valid lines */
  lines: number;
  /** the tag of the last valid line: it authenticates all lines before it */
  tag: string;
  end: ActivityEndStatus;
  /** the archives: the number of valid events, and the archives that are missing or damaged, oldest first */
  archived: {
    events: number;
    bad: { file: string; first: number; last: number; problem: ArchiveProblem }[];
  };
}

/** Why an archive is bad. */
type ArchiveProblem = 'missing' | 'altered' | 'unreadable';
