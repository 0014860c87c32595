import type { SyncState } from '../../shared/sync/sync-state';
import { openConflictsOf } from './decisions/conflicts';
import { problemsShown } from './decisions/problems';
import { returnedOf } from './decisions/returned-keys';
import { earlierNoticesIn, noticesOf } from './run/problems-and-notices';
import { unsentChanges } from './run/outbox';
import { addressOf, setUpOf } from './set-up';
import type { SyncRunner } from './sync-runner';
import type { SyncVault } from './sync-vault';

/** The sync state for the window. Never a credential. */
export function shownState(vault: SyncVault, runner: SyncRunner): SyncState {
  const setUp = setUpOf(vault);
  if (!setUp) return { kind: 'off' };
  const { lastSyncedAt, nextAt, heldUntil, alert, clockDifferenceMs } = runner;
  return {
    kind: 'set-up',
    address: setUp.address,
    host: addressOf(setUp).host,
    user: setUp.user,
    server: setUp.server,
    phase: runner.phase(setUp),
    isPaused: setUp.isPaused,
    lastSyncedAt,
    nextAt,
    heldUntil,
    conflicts: openConflictsOf(vault),
    returned: returnedOf(vault),
    notices: noticesOf(vault),
    earlierNotices: earlierNoticesIn(vault),
    problems: problemsShown(vault),
    ...unsentChanges(vault),
    alert,
    clockDifferenceMs,
  };
}
