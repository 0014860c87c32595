import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ReturnedKey } from '../../../shared/sync/sync-state';
import type { LedgerEntry, SyncVault, SyncView } from '../sync-vault';

/**
 * Keys with an agreed deletion that exist at the endpoint again. The user has to decide about them.
 */
export const returnedOf = ({ ledger }: SyncView): ReturnedKey[] =>
  [...ledger.entries.values()].flatMap(({ id, returned }) =>
    returned ? [{ keyId: id, name: returned.name }] : [],
  );

/**
 * Stores the user's answer about returned keys for the next run. A key to be taken over loses its
 * ledger entry and is fetched again.
 *
 * @param answer `delete`: delete them at the endpoint; `take`: take over the endpoint's state
 * @param isStill checked when the commit has its turn: whether the access that results is what the
 * user agreed to
 */
export async function answerReturned(
  vault: SyncVault,
  keyIds: readonly string[],
  answer: 'delete' | 'take',
  isStill: () => boolean = () => true,
): Promise<Result<void>> {
  const committed = await vault.commit(() => {
    if (!isStill()) return fail({ code: 'not-confirmed' });
    const entries: LedgerEntry[] = [];
    let { cursor } = vault.ledger;
    for (const id of keyIds) {
      const returned = vault.ledger.entries.get(id)?.returned;
      if (!returned) continue;
      const { lastModified, name } = returned;
      if (answer === 'delete') entries.push({ id, lastModified, deleted: 'here', name });
      else {
        entries.push({ id, lastModified: null });
        if (cursor !== null) cursor = Math.min(cursor, Math.max(lastModified - 1, 0));
      }
    }
    if (entries.length === 0) return ok([]);
    const change = { entries, ...(cursor === null ? {} : { cursor }) };
    return ok([{ event: 'sync.agreed', keyId: null, change }]);
  });
  return committed.ok ? ok(undefined) : committed;
}
