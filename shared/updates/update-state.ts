/** Why this copy of the app does not update itself. */
export type UpdatesOff =
  /** started from its source */
  | 'development'
  /** the system's package manager brings them */
  | 'distribution'
  /** built without a release key */
  | 'unsigned';

/** Why looking for an update, or fetching it, has failed. */
export type UpdateFailure =
  | 'not-reached'
  /** the announced version is not signed by the release key */
  | 'not-trusted'
  /** the download does not match the signed manifest */
  | 'altered'
  /** this computer did not take it */
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
  /** downloaded and checked; installed when the person says so */
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; why: UpdateFailure };
