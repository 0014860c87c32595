import { join } from 'node:path';

/** Where the parts of a vault stand inside its directory. */
export interface VaultPaths {
  directory: string;
  vault: string;
  activity: string;
  backups: string;
  /** The activity under a new data key, until the snapshot under that key is in place. */
  nextActivity: string;
  /** The activity under the data key that was, until the next one stands in its place. */
  previousActivity: string;
}

export const vaultPaths = (directory: string): VaultPaths => ({
  directory,
  vault: join(directory, 'vault.json'),
  activity: join(directory, 'activity.jsonl'),
  backups: join(directory, 'backups'),
  nextActivity: join(directory, 'activity.jsonl.next'),
  previousActivity: join(directory, 'activity.jsonl.previous'),
});
