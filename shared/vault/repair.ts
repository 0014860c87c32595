import type { OutdatedKeyslots } from './vault-state';

/** A preview of the content that a backup would restore. */
export interface RepairPreview {
  /** null: the vault file itself is intact, only its activity is damaged */
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
    /** the number of valid entries after the backup, which are restored too */
    recovered: number;
    /** the time of the last of them */
    lastAt: string | null;
    /** the number of entries that are known to be lost: a lower bound */
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

/** The vault's files, copied to another folder. */
export interface SavedFiles {
  folder: string;
  saved: number;
  /** names of the files that could not be read */
  unreadable: string[];
}

/** A backup, as far as it can be read without a key. */
export interface BackupSummary {
  name: string;
  savedAt: string;
  bytes: number;
}
