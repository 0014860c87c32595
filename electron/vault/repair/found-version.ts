import type { RepairPreview } from '../../../shared/vault/repair';
import type { FileIdentity } from '../../platform/disk/read-file';
import type { DataKey } from '../crypto/data-key';
import type { VaultFile, VaultHeader } from '../format/snapshot-schema';
import type { VaultContent } from '../state/vault-content';
import type { Salvage } from './salvage-activity';

/** A file that may hold the vault: `vault.json` itself, or a backup. */
export interface VaultSource {
  backup: { name: string; savedAt: string } | null;
  file: VaultFile;
}

/** A recoverable version that is not yet put in place. */
export interface FoundVersion {
  dataKey: DataKey;
  source: VaultSource;
  header: Omit<VaultHeader, 'format' | 'version' | 'sequence'>;
  content: VaultContent;
  salvage: Salvage;
  /** the damaged `vault.json` that was examined; null when there was none */
  damaged: FileIdentity | null;
  preview: RepairPreview;
}
