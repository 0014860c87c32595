import { join } from 'node:path';

/** The paths of the files in a vault's directory. */
export interface VaultPaths {
  directory: string;
  vault: string;
  activity: string;
  backups: string;
  /** Archived activity, each part in a sealed file. */
  archives: string;
  /**
   * The new activity during a data key rotation or archiving, until the matching snapshot is in
   * place.
   */
  nextActivity: string;
  /** The previous activity, until the new one is renamed into its place. */
  previousActivity: string;
}

export const vaultPaths = (directory: string): VaultPaths => ({
  directory,
  vault: join(directory, 'vault.json'),
  activity: join(directory, 'activity.jsonl'),
  backups: join(directory, 'backups'),
  archives: join(directory, 'archive'),
  nextActivity: join(directory, 'activity.jsonl.next'),
  previousActivity: join(directory, 'activity.jsonl.previous'),
});
