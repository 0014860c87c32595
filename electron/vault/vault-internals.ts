import type { Result } from '../../shared/lib/result';
import type { ActivityWriter } from './activity/activity-writer';
import type { DataKey } from './crypto/data-key';
import type { ActivityDraft, ActivityEvent } from './format/events';
import type { Slot } from './format/keyslot-schema';
import type { VaultHeader } from './format/snapshot-schema';
import type { SnapshotStore } from './snapshot/snapshot-store';
import type { VaultContent } from './state/vault-content';

/** What of the header the vault decides; the rest follows from what is written. */
export type HeaderStart = Omit<VaultHeader, 'format' | 'version' | 'sequence'>;

/** The inside of a vault, for what changes how it is sealed rather than what is in it. Do not keep it. */
export interface VaultInternals {
  header: HeaderStart;
  content: VaultContent;
  dataKey: DataKey;
  writer: ActivityWriter;
  snapshots: SnapshotStore;
  /** Makes events durable, then visible. */
  record: (drafts: readonly ActivityDraft[]) => Promise<Result<ActivityEvent[]>>;
  /**
   * Rewrites `vault.json` with other slots, which are the vault's from then on, all of them or none, and after it the
   * backups.
   *
   * @returns the names of the backups that may still have other slots
   */
  replaceSlots: (slots: readonly Slot[]) => Promise<Result<{ backupsLeft: string[] }>>;
  /** Closes the vault: what is on the disk now is no longer its own, and stays as it is, whatever waits for its turn. */
  leave: () => Promise<void>;
}
