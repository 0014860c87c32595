import { waitingIds } from './run/outbox';
import { setUpOf } from './set-up';
import type { SyncVault } from './sync-vault';

/** How many changes of keys the endpoint of a vault has not got; none where there is no endpoint. */
export const countUnsent = (vault: SyncVault): number =>
  setUpOf(vault) === null ? 0 : waitingIds(vault).length;
