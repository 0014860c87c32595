import { useCallback, useMemo } from 'react';
import type { ApiKey, ApiKeyChanges, NewApiKey } from '../../../../shared/keys/api-key';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import type { RuledKey } from '../../../../shared/rules/violations';
import type { Violation } from '../../../../shared/rules/violation';
import { useRules } from '../../../bridge/rules';
import { useMinute } from '../../../ui/hooks/now';
import type { KeyIndex } from '../store/key-index';

/** The rules that the entered fields break. */
export type RuleCheck = (fields: Partial<NewApiKey> & ApiKeyChanges) => Violation[];

/**
 * Judges the form by the rules of the vault while a person types. The main process decides again on
 * saving.
 *
 * @param key the edited key; null for a new one
 */
export function useRuleCheck(index: KeyIndex, key: ApiKey | null): RuleCheck {
  const rules = useRules();
  const now = useMinute();
  const judge = useMemo(() => {
    const keys = () => index.ordered('createdAt').map((entry) => entry.key);
    return rules && new ChangeJudge(keys, rules, now);
  }, [index, rules, now]);
  return useCallback(
    (fields) => judge?.preview(key, { ...(key ?? newKeyAt(now)), ...definedOf(fields) }) ?? [],
    [judge, key, now],
  );
}

/** A new key before anything is entered. */
function newKeyAt(now: number): RuledKey {
  const at = new Date(now).toISOString();
  return {
    id: '',
    name: '',
    integration: '',
    environment: 'live',
    scopes: [],
    enabled: true,
    expiresAt: null,
    allowedIps: [],
    owner: '',
    rotateEvery: null,
    createdAt: at,
    secretCreatedAt: at,
    lastUsedAt: null,
  };
}

const definedOf = (fields: object): Partial<RuledKey> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
