/** Why this copy of the app does not update itself. */
export type UpdatesOff =
  /** started from its source code */
  | 'development'
  /** the system's package manager updates it */
  | 'distribution'
  /** built without a release key */
  | 'unsigned';

/** Why checking for an update, or downloading it, has failed. */
export type UpdateFailure =
  | 'not-reached'
  /** the release manifest has no valid signature */
  | 'not-trusted'
  /** the download does not match the signed manifest */
  | 'altered'
  /** the download could not be written to disk */
  | 'not-written';

/** The state of the app's own updates. */
export type UpdateState =
  | { kind: 'off'; why: UpdatesOff }
  | { kind: 'idle' }
  | { kind: 'checking' }
  | { kind: 'current' }
  /** `notes`: the release notes as plain text */
  | { kind: 'offered'; version: string; notes: string }
  | { kind: 'downloading'; version: string; percent: number }
  /** downloaded and verified; installed when the person agrees */
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; why: UpdateFailure };
