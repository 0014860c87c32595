import type { Failure } from '../lib/failure';
import type { FieldConflict } from './merge';
import type { Unsent } from './unsent';

/** A notice about a sync, kept until the person dismisses it. */
export type SyncNotice =
  /** `hadEdits`: it had unsent changes here, which were removed with it */
  | { kind: 'deleted-elsewhere'; keyId: string; name: string; hadEdits: boolean }
  /** From earlier versions: a deleted key was at the endpoint again, and was not taken over. */
  | { kind: 'came-back'; keyId: string; name: string }
  /**
   * From earlier versions: the endpoint changed a key without a new version number, and the change
   * was not taken over.
   */
  | { kind: 'number-reused'; keyId: string; name: string }
  /** A key was given more access elsewhere. */
  | { kind: 'more-access'; keyId: string; name: string }
  /** The key was rotated here and elsewhere; the secret from here never took effect. */
  | { kind: 'rotated-twice'; keyId: string; name: string }
  /** A key was given permissions in an unknown form, such as `*`. They are kept as text and grant nothing. */
  | { kind: 'unreadable-scopes'; keyId: string; name: string; scopes: string[] };

/** The decisions about a record that cannot be read. */
export const SETTLEMENTS = ['overwrite', 'deactivate', 'delete'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** A key that was deleted here and elsewhere, and exists at the endpoint again. */
export interface ReturnedKey {
  keyId: string;
  /** the endpoint's text: untrusted, at most 200 characters */
  name: string;
}

/** The maximum number of listed problems. Of the others only the key ids are stored. */
export const NAMED_PROBLEMS = 100;

/** A record that sync skipped, because this app cannot read it or the endpoint refuses it. */
export interface SyncProblem {
  /** from the record: untrusted text, at most 100 characters */
  id: string;
  /**
   * `invalid`: the endpoint's record cannot be read; `refused`: the endpoint did not accept ours
   */
  kind: 'invalid' | 'refused';
  /** the invalid field, or the status of the refusal */
  detail: string;
  /**
   * the name of the key here, otherwise that of the record: untrusted text; null when neither is
   * known
   */
  name: string | null;
  /**
   * `invalid`: the value of that field, as shortened JSON; `refused`: the endpoint's message; null:
   * none
   */
  says: string | null;
  /** the decisions that are possible here */
  choices: Settlement[];
  /** the decision, sent with the next sync; null: none */
  chosen: Settlement | null;
}

/** How the endpoint was found to be replaced or restored. */
export type ReplacedReason =
  /** the endpoint reports it (410) */
  | 'gone'
  /** its version number decreased */
  | 'went-back'
  /** it is another bucket or collection */
  | 'another'
  /** it lacks agreed records */
  | 'lost-records'
  /** it has an older state of a key than the agreed one */
  | 'older'
  /** it has other content for a key under the agreed version number */
  | 'altered';

/** Some keys by name, and their number. */
export interface NamedKeys {
  names: string[];
  count: number;
}

/** The endpoint was replaced or restored. Sync stops until the person decides. */
export type SyncQuestion =
  | {
      kind: 'replaced';
      reason: ReplacedReason;
      keys?: NamedKeys;
      /** the endpoint's message, if any */
      says?: string;
    }
  /** most keys were deleted elsewhere */
  | ({ kind: 'mass-deletion'; total: number } & NamedKeys);

/** A server's message to its administrators: untrusted text, at most 500 characters. */
export interface EndpointAlert {
  message: string;
  /** the service ends, or has ended */
  isEnd: boolean;
}

/** The description that a server gives of itself. */
export interface ServerInfo {
  name: string;
  version: string;
  /** of the HTTP API */
  api: string;
  capabilities: string[];
}

/** One line of a connection test. */
export type TestLine =
  | { line: 'reached'; ok: boolean }
  | { line: 'secure'; ok: boolean; isLocal: boolean }
  | { line: 'signed-in'; ok: boolean; user: string }
  /** `null`: the endpoint does not report it; the first sync will show it */
  | { line: 'may-write'; ok: boolean | null }
  | { line: 'clock'; ok: boolean; differenceMs: number };

export interface TestReport {
  lines: TestLine[];
  /** why the test stopped; null when it passed */
  failure: Failure | null;
  server: ServerInfo | null;
  /** the server's message to its administrators */
  alert: EndpointAlert | null;
}

/** The effect of a first sync. */
export interface SyncPreview {
  send: number;
  receive: number;
  remove: number;
  conflicts: number;
}

export interface KeyConflict {
  keyId: string;
  name: string;
  fields: FieldConflict[];
}

/**
 * A change of one key that the endpoint does not have: until it is sent, the previous state applies
 * there.
 */
export interface UnsentChange {
  keyId: string;
  /** null when unknown: an older version of the app deleted the key */
  name: string | null;
  change: Unsent | 'deleted';
}

/** The sync state for the window. Never a credential. */
export type SyncState =
  | { kind: 'off' }
  | {
      kind: 'set-up';
      address: string;
      host: string;
      /** the kind of credentials; `user` is empty for an access token */
      user: string;
      server: ServerInfo;
      phase: SyncPhase;
      /** it runs only by hand */
      isPaused: boolean;
      /** milliseconds since the epoch; null: not since unlocking */
      lastSyncedAt: number | null;
      /** when it runs next automatically; null: only by hand */
      nextAt: number | null;
      /** until when the server has asked to wait; null when it has not */
      heldUntil: number | null;
      conflicts: KeyConflict[];
      /** both sides differ until the person decides about them */
      returned: ReturnedKey[];
      notices: SyncNotice[];
      /** the number of earlier notices */
      earlierNotices?: number;
      /** all of them; the first `NAMED_PROBLEMS` with their texts and possible decisions */
      problems: SyncProblem[];
      /** keys with unsent changes */
      waiting: number;
      /** the first ones by name */
      unsent: readonly UnsentChange[];
      /** the server's message to its administrators */
      alert: EndpointAlert | null;
      /** the server's clock minus this one's, in milliseconds; null when the difference is small */
      clockDifferenceMs: number | null;
    };

export type SyncPhase =
  /** set up, but not started by the person */
  | { phase: 'new' }
  | { phase: 'idle' }
  | { phase: 'running'; step: 'receiving' | 'sending'; done: number; total: number | null }
  | { phase: 'paused' }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'asking'; question: SyncQuestion };

export type Verdict =
  | 'VALID'
  | 'NOT_FOUND'
  | 'DISABLED'
  | 'EXPIRED'
  | 'FORBIDDEN'
  | 'INSUFFICIENT_PERMISSIONS'
  | 'RATE_LIMITED';
