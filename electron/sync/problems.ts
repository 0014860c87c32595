import type { ApiKeyRecord } from '../../shared/api-key';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import type { Settlement, SyncProblem } from '../../shared/sync-state';
import { differences } from './draft-keys';
import type { FoundProblem } from './findings';
import { draftForAnswer, problemsOf } from './findings';
import { answerTo } from './outbox';
import type { SyncDraft, SyncVault } from './sync-vault';

/** What Kinto takes for the id of a record: another one cannot be asked for by its address. */
const ID = /^[a-zA-Z0-9][\w-]*$/;

type Looked = Pick<SyncVault, 'keys' | 'ledger' | 'settings'>;

/** The problems as the window may know them. */
export function problemsShown(vault: Looked): SyncProblem[] {
  return problemsOf(vault).flatMap((problem): SyncProblem[] => {
    const { id, kind, detail, says, number } = problem;
    const record = vault.keys.get(id)?.record;
    // A key that was refused and then deleted here was never there.
    const isOver =
      number === undefined && !record && vault.ledger.entries.get(id)?.deleted !== 'here';
    if (isOver) return [];
    const choices = number !== undefined ? choicesFor(problem, record) : [];
    const name = record?.name ?? problem.name;
    return [{ id, kind, detail, name, says, choices, chosen: answerTo(vault, problem) ?? null }];
  });
}

function choicesFor({ id, isOff }: FoundProblem, record: ApiKeyRecord | undefined): Settlement[] {
  if (!ID.test(id)) return [];
  if (record)
    return record.enabled ? ['overwrite', 'deactivate', 'delete'] : ['overwrite', 'delete'];
  return isOff ? ['delete'] : ['deactivate', 'delete'];
}

/** Carries out what a person chose about a record that cannot be read; the endpoint hears of it with the next sync. */
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

/** The key that is here goes the same way. */
function draftsHere(record: ApiKeyRecord, how: Settlement, now: number): SyncDraft[] {
  const { id } = record;
  if (how === 'delete') return [{ event: 'key.deleted', keyId: id, change: { before: record } }];
  if (how === 'overwrite') return [];
  const off = { ...record, enabled: false, updatedAt: new Date(now).toISOString() };
  return [{ event: 'key.updated', keyId: id, change: differences(record, off) }];
}
