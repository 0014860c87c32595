import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { RuleJudge } from '../../../shared/rules/change-judge';
import { blocking } from '../../../shared/rules/violations';
import type { BrokenRules, ImportChoice } from '../../../shared/transfer/transfer';
import { refusalOf } from '../../../shared/rules/rule-refusal';
import type { Failure } from '../../../shared/lib/failure';
import type { StoredKey } from '../../lib/vault-port';
import type { ImportDraft, ImportVault } from '../import-vault';
import { masked } from '../mask-secrets';
import type { Incoming } from './incoming';

export const NO_JUDGE: RuleJudge = { violations: () => [] };

/** The rules that a row breaks as a new key, and as a change of an existing one. */
export function brokenRules(
  row: {
    possible: readonly ImportChoice[];
    key: Incoming;
    target: StoredKey | null;
    replaced: ApiKeyRecord | null;
  },
  judge: RuleJudge,
): BrokenRules {
  const { possible, key, target, replaced } = row;
  const mayBeNew = possible.includes('add') || possible.includes('rename');
  return {
    replaced:
      target && replaced && possible.includes('replace')
        ? judge.violations(target.record, replaced)
        : [],
    // A row without an id gets a new one; until then, its number in the file is as unique.
    added: mayBeNew
      ? judge.violations(null, { ...key.record, id: key.id ?? `line ${key.line}` })
      : [],
  };
}

/** The choices that no rule blocks. */
export function allowedChoices(
  possible: readonly ImportChoice[],
  { added, replaced }: BrokenRules,
): ImportChoice[] {
  const isNewBlocked = blocking(added).length > 0;
  const isReplaceBlocked = blocking(replaced).length > 0;
  return possible.filter((choice) => {
    if (choice === 'replace') return !isReplaceBlocked;
    return choice === 'skip' || !isNewBlocked;
  });
}

/**
 * The failure of an import that a rule blocks. The review judges every row, as if all were taken. So
 * the chosen rows are judged once more: one that is left out makes no room for another.
 */
export function refusalOfImport(
  drafts: readonly ImportDraft[],
  { keys }: Pick<ImportVault, 'keys'>,
  judge: RuleJudge = NO_JUDGE,
): Failure | null {
  const refusal = refusalOf(changesIn(drafts, keys), judge);
  return refusal?.code === 'rules-broken'
    ? { ...refusal, names: refusal.names.map(masked) }
    : refusal;
}

function* changesIn(drafts: readonly ImportDraft[], keys: ImportVault['keys']) {
  for (const draft of drafts) {
    if (draft.event === 'key.created') yield { before: null, after: draft.change.record };
    if (draft.event !== 'key.updated' && draft.event !== 'key.rotated') continue;
    const before = keys.get(draft.keyId)?.record;
    if (before) yield { before, after: { ...before, ...draft.change.after } };
  }
}
