import type { Violation } from '../rules/violation';
import type { FieldProblem } from '../keys/key-rules';
import type { ImportProblem } from '../transfer/transfer';

/** Why a write to the disk failed, by the possible remedy. */
export type WriteProblem = 'disk-full' | 'no-permission' | 'not-a-file' | 'other';

/** Why an address is not that of a collection to sync with. */
export type AddressProblem =
  | 'not-an-address'
  | 'not-https'
  | 'not-a-collection'
  | 'holds-credentials';
/** Why a report could not be written to its target. */
export type ReportProblem = WriteProblem | 'folder-missing' | 'name-too-long' | 'is-a-folder';

/**
 * All failures that a person may see. `renderer/ui/text/failure-text.ts` has the title, the
 * sentence and the remedy of each code, and does not compile while one is missing.
 */
export type Failure =
  // The vault on disk. Each condition has its own code, because each has its own remedy.
  | { code: 'vault-absent' }
  | { code: 'vault-exists' }
  | { code: 'vault-missing'; path: string }
  | { code: 'vault-newer-version'; path: string; version: number }
  | { code: 'vault-truncated'; path: string }
  | { code: 'vault-altered'; path: string }
  | { code: 'vault-unreadable'; path: string; reason: string }
  | { code: 'vault-kdf-refused'; path: string }
  | { code: 'vault-read-only' }
  | { code: 'activity-damaged'; path: string }
  | { code: 'merge-impossible'; path: string }
  | { code: 'no-good-backup'; path: string }
  | { code: 'recovery-expired' }
  | { code: 'vault-changed-on-disk'; path: string }
  | { code: 'write-failed'; path: string; problem: WriteProblem; reason: string }
  // Unlocking
  | { code: 'vault-locked' }
  /** the person declined the main process's confirmation */
  | { code: 'not-confirmed' }
  | { code: 'vault-not-locked' }
  | { code: 'wrong-passphrase'; retryAfterMs: number }
  | { code: 'wrong-recovery-code'; retryAfterMs: number }
  | { code: 'malformed-recovery-code' }
  | { code: 'passphrase-too-short'; minimum: number }
  | { code: 'recovery-code-expired' }
  | { code: 'new-code-expired' }
  | { code: 'passphrase-too-weak' }
  | { code: 'keychain-unavailable' }
  | { code: 'keychain-refused' }
  | { code: 'keychain-silent' }
  /** the keychain would open a file from before a change of the credentials */
  | { code: 'older-ways-in' }
  /** the credentials open older files only, not the newest intact one, of that path or name */
  | { code: 'other-way-in'; path: string }
  // Backups, export, import
  | { code: 'backup-not-found' }
  | { code: 'backup-damaged'; path: string }
  // Archived activity
  | { code: 'nothing-to-archive' }
  | { code: 'archive-missing'; path: string }
  | { code: 'archive-altered'; path: string }
  | { code: 'import-refused'; fileName: string; problem: ImportProblem; line: number | null }
  | { code: 'import-expired' }
  /** `names`: some of the existing keys that would get more access than the person agreed to */
  | { code: 'import-gives-more'; names: string[] }
  /** `names`: some of the keys of the file that have changed since the review */
  | { code: 'import-outdated'; names: string[] }
  // API keys
  | { code: 'invalid-key'; problems: FieldProblem[] }
  | { code: 'key-not-found' }
  /** `names`: some of the keys whose change a rule blocks, of `count` */
  | { code: 'rules-broken'; names: string[]; count: number; violations: Violation[] }
  /** a newer version has stored rules that this one does not understand */
  | { code: 'rules-unreadable' }
  | { code: 'exceptions-full' }
  /** the keys are no longer as the preview of a change showed them */
  | { code: 'preview-outdated' }
  | { code: 'change-cancelled' }
  /** an activation of a key whose secret is reported as compromised */
  | { code: 'key-compromised' }
  /**
   * `archived`: the change is in an archive; `unreadable`: the activity is damaged before it; `none`:
   * it changed no key
   */
  | { code: 'revert-impossible'; problem: 'archived' | 'unreadable' | 'none' }
  | { code: 'secret-not-stored' }
  /** not a recipient of age */
  | { code: 'recipient-invalid' }
  /** a rotation of an inactive key: the new secret would not work either */
  | { code: 'key-disabled' }
  | { code: 'key-expired' }
  /** `until`: the promised end of the previous secret; RFC 3339 */
  | { code: 'grace-running'; until: string }
  /** the grace period that was to be ended is over, or another one runs */
  | { code: 'grace-ended' }
  | { code: 'reveal-not-allowed' }
  // The endpoint, and syncing with it
  | { code: 'endpoint-address'; problem: AddressProblem }
  | {
      code: 'endpoint-unreachable';
      problem:
        | 'no-name'
        | 'refused'
        | 'interrupted'
        | 'too-slow'
        | 'offline'
        | 'proxy'
        | 'no-answer';
    }
  | {
      code: 'endpoint-certificate';
      problem: 'untrusted' | 'out-of-date' | 'wrong-name' | 'not-secure';
    }
  | { code: 'endpoint-not-understood'; problem: 'web-page' | 'cut-short' | 'unexpected' }
  | { code: 'endpoint-too-much' }
  | { code: 'endpoint-redirects'; to: string | null }
  | { code: 'endpoint-sign-in' }
  | { code: 'endpoint-forbidden' }
  | { code: 'endpoint-not-found' }
  /** `waitMs`: how long the endpoint asks to wait; null when it did not say */
  | { code: 'endpoint-busy'; waitMs: number | null }
  /** `message`: the endpoint's own text, if any */
  | { code: 'endpoint-error'; status: number; message?: string }
  | { code: 'endpoint-contended' }
  | { code: 'endpoint-replaced'; message?: string }
  | { code: 'endpoint-cannot-verify' }
  | { code: 'sync-not-set-up' }
  | { code: 'sync-waits-for-you' }
  | { code: 'sync-cancelled' }
  // Reports
  | { code: 'report-not-written'; path: string; problem: ReportProblem; reason: string }
  | { code: 'report-exists'; path: string }
  | { code: 'report-too-large'; rows: number; most: number }
  | { code: 'report-filter-invalid'; part: string }
  | { code: 'report-not-printed' }
  | { code: 'report-cancelled' }
  | { code: 'report-under-way' }
  | { code: 'report-gone'; path: string }
  | { code: 'report-in-use' }
  | { code: 'report-not-saved' }
  // The bridge between the processes
  | { code: 'request-refused' }
  | { code: 'request-invalid'; path: string }
  | { code: 'unexpected' };

export type FailureCode = Failure['code'];
