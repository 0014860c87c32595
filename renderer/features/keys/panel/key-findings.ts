import { useEffect, useState } from 'react';
import { integrationIdentity, risksOf } from '../../../../shared/keys/risks';
import type { Risk } from '../../../../shared/keys/risks';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { useMinute } from '../../../ui/hooks/now';
import type { KeyEntry } from '../store/key-entry';
import type { ShownList } from '../store/key-store';
import { AFTER_MS } from './use-key-facts';

/** The findings of the Security check about one key. Of the other keys only those count that may share its integration. */
function findingsOf(apiKey: ApiKey, entries: readonly KeyEntry[], now: number): Risk[] {
  const integration = integrationIdentity(apiKey.integration);
  const others = integration === '' ? [] : entries.filter(isLike(apiKey, integration));
  const keys = [apiKey, ...others.map(({ key }) => key)];
  return risksOf(keys, now).filter(({ keyIds }) => keyIds.includes(apiKey.id));
}

/** Whether another entry may have the same integration: its searchable text is folded already. */
const isLike =
  ({ id }: ApiKey, integration: string) =>
  ({ key, searchText }: KeyEntry): boolean =>
    key.id !== id && searchText.includes(integration);

/** The findings about a key; null while they are not known. */
export function useKeyFindings(
  apiKey: ApiKey,
  { index, isComplete }: Pick<ShownList, 'index' | 'isComplete'>,
): readonly Risk[] | null {
  const now = useMinute();
  const [found, setFound] = useState<{ apiKey: ApiKey; risks: readonly Risk[] } | null>(null);
  useEffect(() => {
    if (!isComplete) return undefined;
    const timer = setTimeout(() => {
      setFound({ apiKey, risks: findingsOf(apiKey, index.ordered('createdAt'), now) });
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [apiKey, index, isComplete, now]);
  return found?.apiKey === apiKey ? found.risks : null;
}
