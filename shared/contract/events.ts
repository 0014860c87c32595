import type { ApiKey } from '../keys/api-key';
import type { AppCommand } from '../app/app-command';
import type { EventName } from './channels';
import type { RulesState } from '../rules/rules-in-force';
import type { SyncState } from '../sync/sync-state';
import type { OpenedImport } from '../transfer/transfer';
import type { UpdateState } from '../updates/update-state';
import type { VaultState } from '../vault/vault-state';

/** The events from the main process to the window. */
export interface EventPayloads extends Record<EventName, unknown> {
  'vault:changed': VaultState;
  /**
   * The only way in which the list of keys changes, whatever the cause. Apply it when `revision` is
   * the last one plus one; otherwise load the list again.
   */
  'keys:changed': {
    revision: number;
    changed: ApiKey[];
    removed: string[];
  };
  /** Progress of a change of many keys, before it is committed. */
  'keys:changing': { done: number; total: number };
  /** Events were recorded; `sequence` is the number of the newest. */
  'activity:changed': { sequence: number };
  /** verified bytes of the activity, and all bytes */
  'activity:verifying': { done: number; total: number };
  /** progress of archiving: done and total */
  'activity:archiving': { done: number; total: number };
  /** A file was opened to be imported: chosen, dropped on the window, or opened from the desktop. */
  'import:opened': OpenedImport;
  /** A dropped or opened file is refused: `import:take-refusal` has the reason. */
  'import:refused': null;
  /** The name of the file that waits for the vault to open; null when there is none. */
  'import:kept': string | null;
  /** `clearsAt`: milliseconds since the epoch; null when the clipboard holds no secret of ours. */
  'clipboard:changed': { clearsAt: number | null };
  'sync:changed': SyncState;
  /** The rules or their exceptions have changed. */
  'rules:changed': RulesState;
  /** Progress of an export: rows done and in all. */
  'reports:progress': { done: number; total: number };
  /** A schedule has run: load the settings again. */
  'reports:settings-changed': null;
  /** The window is closing with unsaved input. Ask the user, and send `app:quit` only if they agree. */
  'app:close-requested': null;
  /** A menu command to show something. */
  'app:command': AppCommand;
  /** New requests can be fetched with `app:take-requests`. */
  'app:requested': null;
  /** Quitting takes longer than a moment. */
  'app:ending': null;
  'updates:changed': UpdateState;
}
