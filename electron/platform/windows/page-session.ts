import type { Session } from 'electron';
import { session } from 'electron';

const PARTITION = 'page';

/**
 * The session of the app's page, in memory. In the default session a script's storage (Local
 * Storage, IndexedDB, origin files) would reach the profile in plain text, possibly with a secret.
 */
export const pageSession = (): Session => session.fromPartition(PARTITION, { cache: false });
