import { useEffect, useState } from 'react';
import { integrationIdentity } from '../../../../shared/keys/integration-identity';
import { risksOf } from '../../../../shared/keys/risks';
import type { Risk } from '../../../../shared/keys/risks';
import type { RulesInForce } from '../../../../shared/rules/rules-in-force';
import { useRules } from '../../../bridge/rules';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { statusOf } from '../../../../shared/keys/key-status';
import { useMinute } from '../../../ui/hooks/now';
import type { KeyEntry } from '../store/key-entry';
import type { ShownList } from '../store/key-store';
import { AFTER_MS } from './use-key-facts';

/**
 * The findings of the Security check about one key. Of the other keys only one matters: an active
 * one with the same integration. Searching all hundred thousand for risks would take too long.
 */
export function findingsOf(
  apiKey: ApiKey,
  entries: readonly KeyEntry[],
  now: number,
  rules: RulesInForce,
): Risk[] {
  const other = entries.find(sharesIntegration(apiKey, now));
  const keys = other ? [apiKey, other.key] : [apiKey];
  const knowsUsage = entries.some(({ lastUsedAt }) => lastUsedAt > 0);
  return risksOf(keys, now, { ...rules, knowsUsage }).filter(({ keyIds }) =>
    keyIds.includes(apiKey.id),
  );
}

function sharesIntegration(apiKey: ApiKey, now: number): (entry: KeyEntry) => boolean {
  const integration = integrationIdentity(apiKey.integration);
  if (integration === '') return () => false;
  return ({ key, searchText }) =>
    key.environment === apiKey.environment &&
    // A cheap test first: the searchable text is folded already.
    searchText.includes(integration) &&
    key.id !== apiKey.id &&
    integrationIdentity(key.integration) === integration &&
    statusOf(key, now).state === 'active';
}

/** The findings about a key; null while they are not known. */
export function useKeyFindings(
  apiKey: ApiKey,
  { index, isComplete }: Pick<ShownList, 'index' | 'isComplete'>,
): readonly Risk[] | null {
  const now = useMinute();
  const rules = useRules();
  const [found, setFound] = useState<{ apiKey: ApiKey; risks: readonly Risk[] } | null>(null);
  useEffect(() => {
    if (!isComplete || !rules) return undefined;
    const timer = setTimeout(() => {
      setFound({ apiKey, risks: findingsOf(apiKey, index.ordered('createdAt'), now, rules) });
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [apiKey, index, isComplete, now, rules]);
  return found?.apiKey === apiKey ? found.risks : null;
}
