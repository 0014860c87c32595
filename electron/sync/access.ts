import type { ApiKeyRecord } from '../../shared/api-key';
import { isRangeWithin } from '../../shared/ip-range';
import { levelFor, parseScope } from '../../shared/scopes';

/** Whether a key may do something after a change that it might not do before. */
export function givesMore(before: ApiKeyRecord, after: ApiKeyRecord): boolean {
  if (!after.enabled) return false;
  if (!before.enabled) return true;
  const end = (record: ApiKeyRecord) => record.expiresAt ?? '9999';
  if (end(after) > end(before)) return true;
  if (!after.scopes.every((scope) => grants(before.scopes, scope))) return true;
  if (before.allowedIps.length === 0) return false;
  if (after.allowedIps.length === 0) return true;
  return !after.allowedIps.every((range) =>
    before.allowedIps.some((other) => isRangeWithin(range, other)),
  );
}

function grants(scopes: readonly string[], scope: string): boolean {
  if (scopes.includes(scope)) return true;
  const parsed = parseScope(scope);
  return parsed?.level === 'read' && levelFor(parsed.resource, scopes) !== null;
}
