import type { SyncState } from '../sync/sync-state';

/**
 * When a change takes effect at the endpoint, which decides about access.
 * - `none`: there is no endpoint, so a person has to make the change in Ownchat too
 * - `soon`: it is sent with the next sync, within seconds
 * - others: the reason why it waits
 */
export type Reach = 'none' | 'soon' | LaterReach;
type LaterReach =
  | 'not-begun'
  | 'paused'
  | 'offline'
  | 'failed'
  | 'held'
  | 'asking'
  | 'refused'
  | 'unreadable';

/**
 * @param state null while unknown; treated like no endpoint, which promises nothing
 * @param keyIds the affected keys: an endpoint may refuse one and accept the others
 * @param options.endsAccess it deletes or deactivates; both are sent even when the record cannot be
 * read
 */
export function reachOf(
  state: SyncState | null,
  keyIds: readonly string[] = [],
  { endsAccess = false }: { endsAccess?: boolean } = {},
): Reach {
  if (state === null || state.kind === 'off') return 'none';
  const { phase } = state;
  if (phase.phase === 'new') return 'not-begun';
  if (phase.phase === 'asking') return 'asking';
  if (phase.phase === 'paused' || state.isPaused) return 'paused';
  if (phase.phase === 'failed') {
    return phase.failure.code === 'endpoint-unreachable' ? 'offline' : 'failed';
  }
  if (state.heldUntil !== null) return 'held';
  const problems = state.problems.filter(({ id }) => keyIds.includes(id));
  if (problems.some(({ kind }) => kind === 'refused')) return 'refused';
  const isUndecided = problems.some(({ kind, chosen }) => kind === 'invalid' && chosen === null);
  return isUndecided && !endsAccess ? 'unreadable' : 'soon';
}

/** Whether a change is waiting. */
export const isLater = (reach: Reach): reach is LaterReach => reach !== 'none' && reach !== 'soon';
