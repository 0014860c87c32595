import type { Result } from '../../shared/lib/result';
import type { ActivityWriter } from './activity/activity-writer';
import type { DataKey } from './crypto/data-key';
import type { ActivityDraft, ActivityEvent } from './format/events';
import type { Slot } from './format/keyslot-schema';
import type { VaultHeader } from './format/snapshot-schema';
import type { SnapshotStore } from './snapshot/snapshot-store';
import type { VaultContent } from './state/vault-content';

/** The header fields that the vault sets; the rest is computed on writing. */
export type HeaderStart = Omit<VaultHeader, 'format' | 'version' | 'sequence'>;

/** Access to the inside of a vault for operations that change how it is sealed. Do not keep it. */
export interface VaultInternals {
  header: HeaderStart;
  content: VaultContent;
  dataKey: DataKey;
  writer: ActivityWriter;
  snapshots: SnapshotStore;
  /** Makes events durable, then visible. */
  record: (drafts: readonly ActivityDraft[]) => Promise<Result<ActivityEvent[]>>;
  /**
   * Rewrites `vault.json` with other slots, atomically, and then the backups.
   *
   * @returns the names of the backups that may still have other slots
   */
  replaceSlots: (slots: readonly Slot[]) => Promise<Result<{ backupsLeft: string[] }>>;
  /**
   * Closes the vault without writing: the files on disk are no longer its own. Queued tasks fail.
   */
  closeReplaced: () => Promise<void>;
}
