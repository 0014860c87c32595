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
  /** What the activity adds to it. */
  activity: {
    condition: 'whole' | 'torn' | 'broken' | 'missing';
    /** entries after the backup that are whole, and will be there again */
    recovered: number;
    /** when the last of them was made */
    lastAt: string | null;
    /** entries that are known to have been there, and cannot be used: at least so many */
    lost: number;
  };
  /** the change of the ways in that the file is from before: it opens as it did then */
  outdatedKeyslots: OutdatedKeyslots | null;
}

/** What there is to recover a vault from. */
export interface RepairSources {
  /** the newest backup that is not damaged, as far as that can be told without the way in */
  newest: BackupSummary | null;
  /** Whether `vault.json` itself is good, as far as that can be told without the way in. */
  isVaultGood: boolean;
}

/** The files of a vault, copied elsewhere. */
export interface SavedFiles {
  folder: string;
  saved: number;
  /** names of those that could not be read */
  unreadable: string[];
}

/** A kept snapshot, as far as it can be told without the way in. */
export interface BackupSummary {
  name: string;
  savedAt: string;
  bytes: number;
}
