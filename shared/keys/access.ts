import type { ApiKeyRecord } from './api-key';
import { isRangeWithin } from './ip-range';
import { NO_ADDRESS, NO_SCOPE } from '../sync/merge';
import { levelFor, parseScope } from './scopes';

/** The access of a key: its permissions, addresses and validity. */
export type KeyAccess = Pick<ApiKeyRecord, 'enabled' | 'scopes' | 'allowedIps' | 'expiresAt'>;

/** Whether a change gives a key more access. */
export function givesMore(before: KeyAccess, after: KeyAccess): boolean {
  if (!after.enabled) return false;
  if (!before.enabled) return true;
  const end = ({ expiresAt }: KeyAccess) => expiresAt ?? '9999';
  if (end(after) > end(before)) return true;
  return (
    hasMoreScopes(before.scopes, after.scopes) ||
    hasMoreAddresses(before.allowedIps, after.allowedIps)
  );
}

export const hasMoreScopes = (before: readonly string[], after: readonly string[]): boolean =>
  addedScopes(before, after).length > 0;

/** An empty list allows every address. */
export const hasMoreAddresses = (before: readonly string[], after: readonly string[]): boolean =>
  before.length > 0 && (after.length === 0 || addedAddresses(before, after).length > 0);

/** The scopes of a list that another list does not grant. */
export const addedScopes = (before: readonly string[], after: readonly string[]): string[] =>
  after.filter((scope) => scope !== NO_SCOPE && !grants(before, scope));

/** The ranges of a list that lie in no range of another list. */
export const addedAddresses = (before: readonly string[], after: readonly string[]): string[] =>
  after.filter((range) => range !== NO_ADDRESS && !before.some((other) => isInside(range, other)));

/**
 * Whether a range certainly lies in another one. An invalid range, as an import may have, lies in
 * none.
 */
function isInside(range: string, other: string): boolean {
  try {
    return isRangeWithin(range, other);
  } catch {
    return range === other;
  }
}

function grants(scopes: readonly string[], scope: string): boolean {
  if (scopes.includes(scope)) return true;
  const parsed = parseScope(scope);
  return parsed?.level === 'read' && levelFor(parsed.resource, scopes) !== null;
}
