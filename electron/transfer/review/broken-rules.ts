import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { RuleJudge } from '../../../shared/rules/change-judge';
import { blocking } from '../../../shared/rules/violations';
import type { BrokenRules, ImportChoice } from '../../../shared/transfer/transfer';
import type { StoredKey } from '../../lib/vault-port';
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
