import { join } from 'node:path';

/** Where the parts of a vault stand inside its directory. */
export interface VaultPaths {
  directory: string;
  vault: string;
  activity: string;
  backups: string;
  /** Activity that was archived, each in a sealed file of its own. */
  archives: string;
  /** The activity under a new data key, or without what is archived, until the snapshot that goes with it is in place. */
  nextActivity: string;
  /** The activity as it was, until the next one stands in its place. */
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
