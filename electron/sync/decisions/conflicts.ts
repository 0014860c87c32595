import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { checkKeyFields } from '../../../shared/keys/key-rules';
import type { Decidable } from '../../../shared/sync/merge';
import { same } from '../../../shared/sync/merge';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { KeyConflict } from '../../../shared/sync/sync-state';
import { differences } from '../run/draft-keys';
import type { LedgerEntry, SyncDraft, SyncVault, SyncView } from '../sync-vault';

/** The user's decision about conflicting fields of a key. */
export interface Decision {
  keyId: string;
  fields: Partial<Decidable>;
}

/** The open conflicts. A field that has changed since counts as decided. */
export function openConflictsOf({ keys, ledger }: SyncView): KeyConflict[] {
  const open: KeyConflict[] = [];
  for (const { id, conflicts } of ledger.entries.values()) {
    const record = conflicts && keys.get(id)?.record;
    if (!record) continue;
    const fields = conflicts.filter(({ field, held }) => same(record[field], held));
    if (fields.length > 0) open.push({ keyId: id, name: record.name, fields });
  }
  return open;
}

/**
 * Applies decisions, all or none: each is an ordinary edit of the key, and its conflict is closed. A
 * field without a conflict stays as it is: it was decided before.
 *
 * @param isStill checked when the commit has its turn: whether the access that results is what the
 * user agreed to
 */
export async function decide(
  vault: SyncVault,
  decisions: readonly Decision[],
  now: number,
  isStill: () => boolean = () => true,
): Promise<Result<void>> {
  const committed = await vault.commit(() => {
    if (!isStill()) return fail({ code: 'not-confirmed' });
    const drafts: SyncDraft[] = [];
    const entries: LedgerEntry[] = [];
    for (const { keyId, fields } of decisions) {
      const record = vault.keys.get(keyId)?.record;
      const entry = vault.ledger.entries.get(keyId);
      if (!record || !entry) return fail({ code: 'key-not-found' });
      const decided = decidedRecord(vault, record, entry, askedIn(entry, fields), now);
      if (!decided.ok) return decided;
      const change = differences(record, decided.value);
      if (Object.keys(change.after).length > 0) {
        drafts.push({ event: 'key.updated', keyId, change });
      }
      entries.push(withoutConflicts(entry, fields));
    }
    // The edits come after, because the ledger follows each edit by itself.
    return ok([{ event: 'sync.agreed', keyId: null, change: { entries } }, ...drafts]);
  });
  return committed.ok ? ok(undefined) : committed;
}

const askedIn = ({ conflicts = [] }: LedgerEntry, fields: Partial<Decidable>) =>
  Object.fromEntries(
    conflicts.flatMap(({ field }) => (field in fields ? [[field, fields[field]]] : [])),
  ) as Partial<Decidable>;

function decidedRecord(
  vault: SyncVault,
  record: ApiKeyRecord,
  entry: LedgerEntry,
  wanted: Partial<Decidable>,
  now: number,
): Result<ApiKeyRecord> {
  // Both sides' scopes may be chosen, including those unknown to this app.
  const keptScopes = (entry.conflicts ?? []).flatMap(({ field, mine, theirs }) =>
    field === 'scopes' ? [mine, theirs].flat() : [],
  );
  const { fields, problems } = checkKeyFields(wanted, {
    now,
    isNameTaken: (name) => ![undefined, record.id].includes(vault.idOfName(name)),
    keptScopes: [...keptScopes, ...record.scopes],
  });
  if (problems.length > 0) return fail({ code: 'invalid-key', problems });
  const decided = { ...record, ...fields };
  const isChanged = Object.keys(differences(record, decided).after).length > 0;
  return ok(isChanged ? { ...decided, updatedAt: new Date(now).toISOString() } : record);
}

function withoutConflicts(entry: LedgerEntry, decided: Partial<Decidable>): LedgerEntry {
  const { conflicts = [], ...rest } = entry;
  const left = conflicts.filter(({ field }) => !(field in decided));
  return left.length > 0 ? { ...rest, conflicts: left } : rest;
}
