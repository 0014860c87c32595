import { waitingIds } from './run/outbox';
import { setUpOf } from './set-up';
import type { SyncVault } from './sync-vault';

/** How many changes of keys have not been sent to the vault's endpoint; 0 without an endpoint. */
export const countUnsent = (vault: SyncVault): number =>
  setUpOf(vault) === null ? 0 : waitingIds(vault).length;
