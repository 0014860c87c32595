import type { OutdatedKeyslots } from './vault-state';

/** A preview of the content that a backup would restore. */
export interface RepairPreview {
  /** null: the vault file itself is good, only its activity is not */
  backup: { savedAt: string } | null;
  keys: {
    id: string;
    name: string;
    hint: string;
    enabled: boolean;
    expiresAt: string | null;
    hasSecret: boolean;
  }[];
  /** The changes that the activity adds. */
  activity: {
    condition: 'whole' | 'torn' | 'broken' | 'missing';
    /** entries after the backup that are whole, and will be there again */
    recovered: number;
    /** when the last of them was made */
    lastAt: string | null;
    /** entries that are known to have been there, and cannot be used: at least so many */
    lost: number;
  };
  /** the change of credentials that the file lacks: it opens with the earlier ones */
  outdatedKeyslots: OutdatedKeyslots | null;
}

/** The sources for a repair. */
export interface RepairSources {
  /** the newest intact backup, as far as that can be told without a key */
  newest: BackupSummary | null;
  /** Whether `vault.json` is intact, as far as that can be told without a key. */
  isVaultGood: boolean;
}

/** The files of a vault, copied elsewhere. */
export interface SavedFiles {
  folder: string;
  saved: number;
  /** names of those that could not be read */
  unreadable: string[];
}

/** A backup, as far as it can be read without a key. */
export interface BackupSummary {
  name: string;
  savedAt: string;
  bytes: number;
}
