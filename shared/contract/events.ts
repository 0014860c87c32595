import type { ApiKey } from '../keys/api-key';
import type { AppCommand } from '../app/app-command';
import type { EventName } from './channels';
import type { SyncState } from '../sync/sync-state';
import type { OpenedImport } from '../transfer/transfer';
import type { UpdateState } from '../updates/update-state';
import type { VaultState } from '../vault/vault-state';

/** The events from the main process to the window. */
export interface EventPayloads extends Record<EventName, unknown> {
  'vault:changed': VaultState;
  /**
   * The single path by which the list of keys changes, regardless of the cause. Apply it when `revision` is one
   * more than the last one known; else ask for the list again.
   */
  'keys:changed': {
    revision: number;
    changed: ApiKey[];
    removed: string[];
  };
  /** Something was recorded; `sequence` is the number of the newest event. */
  'activity:changed': { sequence: number };
  /** bytes of the activity that are verified, of how many */
  'activity:verifying': { done: number; total: number };
  /** how much of archiving is done, of how much */
  'activity:archiving': { done: number; total: number };
  /** A file was opened to be imported: chosen, dropped on the window, or opened from the desktop. */
  'import:opened': OpenedImport;
  /** A file that came from outside is not imported: `import:take-refusal` tells why. */
  'import:refused': null;
  /** The name of a file that waits for the vault to be open; null when none does any more. */
  'import:kept': string | null;
  /** `clearsAt`: milliseconds since the epoch; null when no secret of ours is in the clipboard any more. */
  'clipboard:changed': { clearsAt: number | null };
  'sync:changed': SyncState;
  /** How many rows of how many an export has worked through. */
  'reports:progress': { done: number; total: number };
  /** A schedule has run: ask for the settings again. */
  'reports:settings-changed': null;
  /** The window is closing with unsaved input. Ask the user, and send `app:quit` only if they agree. */
  'app:close-requested': null;
  /** The menu asks for something to be shown. */
  'app:command': AppCommand;
  /** Something waits to be fetched with `app:take-requests`. */
  'app:requested': null;
  /** Ending takes longer than a moment. */
  'app:ending': null;
  'updates:changed': UpdateState;
}
