import type { Session } from 'electron';
import { session } from 'electron';

const PARTITION = 'page';

/**
 * The session of the app's page. It lives in memory: in the default one, what a script of the page puts into its storage
 * (Local Storage, IndexedDB, files of its origin) is written to the profile as it is, a secret too.
 */
export const pageSession = (): Session => session.fromPartition(PARTITION, { cache: false });
