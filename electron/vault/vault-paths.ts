import { join } from 'node:path';

/** Where the parts of a vault stand inside its directory. */
export interface VaultPaths {
  directory: string;
  vault: string;
  activity: string;
  backups: string;
}

export const vaultPaths = (directory: string): VaultPaths => ({
  directory,
  vault: join(directory, 'vault.json'),
  activity: join(directory, 'activity.jsonl'),
  backups: join(directory, 'backups'),
});
