import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ReturnedKey } from '../../../shared/sync/sync-state';
import type { LedgerEntry, SyncVault, SyncView } from '../sync-vault';

/** Keys that both sides had agreed are deleted, and that live at the endpoint. A person has to say what that means. */
export const returnedOf = ({ ledger }: SyncView): ReturnedKey[] =>
  [...ledger.entries.values()].flatMap(({ id, returned }) =>
    returned ? [{ keyId: id, name: returned.name }] : [],
  );

/**
 * Notes what a person has said about some of them; the next run carries it out. A key that is taken is unknown here from
 * then on, and read again.
 *
 * @param answer `delete`: they are deleted there; `take`: they are taken over as they are there
 * @param isStill asked when the answer has its turn: whether a person has agreed to what it gives then
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
