import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { FieldConflict } from '../../../shared/sync/merge';
import { same } from '../../../shared/sync/merge';
import { hasMoreAddresses, hasMoreScopes } from '../../../shared/keys/access';

/**
 * The conflicts of a key that are open after a merge. An undecided one stays open unless another
 * computer can have decided it. A side that removed more access or wrote another text may not have
 * known of the conflict; its value applies until a decision.
 *
 * @param before the conflicts in the ledger; a local change of the field decides one
 * @param mine the key before the merge, `merged` after it
 * @param found the new conflicts of this merge
 */
export function openConflictsAfter(
  before: readonly FieldConflict[],
  mine: ApiKeyRecord,
  { record: merged, conflicts: found }: { record: ApiKeyRecord; conflicts: FieldConflict[] },
): FieldConflict[] {
  const undecided = before.filter(({ field, held }) => same(mine[field], held));
  const older = new Map(undecided.map((conflict) => [conflict.field, conflict]));
  const asked = found.map((conflict) => {
    const first = older.get(conflict.field);
    older.delete(conflict.field);
    return first ? { ...conflict, base: first.base, mine: first.mine } : conflict;
  });
  return [...[...older.values()].flatMap((conflict) => unlessDecided(conflict, merged)), ...asked];
}

function unlessDecided(conflict: FieldConflict, merged: ApiKeyRecord): FieldConflict[] {
  const { field, held, mine } = conflict;
  if (same(merged[field], held)) return [conflict];
  if (same(merged[field], mine)) return [];
  if (field === 'scopes' || field === 'allowedIps') {
    const hasMore = field === 'scopes' ? hasMoreScopes : hasMoreAddresses;
    const now = merged[field];
    return hasMore([held].flat(), now) ? [] : [{ ...conflict, held: now }];
  }
  const now = merged[field];
  return [{ ...conflict, theirs: now, held: now }];
}
