import type { ApiKeyRecord } from './api-key';
import { searchFold } from './name-identity';

/** The identity of an integration: keys with equal ones share it; empty for a key without one. */
export const integrationIdentity = (integration: string): string => searchFold(integration.trim());

/**
 * The identity of an integration in one environment; null for a key without one. A live and a test
 * key of one integration are no double.
 */
export function integrationPlace({
  environment,
  integration,
}: Pick<ApiKeyRecord, 'environment' | 'integration'>): string | null {
  const identity = integrationIdentity(integration);
  return identity === '' ? null : `${environment} ${identity}`;
}
