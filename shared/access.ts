import type { ApiKeyRecord } from './api-key';
import { isRangeWithin } from './ip-range';
import { NO_ADDRESS, NO_SCOPE } from './merge';
import { levelFor, parseScope } from './scopes';

/** Whether a key may do something after a change that it might not do before. */
export function givesMore(before: ApiKeyRecord, after: ApiKeyRecord): boolean {
  if (!after.enabled) return false;
  if (!before.enabled) return true;
  const end = (record: ApiKeyRecord) => record.expiresAt ?? '9999';
  if (end(after) > end(before)) return true;
  return (
    hasMoreScopes(before.scopes, after.scopes) ||
    hasMoreAddresses(before.allowedIps, after.allowedIps)
  );
}

export const hasMoreScopes = (before: readonly string[], after: readonly string[]): boolean =>
  !after.every((scope) => scope === NO_SCOPE || grants(before, scope));

/** An empty list is every address. */
export function hasMoreAddresses(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0) return false;
  if (after.length === 0) return true;
  return !after.every(
    (range) => range === NO_ADDRESS || before.some((other) => isRangeWithin(range, other)),
  );
}

function grants(scopes: readonly string[], scope: string): boolean {
  if (scopes.includes(scope)) return true;
  const parsed = parseScope(scope);
  return parsed?.level === 'read' && levelFor(parsed.resource, scopes) !== null;
}
