import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { Settlement, SyncProblem } from '../../../shared/sync/sync-state';
import { NAMED_PROBLEMS } from '../../../shared/sync/sync-state';
import { differences } from '../run/draft-keys';
import type { StoredProblem } from '../run/problems-and-notices';
import { draftForAnswer, problemsOf } from '../run/problems-and-notices';
import { answerTo } from '../run/outbox';
import type { SyncDraft, SyncVault } from '../sync-vault';

/** The ids that Kinto accepts: a record with another id has no address. */
const ID = /^[a-zA-Z0-9][\w-]*$/;

type ProblemView = Pick<SyncVault, 'keys' | 'ledger' | 'settings'>;

/** The problems in the form that the window gets. */
export function problemsShown(vault: ProblemView): SyncProblem[] {
  const { keys, ledger } = vault;
  // A key that was refused and then deleted here never existed at the endpoint.
  const all = problemsOf(vault).filter(
    ({ id, number }) =>
      number !== undefined || keys.has(id) || ledger.entries.get(id)?.deleted === 'here',
  );
  return all.map((problem, index): SyncProblem => {
    const { id, kind, detail, says, number } = problem;
    const chosen = answerTo(vault, problem) ?? null;
    if (index >= NAMED_PROBLEMS) {
      return { id, kind, detail, name: null, says: null, choices: [], chosen };
    }
    const record = keys.get(id)?.record;
    const choices = number !== undefined ? choicesFor(problem, record) : [];
    const name = record?.name ?? problem.name ?? ledger.entries.get(id)?.name ?? null;
    return { id, kind, detail, name, says, choices, chosen };
  });
}

function choicesFor({ id, isOff }: StoredProblem, record: ApiKeyRecord | undefined): Settlement[] {
  if (!ID.test(id)) return [];
  if (record)
    return record.enabled ? ['overwrite', 'deactivate', 'delete'] : ['overwrite', 'delete'];
  return isOff ? ['delete'] : ['deactivate', 'delete'];
}

/** Applies the user's choice about an unreadable record; the next sync sends it. */
export async function settleProblem(
  vault: SyncVault,
  id: string,
  how: Settlement,
  now: number,
): Promise<Result<void>> {
  const committed = await vault.commit(() => {
    const problem = problemsOf(vault).find((each) => each.id === id && each.number !== undefined);
    const record = vault.keys.get(id)?.record;
    if (!problem || !choicesFor(problem, record).includes(how)) {
      return fail({ code: 'key-not-found' });
    }
    return ok([draftForAnswer(vault, id, how), ...(record ? draftsHere(record, how, now) : [])]);
  });
  return committed.ok ? ok(undefined) : committed;
}

/** Applies the same choice to the local key. */
function draftsHere(record: ApiKeyRecord, how: Settlement, now: number): SyncDraft[] {
  const { id } = record;
  if (how === 'delete') return [{ event: 'key.deleted', keyId: id, change: { before: record } }];
  if (how === 'overwrite') return [];
  const off = { ...record, enabled: false, updatedAt: new Date(now).toISOString() };
  return [{ event: 'key.updated', keyId: id, change: differences(record, off) }];
}
